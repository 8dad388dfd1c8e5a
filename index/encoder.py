"""Texts -> unit vectors, by a sentence-transformers model; the embedded one by OpenVINO where it is installed."""

import hashlib
import importlib.util
import logging
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError

from index.model_error import ModelError
from index.model_file import BUNDLED_SHA256, PROMPTS

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]

BUNDLED = "multilingual-e5-small"
_QUESTION_PROMPTS = ("query",)
_PASSAGE_PROMPTS = ("document", "passage", "corpus")
_BATCH = 32
_MOST_THREADS = 4  # more do not speed up texts this short, and would starve the rest of a small server
_log = logging.getLogger(__name__)


class Encoder(Protocol):
    """What the index needs of a text encoder. Safe to call from several threads."""

    @property
    def model_name(self) -> str:
        """The setting that names the model."""

    @property
    def revision(self) -> str:
        """What tells apart two models that bore one name, known without loading either."""

    def encode_questions(self, questions: Sequence[str]) -> Vectors:
        """The unit vectors of questions, shape (len(questions), dimension)."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """The unit vectors of passages, shape (len(texts), dimension)."""


class SentenceTransformerEncoder:
    """An encoder over any sentence-transformers model; the embedded one when `model_name` is `BUNDLED`.

    The model is loaded at the first use, once, and one thread at a time encodes. OpenVINO, where it is installed, runs
    the embedded model by itself, unless `compiled` is False.
    """

    def __init__(self, model_name: str = BUNDLED, *, compiled: bool = True) -> None:
        self._model_name = model_name
        self._is_compiled = compiled and model_name == BUNDLED and importlib.util.find_spec("openvino") is not None
        self._lock = threading.Lock()

    @property
    def model_name(self) -> str:
        """The name it was made with."""
        return self._model_name

    @property
    def revision(self) -> str:
        """Of the embedded model its file's hash, of a folder the sizes and times of its files; "" for a hub id."""
        if self._model_name == BUNDLED:
            return BUNDLED_SHA256
        files = sorted(path for path in Path(self._model_name).rglob("*") if path.is_file())
        stamps = ((path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files)
        return hashlib.sha256(repr(list(stamps)).encode()).hexdigest() if files else ""

    def warm_up(self) -> None:
        """Load the model and encode one text, so that the first question does not wait for it."""
        self.encode_questions(["giám sát"])

    def encode_questions(self, questions: Sequence[str]) -> Vectors:
        """See `Encoder`."""
        return self._encode(questions, _QUESTION_PROMPTS)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder`."""
        return self._encode(texts, _PASSAGE_PROMPTS)

    def _encode(self, texts: Sequence[str], prompt_names: Sequence[str]) -> Vectors:
        with self._lock:
            if self._is_compiled:
                return self._compiled([f"{_prompt(PROMPTS, prompt_names)}{text}" for text in texts])
            # Not encode_document: it takes the empty "document" prompt that the library adds before a "passage" one.
            prompt = _prompt(self._model.prompts, prompt_names)
            vectors = self._model.encode(
                list(texts), prompt=prompt, batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
            )
        return np.asarray(vectors, dtype=np.float32)

    @cached_property
    def _compiled(self) -> Callable[[Sequence[str]], Vectors]:
        from index.compiled import compile_model  # noqa: PLC0415 - an optional extra

        _log.info("Compiling the embedded model with OpenVINO")
        return compile_model()

    @cached_property
    def _model(self) -> "SentenceTransformer":
        import torch  # noqa: PLC0415 - importing torch takes seconds, and looking a provision up needs no model

        torch.set_num_threads(min(os.cpu_count() or 1, _MOST_THREADS))
        if self._model_name == BUNDLED:
            from index.bundled import load_bundled_model  # noqa: PLC0415

            dtype = torch.bfloat16 if has_fast_bfloat16(torch.cpu.get_capabilities()) else torch.float32
            _log.info("Loading the embedded model %s in %s", BUNDLED, dtype)
            return load_bundled_model(dtype=dtype)
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415

        _log.info("Loading the model %s", self._model_name)
        try:
            return SentenceTransformer(self._model_name, device="cpu")
        except (OSError, ValueError, SafetensorError) as error:
            raise ModelError(f"Không tải được mô hình {self._model_name}: kiểm tra EMBEDDING_MODEL và mạng.") from error


def _prompt(prompts: Mapping[str, str | None], names: Sequence[str]) -> str | None:
    """The first prompt of one of these names that says anything."""
    return next((prompt for name in names if (prompt := prompts.get(name))), None)


def has_fast_bfloat16(capabilities: Mapping[str, object]) -> bool:
    """Whether a processor of these `torch.cpu.get_capabilities()` multiplies bfloat16 faster than float32.

    Only AMX does: 59 against 23 passages a second here, while AVX-512 BF16 without AMX gave 18 and plain AVX2 4
    (`make bench`, run again with ONEDNN_MAX_CPU_ISA set).
    """
    return bool(capabilities.get("amx_bf16"))
