"""What a person says of a document where its own words are missing, misread or not to be relied on."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from corpus.catalog import CatalogError, Entry, Status
from corpus.number import fold_number

_SHORTEST_HASH = 12  # characters of a SHA-256 that name a file
_WRONG = {  # what pydantic finds, as an admin reads it
    "extra_forbidden": "không có mục tên này",
    "string_type": "phải đặt trong dấu nháy kép",
    "bool_parsing": "chỉ được là true hoặc false",
    "bool_type": "chỉ được là true hoặc false",
    "tuple_type": 'phải là danh sách, ví dụ ["34/2021/NĐ-CP"]',
}
_A_DAY = "phải là ngày, viết năm-tháng-ngày, ví dụ 2025-07-01"
_NOTATION = "Chữ đặt trong dấu nháy kép, ngày viết năm-tháng-ngày (2025-07-01), mỗi văn bản một đoạn"


class Correction(BaseModel):
    """Fields that take the place of what was read or is in the catalog; those left out stay.

    With `confirmed` a person has compared the fields with the original and says that the regulation is in force from
    `in_force_from`; without it nothing is said of its validity.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: str = ""
    kind: str = ""
    title: str = ""
    issuer: str = ""
    signed: date | None = None
    in_force_from: date | None = None
    expires_on: date | None = None
    amends: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    confirmed: bool = False

    @model_validator(mode="after")
    def _confirmed_from_a_day(self) -> Self:
        if self.confirmed and self.in_force_from is None:
            raise ValueError("confirmed = true cần có in_force_from (ngày có hiệu lực)")
        return self

    def corrected(self, entry: Entry) -> Entry:
        """`entry` with the fields of this correction."""
        given = self.model_dump(exclude={"confirmed"}, exclude_defaults=True)
        return entry.model_copy(update={**given, "status": self._status(entry)})

    def _status(self, entry: Entry) -> Status:
        if self.replaced_by:
            return Status.REPLACED
        if self.confirmed and entry.status is not Status.AMENDED:
            return Status.IN_FORCE
        return entry.status


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    correction: dict[str, Correction] = {}


@dataclass(frozen=True, slots=True)
class Corrections:
    """All corrections, by the name, the SHA-256 (or its first characters) or the number of a document."""

    by_name: Mapping[str, Correction] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Self:
        """The corrections in the TOML file `path`, tables `[correction."file.pdf"]`; none where there is no file.

        Raises:
            CatalogError: the file cannot be read, or has a wrong or unknown field.
        """
        try:
            return cls(_File.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).correction)
        except FileNotFoundError:
            return cls()
        except ValidationError as error:
            wrong = error.errors()[0]
            place = ".".join(str(part) for part in wrong["loc"] if part != "correction")
            raise CatalogError(f"{path.name}, {place}: {_told(wrong)}. Hãy sửa tệp này rồi chạy lại.") from error
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"at line (\d+)", str(error))
            told = f"dòng {line[1]} viết chưa đúng" if line else "đoạn cuối viết chưa xong"
            raise CatalogError(f"{path.name}, {told}. {_NOTATION}. Hãy sửa tệp này rồi chạy lại.") from error
        except UnicodeDecodeError as error:
            raise CatalogError(f"Tệp {path.name} không phải là văn bản UTF-8. Hãy lưu lại ở dạng UTF-8.") from error
        except OSError as error:
            raise CatalogError(f"Không đọc được {path.name}: {error}. Hãy sửa tệp này rồi chạy lại.") from error

    def of_file(self, name: str, sha256: str) -> Correction | None:
        """The correction for the file with this name or hash."""
        hashes = (key for key in self.by_name if len(key) >= _SHORTEST_HASH and sha256.startswith(key.lower()))
        return self.by_name.get(name) or next((self.by_name[key] for key in hashes), None)

    def of_number(self, number: str) -> Correction | None:
        """The correction for the regulation with this number, spelled anyhow."""
        named = (correction for key, correction in self.by_name.items() if fold_number(key) == fold_number(number))
        return next(named, None)


def _told(wrong: Any) -> str:  # noqa: ANN401 - pydantic's own mapping
    kind: str = wrong["type"]
    return _A_DAY if kind.startswith("date") else _WRONG.get(kind, wrong["msg"].removeprefix("Value error, "))
