"""Merging stores: opening a graph from wherever it is kept, the union, and what a union would change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from graph.errors import InputError, StoreError
from graph.stores import open_store
from graph.stores.oxigraph import OxigraphStore, memory
from ontology.vocabulary import BASE

_FORMATS = {".trig": ox.RdfFormat.TRIG, ".nq": ox.RdfFormat.N_QUADS, ".nquads": ox.RdfFormat.N_QUADS, ".jsonld": ox.RdfFormat.JSON_LD}


def is_file(path: Path) -> bool:
    """Whether ``path`` is meant as an RDF file rather than a directory."""
    return path.suffix in _FORMATS and not path.is_dir()


def open_graph(path: Path | None, *, create: bool = False) -> OxigraphStore:
    """The graph at ``path``: a store, an output directory or an RDF file with named graphs; None: an empty one.

    Raises StoreError or InputError that say what is wrong.
    """
    if path is None:
        return memory()
    if is_file(path):
        return _from_file(path, create)
    if not path.exists() and not create:
        raise StoreError("there is no graph here", where=str(path), hint="give an output directory, a store or a .trig or .nq file")
    target = path / "store" if create and not (path / "CURRENT").is_file() and path.name != "store" else path
    return open_store(target, read_only=not create, create=create)  # type: ignore[return-value]


def _from_file(path: Path, create: bool) -> OxigraphStore:
    store = memory()
    if not path.exists():
        if create:
            return store
        raise InputError("there is no such file", where=str(path))
    if create:
        return store
    try:
        quads = list(ox.parse(path=str(path), format=_FORMATS[path.suffix]))
    except SyntaxError as error:
        raise InputError(f"is not valid RDF: {error}", where=str(path)) from error
    state = [q for q in quads if isinstance(q.graph_name, ox.NamedNode) and _is_state(q.graph_name.value)]
    if quads and not state:
        raise InputError(
            f"holds no graphs of geopolgraph under {BASE}", where=str(path),
            hint="give a .trig or .nq file that geopol wrote; a graph with another base cannot be merged",
        )
    store.load(state)
    return store


def _is_state(graph: str) -> bool:
    return any(graph.startswith(f"{BASE}graph/{name}") for name in ("article/", "run/", "rulings"))


def merge(sources: Iterable[OxigraphStore], into: OxigraphStore) -> int:
    """Add the state of all ``sources`` to ``into`` and derive its view anew; the number of events."""
    for source in sources:
        into.union(source)
    return into.derive()


def preview(sources: Sequence[OxigraphStore], into: OxigraphStore) -> Iterator[str]:
    """What a merge would add, join and dispute, line by line."""
    trial = memory()
    trial.union(into)
    trial.derive()
    before = {e.id: e for e in trial.view().events}
    known = set(trial.articles())
    merge(sources, trial)
    after = trial.view()
    added = sorted(set(trial.articles()) - known)
    yield f"would add {len(added)} articles, {len(after.events) - len(before)} events"
    for key in added:
        article = after.articles[key]
        yield f"  + {article.title or key}{' (' + article.source + ')' if article.source else ''}"
    for event in after.events:
        old = before.get(event.id)
        if old is not None and len(event.reports) > len(old.reports):
            yield f"  joins {len(event.reports) - len(old.reports)} reports to event {event.id}: {event.key}"
        for attribute in sorted(set(event.disputes) - set(old.disputes if old is not None else ())):
            if old is not None or len(event.sources) > 1:
                yield f"  disputes {attribute} of event {event.id}: {' / '.join(v.value for v in event.disputes[attribute])}"


