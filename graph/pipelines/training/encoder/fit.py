"""The training loop: all heads at once, from batches of passages of about the same length."""

from __future__ import annotations

import json
import math
import os
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, distributed, multiprocessing
from torch.nn import functional

from graph.pipelines.encoder.pieces import SHAPES
from graph.pipelines.training.encoder.examples import FIELDS, OPEN, Classes, Corpus, Example
from graph.pipelines.training.encoder.network import LAYERS, Network, Sizes, load_encoder
from graph.pipelines.training.encoder.scores import score

BATCH_PIECES = 1024
"""Pieces of one worker's batch, with the padding."""
MOST_EXAMPLES = 48
ENCODER_RATE = 2e-4
HEAD_RATE = 1.5e-3
LAYER_DECAY = 0.85
AGAIN = 0.4
"""Share of the learning rates when a training goes on."""
FURTHER = 100
"""What is added to the number of an epoch then, so that names and letter case vary anew."""
WARM_UP = 0.08
WEIGHT_DECAY = 0.01
MASKED = 0.06
"""Share of the pieces that training hides."""
MASK = "[MASK]"
WEIGHTS = {"morph": 1.0, "tag": 0.5, "recipe": 0.5, "starts": 0.5, "heads": 1.0, "relations": 1.0, "names": 1.5}

Batch = dict[str, Tensor]


@dataclass(frozen=True, slots=True)
class Plan:
    """How long to train; with `minutes`, the learning rate falls by the clock where that is faster.

    With `again` a training goes on from what one left in the same folder, at a lower rate and on other variants.
    """

    epochs: int
    seed: int = 0
    workers: int = 2
    minutes: float = 0.0
    again: bool = False


def fit(make: Callable[[], Corpus], weights: Path, work: Path, plan: Plan) -> None:
    """Train as `plan` says and print figures on the development parts after each epoch.

    `make` gives the corpus, `weights` is MiniLM's `model.safetensors`. Leaves `network.safetensors` and
    `classes.json` in `work`, and how long it took in `training.txt`. Each worker is a process of one thread; they share every step.
    """
    with tempfile.TemporaryDirectory() as meeting:
        multiprocessing.spawn(_work, (f"{meeting}/point", make, weights, work, plan), nprocs=plan.workers)


def _work(rank: int, meeting: str, make: Callable[[], Corpus], weights: Path, work: Path, plan: Plan) -> None:
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo")
    distributed.init_process_group("gloo", init_method=f"file://{meeting}", rank=rank, world_size=plan.workers)
    corpus = make()
    torch.manual_seed(plan.seed)
    network = Network(sizes(corpus.classes, len(corpus.pieces.vocabulary)))
    if plan.again:
        network.load_state_dict(load_file(work / "network.safetensors"))
    else:
        load_encoder(network, load_file(weights))
    network.pieces.weight.requires_grad = False
    torch.manual_seed(plan.seed + 1 + rank)
    work.mkdir(parents=True, exist_ok=True)
    (work / "classes.json").write_text(json.dumps(asdict(corpus.classes)), encoding="utf8")
    Trainer(network, corpus, work, plan, rank).run()


