"""Regulations taken out of answers stay out until they are restored."""

import json

import pytest

from corpus.asked import load_asked
from corpus.withdrawn import Withdrawn
from index.store import StoreError
from index.withdrawal import put_back, take_out
from tests.index.samples import LAW, HashEncoder, Place, file

_NUMBER = "12/2020/QH14"
_DIGEST = "42/2013/QH13"


def _take_out(place: Place, number: str) -> None:
    take_out(number, store=place.store, sources=place.sources, catalog=place.catalog)
    assert place.run(HashEncoder()).published


def _numbers(place: Place) -> set[str]:
    manifest = place.store.current_manifest()
    assert manifest is not None
    return {record.number for record in manifest.documents}


def test_only_the_withdrawn_regulation_is_gone(quick: Place) -> None:
    """The next build holds everything but it; its text stays among the sources, and nothing comes back by itself."""
    before = _numbers(quick)
    _take_out(quick, "12/2020/qh14")
    assert _numbers(quick) == before - {_NUMBER}
    assert quick.run(HashEncoder()).published is False
    assert quick.kept() == ["luat.txt"]


def test_a_digest_of_the_library_can_be_withdrawn_and_restored(quick: Place) -> None:
    """A shipped regulation leaves the answers with the questions about it, and comes back with them."""
    before = quick.store.current_manifest()
    _take_out(quick, _DIGEST)
    build = quick.store.open_current(model_name="bam")
    about_it = {asked.text for asked in load_asked(quick.catalog) if _DIGEST in {asked.number, *asked.rests_on}}
    assert _DIGEST not in _numbers(quick)
    assert about_it
    assert about_it.isdisjoint(question.text for question in build.questions)
    assert put_back(_DIGEST, store=quick.store, sources=quick.sources) == []
    quick.run(HashEncoder())
    after = quick.store.current_manifest()
    assert before is not None
    assert after is not None
    assert after.content_hash == before.content_hash


def test_restoring_brings_the_official_text_back(quick: Place) -> None:
    """The file is found among the sources though no build names it any more."""
    _take_out(quick, _NUMBER)
    given = put_back(_NUMBER, store=quick.store, sources=quick.sources)
    quick.run(HashEncoder(), *given)
    assert quick.official() == {_NUMBER: "luat.txt"}
    assert quick.sources.withdrawn() == Withdrawn()


def test_a_withdrawn_text_given_again_is_rejected_with_the_way_back(quick: Place) -> None:
    """Nobody publishes it by accident, and whoever means to is told how."""
    _take_out(quick, _NUMBER)
    report = quick.run(HashEncoder(), file("lai.txt", LAW))
    assert [(r.file, f"--restore {_NUMBER}" in r.reason) for r in report.rejected] == [("lai.txt", True)]
    assert _NUMBER not in _numbers(quick)


def test_an_unreadable_manifest_brings_nothing_withdrawn_back(quick: Place) -> None:
    """When every source ever given is read again, the list still holds."""
    _take_out(quick, _NUMBER)
    path = quick.folder / "builds" / str(quick.store.current_id()) / "manifest.json"
    path.write_text(json.dumps({"format": 0}), encoding="utf-8")
    assert quick.run(HashEncoder()).published
    assert _NUMBER not in _numbers(quick)


def test_going_back_does_not_bring_it_back(quick: Place) -> None:
    """The build before still holds it and is refused, with the command that restores it."""
    _take_out(quick, _NUMBER)
    current = quick.store.current_id()
    with pytest.raises(StoreError, match=f"--restore {_NUMBER}"):
        quick.store.roll_back(model_name="bam", withdrawn=quick.sources.withdrawn())
    assert quick.store.current_id() == current


@pytest.mark.parametrize("number", ["1/1999/QH1", "không có số"])
def test_what_is_not_held_cannot_be_withdrawn(quick: Place, number: str) -> None:
    """An unknown number is refused and nothing is noted; the same for restoring what is not on the list."""
    with pytest.raises(StoreError, match=number):
        take_out(number, store=quick.store, sources=quick.sources, catalog=quick.catalog)
    with pytest.raises(StoreError, match=number):
        put_back(number, store=quick.store, sources=quick.sources)
    assert quick.sources.withdrawn() == Withdrawn()
