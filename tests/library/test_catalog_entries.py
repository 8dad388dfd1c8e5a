"""The shipped catalog: what it says of each regulation agrees with itself, with FACTS.md and with the codification."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from corpus.catalog import Catalog, Entry

# FACTS.md section 1 without what it marks [GK]: id, number, signed, in force from, status. None: FACTS is silent.
FACTS = [
    ("hien-phap-2013", "Hiến pháp 2013", "2013-11-28", None, "amended"),
    ("75-2015-qh13", "75/2015/QH13", "2015-06-09", "2016-01-01", "amended"),
    ("97-2025-qh15", "97/2025/QH15", "2025-06-27", "2025-07-01", "in_force"),
    ("403-2017-nqlt", "403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN", "2017-06-15", "2017-06-15", "unverified"),
    ("337-2016-tt-btc", "337/2016/TT-BTC", "2016-12-28", "2017-02-15", "unverified"),
    ("10-2022-qh15", "10/2022/QH15", "2022-11-10", "2023-07-01", "amended"),
    ("59-2023-nd-cp", "59/2023/NĐ-CP", "2023-08-14", "2023-08-15", "unverified"),
    ("217-qd-tw-2013", "217-QĐ/TW", "2013-12-12", "2013-12-12", "unverified"),
    ("218-qd-tw-2013", "218-QĐ/TW", "2013-12-12", "2013-12-12", "unverified"),
    ("124-qd-tw-2018", "124-QĐ/TW", "2018-02-02", None, "unverified"),
    ("124-qd-tw-2023", "124-QĐ/TW", "2023-10-04", None, "unverified"),
    ("18-ct-tw-2022", "18-CT/TW", "2022-10-26", None, "unverified"),
    ("99-qd-tw-2017", "99-QĐ/TW", "2017-10-03", None, "unverified"),
    ("11-qdi-tw-2019", "11-QĐi/TW", "2019-02-18", None, "unverified"),
    ("50-2024-qh15", "50/2024/QH15", "2024-11-27", "2025-07-01", "amended"),
    ("57-2020-qh14", "57/2020/QH14", None, "2021-01-01", "amended"),
    ("27-2005-pl-ubtvqh11", "27/2005/PL-UBTVQH11", None, None, "unverified"),
    ("23-hd-dct-2018", "23/HD-ĐCT", "2018-05-04", None, "unverified"),
    ("64-2025-qh15", "64/2025/QH15", "2025-02-19", None, "amended"),
    ("78-2025-nd-cp", "78/2025/NĐ-CP", "2025-04-01", None, "unverified"),
    ("121-2025-qh15", "121/2025/QH15", None, "2026-03-01", "in_force"),
    ("luat-tiep-can-thong-tin-2026", "Luật Tiếp cận thông tin 2026", "2026-04-24", "2026-09-01", "in_force"),
    ("84-2025-qh15", "84/2025/QH15", None, "2025-07-01", "in_force"),
    ("72-2025-qh15", "72/2025/QH15", None, None, "in_force"),
    ("36-2018-qh14", "36/2018/QH14", None, "2019-07-01", "unverified"),
    ("31-2024-qh15", "31/2024/QH15", "2024-01-18", None, "amended"),
    ("29-2021-nd-cp", "29/2021/NĐ-CP", None, None, "unverified"),
    ("301-qd-tw-2025", "301-QĐ/TW", "2025-06-09", "2025-07-01", "unverified"),
]
ISSUERS = {
    "403-2017-nqlt": ("Ủy ban Thường vụ Quốc hội", "Chính phủ", "Đoàn Chủ tịch Ủy ban Trung ương Mặt trận Tổ quốc"),
    "217-qd-tw-2013": ("Bộ Chính trị",),
    "218-qd-tw-2013": ("Bộ Chính trị",),
    "124-qd-tw-2018": ("Ban Bí thư",),
    "124-qd-tw-2023": ("Bộ Chính trị",),
    "18-ct-tw-2022": ("Ban Bí thư",),
    "11-qdi-tw-2019": ("Bộ Chính trị",),
    "27-2005-pl-ubtvqh11": ("Ủy ban Thường vụ Quốc hội",),
    "23-hd-dct-2018": ("Hội Liên hiệp Phụ nữ",),
}
# What FACTS.md knows from general knowledge only, where the codification does not confirm it.
GENERAL_KNOWLEDGE = [
    ("203-2025-qh15", "in_force_from"),
    ("64-2025-qh15", "in_force_from"),
    ("72-2025-qh15", "signed"),
    ("31-2024-qh15", "in_force_from"),
    ("29-2021-nd-cp", "signed"),
    ("78-2025-nd-cp", "amended_by"),
    ("80-2015-qh13", "expires_on"),
    ("34-2016-nd-cp", "expires_on"),
    ("39-2019-qh14", "replaced_by"),
]
VALIDITY = [
    ("87-2015-qh13", "2026-02-28", "in_force"),
    ("87-2015-qh13", "2026-03-01", "expired"),
    ("121-2025-qh15", "2026-02-28", "not_yet"),
    ("121-2025-qh15", "2026-03-01", "in_force"),
    ("104-2016-qh13", "2026-08-31", "in_force"),
    ("104-2016-qh13", "2026-09-01", "expired"),
    ("luat-tiep-can-thong-tin-2026", "2026-08-31", "not_yet"),
    ("luat-tiep-can-thong-tin-2026", "2026-09-01", "in_force"),
    ("159-2016-nd-cp", "2023-08-07", "in_force"),
    ("159-2016-nd-cp", "2023-08-08", "expired"),
    ("34-2007-pl-ubtvqh11", "2023-07-01", "expired"),
    ("12-2012-qh13", "2025-07-01", "expired"),
    ("50-2024-qh15", "2025-06-30", "not_yet"),
    ("56-2010-qh12", "2026-11-23", "expired"),
    ("49-2014-qh13", "2026-11-23", "expired"),
    ("75-2015-qh13", "2026-11-23", "in_force"),
    ("403-2017-nqlt", "2026-11-23", "unverified"),
]


def _entry(catalog: Catalog, entry_id: str) -> Entry:
    return next(entry for entry in catalog.entries if entry.id == entry_id)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def test_size_and_ids(catalog: Catalog) -> None:
    """At least forty regulations, each with an id of its own made of lower-case words."""
    ids = [entry.id for entry in catalog.entries]
    assert len(ids) >= 40
    assert [entry_id for entry_id, count in Counter(ids).items() if count > 1] == []
    assert [entry_id for entry_id in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry_id)] == []


def test_every_entry_says_the_least_it_must(catalog: Catalog) -> None:
    """Each has an issuer, a name people use, a topic and the day of its review; a title that begins with its kind."""
    assert [e.id for e in catalog.entries if not (e.issuer and e.short_names and e.topics and e.reviewed_on)] == []
    assert [e.id for e in catalog.entries if not e.title.startswith(e.kind)] == []


@pytest.mark.parametrize("row", FACTS, ids=[row[0] for row in FACTS])
def test_entry_agrees_with_the_facts(catalog: Catalog, row: tuple[str, str, str | None, str | None, str]) -> None:
    """Number, dates and status are those of FACTS.md section 1."""
    entry_id, number, signed, in_force_from, status = row
    entry = _entry(catalog, entry_id)
    assert (entry.number, entry.status) == (number, status)
    assert signed is None or entry.signed == _day(signed)
    assert in_force_from is None or entry.in_force_from == _day(in_force_from)


@pytest.mark.parametrize(("entry_id", "issuers"), ISSUERS.items())
def test_issuer_agrees_with_the_facts(catalog: Catalog, entry_id: str, issuers: tuple[str, ...]) -> None:
    """The bodies that issued it are those of FACTS.md."""
    assert [issuer for issuer in issuers if issuer not in _entry(catalog, entry_id).issuer] == []


@pytest.mark.parametrize(("entry_id", "field"), GENERAL_KNOWLEDGE)
def test_general_knowledge_is_marked(catalog: Catalog, entry_id: str, field: str) -> None:
    """A field that rests on general knowledge is filled in and listed as unverified."""
    entry = _entry(catalog, entry_id)
    assert getattr(entry, field)
    assert field in entry.unverified


def test_dates_agree_with_the_codification(catalog: Catalog, shared: Path) -> None:
    """For every regulation in the codification, signed and in force from are the days it gives."""
    for path in sorted((shared / "regulations").glob("*.json")):
        if path.name == "manifest.json":
            continue
        document = json.loads(path.read_text(encoding="utf-8"))
        first = document["articles"][0]
        entry = catalog.entry(document["doc_no"])
        assert entry is not None, document["doc_no"]
        assert f"{entry.in_force_from:%d/%m/%Y}" == first["effective"], entry.id
        signed = re.search(r"ngày (\d\d/\d\d/\d{4}) của", first["amendment_note"])
        assert signed is None or f"{entry.signed:%d/%m/%Y}" == signed[1], entry.id


@pytest.mark.parametrize(("entry_id", "day", "validity"), VALIDITY)
def test_validity_on_the_days_that_matter(catalog: Catalog, entry_id: str, day: str, validity: str) -> None:
    """A regulation counts from its first day on and no longer on the day it expires."""
    assert _entry(catalog, entry_id).validity(date.fromisoformat(day)) == validity