class Trainer:
    """One worker: it sees its share of every epoch, and all workers keep the same weights."""

    def __init__(self, network: Network, corpus: Corpus, work: Path, plan: Plan, rank: int) -> None:
        self.network, self.corpus, self.work, self.plan, self.rank = network, corpus, work, plan, rank
        self.optimizer = torch.optim.AdamW(_groups(network), betas=(0.9, 0.98), fused=True)
        self.rates = [float(group["lr"]) * (AGAIN if plan.again else 1.0) for group in self.optimizer.param_groups]
        self.learning = [parameter for parameter in network.parameters() if parameter.requires_grad]
        self.mask = corpus.pieces.vocabulary.index(MASK)
        self.begun, self.step, self.done = time.time(), 0, 0.0
        self.epochs = 0.0
        self.sums: dict[str, float] = {}

    def run(self) -> None:
        """All epochs, or as many as the time allows."""
        for epoch in range(self.plan.epochs):
            batches = _batches(self.corpus.epoch(epoch + FURTHER * self.plan.again), self.plan.seed + epoch)
            batches = batches[: len(batches) // self.plan.workers * self.plan.workers]
            self.network.train()
            for number in range(self.rank, len(batches), self.plan.workers):
                self.epochs = epoch + number / len(batches)
                self._learn(batches[number], self.epochs / self.plan.epochs)
                if self.done >= 1:
                    break
            if self.rank == 0:
                save_file(self.network.state_dict(), self.work / "network.safetensors")
            self._report(epoch)
            if self.done >= 1:
                break
        if self.rank == 0:
            log = self.work / "training.txt"
            before = log.read_text(encoding="utf8").strip() + "; then, with `--again`, " if self.plan.again else ""
            log.write_text(before + self._told(), encoding="utf8")

    def _told(self) -> str:
        """How long the training was."""
        minutes = (time.time() - self.begun) / 60
        size = f"{self.plan.workers} times at most {BATCH_PIECES:,} word pieces"
        return f"{self.epochs:.1f} epochs, {self.step:,} steps of {size}, {minutes:.0f} minutes"

    def _learn(self, batch: Sequence[Example], share: float) -> None:
        rate = _rate(self.done)
        for group, full in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = full * rate
        losses = _losses(self.network, _tensors(batch, self.mask))
        torch.stack([WEIGHTS[name] * loss for name, loss in losses.items()]).sum().backward()
        spent = (time.time() - self.begun) / (60 * self.plan.minutes) if self.plan.minutes else 0.0
        self.done = self._share(max(share, spent))
        torch.nn.utils.clip_grad_norm_(self.learning, 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.step += 1
        for name, loss in losses.items():
            self.sums[name] = 0.98 * self.sums.get(name, loss.item()) + 0.02 * loss.item()
        if self.rank == 0 and self.step % 50 == 0:
            told = " ".join(f"{name} {value:.3f}" for name, value in self.sums.items())
            print(f"{time.time() - self.begun:6.0f} s, step {self.step}, {self.done:.1%}: {told}", flush=True)

    def _share(self, done: float) -> float:
        """Average the gradients over the workers and return the first worker's `done`."""
        missing = [torch.zeros_like(p) if p.grad is None else p.grad for p in self.learning]
        flat = torch.cat([gradient.reshape(-1) for gradient in missing] + [torch.tensor([0.0 if self.rank else done])])
        distributed.all_reduce(flat)
        start = 0
        for parameter in self.learning:
            part = flat[start : start + parameter.numel()].view_as(parameter) / self.plan.workers
            parameter.grad = part
            start += parameter.numel()
        return float(flat[-1])

    def _report(self, epoch: int) -> None:
        parts = [*self.corpus.dev, *self.corpus.held]
        found = {}
        for part in parts[self.rank :: self.plan.workers]:
            examples = self.corpus.treebank(part) if part in self.corpus.dev else self.corpus.held_out(part)
            found[part] = score(self.network, self.corpus.classes, examples)
        print(f"{time.time() - self.begun:6.0f} s, epoch {epoch + 1}: {json.dumps(found)}", flush=True)


def sizes(classes: Classes, pieces: int) -> Sizes:
    """The sizes of the network for these classes."""
    return Sizes(
        pieces=pieces,
        shapes=2 * len(SHAPES),
        morphs=len(classes.morphs),
        tags=len(classes.tags),
        recipes=len(classes.recipes),
        relations=len(classes.relations),
        names=len(classes.names),
    )


def _groups(network: Network) -> list[dict[str, object]]:
    """Parameters by learning rate: lower layers learn more slowly, heads faster, and only matrices decay."""
    rates: dict[float, list[Tensor]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = HEAD_RATE
        if name.startswith("layers."):
            rate = ENCODER_RATE * LAYER_DECAY ** (LAYERS - 1 - int(name.split(".")[1]))
        elif name.startswith(("positions", "norm")):
            rate = ENCODER_RATE * LAYER_DECAY**LAYERS
        rates.setdefault(rate if parameter.dim() > 1 else -rate, []).append(parameter)
    return [
        {"params": group, "lr": abs(rate), "weight_decay": WEIGHT_DECAY if rate > 0 else 0.0}
        for rate, group in rates.items()
    ]


def _rate(done: float) -> float:
    """The share of the full learning rate: up in a line, down in a cosine."""
    if done < WARM_UP:
        return done / WARM_UP
    return 0.02 + 0.98 * (1 + math.cos(math.pi * (done - WARM_UP) / (1 - WARM_UP))) / 2


def _batches(examples: Sequence[Example], seed: int) -> list[list[Example]]:
    """Examples of about the same length together, the batches in random order."""
    dice = random.Random(seed)
    ordered = sorted(examples, key=lambda example: (example.length + dice.random() * 6, dice.random()))
    batches: list[list[Example]] = [[]]
    for example in ordered:
        size = len(batches[-1]) + 1
        if size > MOST_EXAMPLES or size * example.length > BATCH_PIECES:
            batches.append([])
        batches[-1].append(example)
    dice.shuffle(batches)
    return [batch for batch in batches if batch]


def _tensors(batch: Sequence[Example], mask: int | None = None) -> Batch:
    """One batch, filled up to the longest example; with `mask`, some pieces are hidden behind that number."""
    found = {
        "pieces": _stacked([example.encoded.pieces for example in batch], 0),
        "piece_shapes": _stacked([example.encoded.piece_shapes for example in batch], 0),
        "first": _stacked([example.encoded.first for example in batch], 0),
        "last": _stacked([example.encoded.last for example in batch], 0),
        "shapes": _stacked([example.encoded.shapes for example in batch], 0),
    }
    found["mask"] = _stacked([np.ones_like(example.encoded.pieces) for example in batch], 0).bool()
    found["words"] = _stacked([np.ones_like(example.encoded.shapes) for example in batch], 0).bool()
    if mask is not None:
        hidden = (torch.rand(found["pieces"].shape) < MASKED) & (found["pieces"] > mask)
        found["pieces"] = found["pieces"].masked_fill(hidden, mask)
    for name in FIELDS:
        found[name] = _stacked([example.targets[name] for example in batch], OPEN)
    return found


def _stacked(rows: Sequence[np.ndarray], filler: int) -> Tensor:
    longest = max(len(row) for row in rows)
    table = np.full((len(rows), longest), filler, dtype=np.int64)
    for index, row in enumerate(rows):
        table[index, : len(row)] = row
    return torch.from_numpy(table)


def _losses(network: Network, batch: Batch) -> Batch:
    """The mean loss of every head over what the batch tells of it."""
    inputs = ("pieces", "piece_shapes", "first", "last", "shapes", "mask", "words")
    found = network(**{name: batch[name] for name in inputs})
    eye = torch.eye(found["arcs"].shape[1], dtype=torch.bool)
    arcs = torch.where(eye, found["roots"][:, :, None], found["arcs"])
    known = batch["heads"] != OPEN
    losses = {name: _mean(found[name], batch[name]) for name in ("morph", "tag", "recipe", "names")}
    starts = batch["starts"] != OPEN
    if bool(starts.any()):
        losses["starts"] = functional.binary_cross_entropy_with_logits(
            found["starts"][starts], batch["starts"][starts].float()
        )
    if bool(known.any()):
        losses["heads"] = _mean(arcs, batch["heads"])
        head = batch["heads"].clamp(min=0)[..., None].expand_as(found["relation_head"])
        halves = found["relation_dependent"][known], found["relation_head"].gather(1, head)[known]
        losses["relations"] = _mean(network.relations(*halves), batch["relations"][known])
    return losses


def _mean(scores: Tensor, targets: Tensor) -> Tensor:
    total = functional.cross_entropy(
        scores.reshape(-1, scores.shape[-1]), targets.reshape(-1), ignore_index=OPEN, reduction="sum"
    )
    return total / (targets != OPEN).sum().clamp(min=1)
