"""MiniLM-L6 with heads for tags, lemmas, sentence borders, trees and names, in plain torch."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH = 384
LAYERS = 6
ATTENTION_HEADS = 12
INNER = 1536
POSITIONS = 512
EPSILON = 1e-12

ARC_WIDTH = 256
RELATION_WIDTH = 192
TAG_WIDTH = 256
NAME_WIDTH = 256


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many classes each head tells apart, and how many pieces and shapes there are."""

    pieces: int
    shapes: int
    morphs: int
    tags: int
    recipes: int
    relations: int
    names: int


class Layer(nn.Module):
    """One transformer layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.mixed = nn.Linear(WIDTH, 3 * WIDTH)
        self.output = nn.Linear(WIDTH, WIDTH)
        self.first_norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.second_norm = nn.LayerNorm(WIDTH, eps=EPSILON)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """The next layer; `mask` is added to the attention scores."""
        size, length, _ = x.shape
        shape = (size, length, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        query, key, value = (part.reshape(shape).transpose(1, 2) for part in self.mixed(x).split(WIDTH, dim=-1))
        if mask is None:
            weights = torch.softmax(query @ key.transpose(-1, -2) / math.sqrt(shape[-1]), dim=-1)
            seen = weights @ value
        else:
            seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        x = self.first_norm(x + self.output(seen.transpose(1, 2).reshape(size, length, WIDTH)))
        return self.second_norm(x + self.outer(functional.gelu(self.inner(x))))


class Network(nn.Module):
    """Piece numbers in; scores of every head, a row a word, out."""

    def __init__(self, sizes: Sizes, dropout: float = 0.2) -> None:
        super().__init__()
        self.sizes = sizes
        self.pieces = nn.Embedding(sizes.pieces, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.piece_shapes = nn.Embedding(sizes.shapes, WIDTH)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.word_shapes = nn.Embedding(sizes.shapes, WIDTH)
        self.mix = nn.Parameter(torch.zeros(2, LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.tagging = nn.Linear(WIDTH, TAG_WIDTH)
        self.morph = nn.Linear(TAG_WIDTH, sizes.morphs)
        self.tag = nn.Linear(TAG_WIDTH, sizes.tags)
        self.recipe = nn.Linear(TAG_WIDTH, sizes.recipes)
        self.starts = nn.Linear(TAG_WIDTH, 1)
        self.dependent = nn.Linear(WIDTH, ARC_WIDTH)
        self.head = nn.Linear(WIDTH, ARC_WIDTH)
        self.bilinear = nn.Linear(ARC_WIDTH, ARC_WIDTH)
        self.root = nn.Linear(ARC_WIDTH, 1)
        self.relation_dependent = nn.Linear(WIDTH, RELATION_WIDTH)
        self.relation_head = nn.Linear(WIDTH, RELATION_WIDTH, bias=False)
        self.relation = nn.Linear(RELATION_WIDTH, sizes.relations)
        self.naming = nn.Linear(WIDTH, NAME_WIDTH)
        self.around = nn.Conv1d(NAME_WIDTH, NAME_WIDTH, 3, padding=1)
        self.name = nn.Linear(NAME_WIDTH, sizes.names)
        for embedding in (self.piece_shapes, self.word_shapes):
            nn.init.zeros_(embedding.weight)

    def forward(
        self,
        pieces: Tensor,
        piece_shapes: Tensor,
        first: Tensor,
        last: Tensor,
        shapes: Tensor,
        mask: Tensor | None = None,
        words: Tensor | None = None,
    ) -> dict[str, Tensor]:
        """Scores by name. `mask` marks real pieces, `words` real words; without them nothing is padding.

        `relation_dependent` and `relation_head` are halves: see `relations`.
        """
        states = self._encode(pieces, piece_shapes, mask)
        weights = torch.softmax(self.mix, dim=-1)
        shaped = self.word_shapes(shapes)
        grammar, naming = (
            self.dropout(
                _words(sum(share * state for share, state in zip(row, states, strict=True)), first, last) + shaped
            )
            for row in weights
        )
        tagging = self.dropout(functional.gelu(self.tagging(grammar)))
        dependent = self.dropout(functional.gelu(self.dependent(grammar)))
        head = self.dropout(functional.gelu(self.head(grammar)))
        arcs = self.bilinear(dependent) @ head.transpose(-1, -2) / math.sqrt(ARC_WIDTH)
        if words is not None:
            arcs = arcs.masked_fill(~words[:, None, :], -1e4)
        named = functional.gelu(self.naming(naming))
        if words is not None:
            named = named * words[:, :, None]
        named = named + functional.gelu(self.around(named.transpose(1, 2)).transpose(1, 2))
        return {
            "morph": self.morph(tagging),
            "tag": self.tag(tagging),
            "recipe": self.recipe(tagging),
            "starts": self.starts(tagging).squeeze(-1),
            "arcs": arcs,
            "roots": self.root(dependent).squeeze(-1),
            "relation_dependent": self.relation_dependent(grammar),
            "relation_head": self.relation_head(grammar),
            "names": self.name(self.dropout(named)),
        }

    def relations(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Scores of the relations between words and their heads, out of the two halves."""
        return self.relation(self.dropout(functional.gelu(dependent + head)))

    def _encode(self, pieces: Tensor, piece_shapes: Tensor, mask: Tensor | None) -> list[Tensor]:
        x = self.pieces(pieces) + self.positions.weight[: pieces.shape[1]]
        x = self.norm(x + self.piece_shapes(piece_shapes))
        added = None if mask is None else torch.where(mask, 0.0, -1e4)[:, None, None, :]
        states = []
        for layer in self.layers:
            x = layer(x, added)
            states.append(x)
        return states


