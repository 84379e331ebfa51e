"""Heads out of scores: one tree a sentence, with one root."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

ROOTS = 3
"""How many words are tried as the root where the best single choices make no tree."""


def heads(arcs: Floats, roots: Floats) -> Ints:
    """The head of every word of one sentence, the root being its own.

    `arcs[i, j]` scores word j as the head of word i, `roots[i]` word i as the root. The best head of each word is
    taken where that gives a tree, and otherwise the best tree (Chu, Liu and Edmonds).
    """
    scores = _logs(arcs, roots)
    best = scores.argmax(axis=1)
    if len(best) == 1 or _is_tree(best):
        return np.asarray(best, dtype=np.int64)
    candidates = np.argsort(-np.diagonal(scores), kind="stable")[:ROOTS]
    trees = [_rooted(scores, int(root)) for root in candidates]
    return max(trees, key=lambda tree: float(scores[np.arange(len(tree)), tree].sum()))


def sentences(starts: Sequence[bool]) -> list[tuple[int, int]]:
    """(first word, word after the last) of each sentence; the first word always opens one."""
    opens = [index for index, start in enumerate(starts) if start or index == 0]
    return list(zip(opens, [*opens[1:], len(starts)], strict=True))


def _logs(arcs: Floats, roots: Floats) -> Floats:
    scores = arcs.astype(np.float32, copy=True)
    np.fill_diagonal(scores, roots)
    scores -= scores.max(axis=1, keepdims=True)
    return np.asarray(scores - np.log(np.exp(scores).sum(axis=1, keepdims=True)), dtype=np.float32)


def _is_tree(found: Ints) -> bool:
    """Whether exactly one word is its own head and all others lead to it."""
    if int((found == np.arange(len(found))).sum()) != 1:
        return False
    reached = found
    for _ in range(len(found).bit_length()):
        reached = reached[reached]
    return bool((reached == reached[0]).all())


def _rooted(scores: Floats, root: int) -> Ints:
    """The best tree below `root`, which becomes its own head."""
    graph = scores.astype(np.float64, copy=True)
    np.fill_diagonal(graph, -np.inf)
    tree = _edmonds(graph, root)
    tree[root] = root
    return tree


def _edmonds(scores: npt.NDArray[np.float64], root: int) -> Ints:
    """The heads of the best tree; `scores[i, j]` with the diagonal at minus infinity."""
    best = np.asarray(scores.argmax(axis=1), dtype=np.int64)
    best[root] = root
    cycle = _cycle(best, root)
    if not cycle:
        return best
    size = len(best)
    inside = np.zeros(size, dtype=bool)
    inside[cycle] = True
    outer = np.flatnonzero(~inside)
    ring = np.flatnonzero(inside)
    kept = scores[ring, best[ring]]
    # The cycle becomes one word, the last of a smaller graph.
    smaller = np.full((len(outer) + 1, len(outer) + 1), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(outer, outer)]
    leaving = scores[np.ix_(outer, ring)]
    smaller[:-1, -1] = leaving.max(axis=1)
    entering = scores[np.ix_(ring, outer)] - kept[:, None]
    smaller[-1, :-1] = entering.max(axis=0)
    solved = _edmonds(smaller, int(np.flatnonzero(outer == root)[0]))
    tree = best.copy()
    for index, word in enumerate(outer):
        head = solved[index]
        tree[word] = ring[leaving[index].argmax()] if head == len(outer) else outer[head]
    source = int(solved[-1])
    broken = ring[entering[:, source].argmax()]
    tree[broken] = outer[source]
    return tree


def _cycle(found: Ints, root: int) -> list[int]:
    """The words of one cycle, or none."""
    seen = np.full(len(found), -1)
    seen[root] = len(found)
    for start in range(len(found)):
        word = start
        while seen[word] == -1:
            seen[word] = start
            word = int(found[word])
        if seen[word] == start and word != root:
            cycle, at = [word], int(found[word])
            while at != word:
                cycle.append(at)
                at = int(found[at])
            return cycle
    return []
