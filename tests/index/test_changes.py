"""What a new build says otherwise, regulation by regulation."""

from corpus.ingest import Document
from corpus.passage import SourceKind
from index.build import Build
from index.changes import Change, changes
from tests.index.samples import DECREE, LAW, TEXTS, read

_OFFICIAL = SourceKind.OFFICIAL


def _changed(build: Build, **texts: str) -> list[Change]:
    """The changes when the files named by `texts` hold other words, or "" to be left out."""
    named = {name: texts.get(name.partition(".")[0].replace("-", "_"), text) for name, text in TEXTS.items()}
    return changes(build, [read(name, text) for name, text in named.items() if text])


def test_the_same_documents_change_nothing(build: Build, documents: list[Document]) -> None:
    """A build compared with what it was made of."""
    assert changes(build, documents) == []


def test_everything_is_new_without_a_build(documents: list[Document]) -> None:
    """The first build adds every article of every regulation."""
    found = changes(None, documents)
    assert [change.number for change in found] == [document.number for document in documents]
    assert found[0].added == ("Điều 1", "Điều 2", "Điều 3")
    assert {(change.before, change.changed, change.gone) for change in found} == {(None, (), ())}


def test_added_changed_and_gone_articles_are_told_apart(build: Build) -> None:
    """One clause changed, one article appended and one taken away."""
    law = LAW.replace("10 ngày", "15 ngày").replace("Điều 3. Kinh phí giám sát", "Điều 4. Kinh phí giám sát")
    assert _changed(build, luat_giam_sat=law) == [
        Change(
            "12/2020/QH14",
            "Luật giám sát công trình của cộng đồng",
            _OFFICIAL,
            _OFFICIAL,
            ("Điều 4",),
            ("Điều 2",),
            ("Điều 3",),
        )
    ]


def test_a_regulation_that_is_gone_is_reported(build: Build) -> None:
    """With all its articles, and of no kind any more."""
    (change,) = _changed(build, nghi_dinh_thu_vien="")
    assert (change.number, change.after, len(change.gone)) == ("34/2021/NĐ-CP", None, DECREE.count("\nĐiều "))
