"""The whole way from labelled sentences and MiniLM to the model."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load
from torch import Tensor

from graph.pipelines.encoder.pieces import WordPieces
from graph.pipelines.training.acts.export import write
from graph.pipelines.training.acts.fit import NONE, PHRASES, SENTENCES, batch, fit
from graph.pipelines.training.acts.network import ActNetwork
from graph.pipelines.training.acts.phrases import Phrases
from graph.pipelines.training.acts.rows import Classes, Row, batches, classes, prepared, read
from graph.pipelines.training.vectors import read as checked
from ontology.lexicon import Lexicon

HEATS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.2)


def rebuild(corpus: Path, weights: Path, out: Path, *, left_out: Sequence[str], seed: int) -> None:
    """Train without the batches ``left_out`` to learn the heat, then with them, and write the model to ``out``.

    Raises InputError for a faulty line of the corpus, PipelineError if a file of ``weights`` is not the expected one.
    """
    vocabulary = checked(weights, "vocab.txt").decode("utf-8").split("\n")
    vocabulary = vocabulary[:-1] if not vocabulary[-1] else vocabulary
    pieces, known = WordPieces(vocabulary), classes()
    lines = {path.stem: list(prepared(read(path), pieces, known)) for path in sorted((corpus / "train").glob("*.jsonl"))}
    phrases = list(prepared(Phrases(Lexicon.load(), seed + 1).lines(), pieces, known, contexts=False))
    rest = [row for name, rows in lines.items() if name not in left_out for row in rows]
    unseen = [row for name in left_out for row in lines[name]]
    tensors = load(checked(weights, "model.safetensors"))
    first = trained(tensors, len(vocabulary), known, phrases, rest, seed)
    heat = best_heat(*scores(first, unseen, known))
    print(f"without {', '.join(left_out)}: heat {heat}, right {right(*scores(first, unseen, known)):.3f}")
    everything = [row for rows in lines.values() for row in rows]
    write(trained(tensors, len(vocabulary), known, phrases, everything, seed), known, vocabulary, heat, out)


def trained(tensors: dict[str, Tensor], pieces: int, known: Classes, phrases: Sequence[Row], rows: Sequence[Row], seed: int) -> ActNetwork:
    """A network that has gone through the phrases and then the rows, printing the loss of each epoch."""
    torch.set_num_threads(os.cpu_count() or 1)
    torch.manual_seed(seed)
    random.seed(seed)
    network = ActNetwork(pieces, known)
    network.start_from(tensors)
    start = time.perf_counter()
    for number, lost in enumerate(fit(network.train(), [(PHRASES, phrases), (SENTENCES, rows)], known, seed)):
        print(f"epoch {number}: loss {lost:.3f}, {time.perf_counter() - start:.0f} s", flush=True)
    return network.eval()


def scores(network: ActNetwork, rows: Sequence[Row], known: Classes) -> tuple[Tensor, Tensor]:
    """The scores of the types of all labelled words, and the right types."""
    found: list[Tensor] = []
    wanted: list[Tensor] = []
    with torch.no_grad():
        for group in batches(rows, 32):
            given = batch(group, known)
            types, _, _ = network(given.pieces, given.first, given.last, given.mask)
            asked = given.types != NONE
            found.append(types[asked])
            wanted.append(given.types[asked])
    return torch.cat(found), torch.cat(wanted)


def best_heat(found: Tensor, wanted: Tensor) -> float:
    """By what to divide the scores so that the right types are likeliest."""
    return min(HEATS, key=lambda heat: float(torch.nn.functional.cross_entropy(found / heat, wanted)))


def right(found: Tensor, wanted: Tensor) -> float:
    """The share of words whose type is found."""
    return float(np.mean((found.argmax(-1) == wanted).numpy()))
