"""Syllables, how often they occur and follow each other."""

from pathlib import Path

import numpy as np
import pytest

from index.spelling import SHIPPED_COUNTS
from index.syllables import EDGE, NUMBER, SyllableCounts, modern_tone, tokenize


def pairs_of(counts: SyllableCounts) -> dict[tuple[str, str], float]:
    """The counts of pairs by the syllables they are of."""
    places = zip(*counts.places, strict=True)
    return {
        (counts.syllables[first], counts.syllables[second]): float(count)
        for (first, second), count in zip(places, counts.pair_counts, strict=True)
    }


@pytest.mark.parametrize(
    ("text", "syllables"),
    [
        ("Giám sát, phản biện!", ["giám", "sát", "phản", "biện", EDGE]),
        ("khoản 2 Điều 27", ["khoản", NUMBER, "điều", NUMBER]),
        ("theo 05/HD-MTTW-BTT và QĐ-TW/217", ["theo", NUMBER, "và", NUMBER]),
        ("GS/MTTQ", ["gs", "mttq"]),
        ("200.000 đồng", [NUMBER, EDGE, NUMBER, "đồng"]),
        ("Uỷ ban hoà giải", ["ủy", "ban", "hòa", "giải"]),
        ("", []),
    ],
)
def test_a_text_is_words_numbers_and_sentence_ends(text: str, syllables: list[str]) -> None:
    """Words are in lower case and today's spelling; a number, an official one too, is one token."""
    assert [token.syllable for token in tokenize(text)] == syllables


@pytest.mark.parametrize(
    ("written", "today"), [("uỷ", "ủy"), ("thuý", "thúy"), ("khoẻ", "khỏe"), ("quý", "quý"), ("hoàn", "hoàn")]
)
def test_tone_marks_stand_where_they_stand_today(written: str, today: str) -> None:
    """The old place of the mark is moved; quý and a syllable with a final consonant have only one."""
    assert modern_tone(written) == today


def test_counts_are_those_of_the_text() -> None:
    """Each syllable and each neighbouring pair is counted, a text's edges too, as often as it weighs."""
    counts = SyllableCounts.of(["giám sát giám sát"], weight=2)
    assert dict(zip(counts.syllables, counts.singles.tolist(), strict=True)) == {EDGE: 4, "giám": 4, "sát": 4}
    assert pairs_of(counts) == {(EDGE, "giám"): 2, ("giám", "sát"): 4, ("sát", "giám"): 2, ("sát", EDGE): 2}


def test_counts_of_parts_add_up() -> None:
    """Counting two texts apart and adding is counting them together."""
    texts = ["ban thanh tra nhân dân", "dân bầu ban giám sát"]
    apart, together = SyllableCounts.of(texts[:1]).plus(SyllableCounts.of(texts[1:])), SyllableCounts.of(texts)
    assert apart.syllables == together.syllables
    assert apart.singles.tolist() == together.singles.tolist()
    assert pairs_of(apart) == pairs_of(together)


def test_rare_ones_are_pruned() -> None:
    """What is counted too seldom goes, with the pairs it stands in; the rest keeps its counts."""
    counts = SyllableCounts.of(["ban dân ban dân ban sát"]).pruned(fewest=2, fewest_pairs=2)
    assert counts.syllables == (EDGE, "ban", "dân")
    assert pairs_of(counts) == {("ban", "dân"): 2, ("dân", "ban"): 2}


def test_rounding_keeps_the_size() -> None:
    """A rounded count differs by a few per cent at most."""
    counts = SyllableCounts.of(["dân"], weight=12_345.0)
    assert np.allclose(counts.rounded(5).singles, counts.singles, rtol=0.04)


def test_saved_counts_are_read_back(tmp_path: Path) -> None:
    """What was saved is read back alike, and saving it again gives the same bytes."""
    counts = SyllableCounts.of(["giám sát và phản biện. dân bàn"])
    counts.save(tmp_path / "one")
    loaded = SyllableCounts.load(tmp_path / "one")
    loaded.save(tmp_path / "two")
    assert (loaded.syllables, pairs_of(loaded)) == (counts.syllables, pairs_of(counts))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("kept", [0, 10, 300])
def test_a_damaged_file_is_refused(tmp_path: Path, kept: int) -> None:
    """A file cut short is no counts."""
    SyllableCounts.of(["giám sát và phản biện"]).save(tmp_path / "counts")
    content = (tmp_path / "counts").read_bytes()
    (tmp_path / "counts").write_bytes(content[:kept])
    with pytest.raises(ValueError, match="counts"):
        SyllableCounts.load(tmp_path / "counts")


def test_shipped_counts_are_small() -> None:
    """The shipped file stays under 1.5 MB and knows the field's words."""
    assert SHIPPED_COUNTS.stat().st_size < 1_500_000
    assert {"giám", "sát", "phản", "biện", "hông", "rứa"} <= set(SyllableCounts.load(SHIPPED_COUNTS).syllables)
