"""The list of withdrawn regulations."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.catalog import CatalogError
from corpus.withdrawn import Withdrawal, Withdrawn

LAW = Withdrawal(id="luat-a", number="12/2020/QH14", title="Luật A", withdrawn_on=date(2026, 1, 2))
_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(title=_text, number=_text, day=st.dates())
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, title: str, number: str, day: date) -> None:
    """Any title and number, quotes and control characters among them, come back as they were."""
    path = tmp_path_factory.getbasetemp() / "withdrawn.toml"
    written = Withdrawn((LAW, Withdrawal(id="x", number=number, title=title, withdrawn_on=day, file="a.pdf")))
    written.write(path)
    assert Withdrawn.read(path) == written


def test_no_file_withdraws_nothing(tmp_path: Path) -> None:
    """Where nobody ever withdrew anything there is no file, and everything counts."""
    assert Withdrawn.read(tmp_path / "withdrawn.toml") == Withdrawn()


@pytest.mark.parametrize("content", [b"[[withdrawn", b"\xff", b"[[withdrawn]]\nid = 1"])
def test_an_unreadable_list_stops_the_run(tmp_path: Path, content: bytes) -> None:
    """A list that cannot be read is a fault to mend, not an empty list."""
    path = tmp_path / "withdrawn.toml"
    path.write_bytes(content)
    with pytest.raises(CatalogError, match=r"withdrawn\.toml.*Hãy sửa"):
        Withdrawn.read(path)


@pytest.mark.parametrize("spelled", ["12/2020/QH14", "12/2020/qh14", "12 2020 QH14", "luat-a"])
def test_a_regulation_is_found_by_number_or_id(spelled: str) -> None:
    """However it is spelled."""
    assert Withdrawn((LAW,)).find(spelled) == LAW
    assert Withdrawn((LAW,)).covers("LUAT-A")
    assert Withdrawn((LAW,)).find("12/2020/QH15") is None
