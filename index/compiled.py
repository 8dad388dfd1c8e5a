"""The embedded model compiled by OpenVINO: the same vectors in a third of the time.

The graph is written out here, layer by layer, from the weights already in memory: OpenVINO's own converter would trace
the torch model for seconds and report its use over the network. Only this file imports openvino.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import openvino
import torch
from openvino import opset13 as op
from sentence_transformers import SentenceTransformer
from transformers import BertModel

Node = Any  # the package publishes no types
Vectors = npt.NDArray[np.float32]
_DIMENSIONS = [-1, -1]


def compile_model(model: SentenceTransformer) -> Callable[[Sequence[str]], Vectors]:
    """What gives the unit vectors of texts, their prompts included, as the embedded `model` would.

    One text has all processors; of several, each processor has its own, and none waits for another. Not safe to call
    from several threads at once.
    """
    words: Any = model[0]
    bert: BertModel = words.bert
    graph, core = _Graph(bert).model(), openvino.Core()
    request = core.compile_model(graph, "CPU", {"PERFORMANCE_HINT": "LATENCY"}).create_infer_request()
    table = bert.embeddings.word_embeddings

    @cache
    def queue() -> openvino.AsyncInferQueue:
        return openvino.AsyncInferQueue(core.compile_model(graph, "CPU", {"PERFORMANCE_HINT": "THROUGHPUT"}))

    def embedded(text: str) -> npt.NDArray[np.float32]:
        with torch.inference_mode():
            vectors: npt.NDArray[np.float32] = table(words.preprocess([text])["input_ids"]).float().numpy()
        return vectors

    def encode(texts: Sequence[str]) -> Vectors:
        means = np.empty((len(texts), bert.config.hidden_size), np.float32)
        if len(texts) == 1:
            means[0] = request.infer([embedded(texts[0])])[0][0]
        else:
            requests = queue()
            requests.set_callback(lambda done, place: means.__setitem__(place, done.get_output_tensor().data[0]))
            for place, text in enumerate(texts):
                requests.start_async([embedded(text)], place)
            requests.wait_all()
        return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True), np.float32)

    return encode


class _Graph:
    """BERT over word vectors, shape (1, tokens, width), to their mean: one text, nothing padded."""

    def __init__(self, bert: BertModel) -> None:
        self._weights = {name: tensor.float().numpy() for name, tensor in bert.state_dict().items()}
        self._config = bert.config

    def model(self) -> openvino.Model:
        width = self._config.hidden_size
        words = op.parameter([1, -1, width], np.float32, name="words")
        length = op.gather(op.shape_of(words), op.constant(1), op.constant(0))
        places = op.constant(self._weights["embeddings.position_embeddings.weight"])
        first = op.slice(places, [0], op.unsqueeze(length, op.constant(0)), [1], [0])
        kind = op.constant(self._weights["embeddings.token_type_embeddings.weight"][0])
        hidden = self._normalised(op.add(op.add(words, first), kind), "embeddings.LayerNorm")
        for layer in range(self._config.num_hidden_layers):
            hidden = self._layer(hidden, f"encoder.layer.{layer}")
        return openvino.Model([op.reduce_mean(hidden, [1])], [words], "embedded")

    def _layer(self, hidden: Node, name: str) -> Node:
        query, key, value = (self._heads(hidden, f"{name}.attention.self.{part}") for part in ("query", "key", "value"))
        attended = op.scaled_dot_product_attention(query, key, value)
        joined = op.reshape(op.transpose(attended, [0, 2, 1, 3]), [0, 0, self._config.hidden_size], special_zero=True)
        seen = self._added(hidden, self._linear(joined, f"{name}.attention.output.dense"), f"{name}.attention.output")
        thought = op.gelu(self._linear(seen, f"{name}.intermediate.dense"), "erf")
        return self._added(seen, self._linear(thought, f"{name}.output.dense"), f"{name}.output")

    def _heads(self, hidden: Node, name: str) -> Node:
        heads = self._config.num_attention_heads
        split = [0, 0, heads, self._config.hidden_size // heads]
        return op.transpose(op.reshape(self._linear(hidden, name), split, special_zero=True), [0, 2, 1, 3])

    def _linear(self, hidden: Node, name: str) -> Node:
        weight, bias = self._weights[f"{name}.weight"], self._weights[f"{name}.bias"]
        return op.add(op.matmul(hidden, op.constant(weight), transpose_a=False, transpose_b=True), op.constant(bias))

    def _added(self, before: Node, change: Node, name: str) -> Node:
        return self._normalised(op.add(before, change), f"{name}.LayerNorm")

    def _normalised(self, hidden: Node, name: str) -> Node:
        even = op.mvn(hidden, [-1], normalize_variance=True, eps=self._config.layer_norm_eps, eps_mode="inside_sqrt")
        scale, shift = self._weights[f"{name}.weight"], self._weights[f"{name}.bias"]
        return op.add(op.multiply(even, op.constant(scale)), op.constant(shift))
