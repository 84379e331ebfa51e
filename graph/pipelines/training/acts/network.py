"""MiniLM's layers over one sentence, with heads for the type and mode of each word; a third, for the contexts of the whole, only helps in training."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

from graph.pipelines.training.acts.rows import Classes
from graph.pipelines.training.encoder.network import EPSILON, LAYERS, POSITIONS, WIDTH, Layer, load_layer, plain_names

HEADS = ("joined.", "types.", "modes.", "contexts.")
STEPS = 7
"""The table of word pieces is kept in half bytes: whole numbers from -7 to 7, times a scale for each row."""


class ActNetwork(nn.Module):
    """Piece numbers in; scores of types and modes (a row a word) and of contexts (a row a sentence) out."""

    def __init__(self, pieces: int, classes: Classes, dropout: float = 0.2) -> None:
        super().__init__()
        self.pieces = nn.Embedding(pieces, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.joined = nn.Linear(3 * WIDTH, WIDTH)
        self.types = nn.Linear(WIDTH, len(classes.types))
        self.modes = nn.Linear(WIDTH, len(classes.modes))
        self.contexts = nn.Linear(WIDTH, len(classes.contexts))

    def forward(self, pieces: Tensor, first: Tensor, last: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]:
        """``first`` and ``last`` say which pieces each word begins and ends with; ``mask`` marks real pieces."""
        x = self.norm(self.pieces(pieces) + self.positions.weight[: pieces.shape[1]])
        added = None if mask is None else torch.where(mask, 0.0, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, added)
        real = torch.ones_like(pieces, dtype=x.dtype) if mask is None else mask.to(x.dtype)
        mean = (x * real[..., None]).sum(1) / real.sum(1, keepdim=True)
        wide = (*first.shape, WIDTH)
        ends = [x.gather(1, place[..., None].expand(wide)) for place in (first, last)]
        word = functional.gelu(self.joined(self.dropout(torch.cat([*ends, mean[:, None].expand(wide)], -1))))
        word = self.dropout(word)
        return self.types(word), self.modes(word), self.contexts(self.dropout(mean))

    def start_from(self, tensors: Mapping[str, Tensor]) -> None:
        """Put MiniLM's weights in; the table of pieces stays as it then is."""
        get = plain_names(tensors)
        with torch.no_grad():
            numbers, scale = rounded(get["embeddings.word_embeddings.weight"])
            self.pieces.weight.copy_(numbers * scale)
            self.positions.weight.copy_(get["embeddings.position_embeddings.weight"] + get["embeddings.token_type_embeddings.weight"][0])
            self.norm.weight.copy_(get["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(get["embeddings.LayerNorm.bias"])
            for number, layer in enumerate(self.layers):
                load_layer(layer, get, number)
        self.pieces.weight.requires_grad = False


def rounded(table: Tensor) -> tuple[Tensor, Tensor]:
    """A table as whole numbers from -7 to 7 and the scale of each row that loses least."""
    best = table.abs().amax(1, keepdim=True) / STEPS
    least = torch.full_like(best, torch.inf)
    scale = best.clone()
    for share in (1.0, 0.9, 0.8, 0.7, 0.6, 0.5):
        tried = best * share
        error = ((table / tried).round().clamp(-STEPS, STEPS) * tried - table).square().sum(1, keepdim=True)
        scale, least = torch.where(error < least, tried, scale), torch.minimum(error, least)
    return (table / scale).round().clamp(-STEPS, STEPS), scale
