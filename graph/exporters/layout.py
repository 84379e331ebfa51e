"""Where things stand in the picture: computed once, here, so that a page opens at rest.

Each group of actors that hang together is laid out by stress majorisation (the aim of Kamada and Kawai, reached
with numpy alone); then boxes of figures with their names are pushed apart; then groups are packed around the
middle. Units are pixels at zoom 1.
"""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import networkx as nx
import numpy as np

Point = tuple[int, int]
Link = tuple[int, int]
Floats = np.ndarray[Any, np.dtype[np.float64]]
Truths = np.ndarray[Any, np.dtype[np.bool_]]

_GAP = 10.0
_LARGE = 90
_CELL = 12
_NARROW = frozenset("iljtfrI.,:;'|!()[]-· ")


@dataclass(frozen=True, slots=True)
class Figure:
    """The size of a figure: radius of its shape, its name in lines, and the size of their letters."""

    radius: int
    lines: tuple[str, ...]
    letters: int

    @property
    def width(self) -> float:
        return max([2.0 * self.radius, *(text_width(line, self.letters) for line in self.lines)])

    @property
    def below(self) -> float:
        """Height of the name under the shape."""
        return 4 + len(self.lines) * self.letters * 1.2 if self.lines else 0.0

    @property
    def height(self) -> float:
        return 2 * self.radius + self.below


def text_width(line: str, letters: int) -> float:
    """An upper estimate, in pixels, of how wide a line is drawn in a wide sans-serif face."""
    units = 0.0
    for character in line:
        if unicodedata.combining(character):
            continue
        if unicodedata.east_asian_width(character) in "WF" or ord(character) > 0x1F000:
            units += 1.3
        elif character in _NARROW:
            units += 0.42
        else:
            units += 0.95 if character in "MW@%mw" else 0.72 if character.isupper() else 0.66
    return units * letters


def wrap(name: str, *, width: int = 18) -> tuple[str, ...]:
    """``name`` in one line or two of about equal length; what is longer than two lines ends in an ellipsis."""
    words = name.split()
    if len(name) <= 0.8 * width or len(words) < 2:
        return (_cut(" ".join(words) or "·", width),)
    splits = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    fitting = [s for s in splits if max(map(len, s)) <= width] or [s for s in splits if len(s[0]) <= width][-1:]
    first, second = min(fitting or splits[:1], key=lambda s: max(map(len, s)))
    return _cut(first, width), _cut(second, width)


def _cut(line: str, width: int) -> str:
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def place(figures: Sequence[Figure], links: Sequence[Link], *, ratio: float = 1.6) -> list[Point]:
    """A position for the shape of each figure, no two boxes overlapping; ``ratio`` is width to height aimed at."""
    if not figures:
        return []
    sizes = np.array([(f.width + _GAP, f.height + _GAP) for f in figures], dtype=float)
    centres = np.zeros((len(figures), 2))
    groups = _groups(len(figures), links)
    for group in groups:
        centres[group] = _arrange(group, links, sizes[group], ratio)
    _pack(groups, centres, sizes, ratio, links)
    centres -= (centres.min(axis=0) + centres.max(axis=0)) / 2
    return [(round(float(x)), round(float(y - f.below / 2))) for (x, y), f in zip(centres, figures, strict=True)]


