"""Documents to a build and back."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from corpus.ingest import Document
from corpus.passage import Passage, SourceKind
from corpus.reference import Reference
from index.build import Build, open_build, searchable_passages
from index.encoder import Encoder
from index.manifest import PROBE, ManifestError
from index.rows import Question
from index.write import content_hash
from tests.index.samples import ASKED, LAW, HashEncoder, provision, read, writer


def _cited(passages: list[Passage]) -> list[str]:
    """The citations of `passages` without the regulation's name."""
    return [str(passage.reference).partition(" Luật ")[0] for passage in passages]


def test_clauses_are_searched_and_articles_without_any(documents: list[Document]) -> None:
    """Of the law every clause is searched, and Điều 1, which has none; no point and no article with clauses is."""
    passages = documents[0].passages
    assert _cited([passages[index] for index in searchable_passages(passages)]) == [
        "Điều 1",
        "khoản 1 Điều 2",
        "khoản 2 Điều 2",
        "khoản 3 Điều 2",
        "khoản 1 Điều 3",
        "khoản 2 Điều 3",
    ]


def test_article_that_lost_its_clauses_is_searched_in_both_wordings() -> None:
    """An amended article is searched as it stands, though an earlier wording of it had clauses."""
    amended = read("luat.txt", LAW.replace("\n1. Ngân sách", "\nNgân sách").replace("\n2. Không được thu", "\nCấm thu"))
    earlier = [
        replace(passage, counts_until=date(2025, 7, 1))
        for passage in read("cu.txt", LAW).passages
        if passage.reference.article == "3"
    ]
    passages = [*amended.passages, *earlier]
    searched = [passages[index] for index in searchable_passages(passages)]
    assert _cited([p for p in searched if p.reference.article == "3"]) == ["Điều 3", "khoản 1 Điều 3", "khoản 2 Điều 3"]


def test_every_passage_comes_back_as_it_was(build: Build, documents: list[Document]) -> None:
    """After opening, the passages equal those that were read, citations, headings, pages and all."""
    original = [passage for document in documents for passage in document.passages]
    assert list(build.passages) == original
    assert [str(passage.reference) for passage in build.passages] == [str(p.reference) for p in original]
    assert build.searchable == searchable_passages(original)


def test_every_passage_is_its_span_of_the_document(build: Build, documents: list[Document]) -> None:
    """The text of each passage is what stands between its start and end, in the document read and in the one kept."""
    texts = {document.source.sha256: document.text for document in documents}
    assert len(build.passages) == 19
    for passage in build.passages:
        assert passage.text == texts[passage.source.sha256][passage.start : passage.end] == build.text_of(passage)


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n\n", "\x85", "\u2028"], ids=ascii)
def test_spans_survive_strange_line_ends(tmp_path: Path, newline: str) -> None:
    """Whatever ended the lines of the file, spans fit the text that is kept."""
    text = LAW.replace("đóng góp.", "đóng góp 😀 𝒳.").replace("\n", newline)
    document = read("luat.txt", text)
    writer([document], HashEncoder())(tmp_path)
    opened = open_build(tmp_path)
    assert opened.passages == document.passages
    assert [opened.text_of(p) for p in opened.passages] == [p.text for p in document.passages]
    assert len(opened.passages) == 10


def test_days_on_which_a_wording_counts_come_back(tmp_path: Path, documents: list[Document]) -> None:
    """The days from and until which a passage counts are kept."""
    dated = replace(documents[1], passages=tuple(_dated(documents[1].passages)))
    writer([dated], HashEncoder())(tmp_path)
    assert open_build(tmp_path).passages == dated.passages


def _dated(passages: tuple[Passage, ...]) -> list[Passage]:
    days = (None, date(2024, 2, 29), date(2025, 7, 1), None, date(2026, 1, 1), None)
    return [replace(p, counts_from=a, counts_until=b) for p, a, b in zip(passages, days, days[1:], strict=False)]


def test_passage_finds_itself_first(build: Build, encoder: Encoder) -> None:
    """Each searched passage, encoded as a passage, is nearest to its own row, with similarity 1."""
    rows = np.arange(len(build.searchable))
    for row, index in enumerate(build.searchable):
        vector = encoder.encode_passages([build.passages[index].search_text])[0]
        assert build.vectors.nearest(vector, among=rows, limit=1).tolist() == [row]
        assert build.vectors.similarities(vector, rows[row : row + 1])[0] == pytest.approx(1, abs=1e-3)
        assert int(build.keywords.scores(build.passages[index].search_text).argmax()) == row


