"""What is drawn, as plain data: actors, arcs between them, and every event with its evidence. No HTML here.

An **arc** gathers the events between two actors that point the same way and have the same colour. Texts come out
cleaned of control characters and sentences come out in pieces with their roles, so that whoever draws them needs
no offsets.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any, Protocol

from graph.calendar import bounds
from graph.exporters.layout import lanes
from graph.model import Actor, Article, Event, Participant, Report
from ontology.plover import quad

#: More actors than this are not put into one picture.
MOST = 5_000
_PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "we", "us", "who"})
#: Control characters, bidirectional overrides and isolates, and lone surrogates: never drawn.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


class Viewable(Protocol):
    """The part of a view that a picture needs."""

    @property
    def actors(self) -> Mapping[str, Actor]: ...
    @property
    def events(self) -> Sequence[Event]: ...
    @property
    def reports(self) -> Mapping[str, Report]: ...
    @property
    def articles(self) -> Mapping[str, Article]: ...
    @property
    def labels(self) -> Mapping[str, str]: ...


@dataclass(frozen=True, slots=True)
class DrawnActor:
    """An actor with its weight (how much happens around it) and whether the opening view shows it."""

    id: str
    name: str
    kind: str
    country: str
    wikidata: str
    aliases: tuple[str, ...]
    weight: int
    opening: bool


@dataclass(frozen=True, slots=True)
class DrawnArticle:
    """An article's title, source, day and web address ("" unless it is http or https)."""

    key: str
    title: str
    source: str
    url: str
    published: str


@dataclass(frozen=True, slots=True)
class DrawnReport:
    """One article's words for an event: ``pieces`` is the sentence cut into (text, roles), roles out of "sro"."""

    id: str
    article: int
    pieces: tuple[tuple[str, str], ...]
    part: str
    said_by: tuple[str, ...]
    negated: bool
    modality: str
    content: bool
    date_text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class DrawnEvent:
    """An event; actors, reports and the arc are positions in the lists of the picture (-1: none)."""

    id: str
    relation: str
    label: str
    type: str
    mode: str
    quad: int
    subject: int
    object: int
    actors: tuple[int, ...]
    date: str
    precision: str
    basis: str
    first: str
    last: str
    mutual: bool
    happened: bool
    status: tuple[str, ...]
    reports: tuple[int, ...]
    sources: tuple[str, ...]
    origins: int
    disputes: tuple[dict[str, Any], ...]
    joined_by: tuple[str, ...]
    note: str
    arc: int


@dataclass(frozen=True, slots=True)
class Arc:
    """Events between two actors of one direction, one quad class and one standing (happened or not).

    ``bend`` is where the arc runs among those of the same pair: 0 is straight, the sign is the side.
    """

    subject: int
    object: int
    quad: int
    mutual: bool
    happened: bool
    events: tuple[int, ...]
    bend: float


@dataclass(frozen=True, slots=True)
class Picture:
    """All that one page shows, in an order that depends on the graph alone."""

    actors: tuple[DrawnActor, ...]
    arcs: tuple[Arc, ...]
    events: tuple[DrawnEvent, ...]
    reports: tuple[DrawnReport, ...]
    articles: tuple[DrawnArticle, ...]
    note: str = ""
    left_out: int = 0


def picture(view: Viewable, *, limit: int = 60) -> Picture:
    """What to draw of ``view``; the opening shows at most ``limit`` actors, the rest is there to be asked for."""
    weights = _weights(view.events)
    ranked = sorted(weights, key=lambda a: (-weights[a], a))
    kept = ranked[:MOST]
    rank = {actor: position for position, actor in enumerate(kept)}
    events = [e for e in sorted(view.events, key=lambda e: (e.date or "9", e.id)) if _fits(e, rank)]
    opening = _opening(kept, events, limit)
    arcs, arc_of = _arcs(events, rank)
    shelf = _Shelf(view)
    drawn = tuple(_event(e, view, rank, shelf, arc_of.get(e.id, -1)) for e in events)
    aliases = _aliases(view.reports[r] for e in events for r in e.reports if r in view.reports)
    actors = tuple(_actor(view, a, aliases.get(a, ()), weights[a], a in opening) for a in kept)
    left = len(ranked) - len(kept)
    note = (
        f"{left:,} less active actors and their events are not in this file; use filters or an export." if left else ""
    )
    return Picture(actors, arcs, drawn, tuple(shelf.reports), tuple(shelf.articles), note, left)


