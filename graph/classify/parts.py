"""What a report is put together from: pairs of actors, participants, confidence, an id; and which repeats are dropped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graph.classify.frames import ACTOR_KINDS, Filler
from graph.classify.mentioned import RULE, SURE_ENOUGH
from graph.model import Participant, Report, Span, Triple, digest
from graph.resolve.dates import NUMBERS

if TYPE_CHECKING:
    from ontology.lexicon import Frame

_MAX_PAIRS = 8
_HELD_IN = frozenset({"in", "during", "at", "on"})


def clauses_around(triples: Sequence[Triple]) -> dict[tuple[Span, int], Triple]:
    """The clause that happens in what a noun names ("said in a call with"), by the sentence and the end of that noun."""
    clauses = (t for t in triples if t.predicate.pos == "verb" and t.extractor == "clauses")
    return {(t.sentence, a.mention.span.end): t for t in clauses for a in t.arguments if a.slot in _HELD_IN and not a.clause}


def pairs(acting: list[Filler], targets: list[Filler], *, mutual: bool) -> list[tuple[Filler, Filler | None]]:
    """Who acts on whom: joint subjects of a mutual act meet each other, others give one pair each."""
    if not mutual:
        others: list[Filler | None] = [*targets] or [None]
        return [(a, t) for a in acting for t in others][:_MAX_PAIRS]
    partners: list[Filler | None] = [t for t in targets if t.found.actor is not None]
    if partners:
        return [(a, t) for a in acting for t in partners][:_MAX_PAIRS]
    unique = list({f.found.actor.id: f for f in acting if f.found.actor is not None}.values())
    if len(unique) > 1:
        pairs: list[tuple[Filler, Filler | None]] = [(a, b) for i, a in enumerate(unique) for b in unique[i + 1 :]]
        return pairs[:_MAX_PAIRS]
    return [(unique[0], None)]


def stays(actor: Filler, target: Filler) -> bool:
    """Whether the target is a place in the actor's own country."""
    place = target.found.actor
    return place is not None and place.kind in ("country", "place") and bool(place.country) and actor.found.acts_for == place.country


def number(triple: Triple) -> str:
    """The number word before the object ("five jets"), or ""."""
    target = triple.slot("obj")
    words = target.mention.modifiers if target is not None and target.mention.form == "nominal" else ()
    return next((w for w in words if (w in NUMBERS and w not in ("a", "an", "zero", "one")) or w.replace(",", "").isdigit()), "")


def acts(filler: Filler) -> bool:
    return filler.found.actor is not None and filler.found.actor.kind in ACTOR_KINDS


def participant(role: str, filler: Filler) -> Participant:
    found = filler.found
    return Participant(role, filler.mention.span, found.actor, found.acts_for, found.rule, filler.slot)


def confidence(triple: Triple, subject: Participant, other: Participant | None, frame: Frame | None) -> float:
    """Between 0 and 1: the extractor's own, lowered for what is open, local, untyped or hedged."""
    value = triple.confidence
    value *= 1.0 if frame is not None and frame.event else 0.85
    value *= 0.9 if other is None or other.actor is None else 1.0
    value *= SURE_ENOUGH if subject.rule == RULE else 1.0
    value *= 0.9 if subject.rule in ("local", "pronoun", "pair", "owner", "noun", "only state", "shared name") else 1.0
    return round(value, 2)


def identity(article: str, triple: Triple, subject: Participant, other: Participant | None) -> str:
    """A hash of what was said: words and offsets, polarity and the dates' words, never of what they were resolved to.

    The actors tell apart the reports of one phrase ("both countries").
    """
    spans = [triple.sentence.part, *_place(subject), *(_place(other) if other is not None else ("", ""))]
    several = (subject.actor.id if subject.actor and subject.rule == "pair" else "", other.actor.id if other and other.actor and other.rule == "pair" else "")
    dates = [f"{d.start}:{d.text}" for d in triple.dates]
    predicate = triple.predicate.span
    return digest(article, triple.extractor, *spans, *several, f"{predicate.start}:{predicate.text}", *dates, str(triple.negated))


def _place(participant: Participant) -> tuple[str, str]:
    return f"{participant.span.start}-{participant.span.end}", participant.span.text


def without_repeats(reports: list[Report]) -> list[Report]:
    """One report for each thing said of the same two actors in a sentence: the surest, an asserted one first."""
    best: dict[tuple[str, ...], Report] = {}
    for report in reports:
        ids = [p.actor.id if p is not None and p.actor is not None else "" for p in (report.subject, report.object)]
        if report.mutual:
            ids.sort()
        act = report.event if report.mutual and report.event else report.relation
        key = (report.sentence.part, str(report.sentence.start), act, *ids, str(report.negated))
        if report.object is not None and report.object.actor is None:
            key = (*key, report.object.span.text)
        known = best.get(key)
        if known is None or _rank(report) > _rank(known):
            best[key] = report
    chosen = {r.id for r in best.values()}
    return [r for r in reports if r.id in chosen]


def _rank(report: Report) -> tuple[bool, bool, float]:
    return (report.date is not None and report.date.basis == "stated", report.extractor == "clauses", report.confidence)

