"""What is known of each regulation: names, dates, status, and what amends or replaces what."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.number import fold_number

LIBRARY = Path(__file__).with_name("library")
_CITED_BY_TITLE = {"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp", "Điều lệ"}


class CatalogError(Exception):
    """The catalog file cannot be read, or an entry in it is not what the fields allow."""


class Status(StrEnum):
    """Whether a regulation counts on the day its entry was reviewed."""

    IN_FORCE = "in_force"
    AMENDED = "amended"
    REPLACED = "replaced"
    EXPIRED = "expired"
    UNVERIFIED = "unverified"


class Entry(BaseModel):
    """One regulation. The fields are described at the head of `library/catalog.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    number: str
    kind: str
    title: str
    issuer: str = ""
    short_names: tuple[str, ...] = ()
    signed: date | None = None
    in_force_from: date | None = None
    expires_on: date | None = None
    status: Status = Status.UNVERIFIED
    amends: tuple[str, ...] = ()
    amended_by: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    guides: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    address: str | None = None
    note: str = ""
    unverified: tuple[str, ...] = ()
    reviewed_on: date | None = None

    @property
    def cited_as(self) -> str:
        """How a citation calls it before "số": laws by their title, everything else by its kind."""
        return self.title if self.kind in _CITED_BY_TITLE else self.kind

    def validity(self, on: date) -> "Validity":
        """Whether it counts on the day `on`."""
        begins = self.in_force_from or self.signed
        if begins and on < begins:
            return "not_yet"
        if self.expires_on and on >= self.expires_on:
            return "expired"
        known_end = self.expires_on is not None
        if self.status in {Status.REPLACED, Status.EXPIRED} and not known_end:
            return "expired"
        return "unverified" if self.status is Status.UNVERIFIED and not known_end else "in_force"


Validity = Literal["in_force", "unverified", "not_yet", "expired"]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    regulation: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Catalog:
    """All entries, found by id, by number, or by any name people use."""

    entries: tuple[Entry, ...]
    _by_number: Mapping[str, tuple[Entry, ...]] = field(repr=False)
    _by_name: Mapping[str, tuple[Entry, ...]] = field(repr=False)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Self:
        """The catalog of `entries`."""
        entries = tuple(entries)
        by_number = _grouped((fold_number(entry.number), entry) for entry in entries)
        by_name = _grouped((fold_number(name), entry) for entry in entries for name in entry.short_names)
        return cls(entries, by_number, by_name)

    @classmethod
    def load(cls, path: Path = LIBRARY / "catalog.toml") -> Self:
        """The catalog in the TOML file `path`.

        Raises:
            CatalogError: the file is missing, is not TOML, or has an entry with a wrong or unknown field.
        """
        try:
            return cls.of(_File.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).regulation)
        except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
            raise CatalogError(
                f"The catalog {path.name} cannot be used: {error}. Correct the file and try again."
            ) from error

    def numbered(self, number: str) -> tuple[Entry, ...]:
        """The entries that carry `number`, or are known by it, spelled anyhow; two regulations may share one number."""
        key = fold_number(number)
        return self._by_number.get(key) or self._by_name.get(key, ())

    def entry(self, number: str, *, file: str = "") -> Entry | None:
        """The one entry with `number`; of several, the one whose id names `file`; None when that decides nothing."""
        found = self.numbered(number)
        named = [entry for entry in found if entry.id == file.partition(".")[0]]
        return found[0] if len(found) == 1 else named[0] if named else None


def _grouped(pairs: Iterable[tuple[str, Entry]]) -> dict[str, tuple[Entry, ...]]:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for key, entry in pairs:
        groups[key].append(entry)
    return {key: tuple(group) for key, group in groups.items()}
