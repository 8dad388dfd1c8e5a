"""Everyday words in a question -> the words the regulations use for them."""

from collections.abc import Mapping

from corpus.folding import fold


def legal_terms(question: str, everyday: Mapping[str, str]) -> list[str]:
    """The law's words for the everyday words in `question`, in order: "họp dân" -> ["họp của cộng đồng dân cư"].

    The keys of `everyday` are folded. The longest key at each place counts; words are compared whole.
    """
    words = fold(question).split()
    longest = max((len(said.split()) for said in everyday), default=0)
    terms, start = [], 0
    while start < len(words):
        ends = range(min(start + longest, len(words)), start, -1)
        end = next((end for end in ends if " ".join(words[start:end]) in everyday), None)
        if end is not None:
            terms.append(everyday[" ".join(words[start:end])])
        start = end or start + 1
    return terms