def _words(states: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """The mean of the first and the last piece of each word."""
    wide = (*first.shape, states.shape[-1])
    return (states.gather(1, first[..., None].expand(wide)) + states.gather(1, last[..., None].expand(wide))) / 2


def plain_names(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """MiniLM's tensors by their names without "bert."."""
    prefix = "" if "embeddings.word_embeddings.weight" in tensors else "bert."
    return {name.removeprefix(prefix): tensor for name, tensor in tensors.items()}


def load_encoder(network: Network, tensors: Mapping[str, Tensor]) -> None:
    """Put MiniLM's weights into the encoder of `network`."""
    get = plain_names(tensors)
    with torch.no_grad():
        network.pieces.weight.copy_(get["embeddings.word_embeddings.weight"])
        network.positions.weight.copy_(
            get["embeddings.position_embeddings.weight"] + get["embeddings.token_type_embeddings.weight"][0]
        )
        _copy(network.norm, get, "embeddings.LayerNorm")
        for number, layer in enumerate(network.layers):
            load_layer(layer, get, number)


def load_layer(layer: nn.Module, get: Mapping[str, Tensor], number: int) -> None:
    """Put the weights of MiniLM's layer of that number into a `Layer`."""
    base = f"encoder.layer.{number}"
    parts = [f"{base}.attention.self.{name}" for name in ("query", "key", "value")]
    layer.mixed.weight.copy_(torch.cat([get[f"{part}.weight"] for part in parts]))
    layer.mixed.bias.copy_(torch.cat([get[f"{part}.bias"] for part in parts]))
    _copy(layer.output, get, f"{base}.attention.output.dense")
    _copy(layer.first_norm, get, f"{base}.attention.output.LayerNorm")
    _copy(layer.inner, get, f"{base}.intermediate.dense")
    _copy(layer.outer, get, f"{base}.output.dense")
    _copy(layer.second_norm, get, f"{base}.output.LayerNorm")


def _copy(module: nn.Module, tensors: Mapping[str, Tensor], name: str) -> None:
    module.weight.copy_(tensors[f"{name}.weight"])
    module.bias.copy_(tensors[f"{name}.bias"])
