"""`python -m scripts.ask`."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from scripts.ask import app
from tests.scripts.conftest import Invoke

NAMED = "khoản 2 Điều 27 Luật MTTQ"
SEARCHED = "MTTQ giám sát bằng những hình thức nào?"
OLD_LAW = "Điều 4 Luật 87/2015/QH13"

LINE_KEYS = {"id", "question", "understood_as", "status", "answer", "quotes", "timings_ms"}
QUOTE_KEYS = {"number", "article", "clause", "point", "citation", "text", "source", "in_force"}
QUOTE_KEYS |= {"cosine_similarity", "bm25_score", "fused_score", "lead_in", "emphasis", "remark"}


def _lines(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.split("\n") if line]


def _row(identifier: str, question: str, **more: str) -> str:
    return json.dumps({"id": identifier, "question": question, **more}, ensure_ascii=False) + "\n"


def test_prints_the_answer(invoke: Invoke, library_data: Path) -> None:
    """A person reads citation, text, validity and source."""
    result = invoke(app, NAMED, data_dir=library_data)
    assert result.exit_code == 0
    assert "Khoản 2 Điều 27 Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13\n“2. " in result.stdout
    assert result.stderr == ""


def test_json_keeps_the_contract(invoke: Invoke, library_data: Path) -> None:
    """One line with the keys and types of DESIGN.md; a provision looked up has no scores, a text file no page."""
    (line,) = _lines(invoke(app, NAMED, "--json", data_dir=library_data))
    (quote,) = line["quotes"]
    assert set(line) == LINE_KEYS
    assert set(quote) >= QUOTE_KEYS
    assert (line["question"], line["status"]) == (NAMED, "looked_up")
    assert line["understood_as"] == "Khoản 2 Điều 27 Luật Mặt trận Tổ quốc Việt Nam"
    assert (quote["number"], quote["article"], quote["clause"], quote["point"]) == ("75/2015/QH13", "27", "2", None)
    assert quote["source"] == {"kind": "digest", "file": "75-2015-qh13.md", "page": None}
    assert quote["in_force"] is True
    assert (quote["cosine_similarity"], quote["bm25_score"], quote["fused_score"]) == (None, None, None)
    assert set(line["timings_ms"]) == {"encode", "search", "total"}
    assert quote["text"] in line["answer"]


def test_a_search_gives_as_many_quotes_as_asked_for_best_first(invoke: Invoke, library_data: Path) -> None:
    """`--quotes 10` gives ten, each with its three scores, by falling fused score."""
    (line,) = _lines(invoke(app, SEARCHED, "--json", "--quotes", 10, data_dir=library_data))
    fused = [quote["fused_score"] for quote in line["quotes"]]
    assert line["status"] == "answered"
    assert len(fused) == 10
    assert fused == sorted(fused, reverse=True)
    assert all(0 < quote["cosine_similarity"] <= 1 and quote["bm25_score"] >= 0 for quote in line["quotes"])
    assert line["timings_ms"]["encode"] > 0


def test_the_words_that_answer_are_named_beside_a_text_left_as_it_is(invoke: Invoke, library_data: Path) -> None:
    """`emphasis` holds the first and past-the-last character of each span; neither text nor answer has marks in it."""
    question = "Trưởng đoàn giám sát phải báo cáo kết quả trong bao nhiêu ngày?"
    (line,) = _lines(invoke(app, question, "--json", data_dir=library_data))
    first = line["quotes"][0]
    assert ["15 ngày" in first["text"][start:end] for start, end in first["emphasis"]] == [True]
    assert f"“{first['text']}”" in line["answer"]


def test_jsonl_answers_each_line_in_order(invoke: Invoke, library_data: Path) -> None:
    """Ids come back, empty lines are passed over, further fields ignored, and each line has its own day."""
    rows = [
        _row("a", NAMED, type="lookup"),
        "\n",
        _row("b", OLD_LAW, as_of="2026-02-28"),
        _row("c", OLD_LAW, as_of="2026-03-01"),
        _row("d", "🙂"),
    ]
    lines = _lines(invoke(app, "--jsonl", data_dir=library_data, given="".join(rows)))
    assert [(line["id"], line["status"]) for line in lines] == [
        ("a", "looked_up"),
        ("b", "looked_up"),
        ("c", "expired_only"),
        ("d", "clarify"),
    ]
    assert all(set(line) == LINE_KEYS for line in lines)
    assert [line["quotes"][0]["in_force"] for line in lines[:3]] == [True, True, False]


def test_a_line_without_its_own_day_takes_the_option(invoke: Invoke, library_data: Path) -> None:
    """`--as-of` is the day of every line that names none."""
    rows = _row("a", OLD_LAW) + _row("b", OLD_LAW, as_of="2026-02-28")
    lines = _lines(invoke(app, "--jsonl", "--as-of", "2026-03-01", data_dir=library_data, given=rows))
    assert [line["status"] for line in lines] == ["expired_only", "looked_up"]


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\u0085"])
def test_only_a_line_break_ends_a_line(invoke: Invoke, library_data: Path, separator: str) -> None:
    """Characters that JSON allows inside a string, though they separate lines elsewhere, do not cut it in two."""
    rows = _row("a", f"khoản 2{separator}Điều 27 Luật MTTQ")
    (line,) = _lines(invoke(app, "--jsonl", data_dir=library_data, given=rows))
    assert line["status"] == "looked_up"


def test_windows_line_ends_and_byte_order_marks_are_read(invoke: Invoke, library_data: Path) -> None:
    """A file from Windows is read like any other."""
    given = ("\ufeff" + _row("a", NAMED) + _row("b", NAMED)).replace("\n", "\r\n").encode()
    assert [line["id"] for line in _lines(invoke(app, "--jsonl", data_dir=library_data, given=given))] == ["a", "b"]


@pytest.mark.parametrize(
    "bad", ["không phải JSON", "[]", '{"id": "x"}', '{"question": "x"}', '{"id": "x", "question": "x", "as_of": "mai"}']
)
def test_a_bad_line_is_named_and_costs_no_answer_before_it(invoke: Invoke, library_data: Path, bad: str) -> None:
    """What stands before is answered; the command ends with 2 and says which line is wrong."""
    result = invoke(app, "--jsonl", data_dir=library_data, given=_row("a", NAMED) + bad + "\n")
    assert result.exit_code == 2
    assert "Dòng 2" in result.stderr
    assert [json.loads(line)["id"] for line in result.stdout.split("\n") if line] == ["a"]


def test_no_lines_are_no_fault(invoke: Invoke, library_data: Path) -> None:
    """An empty input gives an empty output."""
    assert _lines(invoke(app, "--jsonl", data_dir=library_data)) == []


def test_as_of_decides_what_counts(invoke: Invoke, library_data: Path) -> None:
    """The same question on the last day of a law and on the next; a law in doubt is not called repealed."""
    (before,) = _lines(invoke(app, OLD_LAW, "--json", "--as-of", "2026-02-28", data_dir=library_data))
    (after,) = _lines(invoke(app, OLD_LAW, "--json", "--as-of", "2026-03-01", data_dir=library_data))
    (doubtful,) = _lines(invoke(app, "điều 7 nqlt 403", "--json", data_dir=library_data))
    assert (before["status"], before["quotes"][0]["in_force"]) == ("looked_up", True)
    assert (after["status"], after["quotes"][0]["in_force"]) == ("expired_only", False)
    assert doubtful["quotes"][0]["in_force"] is True


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        [""],
        ["  "],
        [NAMED, "--jsonl"],
        [NAMED, "--quotes", "0"],
        [NAMED, "--quotes", "11"],
        [NAMED, "--quotes", "ba"],
        [NAMED, "--as-of", "23/11/2026"],
        [NAMED, "--as-of", "2026-13-01"],
        [NAMED, "--khac"],
        [NAMED, "thừa"],
    ],
)
def test_wrong_usage_exits_with_2(invoke: Invoke, library_data: Path, arguments: list[str]) -> None:
    """Nothing is answered, and what is wrong stands on standard error."""
    result = invoke(app, *arguments, data_dir=library_data)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.strip()


def test_without_a_build_it_says_which_command_to_run(invoke: Invoke, tmp_path: Path) -> None:
    """One sentence on standard error and exit code 1, no traceback."""
    result = invoke(app, NAMED, "--data-dir", tmp_path / "trong")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Chưa có bản dựng nào. Hãy chạy: .venv/bin/python -m scripts.reindex\n"


def test_a_damaged_build_says_which_command_to_run(invoke: Invoke, data: Path, manifest: Path) -> None:
    """A build that lost a file is refused in one sentence."""
    manifest.unlink()
    result = invoke(app, NAMED, "--data-dir", data)
    assert result.exit_code == 1
    assert "python -m scripts.reindex" in result.stderr
    assert "Traceback" not in result.stderr


def test_bytes_that_are_no_text_do_not_break_the_output(invoke: Invoke, library_data: Path) -> None:
    """A question with a broken byte, as a shell hands it over, is answered, and the output is valid JSON."""
    (line,) = _lines(invoke(app, "\udcff khoản 2 Điều 27 Luật MTTQ", "--json", data_dir=library_data))
    assert line["status"] == "looked_up"