def period(value: str) -> tuple[str, str]:
    """First and last day of a calendar ``value``, ("", "") where it is none; an open span counts as its one day."""
    try:
        first, last = bounds(value)
        days = sorted(d for d in (first, last) if d and date.fromisoformat(d))
    except ValueError:
        return "", ""
    return (days[0], days[-1]) if days else ("", "")


def clean(text: str) -> str:
    """``text`` without characters that are not seen but act: controls, bidirectional overrides, lone surrogates."""
    return _UNSEEN.sub("", text)


# ---------------------------------------------------------------- which actors


def _weights(events: Iterable[Event]) -> Counter[str]:
    """Per actor: four for each event that happened, one for each other, half as much for a third participant."""
    weights: Counter[str] = Counter()
    for event in events:
        points = 4 if event.happened else 1
        ends = {a for a in (event.subject, event.object) if a}
        for actor in ends | {a for a in event.actors if a}:
            weights[actor] += points * (2 if actor in ends else 1)
    return weights


def _fits(event: Event, kept: Mapping[str, int]) -> bool:
    return all(a in kept for a in (event.subject, event.object) if a) and bool(event.subject or event.object)


def _opening(ranked: Sequence[str], events: Iterable[Event], limit: int) -> set[str]:
    """The heaviest actors of which each has a tie, that happened, to another of them."""
    near: dict[str, set[str]] = defaultdict(set)
    for event in events:
        if event.happened and event.subject and event.object and event.subject != event.object:
            near[event.subject].add(event.object)
            near[event.object].add(event.subject)
    tied = [a for a in ranked if a in near]
    chosen = set(tied[:limit])
    for actor in tied[limit:]:
        alone = {a for a in chosen if not near[a] & chosen}
        if not alone:
            break
        if near[actor] & chosen - alone:
            chosen.remove(max(alone, key=ranked.index))
            chosen.add(actor)
    chosen = {a for a in chosen if near[a] & chosen}
    return chosen or set(ranked[:limit])


def _aliases(reports: Iterable[Report]) -> dict[str, tuple[str, ...]]:
    """The words that articles use for each actor, most frequent first, at most eight, no pronouns."""
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for report in reports:
        for who in (report.subject, report.object, *report.others, *report.said_by):
            if who is not None and who.actor is not None and who.span.text.lower() not in _PRONOUNS:
                text = clean(" ".join(who.span.text.split()))
                if 0 < len(text) <= 48:
                    words[who.actor.id][text] += 1
    return {a: tuple(sorted(c, key=lambda w: (-c[w], w))[:8]) for a, c in words.items()}


def _actor(view: Viewable, key: str, aliases: tuple[str, ...], weight: int, opening: bool) -> DrawnActor:
    actor = view.actors.get(key) or Actor(key, key, "topic")
    name = clean(" ".join(actor.name.split())) or key
    wikidata = actor.wikidata if re.fullmatch(r"Q\d+", actor.wikidata) else ""
    others = tuple(a for a in aliases if a != name)
    return DrawnActor(key, name, clean(actor.kind), clean(actor.country), wikidata, others, weight, opening)


# ---------------------------------------------------------------- arcs

_ArcKey = tuple[int, int, int, bool, bool]


def _arc_key(event: Event, rank: Mapping[str, int]) -> _ArcKey:
    ends = rank[event.subject], rank[event.object]
    subject, object_ = sorted(ends) if event.mutual else ends
    return subject, object_, quad(event.type), event.mutual, event.happened


def _arcs(events: Sequence[Event], rank: Mapping[str, int]) -> tuple[tuple[Arc, ...], dict[str, int]]:
    """The arcs, and the arc of each event that has one (both ends known and different)."""
    members: dict[_ArcKey, list[int]] = defaultdict(list)
    for position, event in enumerate(events):
        if event.subject and event.object and event.subject != event.object:
            members[_arc_key(event, rank)].append(position)
    keys = sorted(members, key=lambda k: (min(k[:2]), max(k[:2]), not k[4], k[2], k[0], k[3]))
    bends = lanes([key[:2] for key in keys])
    arcs = tuple(Arc(*key, tuple(members[key]), bend) for key, bend in zip(keys, bends, strict=True))
    return arcs, {events[e].id: n for n, arc in enumerate(arcs) for e in arc.events}


# ---------------------------------------------------------------- events and their evidence


