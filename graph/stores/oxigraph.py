"""The embedded store: an Oxigraph database in a directory, or in memory.

One article is one SPARQL update that drops its old graph and inserts the new one, so that a crash leaves it
wholly there or not at all. One process writes, others may read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from graph import rdf
from graph.errors import StoreError
from graph.join.events import events
from graph.model import Actor, Article, Report, Ruling
from ontology.vocabulary import DCT, GP, PROV

if TYPE_CHECKING:
    from graph.query import View

_META = "meta"
_VERSION = ox.NamedNode(GP + "formatVersion")


class OxigraphStore:
    """See ``graph.stores.Store``."""

    def __init__(self, path: Path | None = None, *, read_only: bool = False, create: bool = True, names: rdf.Names | None = None) -> None:
        self.names = names or rdf.Names()
        self.path = locate(path) if path is not None else None
        self.read_only = read_only
        self._store = _open(self.path, read_only, create)
        self._check_version()

    def _check_version(self) -> None:
        node = self.names.graph(_META)
        found = [_value(q.object) for q in self._store.quads_for_pattern(node, _VERSION, None, None)]
        if found and found != [str(rdf.FORMAT_VERSION)]:
            raise StoreError(
                f"the store has format {found[0]}, this program reads {rdf.FORMAT_VERSION}", where=str(self.path or ""),
                hint="build it anew from the articles, or use the version of geopolgraph that wrote it",
            )
        if not found and not self.read_only:
            self._write(ox.Quad(node, _VERSION, ox.Literal(str(rdf.FORMAT_VERSION)), node))

    def _write(self, quad: ox.Quad) -> None:
        with _writing(self.path):
            self._store.add(quad)

    # ---------------------------------------------------------------- state

    def articles(self) -> Mapping[str, str]:
        """Key -> fingerprint and run, as one string."""
        facts = rdf.facts_of(self._store.quads_for_pattern(None, ox.NamedNode(GP + "fingerprint"), None, None))
        found = {}
        for node, values in facts.items():
            key, run = self._value(node, DCT + "identifier"), self._value(node, PROV + "wasGeneratedBy")
            found[key] = f"{values[GP + 'fingerprint'][0]} {run.rpartition('/')[2]}"
        return found

    def _value(self, node: str, predicate: str) -> str:
        quads = self._store.quads_for_pattern(ox.NamedNode(node), ox.NamedNode(predicate), None, None)
        return min((_value(q.object) for q in quads), default="")

    def article(self, key: str) -> Article | None:
        """The stored article, or None."""
        graph = self.names.article_graph(key)
        node = self.names.article(key)
        facts = rdf.facts_of(self._store.quads_for_pattern(node, None, None, graph))
        return rdf.read_article(facts, node.value) if facts else None

    def put(self, article: Article, reports: Iterable[Report], run: Mapping[str, str]) -> None:
        """Drop and insert in one update."""
        run_id = rdf.run_id(run)
        quads = rdf.article_quads(article, reports, run_id, self.names) + rdf.run_quads(run_id, run, self.names)
        self._update([self.names.article_graph(article.key)], quads)

    def remove(self, key: str) -> bool:
        """Drop the graph of an article."""
        graph = self.names.article_graph(key)
        if not self._store.contains_named_graph(graph):
            return False
        self._update([graph], [])
        return True

    def reports(self) -> list[Report]:
        """All reports, by id, article by article, so that no two readings of one report are mixed."""
        prefix = self.names.graph("article/").value
        found: list[Report] = []
        for graph in sorted(self._store.named_graphs(), key=lambda g: g.value):
            if graph.value.startswith(prefix):
                found += rdf.read_reports(rdf.facts_of(self._store.quads_for_pattern(None, None, None, graph)), self.names)
        return sorted(found, key=lambda r: r.id)

    def rulings(self) -> list[Ruling]:
        """All rulings."""
        return rdf.read_rulings(rdf.facts_of(self._store.quads_for_pattern(None, None, None, self.names.graph("rulings"))))

    def rule(self, ruling: Ruling) -> None:
        """Add a ruling to its graph."""
        self._update([], rdf.ruling_quads(ruling, self.names))

    def union(self, other: OxigraphStore) -> None:
        """Add the state of ``other``: an article of the same key and content is added once.

        Where both hold an article of one key with different content or by different runs, the greater
        fingerprint wins on both sides, so that merging knows no order.
        """
        mine = self.articles()
        for key, theirs in sorted(other.articles().items()):
            if key not in mine or mine[key] < theirs:
                graph = self.names.article_graph(key)
                self._update([graph], list(other.quads_of(graph)))
        for graph in other.state_graphs():
            self._update([], list(other.quads_of(graph)))

    def state_graphs(self) -> list[ox.NamedNode]:
        """Graphs that are state but belong to no article: rulings and runs."""
        prefix = self.names.graph("run/").value
        named = [g for g in self._store.named_graphs() if isinstance(g, ox.NamedNode)]
        return sorted((g for g in named if g.value.startswith(prefix) or g == self.names.graph("rulings")), key=lambda g: g.value)

    def quads_of(self, graph: ox.NamedNode) -> Iterator[ox.Quad]:
        """The quads of one named graph."""
        return iter(self._store.quads_for_pattern(None, None, None, graph))

    # ---------------------------------------------------------------- derived

    def derive(self) -> int:
        """Rebuild actors, ontology and derived graph; see ``graph.join.events``."""
        self._sweep_runs()
        reports = self.reports()
        articles = {key: a for key in self.articles() if (a := self.article(key)) is not None}
        found = events(reports, self.rulings(), articles)
        quads = list(rdf.derived_quads(found, {r.id: r for r in reports}, self.names))
        graphs = [self.names.graph("derived"), self.names.graph("actors"), self.names.graph("ontology")]
        self._update(graphs, [*quads, *rdf.actor_quads(actors_of(reports), self.names), *self._ontology_quads(reports)])
        return len(found)

    def _sweep_runs(self) -> None:
        """Forget runs to which no article points any more."""
        used = {_value(q.object) for q in self._store.quads_for_pattern(None, ox.NamedNode(PROV + "wasGeneratedBy"), None, None)}
        idle = [g for g in self.state_graphs() if g.value.startswith(self.names.graph("run/").value) and g.value not in used]
        if idle:
            self._update(idle, [])

    def _ontology_quads(self, reports: Iterable[Report]) -> list[ox.Quad]:
        from graph.terms import ontology_quads

        return ontology_quads({r.relation for r in reports}, self.names)

    # ---------------------------------------------------------------- access

    def quads(self) -> Iterator[ox.Quad]:
        """All quads but the bookkeeping ones."""
        meta = self.names.graph(_META)
        return (q for q in self._store if q.graph_name != meta)

    def load(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads as they are (restoring a backup)."""
        with _writing(self.path):
            self._store.extend(quads)

    def sparql(self, query: str, **options: Any) -> Any:
        """Run a query over the union of all graphs; see ``graph.query.View.sparql`` for the safe way."""
        return self._store.query(query, use_default_graph_as_union=True, **options)

    def view(self) -> View:
        """A read-only view."""
        from graph.query import View

        return View(self)

    def close(self) -> None:
        """Flush and let go of the directory."""
        if self.path is not None and not self.read_only:
            with _writing(self.path):
                self._store.flush()
        del self._store

    def _update(self, drop: Iterable[ox.NamedNode], quads: Iterable[ox.Quad]) -> None:
        """Drop some graphs and insert quads in one atomic update."""
        by_graph: dict[str, list[str]] = {}
        for quad in quads:
            by_graph.setdefault(str(quad.graph_name), []).append(f"{quad.subject} {quad.predicate} {quad.object} .")
        parts = [f"DROP SILENT GRAPH {graph}" for graph in drop]
        parts += [f"INSERT DATA {{ GRAPH {graph} {{ {' '.join(rows)} }} }}" for graph, rows in sorted(by_graph.items())]
        if parts:
            with _writing(self.path):
                self._store.update(" ;\n".join(parts))


