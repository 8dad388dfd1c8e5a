"""What the first reader is known to lose in punctuation is put back; words and figures stay as they were read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.boxes import Box
from corpus.ocr import printed_row


def read(text: str) -> str:
    """The line that a row of one piece of `text` is printed as."""
    return printed_row([Box(text, 0, 0, 500, 30, 0.9)], scale=1.0).text


@pytest.mark.parametrize(
    ("seen", "printed"),
    [
        ("Điểu 4, Ấp dụng", "Điều 4. Ấp dụng"),
        ("Điều 5.,Hiệu lực", "Điều 5. Hiệu lực"),
        ("Điều 5, khoản 2", "Điều 5, khoản 2"),
        ("12,Phối hợp với bộ", "12. Phối hợp với bộ"),
        ("4, Người dân", "4. Người dân"),
        ("4, Điều 9 Luật này", "4, Điều 9 Luật này"),
        ("4, 5 và 6", "4, 5 và 6"),
        ("VùngIV", "Vùng IV"),
        ("Vùng llI", "Vùng llI"),
        ("QUYỀN CỦA NGƯỜI", "QUYỀN CỦA NGƯỜI"),
        ("“định danh điện tử'là việc", "“định danh điện tử” là việc"),
        ("'giám sát'", "“giám sát”"),
    ],
)
def test_punctuation(seen: str, printed: str) -> None:
    """Stops, spaces and quotation marks are put back where only they can stand."""
    assert read(seen) == printed


@given(st.text(alphabet="aàđẤIVXN1250.,;:'*“” ", max_size=40))
def test_figures_stay(text: str) -> None:
    """Whatever is put back, the figures of a line are those that were read."""
    closing = re.compile(r"(?<=\d)[nmh](?=[.,;)]|\s|$)")
    assert re.findall(r"\d+", read(text)) == re.findall(r"\d+", closing.sub("", text))
