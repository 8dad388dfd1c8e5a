"""The helper process of `corpus.reader`: takes files on standard input, answers in lines of JSON."""

import json
import os
import resource
import sys
from contextlib import suppress
from dataclasses import astuple
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

from corpus.extract import NO_TEXT, extract
from corpus.lines import ExtractionError
from corpus.ocr import HOW_TO_INSTALL, Recogniser, installed_recogniser

_DAMAGED = "Tệp bị hỏng, không đọc được. Hãy tải lại từ nguồn."
_TOO_LARGE = "Đọc tệp này cần quá nhiều bộ nhớ nên đã dừng. Hãy tách nhỏ hoặc dùng bản khác."


def main() -> None:
    """Read files until standard input ends. Arguments: the most memory to use, in bytes; 1 to use OCR, 0 not to."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints does not mix with the answers
    memory, recognise = map(int, sys.argv[1:])
    recogniser = installed_recogniser() if recognise else None
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):  # not on Linux: nothing chooses by it
        Path("/proc/self/oom_score_adj").write_text(
            "1000", encoding="ascii"
        )  # when memory runs out, this one goes first
    while header := sys.stdin.buffer.readline():
        request = json.loads(header)
        _answer_file(request["name"], sys.stdin.buffer.read(request["size"]), answers, recogniser)


def _answer_file(name: str, data: bytes, answers: IO[bytes], recogniser: Recogniser | None) -> None:
    try:
        lines = extract(
            name,
            data,
            recogniser=recogniser,
            progress=lambda done, total: _send(answers, {"done": done, "total": total}),
        )
        _send(answers, {"lines": [astuple(line) for line in lines]})
    except ExtractionError as error:
        lacks_ocr = str(error) == NO_TEXT and not find_spec("trueocr") and b"%PDF-" in data[:1024]
        advice = f" {HOW_TO_INSTALL}" if lacks_ocr else ""
        _send(answers, {"error": f"{error}{advice}"})
    except MemoryError:
        _send(answers, {"fatal": _TOO_LARGE})
    except Exception:  # noqa: BLE001 - no file may end the process, whatever a library raises on it
        _send(answers, {"error": _DAMAGED})


def _send(answers: IO[bytes], message: dict[str, Any]) -> None:
    answers.write(json.dumps(message).encode() + b"\n")
    answers.flush()


if __name__ == "__main__":
    main()
