"""What introduces a khoản or điểm is known with its place."""

from pathlib import Path

import pytest

from bot.answering.lead_in import lead_in
from bot.answering.shelf import Shelf
from corpus.catalog import Catalog
from corpus.reference import Step
from index.build import open_build
from tests.bot.samples import TODAY, path
from tests.index.samples import HashEncoder, read, writer

_TEXT = """\
QUỐC HỘI
Luật số: 13/2025/QH15

LUẬT
SỔ CỦA THÔN

Điều 1. Người giữ sổ
Người giữ sổ có nhiệm vụ sau đây:
1. Ghi sổ hằng tuần;
2. Đọc sổ tại cuộc họp, gồm:
a) Sổ xanh;
b) Sổ vàng.
Điều 2. Kho
1. Kho mở hằng ngày.
Điều 3.
1. Kho có khóa.
Điều 4. Họp
Thôn họp hằng quý.
Tại cuộc họp, thôn:
1. Đọc sổ.
"""


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (path("1"), []),
        (path("1", "1"), ["Người giữ sổ có nhiệm vụ sau đây:"]),
        (path("1", "2", "b"), ["Người giữ sổ có nhiệm vụ sau đây:", "2. Đọc sổ tại cuộc họp, gồm:"]),
        (path("2", "1"), []),
        (path("3", "1"), []),
        (path("4", "1"), ["Tại cuộc họp, thôn:"]),
    ],
)
def test_what_introduces_a_provision(
    tmp_path: Path, catalog: Catalog, steps: tuple[Step, ...], expected: list[str]
) -> None:
    """The last line below the article's heading, then the khoản above its điểm, each where it stands."""
    writer([read("luat.txt", _TEXT)], HashEncoder(), asked=())(tmp_path)
    build = open_build(tmp_path)
    shelf = Shelf(build, catalog)
    passage = shelf.provision("13/2025/QH15", steps, TODAY)
    assert passage is not None
    found = lead_in(passage, shelf)
    assert [lead.text for lead in found] == expected
    document = build.texts[passage.source.sha256]
    assert all(document[lead.start : lead.start + len(lead.text)] == lead.text for lead in found)
