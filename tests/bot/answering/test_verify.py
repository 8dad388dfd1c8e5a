"""Nothing is shown as a quotation that is not in its document word for word."""

import logging
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answering.answer import Quote, Status
from bot.answering.answerer import Answerer
from bot.answering.verify import verified
from bot.wiring import Assistant
from corpus.catalog import Catalog
from corpus.glossary import Glossary
from corpus.procedures import load_procedures
from corpus.reviewed import load_reviewed
from index.build import Build
from index.encoder import SentenceTransformerEncoder
from index.retriever import Retriever
from index.store import Store, StoreError
from tests.bot.samples import TODAY
from tests.bot.small_library import Small


@pytest.fixture
def quotes(assistant: Assistant) -> tuple[Quote, ...]:
    """Two quotations of the Law on the Front."""
    return assistant.answer("khoản 2 Điều 27 và khoản 1 Điều 28 Luật MTTQ", on=TODAY).quotes


def test_true_quotations_pass_in_order(quotes: tuple[Quote, ...], build: Build) -> None:
    """What stands in the documents is shown as it came."""
    assert len(quotes) == 2
    assert verified(quotes, build) == quotes


@pytest.mark.parametrize("change", [("đoàn", "ban"), (".", ""), ("giám sát", "giám  sát")])
def test_a_quotation_that_differs_is_withheld_and_logged(
    quotes: tuple[Quote, ...], build: Build, caplog: pytest.LogCaptureFixture, change: tuple[str, str]
) -> None:
    """One word, one full stop or one space more or less, and the quotation is not shown; the log says which."""
    first, second = quotes
    forged = replace(first, passage=replace(first.passage, text=first.passage.text.replace(*change)))
    assert verified((forged, second), build) == (second,)
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert "khoản 2 Điều 27" in record.getMessage()


def test_a_quotation_of_another_place_is_withheld(quotes: tuple[Quote, ...], build: Build) -> None:
    """A text that stands in the document, but not where the quotation says, is not shown."""
    first, _ = quotes
    moved = replace(first, passage=replace(first.passage, start=first.passage.start + 1, end=first.passage.end + 1))
    assert verified((moved,), build) == ()


def test_a_lead_in_that_differs_or_stands_elsewhere_withholds_its_quotation(small: Small, build: Build) -> None:
    """Words above a điểm are proved like its own."""
    quote = small.assistant.answer("điểm b khoản 2 Điều 2 Luật 11/2025/QH15", on=TODAY).quotes[0]
    (lead,) = quote.lead_in
    small_build = Store(small.data / "builds").open_current(model_name=build.manifest.encoder.model_name)
    assert verified((quote,), small_build) == (quote,)
    for false in (
        replace(lead, text=lead.text.replace("cử", "bầu")),
        replace(lead, start=lead.start - 1),
        replace(lead, text=quote.passage.text, start=quote.passage.start),
    ):
        assert verified((replace(quote, lead_in=(false,)),), small_build) == ()


def test_an_answer_that_lost_its_quotations_does_not_announce_them(
    build: Build, encoder: SentenceTransformerEncoder, catalog: Catalog
) -> None:
    """When nothing can be quoted word for word, no status and no message promise a provision that is not shown."""
    spoiled = replace(build, texts=dict.fromkeys(build.texts, ""))
    answerer = Answerer(Retriever(spoiled, encoder), catalog, Glossary.load(), load_procedures(), load_reviewed())
    for question in ("khoản 2 Điều 27 Luật MTTQ", "MTTQ giám sát bằng những hình thức nào?"):
        answer = answerer.answer(question, on=TODAY)
        assert answer.quotes == ()
        assert answer.status not in {Status.LOOKED_UP, Status.ANSWERED, Status.EXPIRED_ONLY}
        assert not answer.message.endswith(":")


def test_a_text_spoiled_on_disk_is_not_quoted(
    library_data: Path, tmp_path: Path, encoder: SentenceTransformerEncoder
) -> None:
    """A document changed in the build after it was made is noticed: it is not quoted as if it were the law."""
    data = tmp_path / "data"
    shutil.copytree(library_data, data)
    for text in (data / "builds").glob("*/texts/*.txt"):
        text.write_text(text.read_text(encoding="utf-8").replace("đoàn giám sát", "đoàn xử phạt"), encoding="utf-8")
    try:
        answer = Assistant(Store(data / "builds"), encoder).answer("khoản 2 Điều 27 Luật MTTQ", on=TODAY)
    except StoreError:
        return
    assert not [quote for quote in answer.quotes if "xử phạt" in quote.passage.text]
