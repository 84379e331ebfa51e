"""How much of the articles an export carries: all of it, the first words of each sentence, or none, for graphs that are passed on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import pyoxigraph as ox

from graph.errors import UnknownNameError
from ontology.vocabulary import GP, OA, SCHEMA

Quotes = Literal["full", "short", "none"]
KINDS: tuple[Quotes, ...] = ("full", "short", "none")
WORDS = 12
"""Words of a sentence that a short quote keeps."""
_TEXTS = frozenset({SCHEMA + "articleBody", OA + "prefix", OA + "suffix"})
_MARKS = {"short": "-", "none": "--"}


def trimmed(quads: Iterable[ox.Quad], quotes: str) -> Iterator[ox.Quad]:
    """``quads`` with the texts of articles left out and the sentences cut ("short") or left out ("none").

    Offsets stay, so that who has the articles finds the sentences. The fingerprint of an article is marked, so that a graph
    with the whole texts wins wherever the two are merged. Raises UnknownNameError for another kind of quotes.
    """
    if quotes not in KINDS:
        raise UnknownNameError("kind of quotes", quotes, KINDS)
    for quad in quads:
        predicate = quad.predicate.value
        if quotes == "full":
            yield quad
        elif predicate == GP + "fingerprint":
            yield _with(quad, _MARKS[quotes] + str(quad.object.value))  # type: ignore[union-attr]
        elif predicate == OA + "exact":
            if quotes == "short":
                yield _with(quad, _shortened(str(quad.object.value)))  # type: ignore[union-attr]
        elif predicate not in _TEXTS:
            yield quad


def _with(quad: ox.Quad, text: str) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, ox.Literal(text), quad.graph_name)


def _shortened(sentence: str) -> str:
    words = sentence.split()
    return sentence if len(words) <= WORDS else " ".join(words[:WORDS]) + " …"
