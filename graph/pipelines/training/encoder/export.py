"""From a trained torch network to a pipeline folder that needs no torch."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import spacy
import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from graph.pipelines.encoder import component
from graph.pipelines.encoder import network as running
from graph.pipelines.encoder.component import Encoder
from graph.pipelines.encoder.lemmas import Recipes
from graph.pipelines.training.encoder.examples import Classes
from graph.pipelines.training.encoder.fit import sizes
from graph.pipelines.training.encoder.graphs import exported, halved, quantised, rows_in_bytes
from graph.pipelines.training.encoder.network import Network
from graph.pipelines.training.labels import LABELS
from graph.pipelines.training.tokenizer import repair

CHOSEN = ("morph", "tag", "recipe")
"""Heads of which only the best class leaves the graph."""
PRECISE = ("/outer", "/bilinear", "/name", "/starts", "/root")
"""Layers that are multiplied in 32 bits all the same: the second half of each inner layer, whose input has far outliers
(without it nearly half of the error is gone), and small ones."""


class _One(nn.Module):
    """The network for one window, without padding."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.n = network

    def forward(self, pieces: Tensor, piece_shapes: Tensor, first: Tensor, last: Tensor, shapes: Tensor) -> Any:
        """What `graph.pipelines.encoder.network.OUTPUTS` names."""
        found = self.n(pieces[None], piece_shapes[None], first[None], last[None], shapes[None])
        rows = {name: value[0] for name, value in found.items()}
        return tuple(rows[name].argmax(-1) if name in CHOSEN else rows[name] for name in running.OUTPUTS)


class _Relations(nn.Module):
    """The head that names relations."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.n = network

    def forward(self, dependent: Tensor, head: Tensor) -> Tensor:
        """A row a word, a column a relation."""
        return self.n.relations(dependent, head)


def restored(work: Path, vocabulary: Sequence[str]) -> tuple[Network, Classes]:
    """The network and the classes that `fit` left in `work`."""
    found = json.loads((work / "classes.json").read_text(encoding="utf8"))
    classes = Classes(**{name: tuple(values) for name, values in found.items()})
    network = Network(sizes(classes, len(vocabulary)))
    network.load_state_dict(load_file(work / "network.safetensors"))
    network.eval()
    return network, classes


def assemble(
    network: Network,
    classes: Classes,
    vocabulary: Sequence[str],
    out: Path,
    lexicon: tuple[Recipes, Recipes],
    meta: dict[str, object],
    *,
    small: bool = True,
) -> Path:
    """Write the pipeline to `out`, replacing what is there, and return `out`; `lexicon` is from `words_and_endings`.

    With `small` most matrices are stored and multiplied in 8 bits, otherwise stored in 16 and multiplied in 32.
    """
    graphs = main_graph(network, small=small), relation_graph(network)
    nlp = spacy.blank("en")
    repair(nlp)
    encoder = nlp.add_pipe(component.FACTORY, name="encoder")
    assert isinstance(encoder, Encoder)
    kept = component.Classes(classes.morphs, classes.tags, classes.recipes, classes.relations, LABELS)
    encoder.load(kept, vocabulary, running.Network(*graphs, threads=1), *lexicon)
    nlp.meta.update(meta)
    draft = out.with_name(out.name + ".new")
    shutil.rmtree(draft, ignore_errors=True)
    nlp.to_disk(draft)
    strings = {"", component.ROOT, *component.SPACE, *kept.tags, *kept.relations, *kept.entities}
    (draft / "vocab" / "strings.json").write_text(json.dumps(sorted(strings), ensure_ascii=False), encoding="utf8")
    shutil.rmtree(out, ignore_errors=True)
    return draft.rename(out)


def main_graph(network: Network, *, small: bool) -> bytes:
    """The graph of all heads but the relations."""
    pieces = torch.tensor([101, 2000, 2001, 2002, 2003, 102])
    first, last = torch.tensor([1, 2, 4]), torch.tensor([1, 3, 4])
    inputs = ("pieces", "piece_shapes", "first", "last", "shapes")
    axes: dict[str, dict[int, str]] = {name: {0: "word"} for name in (*inputs, *running.OUTPUTS)}
    axes |= {"pieces": {0: "piece"}, "piece_shapes": {0: "piece"}, "arcs": {0: "word", 1: "word"}}
    values = (pieces, torch.zeros_like(pieces), first, last, torch.zeros_like(first))
    model = exported(_One(network), values, inputs, running.OUTPUTS, axes)
    if small:
        model = quantised(model, PRECISE)
    halved(model)
    rows_in_bytes(model)
    return bytes(model.SerializeToString())


def relation_graph(network: Network) -> bytes:
    """The graph that `Network.relation_scores` runs."""
    width = network.relation.weight.shape[1]
    values = torch.zeros(3, width), torch.zeros(3, width)
    names = ("dependent", "head")
    axes = {name: {0: "word"} for name in (*names, "relation")}
    return bytes(exported(_Relations(network), values, names, ("relation",), axes).SerializeToString())
