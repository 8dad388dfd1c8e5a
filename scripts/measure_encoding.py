"""Print what encoding takes in torch and in OpenVINO: python -m scripts.measure_encoding.

Processor time is printed, which other work on the machine hardly changes, of one thread in each.
"""

import time
from collections.abc import Callable, Sequence
from statistics import median

import typer
from threadpoolctl import threadpool_limits

from corpus.asked import load_asked
from corpus.catalog import LIBRARY, Catalog
from index.encoder import SentenceTransformerEncoder, Vectors

app = typer.Typer(add_completion=False)
_QUESTIONS, _PASSAGES, _CHARACTERS = 60, 20, 700


@app.command()
def main() -> None:
    """Đo thời gian mã hóa câu hỏi và đoạn văn."""
    library = load_asked(Catalog.load())
    questions = [asked.text for asked in library[:: len(library) // _QUESTIONS]]
    text = (LIBRARY / "10-2022-qh15.md").read_text(encoding="utf-8")
    passages = [text[start : start + _CHARACTERS] for start in range(0, _PASSAGES * _CHARACTERS, _CHARACTERS)]
    vectors = []
    for name, encoder in (
        ("torch", SentenceTransformerEncoder(compiled=False)),
        ("compiled", SentenceTransformerEncoder()),
    ):
        encoder.warm_up()
        with threadpool_limits(1):
            asked = _milliseconds(encoder.encode_questions, questions)
            found = _milliseconds(encoder.encode_passages, passages)
        print(f"{name:9} {asked:6.1f} ms a question, {found:6.1f} ms a passage of {_CHARACTERS} characters", flush=True)
        vectors.append(encoder.encode_passages(passages))
    print(f"smallest cosine between both: {float((vectors[0] * vectors[1]).sum(axis=1).min()):.5f}")


def _milliseconds(encode: Callable[[Sequence[str]], Vectors], texts: Sequence[str]) -> float:
    """The median processor time of one text."""
    times = []
    for text in texts:
        started = time.process_time()
        encode([text])
        times.append(1000 * (time.process_time() - started))
    return median(times)


if __name__ == "__main__":
    app()
