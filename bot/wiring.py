"""The only place where the parts meet."""

import threading
from collections.abc import Callable
from datetime import date

from bot.answering.answer import Answer
from bot.answering.answerer import Answerer
from bot.answering.follow_up import NOTHING, Before
from bot.answering.library import Library
from bot.chat.access import Access
from bot.chat.connection import Address, Connection, Webhook
from bot.learning.lessons import Lessons
from bot.memory.memory import Memory
from bot.publishing.publisher import Publisher
from bot.settings import Settings
from corpus.asked import load_asked
from corpus.catalog import Catalog
from corpus.glossary import Glossary
from corpus.passage import Source
from corpus.procedures import load_procedures
from corpus.reviewed import load_reviewed
from corpus.sources import SourceFolder
from index.encoder import Encoder, SentenceTransformerEncoder
from index.manifest import Manifest
from index.retriever import Retriever
from index.store import Store, check_probe


class Assistant:
    """Answers from the current build, and from the next one as soon as it is published.

    Safe to call from several threads; a question that has begun is finished on the build it began with.
    """

    def __init__(self, store: Store, encoder: Encoder) -> None:
        self._store = store
        self._encoder = encoder
        self._catalog = Catalog.load()
        self._glossary = Glossary.load()
        self.procedures = load_procedures()
        self.terms = self._glossary.terms
        self._reviewed = load_reviewed()
        self._lock = threading.Lock()
        self._manifest, self._answerer = self._open()

    def warm_up(self) -> None:
        """Load the model and make sure it is the one that made the build, so that the first question need not wait.

        Raises:
            index.encoder.ModelError: the model cannot be loaded.
            index.store.StoreError: it is another model.
        """
        check_probe(self._manifest, self._encoder)

    def answer(self, text: str, *, on: date | None = None, limit: int = 3, before: Before = NOTHING) -> Answer:
        """The answer to `text` as the law stands on the day `on`, today by default.

        `before` is what was said before, which a follow-up goes on from.
        """
        return self._current().answer(text, on=on or date.today(), limit=limit, before=before)

    def library(self) -> Library:
        """The regulations of the current build, to be read."""
        return self._current().library

    def _current(self) -> Answerer:
        with self._lock:
            if self._store.current_id() != self._manifest.id:
                self._manifest, self._answerer = self._open()
            return self._answerer

    def _open(self) -> tuple[Manifest, Answerer]:
        build = self._store.open_current(model_name=self._encoder.model_name)
        retriever = Retriever(build, self._encoder)
        answerer = Answerer(retriever, self._catalog, self._glossary, self.procedures, self._reviewed)
        return build.manifest, answerer


def encoder(settings: Settings) -> SentenceTransformerEncoder:
    """The encoder the settings name; its model is loaded at the first use."""
    return SentenceTransformerEncoder(settings.embedding_model)


def assistant(settings: Settings, text_encoder: Encoder) -> Assistant:
    """The assistant over the current build.

    Raises:
        index.store.StoreError: there is no usable build.
    """
    return Assistant(Store(settings.builds), text_encoder)


def publisher(settings: Settings, text_encoder: Encoder) -> Publisher:
    """What publishes the documents of admins."""
    return Publisher(Store(settings.builds), SourceFolder(settings.sources), Catalog.load(), text_encoder)


def lessons(bot: Assistant) -> Lessons:
    """What the shipped library has to teach."""
    return Lessons.of(bot.terms, bot.procedures, load_asked(Catalog.load()))


def memory(settings: Settings) -> Memory:
    """What is remembered of people.

    Raises:
        bot.memory.database.MemoryFault: the database cannot be used.
    """
    return Memory.open(settings.database)


def access(settings: Settings) -> Access:
    """Who may ask, and who administers."""
    return Access(settings.admin_ids, invited_only=settings.access_mode == "allowlist")


def file_of(settings: Settings) -> Callable[[Source], bytes | None]:
    """What gives the bytes of an official document; None for one that is not kept any more."""
    folder = SourceFolder(settings.sources)

    def read(source: Source) -> bytes | None:
        file = folder.read(source.sha256, source.file)
        return file.data if file else None

    return read


def connection(settings: Settings) -> Connection:
    """The way to Telegram, and back. There has to be a token."""
    url, secret = settings.webhook_url, settings.webhook_secret
    return Connection(
        token=settings.token or "",
        base_url=settings.telegram_base_url,
        base_file_url=settings.telegram_base_file_url,
        proxy=settings.proxy,
        webhook=Webhook(url, secret.get_secret_value(), settings.webhook_listen, settings.webhook_port)
        if url and secret
        else None,
        state=Address(settings.metrics_listen, settings.metrics_port) if settings.metrics_port else None,
    )
