"""The training loop: one pass over phrases of the lexicon, then some over our own sentences."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from graph.pipelines.training.acts.network import HEADS, ActNetwork
from graph.pipelines.training.acts.rows import Classes, Row, batches

RATE = 1e-4
HEAD_RATE = 5e-4
WEIGHT_DECAY = 0.01
SMOOTHING = 0.1
MODES, CONTEXTS = 0.5, 5.0
"""Weights of the two losses beside that of the types."""
NONE = -100


@dataclass(frozen=True, slots=True)
class Stage:
    """``epochs`` over some rows in batches of ``size``; the rate rises over a share ``warm`` of the steps and falls to a share ``final``."""

    epochs: int
    size: int
    warm: float
    final: float


PHRASES = Stage(1, 48, 0.05, 0.3)
SENTENCES = Stage(5, 16, 0.1, 0.02)


@dataclass(slots=True)
class Batch:
    """Padded tensors of some rows; a label of `NONE` is not asked for."""

    pieces: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    types: Tensor
    modes: Tensor
    contexts: Tensor
    taught: Tensor


def batch(rows: Sequence[Row], classes: Classes) -> Batch:
    """The rows padded to the longest."""
    pieces = torch.zeros(len(rows), max(len(r.encoded.pieces) for r in rows), dtype=torch.long)
    first = torch.zeros(len(rows), max(len(r.encoded.first) for r in rows), dtype=torch.long)
    mask, last = torch.zeros_like(pieces, dtype=torch.bool), first.clone()
    types, modes = torch.full_like(first, NONE), torch.full_like(first, NONE)
    contexts, taught = torch.zeros(len(rows), len(classes.contexts)), torch.zeros(len(rows), 1)
    for i, row in enumerate(rows):
        count, words = len(row.encoded.pieces), len(row.encoded.first)
        pieces[i, :count], mask[i, :count] = torch.from_numpy(row.encoded.pieces), True
        first[i, :words], last[i, :words] = torch.from_numpy(row.encoded.first), torch.from_numpy(row.encoded.last)
        for place, (event, mode) in row.labels.items():
            types[i, place], modes[i, place] = event, mode
        if row.contexts is not None:
            contexts[i, list(row.contexts)], taught[i] = 1.0, 1.0
    return Batch(pieces, mask, first, last, types, modes, contexts, taught)


def fit(network: ActNetwork, stages: Sequence[tuple[Stage, Sequence[Row]]], classes: Classes, seed: int) -> Iterator[float]:
    """Train through the stages in order; yields the mean loss of each epoch."""
    order = random.Random(seed)
    named = [(name, weight) for name, weight in network.named_parameters() if weight.requires_grad]
    heads = [weight for name, weight in named if name.startswith(HEADS)]
    body = [weight for name, weight in named if not name.startswith(HEADS)]
    for stage, rows in stages:
        steps = stage.epochs * -(-len(rows) // stage.size)
        optimiser = torch.optim.AdamW([{"params": body, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=WEIGHT_DECAY)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, _rate(stage, steps))
        for _ in range(stage.epochs):
            groups = list(batches(sorted(rows, key=lambda r: len(r.encoded.pieces) + 6 * order.random()), stage.size))
            order.shuffle(groups)
            total = 0.0
            for group in groups:
                lost = loss(network, batch(group, classes))
                optimiser.zero_grad()
                lost.backward()
                nn.utils.clip_grad_norm_(network.parameters(), 1.0)
                optimiser.step()
                schedule.step()
                total += lost.item()
            yield total / len(groups)


def _rate(stage: Stage, steps: int) -> Any:
    return lambda step: min(1.0, (step + 1) / (steps * stage.warm + 1)) * max(stage.final, 1 - step / steps)


def loss(network: ActNetwork, given: Batch) -> Tensor:
    """The weighted sum of the three losses over the labels that a batch has."""
    types, modes, contexts = network(given.pieces, given.first, given.last, given.mask)
    total = functional.cross_entropy(types.flatten(0, 1), given.types.flatten(), ignore_index=NONE, label_smoothing=SMOOTHING)
    total = total + MODES * functional.cross_entropy(modes.flatten(0, 1), given.modes.flatten(), ignore_index=NONE, label_smoothing=SMOOTHING)
    about = functional.binary_cross_entropy_with_logits(contexts, given.contexts, reduction="none")
    return total + CONTEXTS * (about * given.taught).mean()
