"""What may have been meant by a word that is no syllable."""

import pytest

from index.slips import near_spellings
from index.spelling import SHIPPED_COUNTS, DiacriticRestorer

RESTORER = DiacriticRestorer.load(SHIPPED_COUNTS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("nhug", "nhung"), ("cong", "con"), ("thnah", "thanh"), ("giam", "giqm"), ("giqm", "giam"), ("fai", "phai")],
)
def test_one_slip_away(typed: str, meant: str) -> None:
    """A letter left out or too many, two exchanged, a key beside the right one and chat spelling are one slip."""
    assert meant in set(near_spellings(typed))


@pytest.mark.parametrize(("typed", "other"), [("giam", "giap"), ("nhug", "nhong"), ("ab", "abc")])
def test_not_one_slip_away(typed: str, other: str) -> None:
    """A key far from the right one, two slips, and words of two letters are not considered."""
    assert other not in set(near_spellings(typed))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("nhữg ai được tham ja giám sát", "những ai được tham gia giám sát"),
        ("Côg nhận kết quả bầu", "Công nhận kết quả bầu"),
        ("fải gửi trước mấy ngày", "phải gửi trước mấy ngày"),
        ("ban thnah tra nhan dan", "ban thanh tra nhân dân"),
        ("zalo wifi gmail có được dùng không", "zalo wifi gmail có được dùng không"),
        ("ông Kpă họp với bà Hờ Mlô", "ông Kpă họp với bà Hờ Mlô"),
        ("giám sát theo 05/HD-MTTW-BTT", "giám sát theo 05/HD-MTTW-BTT"),
    ],
)
def test_slips_are_mended_where_the_neighbours_agree(question: str, expected: str) -> None:
    """A word that is no syllable becomes the one its neighbours speak for; names and foreign words stay."""
    assert RESTORER.restore(question, mend_slips=True) == expected


def test_slips_stay_unless_asked_for() -> None:
    """Restoring diacritics alone mends no slips."""
    assert RESTORER.restore("nhữg ai được tham gia") == "nhữg ai được tham gia"
