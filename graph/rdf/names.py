"""How things are named in RDF: IRIs under one base, and the terms that several modules use."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from graph.model import Span
from ontology.vocabulary import BASE, EDTF, GP, RDF, RDFS, XSD

A = NamedNode(RDF + "type")
LABEL = NamedNode(RDFS + "label")
FORMAT_VERSION = 1
Node = NamedNode | Literal


def gp(name: str) -> NamedNode:
    """The term ``name`` of our own ontology."""
    return NamedNode(GP + name)


@dataclass(frozen=True, slots=True)
class Names:
    """How things are named under one base IRI."""

    base: str = BASE

    def article(self, key: str) -> NamedNode:
        return NamedNode(f"{self.base}article/{quote(key, safe='')}")

    def article_graph(self, key: str) -> NamedNode:
        return NamedNode(f"{self.base}graph/article/{quote(key, safe='')}")

    def report(self, report_id: str) -> NamedNode:
        return NamedNode(f"{self.base}report/{report_id}")

    def event(self, event_id: str) -> NamedNode:
        return NamedNode(f"{self.base}event/{event_id}")

    def actor(self, actor_id: str) -> NamedNode:
        return NamedNode(f"{self.base}actor/{quote(actor_id, safe='')}")

    def graph(self, name: str) -> NamedNode:
        return NamedNode(f"{self.base}graph/{name}")

    def evidence(self, key: str, span: Span) -> NamedNode:
        """IRI of a stretch of text by RFC 5147; a title has a fragment of its own."""
        part = "char" if span.part == "body" else "title-char"
        return NamedNode(f"{self.base}article/{quote(key, safe='')}#{part}={span.start},{span.end}")


def text_literal(value: str) -> Literal:
    return Literal(value)


def integer_literal(value: int) -> Literal:
    return Literal(str(value), datatype=NamedNode(XSD + "integer"))


def boolean_literal(value: bool) -> Literal:
    return Literal("true" if value else "false", datatype=NamedNode(XSD + "boolean"))


def date_literal(value: str) -> Literal:
    datatype = XSD + "date" if len(value) == 10 and "/" not in value else XSD + "gYear" if len(value) == 4 and value.isdigit() else EDTF
    return Literal(value, datatype=NamedNode(datatype))
