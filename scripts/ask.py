"""Ask one question, or many as JSON lines: python -m scripts.ask QUESTION."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.answering.answer import Answer, Quote
from bot.answering.plain import plain
from bot.answering.wording import citation
from bot.settings import Settings
from bot.wiring import assistant, encoder
from scripts.exits import exits_with_message

app = typer.Typer(add_completion=False)


class Row(BaseModel):
    """One line of standard input with --jsonl; further fields are ignored."""

    model_config = ConfigDict(extra="ignore")

    id: str
    question: str
    as_of: date | None = None


@app.command()
@exits_with_message
def main(  # noqa: PLR0913 - one argument an option
    question: Annotated[str, typer.Argument(help="Câu hỏi; bỏ trống khi dùng --jsonl.")] = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="In một đối tượng JSON.")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Đọc nhiều câu hỏi, mỗi dòng một JSON, từ đầu vào chuẩn.")
    ] = False,
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Hiệu lực vào ngày này.")] = None,
    quotes: Annotated[int, typer.Option(min=1, max=10, help="Số trích dẫn nhiều nhất.")] = 3,
    data_dir: Annotated[Path | None, typer.Option(help="Thư mục dữ liệu (mặc định: DATA_DIR hoặc var).")] = None,
) -> None:
    """Trả lời câu hỏi, kèm trích dẫn."""
    if jsonl == bool(question.strip()):
        raise typer.BadParameter("Cần đúng một trong hai: câu hỏi, hoặc --jsonl.")
    settings = Settings.read(data_dir)
    bot = assistant(settings, encoder(settings))
    on = as_of.date() if as_of else None
    if jsonl:
        for row in _rows(sys.stdin.buffer.read().decode("utf-8-sig", errors="replace")):
            print(_line(row.id, row.question, bot.answer(row.question, on=row.as_of or on, limit=quotes)), flush=True)
        return
    question = question.encode("utf-8", errors="replace").decode("utf-8")
    answer = bot.answer(question, on=on, limit=quotes)
    print(_line("", question, answer) if as_json else plain(answer, bold=sys.stdout.isatty()))


def _rows(text: str) -> Iterator[Row]:
    for position, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield Row.model_validate_json(line)
            except ValidationError as error:
                raise typer.BadParameter(
                    f"Dòng {position} không đúng dạng {{id, question, as_of?}}: {error.errors()[0]['msg']}"
                ) from None


def _line(identifier: str, question: str, answer: Answer) -> str:
    return json.dumps(as_contract(identifier, question, answer), ensure_ascii=False)


def as_contract(identifier: str, question: str, answer: Answer) -> dict[str, Any]:
    """The answer in the form that other programs rely on (README, "For programs")."""
    return {
        "id": identifier,
        "question": question,
        "understood_as": answer.understood_as,
        "status": answer.status.value,
        "answer": plain(answer),
        "quotes": [_quote(quote) for quote in answer.quotes],
        "timings_ms": {name: round(value, 1) for name, value in asdict(answer.timings).items()},
    }


def _quote(quote: Quote) -> dict[str, Any]:
    reference, source = quote.passage.reference, quote.passage.source
    return {
        "number": reference.number,
        "article": reference.article,
        "clause": reference.clause,
        "point": reference.point,
        "citation": citation(quote),
        "text": quote.passage.text,
        "lead_in": [lead.text for lead in quote.lead_in],
        "emphasis": quote.emphasis,
        "remark": quote.remark,
        "source": {"kind": source.kind.value, "file": source.file, "page": quote.page},
        "in_force": quote.validity in {"in_force", "unverified"},
        "validity": quote.validity,
        "cosine_similarity": quote.cosine_similarity,
        "bm25_score": quote.bm25_score,
        "fused_score": quote.fused_score,
    }


if __name__ == "__main__":
    app()
