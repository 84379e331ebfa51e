"""Order of mention: who else the sentence names, where syntax gives no actor or no other side.

In event gold the first two countries named, in order, are source and target four times out of five; so a typed act
without a second actor gets the next one named as a participant, and an act without a subject the one named before it.
Such reports say so by their rule and their low confidence, and make no direct triple.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.model import Mention, Span, Triple
from graph.resolve.actors import Resolver
from graph.resolve.resolution import PLACE_SLOTS, Resolution, to_actor

KINDS = frozenset({"country", "person", "office", "agency", "organisation", "group", "people"})
SURE_ENOUGH = 0.5
RULE = "order of mention"
_BODIES = frozenset({"organisation", "agency", "group"})
_ASIDE = PLACE_SLOTS | {"according to", "because of", "despite", "after", "before", "since", "during", "until"}


def named_after(
    predicate: Span, stretch: Span, resolver: Resolver, *, without: Iterable[Resolution], day: str, aside: Iterable[Mention] = ()
) -> tuple[Mention, Resolution] | None:
    """The first actor named behind ``predicate`` in ``stretch`` who is none of ``without``, places and the mentions ``aside`` left out."""
    known = {r.actor.id for r in without if r.actor is not None}
    left_out = [m.span for m in aside]
    found = (
        (m, r)
        for m, r in _named(stretch, resolver, day)
        if m.span.start >= predicate.end and r.actor is not None and r.actor.id not in known
        and not any(a.start < m.span.end and m.span.start < a.end for a in left_out)
    )
    return next(found, None)


def clause_of(triple: Triple, triples: Sequence[Triple]) -> Span:
    """The stretch from the predicate of ``triple`` to the next clause of its sentence, or to the end."""
    sentence, end = triple.sentence, triple.sentence.end
    for other in triples:
        if other.sentence != sentence or other.extractor != "clauses" or other.predicate.span.start <= triple.predicate.span.start:
            continue
        starts = [other.predicate.span.start]
        if other.subject is not None and other.subject.span.start > triple.predicate.span.end:
            starts.append(other.subject.span.start)
        end = min(end, *starts)
    start = triple.predicate.span.start
    return Span(sentence.part, start, end, sentence.text[start - sentence.start : end - sentence.start])


def named_before(predicate: Span, sentence: Span, resolver: Resolver, *, day: str) -> tuple[Mention, Resolution] | None:
    """The last actor named before ``predicate`` in its sentence, places left aside."""
    found = [(m, r) for m, r in _named(sentence, resolver, day) if m.span.end <= predicate.start]
    return found[-1] if found else None


def named_place(sentence: Span, resolver: Resolver, *, day: str) -> tuple[Mention, Resolution] | None:
    """The state of the first place in which something happens in the sentence."""
    for occurrence in resolver.within(sentence):
        span = occurrence.mention.span
        if occurrence.slot in PLACE_SLOTS and span.part == sentence.part and sentence.start <= span.start < sentence.end:
            for found in resolver.resolve(occurrence.mention, slot=occurrence.slot, day=day):
                state = resolver.gazetteer.country(found.actor.country) if found.actor is not None and found.actor.kind in ("place", "country") else None
                if state is not None:
                    return occurrence.mention, Resolution(to_actor(state), state.country, RULE)
    return None


def _named(sentence: Span, resolver: Resolver, day: str) -> Iterable[tuple[Mention, Resolution]]:
    for occurrence in resolver.within(sentence):
        span = occurrence.mention.span
        inside = span.part == sentence.part and sentence.start <= span.start < sentence.end
        named = occurrence.mention.form in ("name", "nominal")
        if inside and named:
            place = occurrence.slot in _ASIDE
            for found in resolver.resolve(occurrence.mention, slot=occurrence.slot if place else "subj", day=day):
                if found.actor is not None and found.actor.kind in (_BODIES if place else KINDS):
                    yield occurrence.mention, Resolution(found.actor, found.acts_for, RULE)

