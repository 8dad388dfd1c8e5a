"""Provisions and regulations that a question names, in all the ways people name them."""

import pytest

from bot.answering.named import NameFinder
from corpus.catalog import Catalog, Entry
from corpus.folding import strip_diacritics

FRONT_LAW, JOINT, MONEY = "75-2015-qh13", "403-2017-nqlt", "337-2016-tt-btc"
DEMOCRACY, DECREE_2023, DECREE_2019 = "10-2022-qh15", "59-2023-nd-cp", "59-2019-nd-cp"
PARTY = "217-qd-tw-2013"
RULE_2018, RULE_2023 = "124-qd-tw-2018", "124-qd-tw-2023"

# question -> the provisions it names, each with the ids its regulation may have
ONE_PROVISION = [
    ("khoản 2 Điều 27 Luật MTTQ", "khoản 2 Điều 27", {FRONT_LAW}),
    ("điều 7 nqlt 403", "Điều 7", {JOINT}),
    ("điểm b khoản 2 Điều 5 Thông tư 337/2016/TT-BTC", "điểm b khoản 2 Điều 5", {MONEY}),
    ("k2 đ26 luật mttq", "khoản 2 Điều 26", {FRONT_LAW}),
    ("Đ27 K2 luật mttq", "khoản 2 Điều 27", {FRONT_LAW}),
    ("khoan 2 dieu 27 luat mat tran", "khoản 2 Điều 27", {FRONT_LAW}),
    ("KHOẢN 2 ĐIỀU 27 LUẬT MTTQ", "khoản 2 Điều 27", {FRONT_LAW}),
    ("Điều 5 khoản 2 điểm b TT 337", "điểm b khoản 2 Điều 5", {MONEY}),
    ("Điều 5, khoản 2, điểm b, TT 337", "điểm b khoản 2 Điều 5", {MONEY}),
    ("trích giúp điểm b khoản 1 Điều 9 Nghị định 59 năm 2023", "điểm b khoản 1 Điều 9", {DECREE_2023}),
    ("điểm b khoản 1 điều 9 nghị định số 59/2023/NĐ-CP", "điểm b khoản 1 Điều 9", {DECREE_2023}),
    ("điểm b khoản 1 điều 9 nghị định 59", "điểm b khoản 1 Điều 9", {DECREE_2023, DECREE_2019}),
    ("điểm đ khoản 1 Điều 2 NQLT 403", "điểm đ khoản 1 Điều 2", {JOINT}),
    ("diem d khoan 1 dieu 2 nqlt 403", "điểm d khoản 1 Điều 2", {JOINT}),
    ("điểm đ) khoản 1 Điều 2 NQLT 403", "điểm đ khoản 1 Điều 2", {JOINT}),
    ("khoản 5a Điều 10 Luật MTTQ", "khoản 5a Điều 10", {FRONT_LAW}),
    ("điều 14a luật dân chủ ở cơ sở", "Điều 14a", {DEMOCRACY}),
    ("khoản 2 của Điều 27 của Luật Mặt trận", "khoản 2 Điều 27", {FRONT_LAW}),
    ("Luật MTTQ điều 27, khoản 2 nói gì", "khoản 2 Điều 27", {FRONT_LAW}),
    ("theo nqlt 403 thì điều 7 nói gì?", "Điều 7", {JOINT}),
    ("điều 7 nghị quyết liên tịch số 403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN", "Điều 7", {JOINT}),
    ("Điều 27 Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13", "Điều 27", {FRONT_LAW}),
    ("điều 8 Quy định 124", "Điều 8", {RULE_2018, RULE_2023}),
    ("điều 8 124-QĐ/TW", "Điều 8", {RULE_2018, RULE_2023}),
    ("điều 8 Quy định 124 năm 2018", "Điều 8", {RULE_2018}),
    ("khoản 2 điều 8 qđ 124 năm 2023", "khoản 2 Điều 8", {RULE_2023}),
    ("khoản 2 Điều 27", "khoản 2 Điều 27", set()),
    ("điều 3 Luật Hôn nhân và gia đình", "Điều 3", set()),
    ("điều 9 NĐ 59/2023, khoản 1, điểm b", "điểm b khoản 1 Điều 9", {DECREE_2023}),
    ("khoản 1, Điều 32, Luật MTTQ Việt Nam 2015", "khoản 1 Điều 32", {FRONT_LAW}),
    ("k2đ27 luật mttq", "khoản 2 Điều 27", {FRONT_LAW}),
    ("k2 d27 luat mttq", "khoản 2 Điều 27", {FRONT_LAW}),
    ("K.2 Đ.27 Luật MTTQ", "khoản 2 Điều 27", {FRONT_LAW}),
    ("Điều 27(2) Luật MTTQ", "khoản 2 Điều 27", {FRONT_LAW}),
    ("Điều 27.2 Luật MTTQ", "khoản 2 Điều 27", {FRONT_LAW}),
    ("Điều 27 (khoản 2) Luật MTTQ", "khoản 2 Điều 27", {FRONT_LAW}),
    ("khoản 2-điều 27-luật MTTQ", "khoản 2 Điều 27", {FRONT_LAW}),
    ("khoản thứ 2 điều số 27 luật mttq", "khoản 2 Điều 27", {FRONT_LAW}),
    ("điểm b điều 2 khoản 1 nqlt 403", "điểm b khoản 1 Điều 2", {JOINT}),
    ("Đ7 NQLT403", "Điều 7", {JOINT}),
    ("đ5 tt337", "Điều 5", {MONEY}),
    ("Điều 6 NĐ59/2023", "Điều 6", {DECREE_2023}),
    ("Điều 8 217/QĐ-TW", "Điều 8", {PARTY}),
    ("Đ8 QĐ217", "Điều 8", {PARTY}),
    ("Điều 8 Quy định 124-QĐ/TW năm 2018", "Điều 8", {RULE_2018}),
    ("luật mặt trận điều 25 bây giờ sửa thế nào", "Điều 25", {FRONT_LAW}),
    ("Điều 27 Luật Mặt trận năm 2015 (sửa đổi 2025)", "Điều 27", {FRONT_LAW}),
    ("đ40 luật thực hiện dân chủ ở cơ sở 2022", "Điều 40", {DEMOCRACY}),
]

