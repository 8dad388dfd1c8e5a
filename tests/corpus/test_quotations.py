"""What is another regulation's words is told apart, and nothing of a regulation that quotes nothing is."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.lines import Line
from corpus.quotations import quoted

LABELS = st.lists(st.integers(1, 60), min_size=1, max_size=12, unique=True).map(sorted)


@given(labels=LABELS, clauses=st.integers(0, 4))
def test_a_regulation_that_quotes_nothing_keeps_every_provision(labels: list[int], clauses: int) -> None:
    """Articles in rising order, with gaps or without, are all the regulation's own, with their clauses."""
    inner = [f"{clause}. Nội dung." for clause in range(1, clauses + 1)]
    texts = [text for label in labels for text in (f"Điều {label}. Tên điều", *inner)]
    assert quoted([Line(text, 1) for text in texts]) == set()


@given(own=st.integers(1, 9), named=st.integers(1, 60), clauses=st.integers(1, 4))
def test_whatever_is_amended_the_next_article_is_kept(own: int, named: int, clauses: int) -> None:
    """The new wording of any article, announced without quotation marks, is quoted whole, and what follows is not."""
    wording = [f"Điều {named}. Tên mới", *(f"{clause}. Lời mới." for clause in range(1, clauses + 1))]
    texts = [f"Điều {own}. Sửa đổi, bổ sung Điều {named} như sau", *wording, f"Điều {own + 1}. Hiệu lực", "1. Từ nay."]
    assert quoted([Line(text, 1) for text in texts]) == set(range(1, len(wording) + 1))
