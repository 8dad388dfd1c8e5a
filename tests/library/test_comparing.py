"""What the comparison of a digest with its official text notices, and what it lets pass."""

import pytest

from tests.library.fidelity import LONGEST_RUN, compare, differences, shared_runs
from tests.library.names import BODIES, Names
from tests.library.provisions import Article, Part, printed_labels, read_file

CLAUSE = ("khoản 2",)
FRONT = "Ủy ban Mặt trận Tổ quốc Việt Nam"


def _article(text: str, *, title: str = "Kế hoạch", lead: str = "") -> Article:
    return Article("5", title, (Part((), lead), Part(CLAUSE, text)))


def _found(
    official: str, digest: str, *, title: str = "Kế hoạch", lead: str = ""
) -> dict[str, tuple[set[str], set[str]]]:
    """What comparing the two texts, both khoản 2 of Điều 5, reports: kind -> (only official, only digest)."""
    article = _article(official, title=title, lead=lead)
    reported = compare(article, article.parts[1], Part(CLAUSE, digest))
    return {difference.kind: (set(difference.expected), set(difference.found)) for difference in reported}


@pytest.mark.parametrize(
    ("official", "digest", "kind", "missing", "added"),
    [
        ("trong 15 ngày", "trong 15 ngày làm việc", "number", {"15 ngày"}, {"15 ngày làm việc"}),
        ("05 ngày làm việc", "05 ngày", "number", {"5 ngày làm việc"}, {"5 ngày"}),
        ("không quá 20%", "ít nhất 20%", "number", {"không quá 20 %"}, {"ít nhất 20 %"}),
        ("trên 50% số hộ", "từ 50% số hộ", "number", {"trên 50 %"}, {"từ 50 %"}),
        ("hai phần ba tổng số", "một nửa tổng số", "number", {"2/3"}, {"1/2"}),
        ("150.000 đồng/người/cuộc họp", "150.000 đồng/người/ngày", "number",
         {"150000 đồng/người/cuộc họp"}, {"150000 đồng/người/ngày"}),
        ("từ 03 đến 05 người", "từ 03 đến 06 người", "number", {"từ 3 đến 5 người"}, {"từ 3 đến 6 người"}),
        ("mỗi năm một lần", "mỗi năm hai lần", "number", {"1 lần"}, {"2 lần"}),
        ("ngày 01 tháng 7 năm 2025", "ngày 01/8/2025", "number", {"ngày 1/7/2025"}, {"ngày 1/8/2025"}),
        ("trước Quý IV", "trước Quý III", "number", {"quý iv"}, {"quý iii"}),
        ("giải quyết lần đầu", "giải quyết lần hai", "number", {"lần thứ đầu"}, {"lần thứ 2"}),
        ("theo khoản 1 Điều 7", "theo khoản 1 Điều 8", "citation", {"khoản 1 Điều 7"}, {"khoản 1 Điều 8"}),
        ("điểm a khoản 1 Điều 7 và khoản 2 Điều 8", "điểm a khoản 2 Điều 8 và khoản 1 Điều 7", "citation",
         {"điểm a khoản 1 Điều 7", "khoản 2 Điều 8"}, {"điểm a khoản 2 Điều 8", "khoản 1 Điều 7"}),
        ("Luật số 14/1999/QH10", "Luật số 14/1998/QH10", "citation", {"14/1999/QH10"}, {"14/1998/QH10"}),
        (f"{FRONT} chủ trì", f"Ban Thường trực {FRONT} chủ trì", "body",
         {"Ủy ban Mặt trận Tổ quốc"}, {"Ban Thường trực Ủy ban Mặt trận Tổ quốc"}),
        ("Chủ tịch Ủy ban nhân dân xem xét", "Ủy ban nhân dân xem xét", "body",
         {"Chủ tịch Ủy ban nhân dân"}, {"Ủy ban nhân dân"}),
        ("Ủy ban nhân dân cấp xã", "Ủy ban nhân dân cấp tỉnh", "level", {"cấp xã"}, {"cấp tỉnh"}),
        ("Điều 15 Luật này", "Điều 15 Nghị định này", "regulation", {"Luật này"}, {"Nghị định này"}),
        ("có thể mời", "phải mời", "modal", {"có thể"}, {"phải, có trách nhiệm"}),
        ("có quyền mời", "có trách nhiệm mời", "modal", {"có quyền"}, {"phải, có trách nhiệm"}),
        ("không được ủy quyền", "được ủy quyền", "modal", {"không được"}, set()),
        ("chậm nhất vào cuối kỳ", "vào cuối kỳ", "modal", {"chậm nhất"}, set()),
        ("kể từ ngày nhận được", "trước ngày nhận được", "anchor", {"kể từ"}, {"trước"}),
        ("gửi kiến nghị", "gửi yêu cầu", "act", {"kiến nghị"}, {"yêu cầu"}),
    ],
)  # fmt: skip
def test_a_changed_fact_is_reported(official: str, digest: str, kind: str, missing: set[str], added: set[str]) -> None:
    """A fact that differs is named on both sides."""
    assert _found(official, digest)[kind] == (missing, added)


