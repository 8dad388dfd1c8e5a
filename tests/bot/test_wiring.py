"""The assistant sees a new build without losing a question."""

import shutil
import threading
from pathlib import Path

import pytest

from bot.answering.answer import Answer, Status
from bot.wiring import Assistant
from corpus.catalog import Catalog
from corpus.sources import SourceFolder
from index.encoder import SentenceTransformerEncoder
from index.store import Store, StoreError
from index.update import update
from tests.bot.regulations import FILES
from tests.bot.samples import TODAY

ADDED = "khoản 2 Điều 3 Quyết định 15/2025/QĐ-UBND"
HELD = "khoản 2 Điều 27 Luật MTTQ"


@pytest.fixture
def data(library_data: Path, tmp_path: Path) -> Path:
    """A copy of the library's data folder, to be changed."""
    return Path(shutil.copytree(library_data, tmp_path / "data"))


def _publish(data: Path, catalog: Catalog, encoder: SentenceTransformerEncoder) -> None:
    update(
        FILES,
        store=Store(data / "builds"),
        sources=SourceFolder(data / "sources"),
        catalog=catalog,
        encoder=encoder,
        progress=lambda _done, _total: None,
    )


def test_a_new_build_is_seen_at_once_and_no_question_is_dropped(
    data: Path, catalog: Catalog, encoder: SentenceTransformerEncoder
) -> None:
    """While questions keep coming, a regulation is added: every answer is whole, and the next one knows it."""
    assistant = Assistant(Store(data / "builds"), encoder)
    assert assistant.answer(ADDED, on=TODAY).status is not Status.LOOKED_UP
    answers: list[Answer] = []
    stop = threading.Event()

    def keep_asking() -> None:
        while not stop.wait(0.02):
            answers.append(assistant.answer(HELD, on=TODAY))

    asking = threading.Thread(target=keep_asking)
    asking.start()
    try:
        _publish(data, catalog, encoder)
        added = assistant.answer(ADDED, on=TODAY)
    finally:
        stop.set()
        asking.join()
    assert [quote.passage.text for quote in added.quotes] == ["2. Biên bản giao ban lưu tại Mặt trận xã Đông."]
    assert len(answers) > 1
    assert {(answer.status, answer.quotes[0].passage.text) for answer in answers} == {
        (Status.LOOKED_UP, assistant.answer(HELD, on=TODAY).quotes[0].passage.text)
    }


def test_without_a_build_it_refuses_and_names_the_command(tmp_path: Path, encoder: SentenceTransformerEncoder) -> None:
    """Query time never builds: the operator is told which command does."""
    with pytest.raises(StoreError, match=r"python -m scripts\.reindex"):
        Assistant(Store(tmp_path / "builds"), encoder)


def test_a_build_of_another_model_is_refused(library_data: Path) -> None:
    """The message names both models and the command to run; no model is loaded for that."""
    with pytest.raises(StoreError) as caught:
        Assistant(Store(library_data / "builds"), SentenceTransformerEncoder("BAAI/bge-m3"))
    message = str(caught.value)
    assert "multilingual-e5-small" in message
    assert "BAAI/bge-m3" in message
    assert "python -m scripts.reindex" in message


def test_today_is_the_day_unless_told_otherwise(assistant: Assistant) -> None:
    """A question without a day is answered as of today."""
    assert assistant.answer(HELD).on == type(TODAY).today()
    assert assistant.answer(HELD, on=TODAY).on == TODAY
