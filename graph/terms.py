"""The ontology as quads: classes and event types from the shipped TTL, relations from the lexicon."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from graph.errors import UnknownNameError
from graph.rdf.names import LABEL, A, Names, gp
from ontology.lexicon import Lexicon
from ontology.vocabulary import GP, OWL, RDF, RDFS, SKOS

FOLDER = Path(__file__).parent.parent / "ontology"


def ontology_quads(relations: Iterable[str], names: Names) -> list[ox.Quad]:
    """The shipped ontology and a definition of each relation of ``relations``, in the graph of the ontology."""
    graph = names.graph("ontology")
    quads = [ox.Quad(t.subject, t.predicate, t.object, graph) for t in shipped()]
    for relation in sorted(set(relations)):
        quads += _relation(relation, graph)
    return quads


@lru_cache(maxsize=1)
def shipped() -> tuple[ox.Triple, ...]:
    """The triples of core.ttl and events.ttl."""
    found: list[ox.Triple] = []
    for name in ("core.ttl", "events.ttl"):
        text = (FOLDER / name).read_bytes()
        found += [ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(text, format=ox.RdfFormat.TURTLE)]
    return tuple(found)


def label(relation: str) -> str:
    """How a relation reads: the lexicon's label, else its name with blanks."""
    try:
        return Lexicon.load().relation(relation).label
    except UnknownNameError:
        return relation.replace("_", " ")


def _relation(relation: str, graph: ox.NamedNode) -> list[ox.Quad]:
    node = gp(relation)
    quads = [
        ox.Quad(node, A, ox.NamedNode(RDF + "Property"), graph),
        ox.Quad(node, A, ox.NamedNode(GP + "Relation"), graph),
        ox.Quad(node, LABEL, ox.Literal(label(relation), language="en"), graph),
    ]
    try:
        known = Lexicon.load().relation(relation)
    except UnknownNameError:
        return quads
    if known.definition:
        quads.append(ox.Quad(node, ox.NamedNode(SKOS + "definition"), ox.Literal(known.definition, language="en"), graph))
    if known.symmetric:
        quads.append(ox.Quad(node, A, ox.NamedNode(OWL + "SymmetricProperty"), graph))
    if known.inverse_label:
        quads.append(ox.Quad(node, ox.NamedNode(GP + "inverseLabel"), ox.Literal(known.inverse_label, language="en"), graph))
    quads.append(ox.Quad(node, ox.NamedNode(RDFS + "isDefinedBy"), ox.NamedNode(GP.rstrip("#")), graph))
    return quads
