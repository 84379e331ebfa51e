"""Quick figures on gold words, to follow a training; the final ones come from raw text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from graph.pipelines.encoder import trees
from graph.pipelines.encoder.names import Reader
from graph.pipelines.training.encoder.examples import OPEN, Classes, Example
from graph.pipelines.training.labels import LABELS

if TYPE_CHECKING:
    from graph.pipelines.training.encoder.network import Network

Arrays = Mapping[str, np.ndarray]


def score(network: Network, classes: Classes, examples: Sequence[Example]) -> dict[str, float]:
    """Shares in per cent: `las`, `uas`, `morph`, `tag`, `recipe`, `sents`, `names`, as far as `examples` tell."""
    import torch

    network.eval()
    counts: Counter[str] = Counter()
    with torch.no_grad():
        for example in examples:
            encoded = example.encoded
            arrays = (encoded.pieces, encoded.piece_shapes, encoded.first, encoded.last, encoded.shapes)
            found = network(*(torch.from_numpy(array)[None] for array in arrays))
            _count({name: value[0].numpy() for name, value in found.items()}, example, classes, network, counts)
    return {name: round(100 * value, 2) for name, value in _shares(counts).items()}


def _count(found: Arrays, example: Example, classes: Classes, network: Network, counts: Counter[str]) -> None:
    targets = example.targets
    for name in ("morph", "tag", "recipe"):
        known = targets[name] != OPEN
        counts[f"{name} n"] += int(known.sum())
        counts[name] += int((found[name].argmax(axis=1) == targets[name])[known].sum())
    if (targets["names"] != OPEN).any():
        _count_names(found, example, classes, counts)
    if (targets["heads"] != OPEN).any():
        _count_trees(found, example, classes, network, counts)


def _count_names(found: Arrays, example: Example, classes: Classes, counts: Counter[str]) -> None:
    row = example.targets["names"]
    reader = Reader(LABELS)
    gold = set(reader._read([max(int(number), 0) for number in row]))
    open_ = set(np.flatnonzero(row == OPEN).tolist())
    guessed = {span for span in reader.spans(found["names"]) if not open_ & set(range(span[0], span[1]))}
    gold = {span for span in gold if span[2] != "NORP"}
    guessed = {span for span in guessed if span[2] != "NORP"}
    counts["gold names"] += len(gold)
    counts["guessed names"] += len(guessed)
    counts["right names"] += len(gold & guessed)


def _count_trees(found: Arrays, example: Example, classes: Classes, network: Network, counts: Counter[str]) -> None:
    import torch

    targets = example.targets
    starts = found["starts"] > 0
    spans = trees.sentences(starts.tolist())
    gold_spans = trees.sentences((targets["starts"] == 1).tolist())
    counts["gold sents"] += len(gold_spans)
    counts["guessed sents"] += len(spans)
    counts["right sents"] += len(set(spans) & set(gold_spans))
    heads = np.concatenate([trees.heads(found["arcs"][a:b, a:b], found["roots"][a:b]) + a for a, b in spans])
    halves = found["relation_dependent"], found["relation_head"][heads]
    labels = network.relations(*map(torch.from_numpy, halves)).numpy().argmax(axis=1)
    marks = {number for number, label in enumerate(classes.relations) if label == "punct"}
    known = (targets["heads"] != OPEN) & ~np.isin(targets["relations"], list(marks))
    right = (heads == targets["heads"])[known]
    counts["words"] += int(known.sum())
    counts["uas"] += int(right.sum())
    counts["las"] += int((right & (labels == targets["relations"])[known]).sum())


def _shares(counts: Counter[str]) -> dict[str, float]:
    shares = {name: counts[name] / counts[f"{name} n"] for name in ("morph", "tag", "recipe") if counts[f"{name} n"]}
    if counts["words"]:
        shares |= {name: counts[name] / counts["words"] for name in ("uas", "las")}
        shares["sents"] = 2 * counts["right sents"] / (counts["gold sents"] + counts["guessed sents"])
    if counts["gold names"]:
        shares["names"] = 2 * counts["right names"] / (counts["gold names"] + counts["guessed names"])
    return shares
