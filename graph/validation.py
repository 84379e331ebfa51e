"""Does a graph have the shape that ``ontology/shapes.ttl`` says? Checked with pySHACL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.query import View

SHAPES = Path(__file__).parent.parent / "ontology" / "shapes.ttl"


def violations(view: View) -> Iterator[str]:
    """One line per fault: the node, the path, and what the shape says."""
    import pyshacl
    import rdflib
    from rdflib.namespace import RDF, SH

    triples = dict.fromkeys(f"{q.subject} {q.predicate} {q.object} ." for q in view.store.quads())
    data = rdflib.Graph().parse(data="\n".join(triples), format="nt")
    shapes = rdflib.Graph().parse(SHAPES, format="turtle")
    _, result, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False)
    if not isinstance(result, rdflib.Graph):
        return
    for node in sorted(result.subjects(RDF.type, SH.ValidationResult), key=str):
        focus, path, message = (result.value(node, p) for p in (SH.focusNode, SH.resultPath, SH.resultMessage))
        yield f"{focus}: {path or ''}: {message}"
