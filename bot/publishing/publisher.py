"""Reading, publishing and withdrawing over one data folder."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.catalog import Catalog
from corpus.ingest import File
from corpus.reader import ReadingProgress
from corpus.sources import SourceFolder
from index.encoder import Encoder
from index.store import Store
from index.update import Accepts, Report, preview, unseen, update
from index.write import Progress


def _in_silence(_done: int, _total: int) -> None:
    """Tell nobody how far it is."""


def _nobody_accepts(_: object) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Publisher:
    """Publishes what admins give. Takes seconds to minutes: not for the event loop."""

    store: Store
    sources: SourceFolder
    catalog: Catalog
    encoder: Encoder

    def preview(self, given: Sequence[File], *, reading: ReadingProgress = unseen) -> Report:
        """What publishing `given` would change. See `index.update.preview`."""
        return preview(
            given, store=self.store, sources=self.sources, catalog=self.catalog, encoder=self.encoder, reading=reading
        )

    def publish(
        self,
        given: Sequence[File],
        *,
        progress: Progress = _in_silence,
        accept: Accepts = _nobody_accepts,
        reading: ReadingProgress = unseen,
    ) -> Report:
        """Publish `given` beside what is there. See `index.update.update`.

        Raises:
            index.store.StoreError: another run is under way, or the new build is faulty.
        """
        return update(
            given,
            store=self.store,
            sources=self.sources,
            catalog=self.catalog,
            encoder=self.encoder,
            progress=progress,
            accept=accept,
            reading=reading,
        )
