"""What a person must look at after a document was read, and nothing else."""

from collections.abc import Sequence

import pytest

from corpus.clean import clean
from corpus.extract import Line
from corpus.review import Finding, review
from corpus.structure import parse
from tests.corpus.making import HEAD, printed, read


def messages(body: str) -> list[str]:
    """What is found in a one-page law with `body`."""
    return [finding.message for finding in review(read(body), page_count=1)]


def findings(*pages: Sequence[str], page_count: int) -> list[Finding]:
    """What is found in a law printed on `pages`."""
    lines: list[Line] = printed([*HEAD.splitlines(), *pages[0]], *pages[1:])
    return review(parse(clean(lines)), page_count=page_count)


def test_nothing_doubtful() -> None:
    """A complete regulation gives no finding, inserted and Vietnamese labels included."""
    points = "".join(f"{label}) Điểm {label};\n" for label in "abcdđeghi")
    clauses = f"1. Nội dung thứ nhất:\n{points}1a. Thêm vào.\n1b. Thêm nữa.\n2. Hai là.\n"
    articles = "".join(f"Điều {label}. Tên\nNội dung của điều.\n" for label in ("1a", "1b", "2", "3"))
    assert messages(f"Điều 1. Một\n{clauses}{articles}TM. CHÍNH PHỦ\n") == []


@pytest.mark.parametrize(
    ("last", "found"),
    [
        ("Mọi người cùng làm.", "Trang 1: văn bản dừng ở Điều 6, tệp có thể thiếu phần sau."),
        ("Có hiệu lực.\n(Xem tiếp Công báo số 979)", "Trang 1: văn bản dừng ở Điều 6, tệp có thể thiếu phần sau."),
        ("Luật này có hiệu lực thi hành từ ngày ký.", ""),
        ("Mọi người cùng làm.\nTM. CHÍNH PHỦ", ""),
    ],
)
def test_a_file_that_breaks_off(last: str, found: str) -> None:
    """A regulation that ends without entering into force and without a signature was not given whole."""
    articles = "".join(f"Điều {n}. Tên\nNội dung của điều.\n" for n in range(1, 6))
    assert messages(f"{articles}Điều 6. Cuối\n{last}\n") == ([found] if found else [])


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            "Điều 1. Một\nNội dung một.\nĐiều 3. Ba\nNội dung ba.\n",
            "Trang 1: sau Điều 1 là Điều 3, thiếu ở giữa.",
        ),
        (
            "Điều 1. Một\nNội dung một.\nĐiều 1b. Một bê\nNội dung thêm.\n",
            "Trang 1: sau Điều 1 là Điều 1b, thiếu ở giữa.",
        ),
        (
            "Điều 7. Bảy\n1. Nội dung một.\n3. Nội dung ba.\n",
            "Trang 1: sau khoản 1 Điều 7 là khoản 3, thiếu ở giữa.",
        ),
    ],
)
def test_gaps_in_numbering(body: str, message: str) -> None:
    """A missing article or clause is reported with the two labels it should stand between."""
    assert messages(body) == [message]


def test_gap_between_points() -> None:
    """A missing point is reported too: the passage before it may have swallowed it."""
    found = messages("Điều 7. Bảy\n1. Gồm có:\na) Điểm thứ nhất;\nc) Điểm thứ ba.\n")
    assert len(found) == 1
    assert "điểm a" in found[0]
    assert "điểm c" in found[0]


def test_attached_rules_count_on_their_own() -> None:
    """An attached Quy chế that restarts at Điều 1 is no gap; a gap inside it is one."""
    decision = "Điều 1. Ban hành Quy chế kèm theo.\nĐiều 2. Có hiệu lực từ ngày ký.\nQUY CHẾ GIÁM SÁT\n"
    rules = "Điều 1. Mục đích\nPhát huy dân chủ.\nĐiều {next}. Nguyên tắc\nCông khai, minh bạch.\n"
    assert messages(decision + rules.format(next=2)) == []
    assert messages(decision + rules.format(next=3)) == ["Trang 1: sau Điều 1 là Điều 3, thiếu ở giữa."]


@pytest.mark.parametrize("heading", ["Điều 2. Đối tượng áp dụng", "Điều 2."], ids=["titled", "bare"])
def test_empty_article(heading: str) -> None:
    """An article of which nothing but its heading was read is reported."""
    body = f"Điều 1. Một\nNội dung một.\n{heading}\nĐiều 3. Ba\nNội dung ba.\n"
    assert messages(body) == ["Trang 1: Điều 2 không có nội dung."]


def test_an_article_that_is_one_sentence_is_not_empty() -> None:
    """An article whose heading line is its whole sentence has content."""
    assert messages("Điều 1. Ban hành kèm theo Quyết định này Quy chế.\nĐiều 2. Có hiệu lực từ ngày ký.\n") == []


def test_pages_without_text() -> None:
    """Every page without readable text is reported, one at the end as well, in page order."""
    found = findings(["Điều 1. Một", "Nội dung một."], [], ["Điều 3. Ba", "Nội dung ba."], [], page_count=4)
    assert found == [
        Finding(2, "Trang 2 không có chữ đọc được (có thể là ảnh quét)."),
        Finding(3, "Trang 3: sau Điều 1 là Điều 3, thiếu ở giữa."),
        Finding(4, "Trang 4 không có chữ đọc được (có thể là ảnh quét)."),
    ]
