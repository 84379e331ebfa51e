"""Where reports of one event differ: per attribute, value -> reports, sources and independent origins."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph.model import Article, Report, Value, digest

_EXCLUSIVE = re.compile(r"\b(?:only|entirely|solely|exclusively|nothing but)\b", re.I)
_INITIATIVE = frozenset({"initiate", "initiated", "called", "phoned", "telephoned", "rang", "requested", "placed", "initiating", "calling"})


def origin_of(report: Report, articles: Mapping[str, Article]) -> str:
    """On whose word it stands in the end: the medium cited last, else the same words, else the article's source.

    Two articles that cite one agency, or print one sentence, are one origin and not two witnesses.
    """
    media = [s.actor.id for s in report.said_by if s.actor is not None and s.actor.kind == "medium"]
    if media:
        return media[-1]
    words = " ".join(report.sentence.text.lower().split())
    article = articles.get(report.article)
    source = (article.source or article.url) if article is not None else ""
    return digest(words) if len(words.split()) >= 12 and not source else source or digest(words)


def consensus(values: Iterable[tuple[str, Report]], articles: Mapping[str, Article]) -> str:
    """The value that most independent origins give; a tie goes to most reports, then to the first in the alphabet."""
    origins: dict[str, set[str]] = defaultdict(set)
    counts: dict[str, int] = defaultdict(int)
    for value, report in values:
        origins[value].add(origin_of(report, articles))
        counts[value] += 1
    return min(origins, key=lambda v: (-len(origins[v]), -counts[v], v), default="")


def disputes(reports: list[Report], articles: Mapping[str, Article]) -> dict[str, tuple[Value, ...]]:
    """The attributes on which the reports give values that cannot all hold."""
    found: dict[str, tuple[Value, ...]] = {}
    for attribute, read in _ATTRIBUTES.items():
        given: dict[str, list[Report]] = defaultdict(list)
        for report in reports:
            value = read(report)
            if value:
                given[value].append(report)
        if len(given) > 1:
            found[attribute] = tuple(_value(v, given[v], articles) for v in sorted(given))
    topics = _exclusive_topics(reports)
    if topics:
        found["topic"] = tuple(_value(v, topics[v], articles) for v in sorted(topics))
    return found


def _exclusive_topics(reports: list[Report]) -> dict[str, list[Report]]:
    """Topic -> reports, if one of them says that it was the only topic and another names a second one."""
    given: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        for part in report.others:
            if part.role == "topic":
                given[part.actor.name if part.actor is not None else part.span.text].append(report)
    alone = {topic for topic, told in given.items() if any(_EXCLUSIVE.search(r.sentence.text) for r in told)}
    return given if alone and set(given) - alone else {}


def _value(value: str, reports: list[Report], articles: Mapping[str, Article]) -> Value:
    sources = {a.source or a.url or a.key for r in reports if (a := articles.get(r.article)) is not None}
    return Value(value, tuple(sorted(r.id for r in reports)), tuple(sorted(sources)), len({origin_of(r, articles) for r in reports}))


def _initiator(report: Report) -> str:
    """Who took the first step of a mutual act, where the words say so."""
    if not report.mutual:
        return ""
    named = next((p.actor for p in report.others if p.role == "initiator" and p.actor is not None), None)
    if named is not None:
        return named.name
    words = set(report.relation_span.text.lower().split())
    one_sided = report.subject.cue != (report.object.cue if report.object is not None else "")
    return report.subject.actor.name if words & _INITIATIVE and one_sided and report.subject.actor is not None else ""


def _place(report: Report) -> str:
    return next((p.actor.name for p in report.others if p.role == "place" and p.actor is not None), "")


def _happened(report: Report) -> str:
    if report.content_of:
        return ""
    if report.negated or report.modality == "denied":
        return "no"
    return "yes" if report.modality == "asserted" else ""


def _count(report: Report) -> str:
    return report.count


def _day(report: Report) -> str:
    return report.date.value if report.date is not None and report.date.basis != "reported" and report.date.precision == "day" else ""


_ATTRIBUTES = {"initiator": _initiator, "place": _place, "happened": _happened, "number": _count, "day": _day}
