"""What an adapter learns from, on regulations small enough to know every pair."""

import gzip
import json
from pathlib import Path
from random import Random

import pytest

from index.build import Build
from index.encoder import Encoder
from index.store import Store
from scripts.adapter_pairs import Codification, Pair, app, asked_pairs, library_pairs, read_pairs, title_pairs
from tests.scripts.conftest import Invoke

LAWS = {
    "Chuồng trại của hộ chăn nuôi nhỏ": "1. Chuồng trại cách nguồn nước sinh hoạt.\n2. Chuồng trại được dọn mỗi ngày.",
    "Mượn sách của thư viện công cộng": "Bạn đọc được mượn sách về nhà trong hai tuần.",
    "Thuyền viên làm việc trên tàu cá": "1. Thuyền viên có bảo hiểm.\n2. Chủ tàu trả lương mỗi tháng.",
    "Cấp phép biểu diễn nghệ thuật": "1. Hồ sơ có kịch bản.\n2. Sở trả lời trong năm ngày.",
    "Trồng rừng thay thế sau khi đốn": "Chủ rừng trồng lại cây trong mười hai tháng.",
    "Khai thác nước ngầm ở hải đảo": "1. Giếng khoan phải đăng ký.\n2. Đảo nhỏ không khoan giếng sâu.",
    "Bảo dưỡng thang máy của chung cư": "Thang máy được kiểm định mỗi năm một lần.",
    "Đăng ký xe đạp điện lần đầu": "1. Xe có giấy chứng nhận.\n2. Chủ xe nộp lệ phí một lần.",
    "Nuôi ong lấy mật trong vườn quốc gia": "Người nuôi ong báo cho kiểm lâm trước mùa hoa.",
    "Dạy bơi cho trẻ em vào mùa hè": "Hồ bơi có người cứu hộ trực suốt buổi học.",
    "Hiệu lực": "Luật này có hiệu lực từ đầu năm.",
}


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A codification of eleven articles, and one without text."""
    path = tmp_path_factory.mktemp("codification") / "articles.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for number, (title, text) in enumerate([*LAWS.items(), ("Bãi bỏ", "")], start=1):
            row = {
                "doc_no": "1/2020",
                "src_article": str(number),
                "demuc_name": "Đời sống",
                "title": title,
                "text": text,
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


@pytest.fixture(scope="module")
def library(library_data: Path, encoder: Encoder) -> Build:
    """The build of the shipped library."""
    return Store(library_data / "builds").open_current(model_name=encoder.model_name)


def test_a_question_gets_its_clause_and_clauses_of_other_articles(articles: Path, encoder: Encoder) -> None:
    """The clause that shares the question's words answers it; what is set against it is of other articles."""
    question = "Chuồng trại nuôi heo phải cách nguồn nước sinh hoạt không?"
    (pair,) = asked_pairs([question], Codification.read(articles), encoder)
    assert pair.question == question
    assert pair.answer.text.splitlines() == [
        "Đời sống",
        "Điều 1. Chuồng trại của hộ chăn nuôi nhỏ",
        "1. Chuồng trại cách nguồn nước sinh hoạt.",
    ]
    assert len(pair.others) == 2
    assert pair.answer.article not in {other.article for other in pair.others}


def test_a_question_that_fits_two_articles_is_left_out(articles: Path, encoder: Encoder) -> None:
    """A question whose words two articles share alike has no clear answer."""
    assert list(asked_pairs(["mỗi tháng, mỗi ngày, mỗi năm"], Codification.read(articles), encoder)) == []


def test_titles_ask_for_a_clause_that_does_not_repeat_them(articles: Path) -> None:
    """Every telling title is a question; its answer is of that article and gives the number alone as heading."""
    pairs = list(title_pairs(Codification.read(articles), Random(0)))  # noqa: S311 - no secret
    assert {pair.question for pair in pairs} == set(LAWS) - {"Hiệu lực"}
    for pair in pairs:
        assert pair.question not in pair.answer.text
        assert pair.answer.text.splitlines()[-1] in LAWS[pair.question].splitlines()
        assert pair.answer.article not in {other.article for other in pair.others}


def test_the_library_s_questions_go_with_the_provisions_they_are_asked_about(library: Build) -> None:
    """Each question about a provision held comes with a passage of it and two of other articles."""
    pairs = list(library_pairs(library, Random(0)))  # noqa: S311 - no secret
    asked = [question for question in library.questions if question.rows]
    assert [pair.question for pair in pairs] == [question.text for question in asked]
    texts = [library.passages[index].search_text for index in library.searchable]
    for pair, question in zip(pairs, asked, strict=True):
        assert pair.answer.text in {texts[row] for row in question.rows}
        assert pair.answer.article not in {other.article for other in pair.others}
        assert len(pair.others) == 2


def test_the_command_writes_pairs_of_all_three_kinds(
    invoke: Invoke, articles: Path, library: Build, library_data: Path, folder: Path
) -> None:
    """What is written is read back, only questions of the tune half among them."""
    asked = [f"Chuồng trại cách nguồn nước sinh hoạt mấy mét, hộ số {number}?" for number in range(12)]
    (folder / "asked.txt").write_text("\n".join(asked), encoding="utf-8")
    result = invoke(app, articles, folder / "asked.txt", "--out", folder / "pairs.jsonl", data_dir=library_data)
    assert result.exit_code == 0, result.output
    pairs = read_pairs(folder / "pairs.jsonl")
    assert all(isinstance(pair, Pair) for pair in pairs)
    questions = {pair.question for pair in pairs}
    assert {question.text for question in library.questions if question.rows} <= questions
    assert "Cấp phép biểu diễn nghệ thuật" in questions
    assert 0 < len(questions & set(asked)) < len(asked)