def _value(term: object) -> str:
    return str(getattr(term, "value", term))


def actors_of(reports: Iterable[Report]) -> list[Actor]:
    """All actors that reports name, by id; of several descriptions of one the first in the alphabet."""
    found: dict[str, Actor] = {}
    for report in reports:
        for part in (report.subject, report.object, *report.others, *report.said_by):
            if part is not None and part.actor is not None:
                known = found.get(part.actor.id, part.actor)
                found[part.actor.id] = min(known, part.actor, key=lambda a: (a.name, a.kind, not a.country, a.country, a.wikidata))
    return [found[k] for k in sorted(found)]


def memory(**options: Any) -> OxigraphStore:
    """A store that lives in memory only."""
    return OxigraphStore(None, **options)


# ---------------------------------------------------------------- directories


def locate(path: Path) -> Path:
    """The store's own directory: ``path``, or ``store/`` in it where ``path`` is an output directory."""
    inner = path / "store"
    return inner if (inner / "CURRENT").is_file() and not (path / "CURRENT").is_file() else path


def _open(path: Path | None, read_only: bool, create: bool) -> ox.Store:
    if path is None:
        return ox.Store()
    _check_directory(path, create and not read_only)
    try:
        return ox.Store.read_only(str(path)) if read_only else ox.Store(str(path))
    except OSError as error:
        raise _store_error(error, path) from error


def _check_directory(path: Path, create: bool) -> None:
    if path.exists() and not path.is_dir():
        raise StoreError("is a file, not a store", where=str(path), hint="a store is a directory; to read an RDF file use 'geopol merge FILE -o OUT'")
    if path.is_dir() and any(path.iterdir()) and not (path / "CURRENT").is_file():
        raise StoreError("is not a geopolgraph store", where=str(path), hint="give the output directory of 'geopol build', or an empty one")
    if not create and not (path / "CURRENT").is_file():
        raise StoreError("there is no store here", where=str(path), hint="run 'geopol build' first, or name another with --store")
    if create:
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _store_error(error, path) from error


class _writing:
    """Turns what the disk says into a StoreError."""

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError):
            raise _store_error(error, self.path) from error


def _store_error(error: OSError, path: Path | None) -> StoreError:
    reason, where = str(error), str(path or "")
    if "lock" in reason.lower():
        return StoreError("another process is writing to this store", where=where, hint="wait for it to end, or read with 'geopol query'")
    if "No space left" in reason:
        return StoreError("the disk is full", where=where, hint="free some space and run the command again: what was stored is whole")
    if isinstance(error, PermissionError) or "ermission denied" in reason or "Read-only" in reason:
        return StoreError("cannot be written", where=where, hint="check the permissions, or choose another directory with -o")
    return StoreError(f"the store cannot be used: {reason.splitlines()[0] if reason else type(error).__name__}", where=where, hint="check the disk")