SEVERAL_PROVISIONS = [
    ("khoản 2 Điều 27 và khoản 1 Điều 28 Luật MTTQ", [("khoản 2 Điều 27", FRONT_LAW), ("khoản 1 Điều 28", FRONT_LAW)]),
    ("Điều 27 Luật MTTQ và Điều 7 NQLT 403", [("Điều 27", FRONT_LAW), ("Điều 7", JOINT)]),
    ("khoản 1 Điều 27 Luật MTTQ, khoản 2 Điều 5 TT 337", [("khoản 1 Điều 27", FRONT_LAW), ("khoản 2 Điều 5", MONEY)]),
    ("so sánh điều 25 với điều 32 luật mttq", [("Điều 25", FRONT_LAW), ("Điều 32", FRONT_LAW)]),
    ("Luật MTTQ: Điều 25, Điều 32", [("Điều 25", FRONT_LAW), ("Điều 32", FRONT_LAW)]),
    ("theo Luật MTTQ, khoản 1 Điều 27 và điều 7 NQLT 403", [("khoản 1 Điều 27", FRONT_LAW), ("Điều 7", JOINT)]),
    ("khoản 2, khoản 3 Điều 27 Luật MTTQ", [("khoản 2 Điều 27", FRONT_LAW), ("khoản 3 Điều 27", FRONT_LAW)]),
    ("điểm a và điểm b khoản 2 Điều 5 TT 337", [("điểm a khoản 2 Điều 5", MONEY), ("điểm b khoản 2 Điều 5", MONEY)]),
    ("Điều 25 và 32 Luật MTTQ", [("Điều 25", FRONT_LAW), ("Điều 32", FRONT_LAW)]),
    ("Điều 10-11 NQLT 403", [("Điều 10", JOINT), ("Điều 11", JOINT)]),
    ("điều 7 đến điều 9 nqlt 403", [("Điều 7", JOINT), ("Điều 8", JOINT), ("Điều 9", JOINT)]),
    ("từ điều 7 tới 8 nqlt 403", [("Điều 7", JOINT), ("Điều 8", JOINT)]),
    ("các điều 25, 26 và 27 luật mttq", [("Điều 25", FRONT_LAW), ("Điều 26", FRONT_LAW), ("Điều 27", FRONT_LAW)]),
    ("khoản 1, 2 Điều 28 luật mttq", [("khoản 1 Điều 28", FRONT_LAW), ("khoản 2 Điều 28", FRONT_LAW)]),
    ("k1-2 đ28 luật mttq", [("khoản 1 Điều 28", FRONT_LAW), ("khoản 2 Điều 28", FRONT_LAW)]),
    ("điểm a, b k2 Điều 5 TT 337", [("điểm a khoản 2 Điều 5", MONEY), ("điểm b khoản 2 Điều 5", MONEY)]),
]

