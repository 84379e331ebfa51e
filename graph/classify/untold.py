"""Sentences in which no report has two sides: their main act, with whoever is named next, or the country of the act, as a participant.

In event gold the first two countries named are source and target four times out of five, so such a participant is better
than none for those who count who deals with whom. Its rule says that the other side was not told. A typed act keeps its
confidence, since only the participant is in doubt; an untyped one, also where nobody else is named, gets one that makes no direct triple.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from graph.classify.mentioned import KINDS, RULE, named_after, named_place
from graph.model import Mention, Participant, Report, Span, Triple
from graph.resolve.actors import Resolver
from graph.resolve.resolution import Resolution

DOUBT = 0.45
_ATTACK = "ASSAULT"
_ANYWHERE = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT"})
"""Acts that say nothing of the country in which they are done: talks are held anywhere."""
_SIDES = ("recipient", "participant")
Maker = Callable[[Triple, Sequence[Participant]], Sequence[Report]]


def complete_sentences(reports: Sequence[Report], triples: Sequence[Triple], resolver: Resolver, make: Maker, *, day: str) -> list[Report]:
    """``reports``, with a participant where a sentence names another actor that syntax does not give, and a report more
    for each sentence that has none; ``make`` makes the untyped reports of a triple with given participants.
    """
    found: list[Report] = []
    by_sentence: dict[Span, tuple[list[Report], list[Triple]]] = {}
    for triple in triples:
        by_sentence.setdefault(triple.sentence, ([], []))[1].append(triple)
    for report in reports:
        by_sentence.setdefault(report.sentence, ([], []))[0].append(report)
    for sentence, (told, own) in by_sentence.items():
        told = _shared(told) if any(map(_two_sided, told)) else [_widened(r, own, resolver, day) for r in told]
        found += told
        if not told:
            found += _made(own, sentence, resolver, make, day)
    return found


def _two_sided(report: Report) -> bool:
    others = [report.object, *(p for p in report.others if p.role in _SIDES)]
    return any(p is not None and p.actor is not None and p.actor.kind in KINDS for p in others)


def _shared(reports: Sequence[Report]) -> list[Report]:
    """"shelled a town of Y, killing ten": those whom the same attacker hit in the same sentence are of the side that was attacked."""
    attacks = [r for r in reports if r.event == _ATTACK and _two_sided(r)]
    return [_hit(r, attacks) if r.event == _ATTACK and not _two_sided(r) else r for r in reports]


def _hit(report: Report, attacks: Sequence[Report]) -> Report:
    same = [a for a in attacks if a.subject.actor == report.subject.actor and a.modality == report.modality]
    others = [p for a in same[:1] for p in (a.object, *a.others) if p is not None and p.actor is not None and p.actor.kind in KINDS]
    return replace(report, others=(*report.others, replace(others[0], role="participant", rule=RULE))) if others else report


def _widened(report: Report, triples: Iterable[Triple], resolver: Resolver, day: str) -> Report:
    """``report`` with the next actor named behind its act as a participant."""
    if not report.event or report.negated:
        return report
    places = report.event not in _ANYWHERE and (report.object is None or report.object.actor is not None)
    other = _next(report.relation_span, report.sentence, [Resolution(report.subject.actor)], triples, resolver, day, places=places)
    return replace(report, others=(*report.others, other)) if other is not None else report


def _next(
    after: Span, sentence: Span, without: Sequence[Resolution], triples: Iterable[Triple], resolver: Resolver, day: str, *, places: bool = True
) -> Participant | None:
    speakers: list[Mention] = [m for t in triples for m in t.said_by]
    own = {r.actor.country for r in without if r.actor is not None}
    after_it = named_after(after, sentence, resolver, without=without, day=day, aside=speakers)
    there = named_place(sentence, resolver, day=day) if places else None
    known = {r.actor.id for r in without if r.actor is not None}
    choices = [f for f in (after_it, there) if f is not None and f[1].actor is not None and f[1].actor.id not in known]
    found = next((f for f in choices if f[1].actor is not None and f[1].actor.country not in own | {""}), choices[0] if choices else None)
    return Participant("participant", found[0].span, found[1].actor, found[1].acts_for, RULE) if found is not None else None


def _made(triples: Sequence[Triple], sentence: Span, resolver: Resolver, make: Maker, day: str) -> list[Report]:
    """The first act of the sentence whose subject is known, with the next actor named."""
    for triple in triples:
        if triple.predicate.pos != "verb" or triple.extractor != "clauses" or triple.negated or triple.subject is None:
            continue
        found = make(triple, ())
        if not found:
            continue
        other = _next(triple.predicate.span, sentence, [Resolution(r.subject.actor) for r in found], triples, resolver, day)
        others = (other,) if other is not None else ()
        return [replace(r, others=others, confidence=round(r.confidence * DOUBT, 2), rule=RULE) for r in found]
    return []