@dataclass(slots=True)
class _Shelf:
    """Reports and articles in the order in which events first name them."""

    view: Viewable
    reports: list[DrawnReport] = field(default_factory=list)
    articles: list[DrawnArticle] = field(default_factory=list)
    report_at: dict[str, int] = field(default_factory=dict)
    article_at: dict[str, int] = field(default_factory=dict)

    def report(self, key: str) -> int:
        if key not in self.report_at:
            report = self.view.reports[key]
            self.report_at[key] = len(self.reports)
            self.reports.append(_report(report, self.article(report.article)))
        return self.report_at[key]

    def article(self, key: str) -> int:
        if key not in self.article_at:
            found = self.view.articles.get(key) or Article("", given_id=key)
            self.article_at[key] = len(self.articles)
            url = found.url if re.match(r"https?://[^\s\x00-\x1f]+$", found.url, re.IGNORECASE) else ""
            self.articles.append(
                DrawnArticle(clean(key), clean(found.title), clean(found.source), clean(url), clean(found.published))
            )
        return self.article_at[key]


def _report(report: Report, article: int) -> DrawnReport:
    return DrawnReport(
        id=report.id,
        article=article,
        pieces=_pieces(report),
        part=report.sentence.part,
        said_by=tuple(_spoken(p) for p in report.said_by),
        negated=report.negated,
        modality=report.modality,
        content=bool(report.content_of),
        date_text=clean(report.date.text) if report.date else "",
        confidence=round(report.confidence, 2),
    )


def _spoken(who: Participant) -> str:
    return clean(who.actor.name if who.actor is not None else who.span.text)


def _pieces(report: Report) -> tuple[tuple[str, str], ...]:
    """The sentence, cut where the words of subject (s), relation (r) or object (o) begin or end."""
    sentence = report.sentence
    spans = [("s", report.subject.span), ("r", report.relation_span)]
    spans += [("o", report.object.span)] if report.object is not None else []
    roles = [
        (role, max(0, span.start - sentence.start), min(len(sentence.text), span.end - sentence.start))
        for role, span in spans
        if span.part == sentence.part and span.start < sentence.end and span.end > sentence.start
    ]
    cuts = sorted({0, len(sentence.text), *(c for _, a, b in roles for c in (a, b))})
    cut = ((a, b, "".join(r for r, x, y in roles if x <= a and b <= y)) for a, b in pairwise(cuts))
    return tuple((text, role) for a, b, role in cut if (text := clean(sentence.text[a:b])))


def _event(event: Event, view: Viewable, rank: Mapping[str, int], shelf: _Shelf, arc: int) -> DrawnEvent:
    first, last = period(event.date)
    known = [r for r in event.reports if r in view.reports]
    label = view.labels.get(event.relation) or event.relation.replace("_", " ")
    return DrawnEvent(
        id=event.id,
        relation=event.relation,
        label=clean(label),
        type=clean(event.type),
        mode=clean(event.mode),
        quad=quad(event.type),
        subject=rank.get(event.subject, -1),
        object=rank.get(event.object, -1),
        actors=tuple(rank[a] for a in event.actors if a in rank),
        date=clean(event.date),
        precision=event.date_precision,
        basis=event.date_basis,
        first=first,
        last=last,
        mutual=event.mutual,
        happened=event.happened,
        status=() if event.happened else _status(view.reports[r] for r in known),
        reports=tuple(shelf.report(r) for r in known),
        sources=tuple(clean(s) for s in event.sources),
        origins=event.origins,
        disputes=tuple(_dispute(name, event, view) for name in sorted(event.disputes)),
        joined_by=_joined(event, view),
        note=clean(event.note),
        arc=arc,
    )


def _joined(event: Event, view: Viewable) -> tuple[str, ...]:
    """What joins the reports of an event, if it has several, with names in the place of ids."""
    texts = dict.fromkeys(event.joined_by[r] for r in sorted(event.joined_by)) if len(event.reports) > 1 else {}

    def name(found: re.Match[str]) -> str:
        return view.actors[found[0]].name if found[0] in view.actors else found[0]

    return tuple(clean(re.sub(r"\b(?:Q|x-)[\w-]+", name, text)) for text in texts)


def _status(reports: Iterable[Report]) -> tuple[str, ...]:
    """Why an event does not count as having happened, in the words of its reports."""
    said = {"negated" if r.negated else r.modality if r.modality != "asserted" else "told" for r in reports}
    return tuple(sorted(said)) or ("told",)


def _dispute(name: str, event: Event, view: Viewable) -> dict[str, Any]:
    def shown(value: str) -> str:
        return clean(view.actors[value].name) if value in view.actors else clean(value)

    values = [
        {"value": shown(v.value), "sources": [clean(s) for s in v.sources], "origins": v.origins}
        for v in event.disputes[name]
    ]
    return {"attribute": clean(name.replace("_", " ")), "values": values}
