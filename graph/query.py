"""A read-only view of a store: actors, events, ties, reasons, SPARQL."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from graph.calendar import bounds
from graph.errors import QueryError, UnknownNameError
from graph.history import History, history
from graph.join.events import events as merged_events
from graph.model import Actor, Article, Event, Report, Tie
from graph.terms import label
from ontology.vocabulary import PREFIXES

if TYPE_CHECKING:
    import networkx
    import rdflib

    from graph.stores.oxigraph import OxigraphStore

QUESTIONS = Path(__file__).parent.parent / "ontology" / "questions"
_SERVICE = re.compile(r"\bSERVICE\b", re.I)
_STRINGS = re.compile(r'"""(?:.|\n)*?"""|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|<[^<>\s]*>|#[^\n]*')
FORMATS = {"json": ox.QueryResultsFormat.JSON, "csv": ox.QueryResultsFormat.CSV, "tsv": ox.QueryResultsFormat.TSV, "xml": ox.QueryResultsFormat.XML}


@dataclass(frozen=True, slots=True)
class Question:
    """A named competency question: what it asks, in a sentence, and its SPARQL."""

    name: str
    title: str
    sparql: str


class View:
    """What a store holds, as objects. Made once from the state; a later change of the store needs a new view."""

    def __init__(self, store: OxigraphStore) -> None:
        self.store = store

    @cached_property
    def reports(self) -> Mapping[str, Report]:
        """All reports by id."""
        return {r.id: r for r in self.store.reports()}

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        """All articles by key."""
        keys = sorted(self.store.articles())
        return {key: article for key in keys if (article := self.store.article(key)) is not None}

    @cached_property
    def events(self) -> Sequence[Event]:
        """All events, by date and id."""
        found = merged_events(self.reports.values(), self.store.rulings(), self.articles)
        return sorted(found, key=lambda e: (e.date, e.id))

    @cached_property
    def actors(self) -> Mapping[str, Actor]:
        """All actors that reports name, by id."""
        from graph.stores.oxigraph import actors_of

        return {a.id: a for a in actors_of(self.reports.values())}

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """How each relation reads."""
        return {r: label(r) for r in sorted({x.relation for x in self.reports.values()})}

    def ties(self, actor: str = "", other: str = "") -> list[Tie]:
        """All ties, or those of one actor or one pair, the most told first; only what happened counts."""
        groups: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for event in self.events:
            if event.happened and event.subject and event.object:
                groups[event.subject, event.relation, event.object].append(event.id)
        wanted = {a for a in (actor, other) if a}
        ties = [Tie(s, r, o, tuple(ids)) for (s, r, o), ids in groups.items() if wanted <= {s, o}]
        return sorted(ties, key=lambda t: (-len(t.events), t.subject, t.relation, t.object))

    def history(self, actor: str, other: str = "") -> History:
        """The history of an actor, or of two with each other (names or ids); raises UnknownNameError."""
        return history(self.events, *(self.find_actor(name).id for name in (actor, other) if name))

    def event(self, name: str) -> Event:
        """The event of this id or beginning of an id, or the one that a report of this id tells of; raises UnknownNameError."""
        wanted = name.rpartition("/")[2].removeprefix("event:")
        found = [e for e in self.events if wanted and e.id.startswith(wanted)] or [e for e in self.events if wanted in e.reports]
        if len(found) != 1:
            raise UnknownNameError("event" if not found else "event (several begin so)", name, [e.id for e in found or self.events])
        return found[0]

    def find_actor(self, name: str) -> Actor:
        """The actor of this id or name; raises UnknownNameError."""
        if name in self.actors:
            return self.actors[name]
        found = [a for a in self.actors.values() if a.name.casefold() == name.casefold()]
        if len(found) != 1:
            raise UnknownNameError("actor", name, [a.name for a in self.actors.values()])
        return found[0]

    # ---------------------------------------------------------------- SPARQL

    def sparql(self, query: str, *, allow_service: bool = False) -> Any:
        """The pyoxigraph result of ``query`` with our prefixes, over the union of all graphs.

        Raises QueryError for a wrong query (with its position) and for SERVICE, unless allowed.
        """
        text, added = prefixed(query)
        if not allow_service and _SERVICE.search(_STRINGS.sub(" ", query)):
            raise QueryError("SERVICE would ask another server", hint="allow it with --allow-service")
        try:
            return self.store.sparql(text)
        except SyntaxError as error:
            raise QueryError(_place(str(error), added), hint="check the query; 'geopol query --list' shows examples") from error
        except (ValueError, OSError, RuntimeError) as error:
            raise QueryError(str(error)) from error

    # ---------------------------------------------------------------- other shapes

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """Actors as nodes and events that happened as edges, with their attributes."""
        import networkx

        network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for event in self.events:
            if not event.happened or not event.subject or not event.object:
                continue
            for actor in (self.actors[event.subject], self.actors[event.object]):
                network.add_node(actor.id, label=actor.name, kind=actor.kind, country=actor.country)
            network.add_edge(
                event.subject, event.object, key=event.id, relation=event.relation, event=event.type, mode=event.mode,
                date=event.date, reports=len(event.reports), sources="; ".join(event.sources), origins=event.origins,
                disputed=bool(event.disputes),
            )
        return network

    def to_rdflib(self) -> rdflib.Dataset:
        """All quads as an rdflib ``Dataset`` with our prefixes."""
        import rdflib

        dataset = rdflib.Dataset(default_union=True)
        data = ox.serialize(self.store.quads(), format=ox.RdfFormat.N_QUADS)
        dataset.parse(data=data, format="nquads")
        for name, iri in PREFIXES.items():
            dataset.bind(name, iri, replace=True)
        return dataset


def prefixed(query: str) -> tuple[str, int]:
    """``query`` with the prefixes that it uses and does not declare, and how many lines were put before it."""
    bare = _STRINGS.sub(lambda m: m[0] if m[0].startswith("<") else " ", query)
    declared = {m.lower() for m in re.findall(r"\bPREFIX\s+([\w-]*):", bare, re.I)}
    lines = [f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items() if name not in declared and re.search(rf"(?<![\w-]){name}:", bare)]
    return "\n".join([*lines, query]), len(lines)


def narrowed(query: str, values: Mapping[str, str]) -> str:
    """A SELECT query that keeps only rows whose named columns have these values: a literal, an IRI or its last part.

    Raises QueryError for a query of another form, and for a column that it does not have.
    """
    head, _, body = query.partition("SELECT")
    columns = body.partition("{")[0]
    if not body or re.search(r"\b(CONSTRUCT|ASK|DESCRIBE)\b", head):
        raise QueryError("only rows of a SELECT query can be chosen by value", hint="leave --where out")
    unknown = next((name for name in values if not re.search(rf"[?$]{re.escape(name)}\b", columns)), None)
    if unknown is not None:
        raise QueryError(f"there is no column {unknown!r}", hint="name one that stands between SELECT and WHERE: " + " ".join(columns.split()))
    tests = " ".join(f"FILTER({_is(f'?{name}', value)})" for name, value in values.items())
    return f"{head}SELECT * WHERE {{ {{ SELECT{body} }} {tests} }}"


def _is(variable: str, value: str) -> str:
    quoted = '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    return f'STR({variable}) = {quoted} || (isIRI({variable}) && STRENDS(STR({variable}), CONCAT("/", {quoted})))'


def _place(message: str, added: int) -> str:
    """The message of the parser with its line counted in the user's own text."""
    return re.sub(r"(?:error at )?(?:line )?(\d+):(\d+)", lambda m: f"line {max(1, int(m[1]) - added)}, column {m[2]}", message, count=1)


