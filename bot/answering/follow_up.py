"""Questions that go on from the provision shown before: "còn khoản 3?", "thế điều 28?", "xem cả điều"."""

import re

from bot.answering.labels import find_groups
from bot.answering.named import NameFinder, without_provisions
from corpus.folding import fold
from corpus.reference import Reference

_FEW_WORDS = 5  # with more words beside the provision it is a question of its own
_WHOLE_ARTICLE = re.compile(r"\b(?:(?:ca|toan bo|toan van|nguyen van|noi dung) dieu|dieu (?:nay|do|ay|tren))\b")


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
    for above in _above(context):
        (group,) = find_groups(f"{above}, {question}")
        if len(group.paths[0]) > len(find_groups(above)[0].paths[0]):
            labels = " và ".join(" ".join(f"{s.level} {s.label}" for s in reversed(path)) for path in group.paths)
            return f"{labels} {regulation}"
    return None


def _above(context: Reference) -> list[str]:
    """Where a bare label may belong: a điểm into the khoản shown, anything else into its article."""
    article = f"Điều {context.article}"
    inside = [f"khoản {context.clause} {article}"] if context.clause else []
    return [*inside, article]
