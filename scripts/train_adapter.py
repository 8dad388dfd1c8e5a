"""Train a LoRA adapter for the embedded model: python -m scripts.train_adapter PAIRS.jsonl --out FOLDER.

PAIRS.jsonl is what `scripts.adapter_pairs` wrote. Only the last layers learn, at a low rate, and the adapter is used at
a part of its strength, which averages its weights with the original ones: `scripts.measure_adapter` says what it is
worth. Needs `pip install '.[train]'`.
"""

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Annotated, Any

import torch
import typer
from peft import LoraConfig, PeftModel, get_peft_model
from peft.helpers import rescale_adapter_scale
from sentence_transformers import SentenceTransformer

from index.bundled import load_bundled_model
from index.encoder import SentenceTransformerEncoder
from index.model_file import PROMPTS
from scripts.adapter_pairs import Pair, Text, read_pairs
from scripts.exits import exits_with_message

app = typer.Typer(add_completion=False)

_RANK, _LAYERS, _DROPOUT = 16, (8, 9, 10, 11), 0.05
_BATCH, _TEMPERATURE, _WARM_UP = 32, 0.03, 0.1
_TOKENS = 160  # of a passage that count while training: three quarters have fewer
_THREADS = 1  # a second one spins on a core that other work needs: 32 questions took 9 s of the processor, alone 0.4
_TOGETHER = 24  # texts of like length that are encoded together


class Sides(StrEnum):
    """What goes through the adapter."""

    BOTH = "both"
    QUESTIONS = "questions"


class AdaptedEncoder(SentenceTransformerEncoder):
    """The embedded model with the adapter of a folder added to its weights, at the share `strength`."""

    def __init__(self, folder: Path, *, strength: float) -> None:
        super().__init__(compiled=False)  # the graph of `index.compiled` has the weights of the model file
        self._folder = folder
        self._strength = strength

    @cached_property
    def _model(self) -> SentenceTransformer:
        model = load_bundled_model()
        words: Any = model[0]
        adapted = PeftModel.from_pretrained(words.bert, self._folder)
        with rescale_adapter_scale(adapted, self._strength):
            words.bert = adapted.merge_and_unload()
        return model


@app.command()
@exits_with_message
def main(
    pairs: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    out: Annotated[Path, typer.Option(help="Thư mục ghi bộ thích ứng.")],
    *,
    sides: Annotated[Sides, typer.Option(help="Đưa cả câu hỏi và đoạn văn qua bộ thích ứng, hay chỉ câu hỏi.")],
    rate: Annotated[float, typer.Option(help="Tốc độ học.")] = 1e-4,
    epochs: Annotated[int, typer.Option(min=1, help="Số lượt học.")] = 1,
) -> None:
    """Huấn luyện bộ thích ứng LoRA của mô hình nhúng."""
    train(read_pairs(pairs), sides=sides, rate=rate, epochs=epochs).save_pretrained(str(out))


def train(pairs: Sequence[Pair], *, sides: Sides, rate: float, epochs: int) -> PeftModel:
    """The embedded model with an adapter that moves each question towards its answer (InfoNCE)."""
    torch.manual_seed(0)
    model = load_bundled_model()
    words: Any = model[0]
    words.pieces.tokenizer.enable_truncation(_TOKENS)
    known = _known_vectors(pairs) if sides is Sides.QUESTIONS else None
    adapted = _with_adapter(model)
    torch.set_num_threads(_THREADS)
    optimiser = torch.optim.AdamW([p for p in adapted.parameters() if p.requires_grad], lr=rate)
    batches = list(_batches(pairs, epochs))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, len(batches), pct_start=_WARM_UP)
    started = time.perf_counter()
    for step, batch in enumerate(batches, start=1):
        loss = _loss(model, batch, known)
        torch.autograd.backward(loss)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad()
        pace = step * _BATCH / (time.perf_counter() - started)
        print(f"\rbước {step}/{len(batches)}, sai lệch {loss.item():.3f}, {pace:.1f} cặp/giây", end="", file=sys.stderr)
    print(file=sys.stderr)
    return adapted


def _with_adapter(model: SentenceTransformer) -> PeftModel:
    words: Any = model[0]
    layers = "|".join(map(str, _LAYERS))
    places = rf".*\.({layers})\.(attention|intermediate|output)\..*(query|key|value|dense)"
    config = LoraConfig(r=_RANK, lora_alpha=_RANK, lora_dropout=_DROPOUT, target_modules=places)
    words.bert = get_peft_model(words.bert, config)
    model.train()
    return words.bert


def _batches(pairs: Sequence[Pair], epochs: int) -> Iterator[list[Pair]]:
    random = Random(0)  # noqa: S311 - no secret
    for _ in range(epochs):
        order = random.sample(pairs, len(pairs))
        yield from (order[start : start + _BATCH] for start in range(0, len(order), _BATCH))


def _others(pairs: Sequence[Pair]) -> list[Text]:
    return [other for pair in pairs for other in pair.others]


def _loss(model: SentenceTransformer, batch: Sequence[Pair], known: Mapping[Text, torch.Tensor] | None) -> torch.Tensor:
    """How unlikely each question finds its answer among all passages `known`, or else among those of the batch.

    Other passages of the answer's article are left out.
    """
    passages = [*(pair.answer for pair in batch), *(known or _others(batch))]
    texts = [passage.text for passage in passages]
    vectors = torch.stack([known[passage] for passage in passages]) if known else _encode(model, texts, "document")
    similar = _encode(model, [pair.question for pair in batch], "query") @ vectors.T / _TEMPERATURE
    right = torch.tensor([[passage.article == pair.answer.article for passage in passages] for pair in batch])
    right.fill_diagonal_(False)
    return torch.nn.functional.cross_entropy(similar.masked_fill(right, -torch.inf), torch.arange(len(batch)))


def _known_vectors(pairs: Sequence[Pair]) -> dict[Text, torch.Tensor]:
    passages = list(dict.fromkeys((*(pair.answer for pair in pairs), *_others(pairs))))
    vectors = SentenceTransformerEncoder().encode_passages([passage.text for passage in passages])
    return dict(zip(passages, torch.from_numpy(vectors), strict=True))


def _encode(model: SentenceTransformer, texts: Sequence[str], prompt_name: str) -> torch.Tensor:
    """The unit vectors of `texts`, shape (texts, dimension)."""
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    vectors = []
    for start in range(0, len(order), _TOGETHER):
        together = [texts[place] for place in order[start : start + _TOGETHER]]
        with torch.autocast("cpu", torch.bfloat16):
            features = model.preprocess(together, prompt=PROMPTS[prompt_name])
            vectors.append(model(features)["sentence_embedding"].float())
    return torch.cat(vectors)[torch.argsort(torch.tensor(order))]


if __name__ == "__main__":
    app()
