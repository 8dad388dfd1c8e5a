"""Questions that go on from the provision shown before: "còn khoản 3?", "thế điều 28?", "xem cả điều"."""

import re
from dataclasses import dataclass

from bot.answering.labels import Path, find_groups
from bot.answering.named import NameFinder, without_provisions
from corpus.folding import fold
from corpus.reference import Level, Reference, Step

_FEW_WORDS = 5  # with more words beside the provision it is a question of its own
_WHOLE_ARTICLE = re.compile(r"\b(?:(?:ca|toan bo|toan van|nguyen van|noi dung) dieu|dieu (?:nay|do|ay|tren))\b")


@dataclass(frozen=True, slots=True)
class Before:
    """What a question may go on from: the questions before it, newest first, and the provision shown last."""

    questions: tuple[str, ...] = ()
    provision: Reference | None = None


NOTHING = Before()


def completed(question: str, context: Reference, names: NameFinder) -> str | None:
    """`question` with what it leaves unsaid taken from `context`; None when it leaves nothing unsaid.

    `context` is the provision shown last. A question that names a regulation, or says much more than a provision, is
    none of this kind.
    """
    if context.article is None or names.regulations(question):
        return None
    if len(without_provisions(question).split()) >= _FEW_WORDS:
        return None
    regulation = f"{context.attachment} kèm theo {context.number}" if context.attachment else context.number
    if find_groups(question):
        return f"{question} {regulation}"
    if _WHOLE_ARTICLE.search(fold(question)):
        return f"Điều {context.article} {regulation}"
    (group,) = find_groups(f"Điều {context.article}, {question}")
    named = [_within(path, context) for path in group.paths if len(path) > 1]
    return f"{' và '.join(named)} {regulation}" if named else None


def _within(path: Path, context: Reference) -> str:
    """How the provision at `path` is called; a điểm named alone belongs to the khoản shown."""
    bare_point = path[-1].level is Level.POINT and len(path) == 2
    clause = (Step(Level.CLAUSE, context.clause),) if bare_point and context.clause else ()
    return " ".join(f"{step.level} {step.label}" for step in reversed((path[0], *clause, *path[1:])))
