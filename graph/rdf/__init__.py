"""Article, Report, Ruling, Event <-> RDF: the shape of our RDF, written once.

All nodes are IRIs that follow from what they stand for, so the union of two files is the merged state.
"""

from __future__ import annotations

from graph.rdf.names import FORMAT_VERSION, LABEL, A, Names, gp
from graph.rdf.read import facts_of, read_article, read_reports, read_rulings
from graph.rdf.write import actor_quads, article_quads, derived_quads, direct_triples, ruling_quads, run_id, run_quads

__all__ = [
    "FORMAT_VERSION",
    "LABEL",
    "A",
    "Names",
    "actor_quads",
    "article_quads",
    "derived_quads",
    "direct_triples",
    "facts_of",
    "gp",
    "read_article",
    "read_reports",
    "read_rulings",
    "ruling_quads",
    "run_id",
    "run_quads",
]
