"""The regulations that admins took out of answers, remembered until they are restored."""

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.catalog import CatalogError
from corpus.number import fold_number

_HEAD = "# Văn bản đã rút khỏi câu trả lời. Dùng lại: .venv/bin/python -m scripts.withdraw --restore SỐ\n"
_UNREADABLE = "Không đọc được {}: {}. Hãy sửa tệp này rồi chạy lại."


class Withdrawal(BaseModel):
    """One regulation taken out. `file` and `sha256` name its official text, "" where there was only a digest."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    number: str
    title: str
    withdrawn_on: date
    file: str = ""
    sha256: str = ""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    withdrawn: tuple[Withdrawal, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """All regulations taken out, whoever gives a text of them."""

    entries: tuple[Withdrawal, ...] = ()

    @classmethod
    def read(cls, path: Path) -> Self:
        """The list in the TOML file `path`; nothing is withdrawn where there is no such file.

        Raises:
            CatalogError: the file cannot be read. Nothing is published then: what it forbids is not known.
        """
        try:
            return cls(_File.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).withdrawn)
        except FileNotFoundError:
            return cls()
        except ValidationError as error:
            wrong = error.errors()[0]
            raise CatalogError(_UNREADABLE.format(path.name, f"{wrong['loc'][-1]}: {wrong['msg']}")) from error
        except (OSError, ValueError) as error:
            raise CatalogError(_UNREADABLE.format(path.name, error)) from error

    def write(self, path: Path) -> None:
        """Write the list to `path`, whole or not at all."""
        tables = ("\n[[withdrawn]]\n" + _fields(entry) for entry in self.entries)
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(path.name + ".new")
        fresh.write_text(_HEAD + "".join(tables), encoding="utf-8")
        fresh.replace(path)

    def find(self, number: str) -> Withdrawal | None:
        """The withdrawal of the regulation with the number or id `number`, spelled anyhow."""
        key = fold_number(number)
        return next(
            (entry for entry in self.entries if key in {fold_number(entry.id), fold_number(entry.number)}), None
        )

    def covers(self, regulation_id: str) -> bool:
        """Whether the regulation with this id is withdrawn."""
        return any(fold_number(entry.id) == fold_number(regulation_id) for entry in self.entries)

    def numbers_among(self, numbers: Iterable[str]) -> list[str]:
        """Those of `numbers` that are numbers of withdrawn regulations."""
        withdrawn = {fold_number(entry.number) for entry in self.entries}
        return [number for number in numbers if fold_number(number) in withdrawn]

    def with_entry(self, entry: Withdrawal) -> "Withdrawn":
        """The list with `entry` added."""
        return Withdrawn((*self.entries, entry))

    def without(self, entry: Withdrawal) -> "Withdrawn":
        """The list with `entry` taken off."""
        return Withdrawn(tuple(kept for kept in self.entries if kept != entry))


def _fields(entry: Withdrawal) -> str:
    """The fields of `entry` as TOML, whose strings are those of JSON but for the character DEL."""
    named = entry.model_dump(mode="json", exclude={"withdrawn_on"})
    strings = "".join(f"{name} = {_quoted(value)}\n" for name, value in named.items())
    return f"{strings}withdrawn_on = {entry.withdrawn_on.isoformat()}\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
