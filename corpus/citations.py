"""Citations as they stand in a library file: read as text, refused when no `Reference` would print them."""

from typing import Annotated

from pydantic import AfterValidator

from corpus.reference import Reference


def _is_citation(text: str) -> str:
    Reference.parse(text)
    return text


Citations = tuple[Annotated[str, AfterValidator(_is_citation)], ...]
