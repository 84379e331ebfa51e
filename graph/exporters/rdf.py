"""The graph as RDF files: Turtle, TriG, N-Quads, JSON-LD."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.exporters import write_whole
from ontology.vocabulary import PREFIXES

if TYPE_CHECKING:
    from graph.query import View


def sorted_quads(view: View) -> list[ox.Quad]:
    """All quads in one order, so that the same graph is the same file."""
    return sorted(view.store.quads(), key=lambda q: (str(q.graph_name), str(q.subject), str(q.predicate), str(q.object)))


def _prefixes() -> dict[str, str]:
    return dict(PREFIXES)


def turtle(view: View, path: Path) -> None:
    """All triples, the names of their graphs left out."""
    triples = dict.fromkeys(ox.Triple(q.subject, q.predicate, q.object) for q in sorted_quads(view))
    write_whole(path, ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.TURTLE, prefixes=_prefixes()) or b"")


def trig(view: View, path: Path) -> None:
    """All quads as TriG, which keeps the named graphs."""
    write_whole(path, ox.serialize(sorted_quads(view), format=ox.RdfFormat.TRIG, prefixes=_prefixes()) or b"")


def nquads(view: View, path: Path) -> None:
    """All quads, one a line, sorted: two equal graphs are equal byte for byte."""
    write_whole(path, ox.serialize(sorted_quads(view), format=ox.RdfFormat.N_QUADS) or b"")


def jsonld(view: View, path: Path) -> None:
    """All quads as JSON-LD."""
    write_whole(path, ox.serialize(sorted_quads(view), format=ox.RdfFormat.JSON_LD, prefixes=_prefixes()) or b"")
