"""Why reports are one event: the key, the reports with their words and speakers, and where they disagree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graph.join.keys import STATE, key
from graph.join.rulings import Judgement
from graph.model import Actor, Article, Event, Participant, Report, Ruling


def why(event: Event, reports: Mapping[str, Report], articles: Mapping[str, Article], actors: Mapping[str, Actor]) -> Iterator[str]:
    """The explanation of one event, line by line."""
    yield f"Event {event.id}: {_named(event.subject, actors)} {event.relation} {_named(event.object, actors)}"
    kind = f"{event.type} {event.mode}".strip() or "untyped"
    basis = {"reported": "on or before ", "": ""}.get(event.date_basis, "")
    yield f"  {kind}, {basis}{event.date or 'undated'}; {len(event.reports)} reports, {len(event.sources)} sources, {event.origins} independent origins"
    yield f"  key: {_readable(event.key, actors)}"
    for report_id in event.reports:
        yield from _report(reports[report_id], event, articles, actors)
    if not event.disputes:
        yield "  sources do not disagree"
    for attribute, values in sorted(event.disputes.items()):
        yield f"  disputed: {attribute}"
        for value in values:
            yield f"    {value.value}: {', '.join(value.sources)} ({_count(len(value.reports), 'report')}, {_count(value.origins, 'origin')})"


def _report(report: Report, event: Event, articles: Mapping[str, Article], actors: Mapping[str, Actor]) -> Iterator[str]:
    article = articles.get(report.article)
    source = (article.source or article.url or article.key) if article is not None else report.article
    published = article.published if article is not None else ""
    yield f"  report {report.id} by {source}{', ' + published if published else ''}{speakers(report)}"
    yield f"    “{report.sentence.text}”"
    marks = [m for m in ("negated" if report.negated else "", report.modality if report.modality != "asserted" else "") if m]
    stated = _readable(event.joined_by.get(report.id, ""), actors)
    yield f"    joins by {stated}{'; ' + ', '.join(marks) if marks else ''}"


def ruled(event: Event, rulings: Iterable[Ruling]) -> Iterator[str]:
    """The rulings of people on an event, its reports or its actors."""
    for ruling in Judgement(rulings).about([event.id, *event.reports, *event.actors]):
        why_so = f": {ruling.note}" if ruling.note else ""
        yield f"  ruled {ruling.verdict}: {ruling.first} and {ruling.second}, by {ruling.by or 'somebody'}{', ' + ruling.when if ruling.when else ''}{why_so}"


def between(first: Event, second: Event, reports: Mapping[str, Report], actors: Mapping[str, Actor]) -> Iterator[str]:
    """Why two events are one or two: their keys side by side."""
    if first.id == second.id:
        yield "one event, by the key " + _readable(first.key, actors)
        return
    yield f"two events: their keys differ\n  {first.id}: {_readable(first.key, actors)}\n  {second.id}: {_readable(second.key, actors)}"
    one, other = key(reports[first.reports[0]]), key(reports[second.reports[0]])
    for name, a, b in (("kind of act", one.kind, other.kind), ("mode", one.mode, other.mode), ("actors", one.sides, other.sides), ("time", one.when(), other.when())):
        if a != b:
            yield f"  different {name}: {_readable(_flat(a), actors)} / {_readable(_flat(b), actors)}"


def _flat(value: str | tuple[str, str]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def speakers(report: Report) -> str:
    """The speaker chain in words ("; said by CNBC, citing Xinhua"), or ""."""
    names = [_called(p) for p in report.said_by]
    return "; said by " + ", citing ".join(names) if names else ""


def _called(participant: Participant) -> str:
    return participant.actor.name if participant.actor is not None else participant.span.text


def _named(actor: str, actors: Mapping[str, Actor]) -> str:
    return actors[actor].name if actor in actors else actor or "(nobody named)"


def _readable(text: str, actors: Mapping[str, Actor]) -> str:
    return " ".join(actors[w].name if w in actors else w.removeprefix(STATE) for w in text.split(" "))


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"
