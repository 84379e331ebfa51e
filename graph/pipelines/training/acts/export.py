"""From a trained torch network to the files that `graph.classify.model` reads, and how good the guesses are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from graph.classify.model import OUTPUTS
from graph.pipelines.training.acts.network import ActNetwork, rounded
from graph.pipelines.training.acts.rows import Classes
from graph.pipelines.training.encoder.graphs import exported, halved, quantised, rows_in_half_bytes

PRECISE = ("/types", "/modes", "/joined")
"""Layers that are multiplied in 32 bits: they are small."""


class _One(nn.Module):
    """The network for one sentence, without padding, with likelihoods instead of scores."""

    def __init__(self, network: ActNetwork, heat: float) -> None:
        super().__init__()
        self.n, self.heat = network, heat

    def forward(self, pieces: Tensor, first: Tensor, last: Tensor) -> Any:
        """What `graph.classify.model.OUTPUTS` names."""
        types, modes, _ = self.n(pieces[None], first[None], last[None])
        return torch.softmax(types[0] / self.heat, -1), modes[0]


def write(network: ActNetwork, classes: Classes, vocabulary: Sequence[str], heat: float, folder: Path) -> None:
    """Write network, classes and word pieces into ``folder``; ``heat`` divides the scores of types, so that .8 means right in four of five cases."""
    values = (torch.tensor([101, 2000, 2001, 2002, 102]), torch.tensor([1, 2]), torch.tensor([1, 3]))
    axes = {"pieces": {0: "piece"}, **{name: {0: "word"} for name in ("first", "last", "types", "modes")}}
    model = exported(_One(network.eval(), heat), values, ("pieces", "first", "last"), OUTPUTS, axes)
    model = quantised(model, PRECISE)
    halved(model)
    rows_in_half_bytes(model, *rounded(network.pieces.weight.detach()))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "network.onnx").write_bytes(model.SerializeToString())
    (folder / "pieces.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    content = {"types": classes.types, "modes": classes.modes}
    (folder / "classes.json").write_text(json.dumps(content, indent=0), encoding="utf-8")
