"""The catalog finds regulations by any name people use, and knows which count on a day."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from corpus.catalog import Catalog, CatalogError, Entry, Status, Validity
from corpus.number import fold_number


def ids(entries: tuple[Entry, ...]) -> set[str]:
    """The ids of `entries`."""
    return {entry.id for entry in entries}


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("75/2015/QH13", "75-2015-qh13"),
        ("75/2015/qh13", "75-2015-qh13"),
        ("luật mttq", "75-2015-qh13"),
        ("Luat Mat tran", "75-2015-qh13"),
        ("403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN", "403-2017-nqlt"),
        ("217-QĐ/TW", "217-qd-tw-2013"),
        ("217 qd tw", "217-qd-tw-2013"),
        ("QĐ 124 năm 2023", "124-qd-tw-2023"),
        ("Luật Hoạt động giám sát 2015", "87-2015-qh13"),
    ],
)
def test_found_by_name(catalog: Catalog, name: str, id_: str) -> None:
    """A number or a known name, with or without case and diacritics, finds its one regulation."""
    assert ids(catalog.numbered(name)) == {id_}


@pytest.mark.parametrize("name", ["", "76/2015/QH13", "Luật Giao thông", "124"])
def test_unknown_names(catalog: Catalog, name: str) -> None:
    """A name that no entry carries finds nothing."""
    assert catalog.numbered(name) == ()
    assert catalog.entry(name) is None


@pytest.mark.parametrize("number", ["124-QĐ/TW", "124-qđ/tw", "QĐ 124"])
def test_ambiguous_number(catalog: Catalog, number: str) -> None:
    """124-QĐ/TW is two regulations, of 2018 and of 2023; none of them is guessed."""
    assert ids(catalog.numbered(number)) == {"124-qd-tw-2018", "124-qd-tw-2023"}
    assert catalog.entry(number) is None


@pytest.mark.parametrize(("year", "signed"), [("2018", date(2018, 2, 2)), ("2023", date(2023, 10, 4))])
def test_ambiguous_number_decided_by_the_file(catalog: Catalog, year: str, signed: date) -> None:
    """A file named after one of the two 124-QĐ/TW decides between them; any other file does not."""
    entry = catalog.entry("124-QĐ/TW", file=f"124-qd-tw-{year}.md")
    assert entry is not None
    assert (entry.id, entry.signed) == (f"124-qd-tw-{year}", signed)
    assert catalog.entry("124-QĐ/TW", file="quy-dinh-124.pdf") is None


def test_a_file_name_never_overrules_the_number(catalog: Catalog) -> None:
    """A unique number is found whatever the file is called."""
    entry = catalog.entry("75/2015/QH13", file="124-qd-tw-2018.md")
    assert entry is not None
    assert entry.id == "75-2015-qh13"


@pytest.mark.parametrize(
    ("number", "on", "validity"),
    [
        ("87/2015/QH13", date(2025, 12, 1), "in_force"),
        ("87/2015/QH13", date(2026, 2, 28), "in_force"),
        ("87/2015/QH13", date(2026, 3, 1), "expired"),
        ("121/2025/QH15", date(2026, 2, 28), "not_yet"),
        ("121/2025/QH15", date(2026, 3, 1), "in_force"),
        ("75/2015/QH13", date(2015, 6, 9), "not_yet"),
        ("75/2015/QH13", date(2015, 12, 31), "not_yet"),
        ("75/2015/QH13", date(2016, 1, 1), "in_force"),
        ("75/2015/QH13", date(2026, 11, 23), "in_force"),
        ("104/2016/QH13", date(2026, 8, 31), "in_force"),
        ("104/2016/QH13", date(2026, 9, 1), "expired"),
        ("217-QĐ/TW", date(2026, 11, 23), "unverified"),
    ],
)
def test_validity_on_a_day(catalog: Catalog, number: str, on: date, validity: Validity) -> None:
    """A law counts from its first day to the day before it expires; an unverified one says so."""
    entry = catalog.entry(number)
    assert entry is not None
    assert entry.validity(on) == validity


@pytest.mark.parametrize(
    ("status", "expires_on", "validity"),
    [
        (Status.IN_FORCE, None, "in_force"),
        (Status.AMENDED, None, "in_force"),
        (Status.REPLACED, None, "expired"),
        (Status.EXPIRED, None, "expired"),
        (Status.UNVERIFIED, None, "unverified"),
        (Status.REPLACED, date(2027, 1, 1), "in_force"),
        (Status.REPLACED, date(2026, 1, 1), "expired"),
        (Status.UNVERIFIED, date(2026, 1, 1), "expired"),
    ],
)
def test_validity_by_status(status: Status, expires_on: date | None, validity: Validity) -> None:
    """A known last day decides; without one, the reviewed status does."""
    entry = Entry(id="x", number="1/2020/QH14", kind="Luật", title="Luật X", status=status, expires_on=expires_on)
    assert entry.validity(date(2026, 6, 1)) == validity


def test_cited_as(catalog: Catalog) -> None:
    """A law is cited by its title, everything else by its kind."""
    names = {number: entry.cited_as for number in ("75/2015/QH13", "217-QĐ/TW") if (entry := catalog.entry(number))}
    assert names == {"75/2015/QH13": "Luật Mặt trận Tổ quốc Việt Nam", "217-QĐ/TW": "Quyết định"}


def test_ids_are_unique(catalog: Catalog) -> None:
    """No two entries share an id, and only 124-QĐ/TW is a number of two."""
    assert {key for key, count in Counter(entry.id for entry in catalog.entries).items() if count > 1} == set()
    numbers = Counter(fold_number(entry.number) for entry in catalog.entries)
    assert {key for key, count in numbers.items() if count > 1} == {"124qdtw"}


@pytest.mark.parametrize(("ours", "theirs"), [("amends", "amended_by"), ("replaces", "replaced_by")])
def test_relations_are_mutual(catalog: Catalog, ours: str, theirs: str) -> None:
    """Where both regulations are in the catalog, what one says of the other, the other says of it."""
    for here, there in ((ours, theirs), (theirs, ours)):
        for entry in catalog.entries:
            for number in getattr(entry, here):
                for other in catalog.numbered(number):
                    assert entry.number in getattr(other, there), f"{other.id}.{there} lacks {entry.number}"


def test_dates_agree_with_one_another(catalog: Catalog) -> None:
    """A regulation is signed before it counts and counts before it expires; only an ended one has a last day."""
    for entry in catalog.entries:
        days = [day for day in (entry.signed, entry.in_force_from, entry.expires_on) if day]
        assert days == sorted(days), entry.id
        assert (entry.status in {Status.REPLACED, Status.EXPIRED}) or not entry.expires_on, entry.id


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[regulation]]\nid = 'x'\n", "number"),
        ("[[regulation]]\nid='x'\nnumber='1/2020/QH14'\nkind='Luật'\ntitle='X'\nstat='in_force'\n", "stat"),
        ("[[regulation]]\nid='x'\nnumber='1/2020/QH14'\nkind='Luật'\ntitle='X'\nstatus='maybe'\n", "status"),
        ("[[regulation]\n", "catalog.toml"),
    ],
    ids=["field missing", "unknown field", "unknown status", "no TOML"],
)
def test_wrong_catalog(tmp_path: Path, text: str, complaint: str) -> None:
    """A catalog with a wrong entry is refused; the message names the file and the field."""
    path = tmp_path / "catalog.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError, match=r"catalog\.toml") as caught:
        Catalog.load(path)
    assert complaint in str(caught.value)


def test_missing_catalog(tmp_path: Path) -> None:
    """A catalog that is not there is refused by name."""
    with pytest.raises(CatalogError, match=r"nowhere\.toml"):
        Catalog.load(tmp_path / "nowhere.toml")
