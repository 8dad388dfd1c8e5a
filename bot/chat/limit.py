"""How often one person may ask."""

from collections import OrderedDict

from aiolimiter import AsyncLimiter

QUESTIONS = 20
SECONDS = 60.0
_MOST_PEOPLE = 10_000  # remembered at a time; the longest silent are forgotten first


class PerPersonLimit:
    """At most `questions` in `seconds` for each person."""

    def __init__(self, questions: int = QUESTIONS, seconds: float = SECONDS) -> None:
        self._rate = (questions, seconds)
        self._limiters: OrderedDict[int, AsyncLimiter] = OrderedDict()

    async def admits(self, person: int) -> bool:
        """Whether `person` may ask now; the question is counted when it is admitted."""
        limiter = self._limiters.setdefault(person, AsyncLimiter(*self._rate))
        self._limiters.move_to_end(person)
        if len(self._limiters) > _MOST_PEOPLE:
            self._limiters.popitem(last=False)
        if not limiter.has_capacity():
            return False
        await limiter.acquire()
        return True
