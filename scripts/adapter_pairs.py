"""Write what an adapter learns from: python -m scripts.adapter_pairs ARTICLES.jsonl.gz ASKED.txt --out PAIRS.jsonl.

Each pair is a question, a passage that answers it and passages of other articles that look much like it: from the
library's own questions, from everyday questions about other laws, and from titles of articles, so that the language of
the law is not forgotten. No question of `tests/data/questions` or of the report half of ASKED is among them.
"""

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Annotated, Self

import numpy as np
import numpy.typing as npt
import typer
from pydantic import TypeAdapter

from bot.settings import Settings
from bot.wiring import encoder
from corpus.folding import fold
from index.build import Build
from index.encoder import Encoder, Vectors
from index.keywords import KeywordIndex
from index.store import Store
from scripts.evaluate import read_cases
from scripts.exits import exits_with_message
from scripts.halves import Half, half_of

app = typer.Typer(add_completion=False)

_OTHERS = 2  # passages of other articles in a pair, drawn from the `_NEAR` best of them
_NEAR = 10
_AGREEING = 5  # articles by keyword among which an everyday question's own must also be the nearest by meaning
_BM25_MARGIN, _COSINE_MARGIN = 1.1, 0.005  # what the first must be ahead of the second, as a factor and a difference
_ASKED, _TITLES = 1_500, 500  # questions looked at, of which about a third have a clear answer; titles taken
_TITLE_SYLLABLES = 5  # shorter titles say too little
_CHARACTERS = 1_000  # of an article that count for keywords
_CLAUSE = re.compile(r"\n(?=\d+\. )")


@dataclass(frozen=True, slots=True)
class Text:
    """What is embedded of a passage, and the article it is part of."""

    article: str
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A question, the passage that answers it, and passages of other articles that do not, but are like it."""

    question: str
    answer: Text
    others: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the codification by its clauses; the whole text where it has none."""

    key: str
    field: str
    number: str
    title: str
    clauses: tuple[str, ...]

    def passage(self, clause: str, *, titled: bool = True) -> Text:
        """A clause under headings like those of a passage of the index; the title is left out unless `titled`."""
        heading = f"Điều {self.number}. {self.title}" if titled else f"Điều {self.number}."
        return Text(self.key, f"{self.field}\n{heading}\n{clause}")

    def nearest(self, question: str) -> Text:
        """The clause that shares most syllables with `question`."""
        asked = set(fold(question).split())
        return self.passage(max(self.clauses, key=lambda clause: len(asked & set(fold(clause).split()))))