@pytest.mark.parametrize(
    ("official", "digest"),
    [
        ("ít nhất là 05 thành viên", "không ít hơn 5 thành viên"),
        ("không quá 20%", "tối đa 20%"),
        ("hai phần ba tổng số", "2/3 tổng số"),
        ("quá nửa tổng số", "hơn một nửa tổng số"),
        ("02 (hai) ngày làm việc", "hai ngày làm việc"),
        ("chậm nhất là 15 ngày", "muộn nhất 15 ngày"),
        ("ngày 01 tháng 7 năm 2025", "ngày 01/7/2025"),
        ("theo mẫu số 02", "theo Mẫu số 2"),
        ("khoản 1, khoản 2 Điều này", "khoản 2 và khoản 1 Điều 5"),
        ("các điểm b và c khoản 6 Điều 7", "điểm c và điểm b khoản 6 Điều 7"),
        (FRONT, "Ủy ban Mặt trận Tổ quốc"),
        ("xã có trách nhiệm trả lời", "trả lời là trách nhiệm của xã"),
        ("không phải là thành viên", "không thuộc thành viên"),
        ("quyền và trách nhiệm của Mặt trận", "trách nhiệm và quyền của Mặt trận"),
        ("cần thiết phải sửa đổi", "cần thiết sửa đổi"),
        ("một người trong số họ", "người trong số họ"),
    ],
)
def test_the_same_fact_in_other_words_passes(official: str, digest: str) -> None:
    """A fact said in another way is no difference."""
    assert _found(official, digest) == {}


@pytest.mark.parametrize(
    ("title", "lead", "digest", "kind"),
    [
        ("Trách nhiệm của Quốc hội", "", "Quốc hội phải nghe", "modal"),
        ("Quyền của đại biểu", "", "Đại biểu có quyền nghe", "modal"),
        ("Kế hoạch", f"{FRONT} có các quyền sau đây:", f"{FRONT} có quyền nghe", "body"),
    ],
)
def test_a_sentence_may_repeat_what_introduces_it(title: str, lead: str, digest: str, kind: str) -> None:
    """A body or a duty that stands in the title or the lead may stand in each clause, and only then."""
    assert _found("nghe", digest, title=title, lead=lead) == {}
    assert kind in _found("nghe", digest)


def test_a_number_may_not_be_repeated_from_the_lead() -> None:
    """What may be repeated are bodies, levels, duties and acts; a number belongs where it stands."""
    assert _found("gửi báo cáo", "gửi báo cáo trong 05 ngày", lead="Trong 05 ngày:")["number"] == (set(), {"5 ngày"})


def test_titles_and_labels_are_compared_whole() -> None:
    """Another title, or a clause too many or too few, is reported for the article."""
    official = _article("nghe")
    renamed = Article("5", "Chương trình", official.parts)
    longer = Article("5", "Kế hoạch", (*official.parts, Part(("khoản 3",), "nghe")))
    assert [(found.kind, found.found) for found in differences(official, renamed)] == [("title", ("Chương trình",))]
    assert [found.kind for found in differences(official, longer)] == ["labels"]
    assert [found.kind for found in differences(longer, official)] == ["labels"]


def test_eleven_words_in_a_row_are_copied_and_ten_are_not() -> None:
    """A paragraph may share ten words in a row with the official article, across its commas, and not one more."""
    words = [f"chữ{number}" for number in range(30)]
    source = _article(", ".join(words))
    ten, eleven = " ".join(words[4 : 4 + LONGEST_RUN]), " ".join(words[4 : 5 + LONGEST_RUN])
    assert list(differences(source, _article(f"khác {ten} khác"))) == []
    copied = list(differences(source, _article(f"khác {eleven} khác")))
    assert [(found.kind, found.found) for found in copied] == [("copied", (eleven,))]


def test_a_run_of_nothing_but_names_is_no_copy() -> None:
    """The long name of a body, with its level, may be shared; with one word more it may not."""
    name = f"Đoàn Chủ tịch {FRONT.replace('ban', 'ban trung ương')}"
    source = _article(f"Chính phủ cùng {name} ban hành")
    assert list(differences(source, _article(f"{name} và Chính phủ cùng nhau ban hành"))) == []
    assert "copied" in {found.kind for found in differences(source, _article(f"Chính phủ cùng {name}"))}


def test_shared_runs_are_found_wherever_they_stand() -> None:
    """Two runs in one paragraph are both found, each at its full length."""
    first, second = [f"a{n}" for n in range(12)], [f"b{n}" for n in range(15)]
    assert shared_runs([*first, "x", *second], [*second, "y", *first]) == [" ".join(first), " ".join(second)]


def test_the_longest_name_counts_and_nothing_inside_it() -> None:
    """The standing committee of the Front is one body, not three."""
    bodies = Names(BODIES)
    assert bodies.found_in(f"Ban Thường trực {FRONT} họp") == {"Ban Thường trực Ủy ban Mặt trận Tổ quốc"}
    assert bodies.found_in(f"Ban Thường trực họp với {FRONT}") == {"Ban Thường trực", "Ủy ban Mặt trận Tổ quốc"}
    assert len(set(BODIES)) == len(BODIES) >= 40


def test_a_digest_is_read_into_parts() -> None:
    """Lead, clause and point have their own words, without labels, and with today's spelling of tones."""
    head = "# Luật\n\nSố: 1/2020/QH14\n\n### Điều 5. Tên\n\n"
    body = "Lời dẫn.\n\n1. Khoản một.\n\na) Uỷ ban và toà án.\n\nb) Hoàn thành quý."
    article = read_file("x.md", (head + body).encode())["5"]
    assert article.title == "Tên"
    assert [(part.path, part.text) for part in article.parts] == [
        ((), "Lời dẫn."),
        (("khoản 1",), "Khoản một."),
        (("khoản 1", "điểm a"), "Ủy ban và tòa án."),
        (("khoản 1", "điểm b"), "Hoàn thành quý."),
    ]
    assert article.above(article.parts[2]) == "Tên\nLời dẫn.\nKhoản một."


def test_printed_labels_are_those_at_line_beginnings() -> None:
    """A number inside a line, or one without its full stop, is no label."""
    assert printed_labels("Lời dẫn:\n1. Một.\na) Hai 2. ba\nđ) Bốn.\n5a. Năm.\n2025 là năm.") == ["1", "a", "đ", "5a"]