def lanes(ends: Sequence[Link]) -> list[float]:
    """How far each arc bends, so that the arcs of a pair run in lanes from the middle outwards, first ones inmost.

    A bend is told from the arc's own direction, so two opposite arcs with the same sign run on different sides.
    """
    pairs: dict[Link, list[int]] = defaultdict(list)
    for number, (a, b) in enumerate(ends):
        pairs[min(a, b), max(a, b)].append(number)
    bends = [0.1] * len(ends)
    for (low, _), arcs in pairs.items():
        step = min(0.16, 0.7 / len(arcs))
        middle = 0.5 if len(arcs) % 2 == 0 else 0.0
        for lane, number in enumerate(arcs if len(arcs) > 1 else []):
            side = (lane // 2 + middle) * (-1) ** lane if middle else (lane + 1) // 2 * (1 if lane % 2 else -1)
            bends[number] = round(step * side * (1 if ends[number][0] == low else -1), 3)
    return bends


# ---------------------------------------------------------------- groups


def _groups(count: int, links: Sequence[Link]) -> list[list[int]]:
    """Connected parts, largest first; a part too large to lay out at once is cut into communities."""
    graph = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(sorted({(min(a, b), max(a, b)) for a, b in links if a != b}))
    parts = [sorted(p) for p in nx.connected_components(graph)]
    groups = [g for p in parts for g in (_communities(graph, p) if len(p) > _LARGE else [p])]
    return sorted(groups, key=lambda g: (-len(g), g[0]))


def _communities(graph: Any, part: list[int]) -> list[list[int]]:
    found = nx.community.louvain_communities(graph.subgraph(part), seed=7, resolution=1.2)
    groups = [sorted(c) for c in found]
    return [g[i : i + _LARGE] for g in groups for i in range(0, len(g), _LARGE)]


def _arrange(group: list[int], links: Sequence[Link], sizes: Floats, ratio: float) -> Floats:
    """Centres of one group, overlaps removed, in a frame of about ``ratio``."""
    if len(group) == 1:
        return np.zeros((1, 2))
    place_of = {node: n for n, node in enumerate(group)}
    inner = [(place_of[a], place_of[b]) for a, b in links if a in place_of and b in place_of and a != b]
    points = _frame(_at_rest(len(group), tuple(inner)), sizes, ratio)
    return _apart(points, sizes)


@lru_cache(maxsize=64)
def _at_rest(count: int, links: tuple[Link, ...]) -> Floats:
    """Kept, since scenes of one graph ask for the same groups again with names of other sizes."""
    return _stress(_distances(count, links))


def _distances(count: int, links: Sequence[Link]) -> Floats:
    """Steps between each two; a step at a busy actor is longer, so that its circle has room."""
    degree = np.ones(count)
    for a, b in set(links):
        degree[a] += 1
        degree[b] += 1
    graph = nx.Graph()
    graph.add_nodes_from(range(count))
    for a, b in links:
        graph.add_edge(a, b, length=1.0 + 0.12 * float(np.sqrt(max(degree[a], degree[b]))))
    distances = np.full((count, count), 4.0)
    for start, reached in nx.all_pairs_dijkstra_path_length(graph, weight="length"):
        for end, length in reached.items():
            distances[start, end] = length
    np.fill_diagonal(distances, 0.0)
    return distances


def _stress(distances: Floats, *, rounds: int = 120) -> Floats:
    """Points in the plane whose distances come near ``distances`` (SMACOF, started from classical scaling)."""
    count = len(distances)
    centring = np.eye(count) - 1.0 / count
    values, vectors = np.linalg.eigh(-0.5 * centring @ distances**2 @ centring)
    points = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 1e-6))
    points = points + np.random.default_rng(7).normal(scale=0.05, size=points.shape)
    with np.errstate(divide="ignore"):
        weights = np.where(distances > 0, distances**-2.0, 0.0)
    inverse = np.linalg.pinv(np.diag(weights.sum(axis=1)) - weights)
    for _ in range(rounds if count <= 70 else rounds // 4):
        across = points[:, None] - points[None]
        gaps = np.sqrt(across[..., 0] ** 2 + across[..., 1] ** 2)
        pull = np.where(gaps > 1e-9, -weights * distances / np.maximum(gaps, 1e-9), 0.0)
        np.fill_diagonal(pull, 0.0)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        points = inverse @ pull @ points
    return np.asarray(points, dtype=float)


def _frame(points: Floats, sizes: Floats, ratio: float) -> Floats:
    """Turned so that the long axis lies along the frame, and stretched to an area that the boxes will fill."""
    points = points - points.mean(axis=0)
    _, axes = np.linalg.eigh(points.T @ points)
    turned = points @ axes[:, ::-1]
    if ratio < 1:
        turned = turned[:, ::-1]
    extent = np.ptp(turned, axis=0)
    extent = np.maximum(extent, 0.2 * float(extent.max()) + 1e-6)
    area = 1.7 * float(sizes.prod(axis=1).sum())
    wanted = np.array([np.sqrt(area * ratio), np.sqrt(area / ratio)])
    scale = wanted / extent
    middle = float(np.sqrt(scale.prod()))
    return np.asarray(turned * np.clip(scale, 0.5 * middle, 2.2 * middle), dtype=float)


def _apart(points: Floats, sizes: Floats, *, rounds: int = 600) -> Floats:
    """Boxes pushed apart along the axis on which they overlap least; grown a little whenever that stalls."""
    points = points.copy()
    order = np.sign(np.arange(len(points))[:, None] - np.arange(len(points))[None])
    reach = (sizes[:, None] + sizes[None]) / 2
    for turn in range(rounds):
        gaps = points[:, None] - points[None]
        over = reach - np.abs(gaps)
        hit: Truths = np.asarray((over > 0.01).all(axis=2))
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        sideways: Truths = np.asarray(over[..., 0] < over[..., 1])
        signs = np.where(np.abs(gaps) > 1e-9, np.sign(gaps), order[..., None])
        moves = np.where(np.stack([sideways, ~sideways], axis=2) & hit[..., None], signs * over, 0.0)
        points += 0.52 * moves.sum(axis=1) / np.maximum(1.0, hit.sum(axis=1) ** 0.5)[:, None]
        if turn % 40 == 39:
            points *= 1.04
    return points


# ---------------------------------------------------------------- packing


def _pack(groups: list[list[int]], centres: Floats, sizes: Floats, ratio: float, links: Sequence[Link]) -> None:
    """Moves each group, largest first, to a free place near the middle of a grid of small cells."""
    masks = [_mask(group, centres, sizes, links) for group in groups]
    cells = sum(mask.size for mask, _ in masks)
    wide, high = max(m.shape[1] for m, _ in masks), max(m.shape[0] for m, _ in masks)
    half = int((4 * cells * ratio) ** 0.5) + wide, int((4 * cells / ratio) ** 0.5) + high
    taken = np.zeros((2 * half[1], 2 * half[0]), dtype=bool)
    turn = 0
    for group, (mask, corner) in zip(groups, masks, strict=True):
        x, y, turn = _free(mask, taken, ratio, turn if len(group) == 1 else 0)
        taken[y : y + mask.shape[0], x : x + mask.shape[1]] |= mask
        centres[group] += np.array([x - half[0], y - half[1]]) * _CELL - corner


def _mask(group: list[int], centres: Floats, sizes: Floats, links: Sequence[Link]) -> tuple[Truths, Floats]:
    """The cells that a group covers with its boxes and along its lines, and where its first cell begins."""
    inside = set(group)
    boxes = [np.hstack([centres[group] - sizes[group] / 2, centres[group] + sizes[group] / 2])]
    if len(centres) <= _LARGE:
        steps = np.linspace(0.1, 0.9, 15)[:, None]
        points = [centres[a] + steps * (centres[b] - centres[a]) for a, b in sorted(set(links)) if a in inside]
        boxes += [np.hstack([p - 10, p + 10]) for p in points]
    every = np.vstack(boxes)
    corner = every[:, :2].min(axis=0)
    cells = ((every - np.tile(corner, 2)) / _CELL).astype(int)
    mask = np.zeros((cells[:, 3].max() + 1, cells[:, 2].max() + 1), dtype=bool)
    for left, top, right, bottom in cells:
        mask[top : bottom + 1, left : right + 1] = True
    return mask, corner


def _free(mask: Truths, taken: Truths, ratio: float, turn: int) -> tuple[int, int, int]:
    """The first place along a spiral from the middle where ``mask`` meets nothing taken, and how far along it was."""
    high, wide = mask.shape
    pace = max(1.0, 0.08 * (high * wide) ** 0.5)
    while True:
        angle, radius = 2.399963 * turn, pace * turn**0.5
        x = taken.shape[1] // 2 - wide // 2 + round(radius * ratio**0.5 * math.cos(angle))
        y = taken.shape[0] // 2 - high // 2 + round(radius / ratio**0.5 * math.sin(angle))
        inside = 0 <= x <= taken.shape[1] - wide and 0 <= y <= taken.shape[0] - high
        if inside and not (taken[y : y + high, x : x + wide] & mask).any():
            return x, y, turn
        turn += 1