def questions() -> dict[str, Question]:
    """All named competency questions, by name."""
    return {q.name: q for q in _read_questions()}


def question(name: str) -> Question:
    """The question of this name; raises UnknownNameError."""
    known = questions()
    if name not in known:
        raise UnknownNameError("question", name, known)
    return known[name]


def _read_questions() -> Iterator[Question]:
    for path in sorted(QUESTIONS.glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        title = next((line.lstrip("# ") for line in text.splitlines() if line.startswith("#")), path.stem)
        yield Question(path.stem, title, text)


@dataclass(frozen=True, slots=True)
class Selection:
    """A part of a view, with the same attributes: what a picture of some events needs."""

    events: Sequence[Event]
    actors: Mapping[str, Actor]
    reports: Mapping[str, Report]
    articles: Mapping[str, Article]
    labels: Mapping[str, str]


def selection(
    view: View, *, actor: str | None = None, relation: str | None = None, event_type: str | None = None, source: str | None = None,
    since: str = "", until: str = "", ego: str | None = None, hops: int = 1,
) -> Selection:
    """The events of ``view`` that pass all filters; actors are named by id or name.

    Raises UnknownNameError for an actor, relation, type or source that the view does not hold.
    """
    events = list(view.events)
    relation = relation.strip().replace(" ", "_") if relation is not None else None
    event_type = event_type.upper() if event_type is not None else None
    for kind, wanted, known in (
        ("relation", relation, {e.relation for e in events}),
        ("event type", event_type, {e.type for e in events} - {""}),
        ("source", source, {s for e in events for s in e.sources}),
    ):
        if wanted is not None and wanted not in known:
            raise UnknownNameError(kind, wanted, known)
    if actor is not None:
        wanted_id = view.find_actor(actor).id
        events = [e for e in events if wanted_id in (e.subject, e.object, *e.actors)]
    if ego is not None:
        near = _around(view, view.find_actor(ego).id, hops)
        events = [e for e in events if e.subject in near and (e.object in near or not e.object)]
    events = [
        e
        for e in events
        if (relation is None or e.relation == relation)
        and (event_type is None or e.type == event_type)
        and (source is None or source in e.sources)
        and (not since or (e.date and bounds(e.date)[1] >= since))
        and (not until or (e.date and bounds(e.date)[0] <= until))
    ]
    reports = {r: view.reports[r] for e in events for r in e.reports}
    named = {a for e in events for a in (*e.actors, e.subject, e.object)}
    named |= {p.actor.id for r in reports.values() for p in (r.subject, r.object, *r.others, *r.said_by) if p is not None and p.actor is not None}
    return Selection(events, {k: a for k, a in view.actors.items() if k in named}, reports, view.articles, view.labels)


def _around(view: View, centre: str, hops: int) -> set[str]:
    near = {centre}
    for _ in range(hops):
        near |= {x for t in view.ties() if {t.subject, t.object} & near for x in (t.subject, t.object)}
    return near