class Codification:
    """All articles of the codification, found by keyword."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = articles

    @classmethod
    def read(cls, path: Path) -> Self:
        """The articles of a `.jsonl.gz` file that have a title and a text."""
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            return cls([_article(row) for row in map(json.loads, lines) if row["title"] and row["text"]])

    def best(self, question: str, limit: int) -> tuple[list[Article], Vectors]:
        """The `limit` articles with the best BM25 scores, best first, and the scores."""
        scores = self._keywords.scores(question)
        places = np.argpartition(-scores, limit)[:limit]
        places = places[np.argsort(-scores[places], kind="stable")]
        return [self.articles[place] for place in places], scores[places]

    @cached_property
    def _keywords(self) -> KeywordIndex:
        texts = ("\n".join((article.title, *article.clauses))[:_CHARACTERS] for article in self.articles)
        return KeywordIndex.build(list(texts))


@app.command()
@exits_with_message
def main(
    articles: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Các điều của bộ pháp điển.")],
    asked: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Câu hỏi đời thường, mỗi dòng một câu.")],
    out: Annotated[Path, typer.Option(help="Tệp .jsonl sẽ ghi.")],
    data_dir: Annotated[Path | None, typer.Option(help="Thư mục dữ liệu (mặc định: DATA_DIR hoặc var).")] = None,
) -> None:
    """Soạn các cặp câu hỏi và đoạn trả lời để huấn luyện bộ thích ứng của mô hình."""
    settings = Settings.read(data_dir)
    model = encoder(settings)
    build = Store(settings.builds).open_current(model_name=model.model_name)
    codification = Codification.read(articles)
    random = Random(0)  # noqa: S311 - no secret
    questions = [case.question for case in read_cases(asked) if half_of(case.id) is Half.TUNE]
    sample = random.sample(questions, min(_ASKED, len(questions)))
    kinds = {
        "thư viện": library_pairs(build, random),
        "đời thường": asked_pairs(sample, codification, model),
        "tên điều": title_pairs(codification, random),
    }
    with out.open("w", encoding="utf-8") as file:
        for name, pairs in kinds.items():
            lines = [TypeAdapter(Pair).dump_json(pair).decode() for pair in pairs]
            file.writelines(line + "\n" for line in lines)
            print(f"{name}: {len(lines)} cặp", file=sys.stderr, flush=True)


def read_pairs(path: Path) -> list[Pair]:
    """The pairs that this command wrote to `path`."""
    return [TypeAdapter(Pair).validate_json(line) for line in path.read_text("utf-8").splitlines()]


def library_pairs(build: Build, random: Random) -> Iterator[Pair]:
    """Every question of the library about a provision held, with the passage of it that is most like the question."""
    assert build.question_vectors is not None
    passages = [build.passages[index] for index in build.searchable]
    texts = [Text(str(passage.reference.within_article()), passage.search_text) for passage in passages]
    for place, question in enumerate(build.questions):
        if not question.rows:
            continue
        cosine = build.vectors.all_similarities(build.question_vectors.row(place))
        likeness = _hybrid(cosine, build.keywords.scores(question.text))
        answer = max(question.rows, key=lambda row: likeness[row])
        right = {texts[row].article for row in question.rows}
        others = [texts[row] for row in np.argsort(-likeness) if texts[row].article not in right][:_NEAR]
        yield Pair(question.text, texts[answer], tuple(random.sample(others, min(_OTHERS, len(others)))))


def asked_pairs(questions: Sequence[str], codification: Codification, model: Encoder) -> Iterator[Pair]:
    """The questions whose best article by keyword is also the nearest by meaning, both by a clear margin."""
    for question in questions:
        found, bm25 = codification.best(question, _AGREEING)
        if bm25[0] < _BM25_MARGIN * bm25[1]:
            continue
        texts = [article.nearest(question) for article in found]
        cosine = model.encode_passages([text.text for text in texts]) @ model.encode_questions([question])[0]
        if cosine[0] > cosine[1:].max() + _COSINE_MARGIN:
            others = [texts[place] for place in np.argsort(-cosine)[1:]]
            yield Pair(question, texts[0], tuple(others[:_OTHERS]))


def title_pairs(codification: Codification, random: Random) -> Iterator[Pair]:
    """Titles that one article alone bears, each with a clause of that article, which does not repeat the title."""
    bearing = Counter(article.title for article in codification.articles)
    telling = [a for a in codification.articles if bearing[a.title] == 1 and len(a.title.split()) > _TITLE_SYLLABLES]
    for article in random.sample(telling, min(_TITLES, len(telling))):
        found, _ = codification.best(article.title, _NEAR)
        others = random.sample([other for other in found if other.key != article.key], _OTHERS)
        texts = (other.passage(random.choice(other.clauses), titled=False) for other in others)
        yield Pair(article.title, article.passage(random.choice(article.clauses), titled=False), tuple(texts))


def _article(row: dict[str, str]) -> Article:
    parts = [part.strip() for part in _CLAUSE.split("\n" + row["text"])]
    numbered = tuple(part for part in parts if re.match(r"\d+\. ", part))
    number = row["src_article"]
    return Article(f"{row['doc_no']}@{number}", row["demuc_name"], number, row["title"], numbered or (row["text"],))


def _hybrid(cosine: Vectors, bm25: Vectors) -> npt.NDArray[np.float32]:
    stretched = (cosine - cosine.min()) / max(float(np.ptp(cosine)), 1e-9)
    return np.asarray(stretched + bm25 / max(float(bm25.max()), 1e-9), dtype=np.float32)


if __name__ == "__main__":
    app()
