"""geopolgraph: news articles in, a graph of who did what to whom out, with the sentence that says so.

The flow, each step a module of this package::

    read      readers/      a source             -> Article
    annotate  annotate.py   an article           -> passages with a parse
    extract   extractors/   passages             -> triples in the article's own words
    resolve   resolve/      mentions             -> actors, dates
    classify  classify/     triples              -> reports, or rejections with their reason
    store     stores/       reports              -> disk
    join      join/         reports and rulings  -> events, with what sources dispute
    ask       query.py      a store              -> views, ties, SPARQL
    show      exporters/    a view               -> HTML, RDF, tables, networks

``build`` runs them all. Only reports and rulings are state; the rest is computed from them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.config import Settings
    from graph.errors import GeopolError
    from graph.model import Actor, Article, DateValue, Event, Report, Ruling, Tie, Triple
    from graph.pipeline import BuildReport, build, extract
    from graph.query import View
    from graph.readers import read
    from graph.resolve.dates import resolve_date
    from graph.stores import Store, open_store
    from graph.stores.union import merge

_HOMES = {
    "Settings": "graph.config",
    "GeopolError": "graph.errors",
    **dict.fromkeys(("Actor", "Article", "DateValue", "Event", "Report", "Ruling", "Tie", "Triple"), "graph.model"),
    **dict.fromkeys(("BuildReport", "build", "extract"), "graph.pipeline"),
    "View": "graph.query",
    "read": "graph.readers",
    "resolve_date": "graph.resolve.dates",
    **dict.fromkeys(("Store", "open_store"), "graph.stores"),
    "merge": "graph.stores.union",
}

__all__ = [
    "Actor", "Article", "BuildReport", "DateValue", "Event", "GeopolError", "Report", "Ruling", "Settings", "Store", "Tie", "Triple",
    "View", "build", "extract", "merge", "open_store", "read", "resolve_date",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: ``import graph`` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'graph' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