NO_PROVISION = [
    "MTTQ giám sát bằng những hình thức nào?",
    "điều kiện thành lập đoàn giám sát",
    "cần điều tra 5 hộ",
    "khoản tiền 5 triệu đồng",
    "có 15 điều cần nhớ",
    "Luật MTTQ",
    "chi 100.000 đ 1 người theo TT 337 có đúng không",
    "75/2015/QH13",
    "khoản 3 điều 59/2023/NĐ-CP",
    "mua 2kg, k biết được 3 điều gì",
    "đ/c cho hỏi d/c 2 ng",
    "",
]


@pytest.fixture(scope="module")
def finder(catalog: Catalog) -> NameFinder:
    """The finder over the shipped catalog."""
    return NameFinder(catalog)


def _found(finder: NameFinder, question: str) -> list[tuple[str, set[str]]]:
    return [(str(named), {entry.id for entry in named.entries}) for named in finder.provisions(question)]


@pytest.mark.parametrize(("question", "path", "ids"), ONE_PROVISION)
def test_finds_the_provision_and_its_regulation(finder: NameFinder, question: str, path: str, ids: set[str]) -> None:
    """Each way of naming a provision leads to exactly its steps and to every regulation the name may mean."""
    assert _found(finder, question) == [(path, ids)]


@pytest.mark.parametrize(("question", "expected"), SEVERAL_PROVISIONS)
def test_finds_every_provision_of_a_question(
    finder: NameFinder, question: str, expected: list[tuple[str, str]]
) -> None:
    """Several provisions are all found, in order, each with the regulation that stands next to it."""
    assert _found(finder, question) == [(path, {name}) for path, name in expected]


@pytest.mark.parametrize("question", NO_PROVISION)
def test_ordinary_words_and_numbers_are_no_provision(finder: NameFinder, question: str) -> None:
    """Words such as "điều kiện", an amount of money or a bare number name nothing."""
    assert _found(finder, question) == []


def _names(entry: Entry) -> list[str]:
    return [entry.number, *entry.short_names]


def test_every_name_in_the_catalog_is_understood(catalog: Catalog, finder: NameFinder) -> None:
    """Whatever the catalog says people call a regulation leads to it, with diacritics, without them, in capitals."""
    lost = [
        said
        for entry in catalog.entries
        for name in _names(entry)
        for said in (name, strip_diacritics(name), name.upper(), name.lower())
        if _found(finder, f"khoản 2 Điều 27 {said}")[0][0] != "khoản 2 Điều 27"
        or entry.id not in _found(finder, f"khoản 2 Điều 27 {said}")[0][1]
    ]
    assert lost == []


def test_regulations_mentioned_without_a_provision(finder: NameFinder) -> None:
    """Every regulation mentioned is found, in order of mention, the longest name first."""
    mentioned = finder.regulations("Luật MTTQ 2015 khác NQLT 403 và quy định 124 ở chỗ nào?")
    assert [{entry.id for entry in entries} for entries in mentioned] == [
        {FRONT_LAW},
        {JOINT},
        {RULE_2018, RULE_2023},
    ]


def test_no_regulation_where_none_is_named(finder: NameFinder) -> None:
    """A question about the matter itself mentions no regulation."""
    assert finder.regulations("MTTQ giám sát bằng những hình thức nào?") == []


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Luật Công đoàn", "50/2024/QH15"),
        ("Luật Công đoàn 2012", "12/2012/QH13"),
        ("Luật Thanh tra", "84/2025/QH15"),
        ("Luật Thanh tra 2010", "56/2010/QH12"),
        ("Luật Đầu tư công", "58/2024/QH15"),
        ("Luật Tiếp cận thông tin", "Luật Tiếp cận thông tin 2026"),
    ],
)
def test_a_law_of_the_same_name_is_told_apart_by_its_year(finder: NameFinder, name: str, number: str) -> None:
    """Without a year the law in force is meant and no other, as the catalog promises; with its year the old one."""
    assert [[entry.number for entry in entries] for entries in finder.regulations(name)] == [[number]]


def test_a_bare_kind_names_no_regulation() -> None:
    """A regulation whose title could not be read is known by its number, not by every "thông tư" in a question."""
    unread = NameFinder(Catalog.of([Entry(id="x", number="9/2021/TT-BNV", kind="Thông tư", title="Thông tư")]))
    assert unread.regulations("Có thông tư nào về việc này không?") == []
    assert [[entry.id for entry in found] for found in unread.regulations("theo Thông tư 9/2021/TT-BNV")] == [["x"]]
