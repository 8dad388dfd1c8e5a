"""What a build says of itself."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from corpus.passage import SourceKind
from index.manifest import FORMAT, DocumentRecord, EncoderRecord, Manifest, ManifestError

_MANIFEST = Manifest(
    id="2026-03-01-7f3a",
    created=datetime(2026, 3, 1, 7, 30, tzinfo=UTC),
    content_hash="7f3a",
    library_hash="c0de",
    encoder=EncoderRecord(model_name="một mô hình", revision="r1", dimension=2, probe=(0.6, -0.8)),
    documents=(
        DocumentRecord(
            number="403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN",
            title="Nghị quyết liên tịch",
            kind=SourceKind.OFFICIAL,
            file="nghị quyết 403.pdf",
            sha256="ab12",
            pages=13,
        ),
    ),
    passages=3,
    searchable=2,
    files={"passages.jsonl": "ba78"},
)


def _change(folder: Path, **fields: Any) -> None:  # noqa: ANN401 - anything JSON holds
    """Write the manifest into `folder` with some fields changed; a field set to None is left out."""
    content = json.loads(_MANIFEST.model_dump_json()) | fields
    content = {name: value for name, value in content.items() if value is not None}
    (folder / "manifest.json").write_text(json.dumps(content), encoding="utf-8")


def test_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Writing and reading gives an equal manifest, Vietnamese names and all."""
    _MANIFEST.write(tmp_path)
    assert Manifest.read(tmp_path) == _MANIFEST
    assert "nghị quyết 403.pdf" in (tmp_path / "manifest.json").read_text(encoding="utf-8")


def test_missing_manifest_is_refused_with_the_command(tmp_path: Path) -> None:
    """A folder without a manifest is refused by its name, with the command to run."""
    with pytest.raises(ManifestError, match=rf"{tmp_path.name}.*python -m scripts\.reindex"):
        Manifest.read(tmp_path)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"id": "a"}'])
def test_damaged_manifest_is_refused_with_the_command(tmp_path: Path, content: bytes) -> None:
    """Whatever is in the file, if it is no manifest the message names the build and the command to run."""
    (tmp_path / "manifest.json").write_bytes(content)
    with pytest.raises(ManifestError, match=rf"{tmp_path.name}.*python -m scripts\.reindex"):
        Manifest.read(tmp_path)


@pytest.mark.parametrize(
    "fields", [{"passages": 0}, {"searchable": 0}, {"surprise": 1}, {"encoder": None}, {"documents": "none"}]
)
def test_impossible_contents_are_refused(tmp_path: Path, fields: dict[str, Any]) -> None:
    """A manifest without passages, with an unknown field or without a needed one is refused."""
    _change(tmp_path, **fields)
    with pytest.raises(ManifestError):
        Manifest.read(tmp_path)


@pytest.mark.parametrize("format_", [FORMAT - 1, FORMAT + 1])
def test_other_format_is_refused_as_such(tmp_path: Path, format_: int) -> None:
    """A build of an earlier or later format is not called damaged, and the command mends it."""
    _change(tmp_path, format=format_)
    with pytest.raises(ManifestError, match=r"phiên bản khác.*python -m scripts\.reindex"):
        Manifest.read(tmp_path)


def test_manifest_cannot_be_changed() -> None:
    """A manifest that was read stays what it is."""
    with pytest.raises(ValidationError):
        _MANIFEST.id = "another"  # type: ignore[misc]
