"""Numbers for the admins: how much is asked, what of, and what found no answer."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from bot.memory.tables import FeedbackRow, QuestionRow
from corpus.folding import fold

VIET_NAM = timezone(timedelta(hours=7))  # no summer time since 1975, so no time zone data is needed
_ALIKE = 0.6  # share of syllables two questions have in common to count as one; chosen on the examples in the tests
UNANSWERED = ("not_found", "out_of_scope", "clarify")


@dataclass(frozen=True, slots=True)
class Numbers:
    """Counts since a day. `days` holds every day since then by the Vietnamese calendar, also quiet ones."""

    days: Mapping[date, int]
    people: int
    statuses: Mapping[str, int]
    cited: Sequence[tuple[str, int]]
    verdicts: Mapping[str, int]

    @property
    def questions(self) -> int:
        """How many questions in all."""
        return sum(self.days.values())


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Questions so much alike that one example, the last one typed, stands for them."""

    example: str
    count: int


class Statistics:
    """Counts over the questions still kept."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions

    def since(self, start: datetime, end: datetime, *, most_cited: int = 10) -> Numbers:
        """The numbers from `start` until before `end`."""
        window = (QuestionRow.asked_at >= start, QuestionRow.asked_at < end)
        cited = select(QuestionRow.citation, count := func.count()).where(*window, QuestionRow.citation.is_not(None))
        with self._sessions() as session:
            times = list(session.scalars(select(QuestionRow.asked_at).where(*window)))
            people = session.scalar(select(func.count(QuestionRow.person_id.distinct())).where(*window)) or 0
            statuses = session.execute(
                select(QuestionRow.status, count).where(*window).group_by(QuestionRow.status).order_by(count.desc())
            )
            most = session.execute(
                cited.group_by(QuestionRow.citation).order_by(count.desc(), QuestionRow.citation).limit(most_cited)
            )
            verdicts = session.execute(
                select(FeedbackRow.verdict, count)
                .where(FeedbackRow.given_at >= start, FeedbackRow.given_at < end, FeedbackRow.verdict.is_not(None))
                .group_by(FeedbackRow.verdict)
            )
            return Numbers(
                days=_by_day(times, start, end),
                people=people,
                statuses=dict(statuses.all()),
                cited=[(citation or "", times_cited) for citation, times_cited in most],
                verdicts={verdict or "": given for verdict, given in verdicts},
            )

    def unanswered(self, start: datetime, end: datetime, *, limit: int = 10) -> list[Unanswered]:
        """The questions without an answer, those that are alike together, the most frequent first."""
        rows = select(QuestionRow.typed).where(
            QuestionRow.asked_at >= start, QuestionRow.asked_at < end, QuestionRow.status.in_(UNANSWERED)
        )
        with self._sessions() as session:
            typed = list(session.scalars(rows.order_by(QuestionRow.id)))
        return grouped(typed)[:limit]


def grouped(questions: Iterable[str]) -> list[Unanswered]:
    """`questions` in groups of those alike, the largest first: a question joins the first group it resembles."""
    groups: list[tuple[frozenset[str], list[str]]] = []
    for typed, times in Counter(questions).items():
        syllables = frozenset(fold(typed).split())
        home = next((members for first, members in groups if _likeness(first, syllables) >= _ALIKE), None)
        if home is None:
            groups.append((syllables, home := []))
        home.extend([typed] * times)
    return sorted((Unanswered(members[-1], len(members)) for _, members in groups), key=lambda group: -group.count)


def _likeness(first: frozenset[str], second: frozenset[str]) -> float:
    return len(first & second) / len(first | second) if first | second else 1.0


def _by_day(times: Iterable[datetime], start: datetime, end: datetime) -> dict[date, int]:
    counts = Counter(time.astimezone(VIET_NAM).date() for time in times)
    first, last = start.astimezone(VIET_NAM).date(), (end - timedelta(microseconds=1)).astimezone(VIET_NAM).date()
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return {day: counts[day] for day in days}