def test_questions_point_to_what_answers_them(build: Build) -> None:
    """A question has the row of its clause, or all rows of its article; one about nothing held is left out."""
    rows = {build.passages[index].reference: row for row, index in enumerate(build.searchable)}

    def row(number: str, *labels: str) -> int:
        return rows[Reference(number, provision(*labels))]

    assert build.questions == (
        Question(ASKED[0].text, (row("12/2020/QH14", "2", "3"),)),
        Question(ASKED[1].text, (row("34/2021/NĐ-CP", "2", "1"), row("34/2021/NĐ-CP", "2", "2"))),
        Question(ASKED[2].text, (row("56/2019/QH14", "2"),)),
        Question(ASKED[4].text, (), "mo-thu-vien"),
        Question(ASKED[5].text, (), "mo-thu-vien"),
    )


def test_question_s_own_vector_is_kept(build: Build, encoder: Encoder) -> None:
    """Row i of the question vectors is question i, encoded as a question."""
    assert build.question_vectors is not None
    for row, question in enumerate(build.questions):
        vector = encoder.encode_questions([question.text])[0]
        assert build.question_vectors.all_similarities(vector)[row] == pytest.approx(1, abs=1e-3)


def test_question_s_own_words_are_kept(build: Build) -> None:
    """Row i of the question keywords is question i: its own words score highest there, and no other row's."""
    assert build.question_keywords is not None
    for row, question in enumerate(build.questions):
        assert int(build.question_keywords.scores(question.text).argmax()) == row


def test_build_without_questions_opens(tmp_path: Path, documents: list[Document]) -> None:
    """A build nobody asked anything about has neither vectors nor keywords of questions, and is whole."""
    writer(documents, HashEncoder(), asked=())(tmp_path)
    opened = open_build(tmp_path)
    assert (opened.questions, opened.question_vectors, opened.question_keywords) == ((), None, None)


def test_manifest_says_what_the_build_holds(build: Build, documents: list[Document], encoder: Encoder) -> None:
    """Documents in order, counts, the model with its probe vector, and an id of day and content."""
    manifest = build.manifest
    assert [(d.number, d.title, d.kind, d.file, d.sha256, d.pages) for d in manifest.documents] == [
        (d.number, d.title, SourceKind.OFFICIAL, d.source.file, d.source.sha256, 1) for d in documents
    ]
    assert (manifest.passages, manifest.searchable) == (19, 13)
    assert (manifest.encoder.model_name, manifest.encoder.dimension) == ("multilingual-e5-small", 384)
    assert float(encoder.encode_passages([PROBE])[0] @ np.array(manifest.encoder.probe)) == pytest.approx(1, abs=1e-3)
    assert manifest.content_hash == content_hash(documents, ASKED, encoder.model_name)
    assert manifest.id == f"{manifest.created:%Y-%m-%d}-{manifest.content_hash[:8]}"


def test_folder_that_holds_no_build_is_refused(tmp_path: Path, served: Path, build: Build) -> None:
    """An empty folder and a build that lacks the row of a single point are refused with the command to run."""
    with pytest.raises(ManifestError, match=r"python -m scripts\.reindex"):
        open_build(tmp_path)
    folder = shutil.copytree(served / build.manifest.id, tmp_path / "build")
    rows = (folder / "passages.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "passages.jsonl").write_text("".join(row for row in rows if '"POINT", "a"' not in row), encoding="utf-8")
    with pytest.raises(ManifestError, match=rf"{build.manifest.id}.*python -m scripts\.reindex"):
        open_build(folder)


def test_keywords_of_questions_belong_to_the_build(tmp_path: Path, served: Path, build: Build) -> None:
    """A build whose keywords of questions were touched is refused, like any other file of it."""
    folder = shutil.copytree(served / build.manifest.id, tmp_path / "build")
    kept = next((folder / "question_keywords").glob("data*"))
    kept.write_bytes(kept.read_bytes()[:-4] + b"\x00\x00\x00\x00")
    with pytest.raises(ManifestError, match=r"python -m scripts\.reindex"):
        open_build(folder)
