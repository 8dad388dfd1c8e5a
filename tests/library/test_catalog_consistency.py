"""The shipped catalog agrees with itself: relations, dates, names, and the digests that go with it."""

from collections import Counter
from datetime import date, timedelta

import pytest

from corpus.catalog import LIBRARY, Catalog, Entry, Status
from corpus.number import find_own_number, fold_number

NAMES_FOR_TWO = {
    "qd124", "quydinh124", "quyetdinh124", "124qdtw",  # 2018 and 2023
    "nd59", "nghidinh59",  # dân chủ ở cơ sở, phòng chống tham nhũng
    "nd64", "nghidinh64",  # tiếp công dân, cứu trợ
}  # fmt: skip
WITHOUT_THE_YEAR = {
    "Luật Hoạt động giám sát": "121-2025-qh15",
    "Luật Tiếp cận thông tin": "luat-tiep-can-thong-tin-2026",
    "Luật Thanh tra": "84-2025-qh15",
    "Luật Công đoàn": "50-2024-qh15",
    "Luật Đầu tư công": "58-2024-qh15",
    "Luật Ban hành VBQPPL": "64-2025-qh15",
    "Luật MTTQ": "75-2015-qh13",
    "NQLT 403": "403-2017-nqlt",
    "QĐ 217": "217-qd-tw-2013",
    "Luật THDCCS": "10-2022-qh15",
}


def _entry(catalog: Catalog, entry_id: str) -> Entry:
    return next(entry for entry in catalog.entries if entry.id == entry_id)


@pytest.mark.parametrize(("one_way", "other_way"), [("amends", "amended_by"), ("replaces", "replaced_by")])
def test_relations_hold_both_ways(catalog: Catalog, one_way: str, other_way: str) -> None:
    """Where both regulations are in the catalog, each names the other, and none names itself."""
    pairs = {
        (entry.number, other) for entry in catalog.entries for other in getattr(entry, one_way)
    }  # numbers suffice: no relation is with either 124-QĐ/TW
    back = {(other, entry.number) for entry in catalog.entries for other in getattr(entry, other_way)}
    numbers = {entry.number for entry in catalog.entries}
    known = {pair for pair in pairs | back if numbers.issuperset(pair)}
    assert sorted(known - pairs) == []
    assert sorted(known - back) == []
    assert [pair for pair in known if pair[0] == pair[1]] == []


def test_dates_are_in_order(catalog: Catalog) -> None:
    """Signed, then in force, then expired; and nothing was reviewed before it was signed."""
    for entry in catalog.entries:
        known = [day for day in (entry.signed, entry.in_force_from, entry.expires_on) if day]
        assert known == sorted(known), entry.id
        assert entry.expires_on is None or entry.expires_on not in known[:-1], entry.id
        assert not entry.signed or not entry.reviewed_on or entry.signed <= entry.reviewed_on, entry.id


def test_nothing_counts_before_it_was_signed(catalog: Catalog) -> None:
    """Where only the day of signing is known, the regulation does not count on the day before it."""
    signed = [(entry, entry.signed) for entry in catalog.entries if entry.signed]
    early = [entry.id for entry, day in signed if entry.validity(day - timedelta(days=1)) != "not_yet"]
    assert early == []


def test_one_law_ends_on_the_day_the_next_begins(catalog: Catalog) -> None:
    """No gap and no overlap between a regulation and its replacement, save the one the decree itself makes."""
    by_number = {entry.number: entry for entry in catalog.entries}
    off = []
    for entry in catalog.entries:
        following = [by_number[number] for number in entry.replaced_by if number in by_number]
        begins = {other.in_force_from for other in following if other.in_force_from}
        if entry.expires_on and begins and entry.expires_on not in begins:
            off.append(entry.id)
    assert off == [
        "159-2016-nd-cp"
    ]  # khoản 2 Điều 28 NĐ 59/2023: expired on 08/8/2023, a week before the new one began


def test_status_agrees_with_the_relations(catalog: Catalog) -> None:
    """Amended names by what, in force has no amendment, replaced names by what and replaced no longer counts."""
    for entry in catalog.entries:
        if entry.status is Status.AMENDED:
            assert entry.amended_by, entry.id
        if entry.status is Status.IN_FORCE:
            assert not entry.amended_by, entry.id
            assert not entry.expires_on, entry.id
        if entry.status in {Status.REPLACED, Status.EXPIRED}:
            assert entry.replaced_by, entry.id
            assert entry.validity(date(2026, 11, 23)) == "expired", entry.id


def test_unverified_names_fields_that_say_something(catalog: Catalog) -> None:
    """What is marked unverified is a field that the entry fills in."""
    wrong = [(e.id, name) for e in catalog.entries for name in e.unverified if not getattr(e, name, None)]
    assert wrong == []


def test_two_regulations_of_one_number_stay_apart(catalog: Catalog) -> None:
    """124-QĐ/TW is two regulations of two days, which their files tell apart; no other number is shared."""
    shared_numbers = [n for n, count in Counter(fold_number(e.number) for e in catalog.entries).items() if count > 1]
    assert shared_numbers == ["124qdtw"]
    assert {entry.id for entry in catalog.numbered("124-QĐ/TW")} == {"124-qd-tw-2018", "124-qd-tw-2023"}
    assert catalog.entry("124-QĐ/TW") is None
    assert catalog.entry("124-QĐ/TW", file="124-qd-tw-2018.md") == _entry(catalog, "124-qd-tw-2018")
    for year in ("2018", "2023"):
        assert [entry.id for entry in catalog.numbered(f"QĐ 124 năm {year}")] == [f"124-qd-tw-{year}"]


def test_a_name_means_two_regulations_only_on_purpose(catalog: Catalog) -> None:
    """Only the names that people use for both lead to two entries."""
    names = Counter(key for e in catalog.entries for key in {fold_number(name) for name in e.short_names})
    assert {name for name, count in names.items() if count > 1} == NAMES_FOR_TWO


@pytest.mark.parametrize(("name", "entry_id"), WITHOUT_THE_YEAR.items())
def test_a_name_without_a_year_means_the_one_in_force(catalog: Catalog, name: str, entry_id: str) -> None:
    """The law as people call it is the law of today, not its predecessor."""
    assert [entry.id for entry in catalog.numbered(name)] == [entry_id]


def test_every_digest_belongs_to_an_entry(catalog: Catalog) -> None:
    """A digest is named after an entry's id and gives itself that entry's number and title."""
    entries = {entry.id: entry for entry in catalog.entries}
    for path in sorted(LIBRARY.glob("*.md")):
        entry = entries[path.stem.partition(".until-")[0]]
        head = path.read_text(encoding="utf-8").partition("\n##")[0]
        assert find_own_number(head) == entry.number, path.name
        assert head.splitlines()[0].removeprefix("# ").casefold() == entry.title.casefold(), path.name


def test_every_digest_has_a_list_of_questions() -> None:
    """The questions about a digest stand in a file of its name; a regulation without a digest may have one too."""
    digests = {path.stem for path in LIBRARY.glob("*.md") if ".until-" not in path.stem}
    assert digests - {path.stem for path in (LIBRARY / "questions").glob("*.jsonl")} == set()
