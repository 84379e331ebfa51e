"""Phrases that stand for two actors at once, or for one of two: "both countries", "the two leaders", "the latter"."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import TYPE_CHECKING

from graph.model import Mention, Occurrence
from graph.resolve.resolution import Resolution, to_actor

if TYPE_CHECKING:
    from graph.resolve.actors import Resolver

_PAIR_REACH = 4
_SIDES = frozenset({"subj", "owner", "between", "with"})
_TWO = frozenset({"both", "two"})
_PAIRS = {
    "country": ("countries", "nations", "sides", "governments", "capitals", "powers", "neighbours", "neighbors", "states", "parties"),
    "person": ("leaders", "presidents", "men", "women", "ministers", "heads"),
}


def pair(mention: Mention) -> str:
    """The kind of actor ("country", "person") that a phrase for two names ("the two leaders"), or ""."""
    if mention.form != "nominal" or not _TWO & {*mention.modifiers, *mention.span.text.lower().split()}:
        return ""
    words = mention.span.text.lower().split()
    return next((kind for kind, nouns in _PAIRS.items() if words and words[-1] in nouns), "")


def latter(resolver: Resolver, mention: Mention, day: str) -> Iterable[Resolution]:
    """"the latter": the name before it in its sentence; "the former": the one before that."""
    here = next((o.sentence for o in resolver.occurrences if o.mention.span.start >= mention.span.start and o.mention.span.part == mention.span.part), None)
    named = [o for o in resolver.occurrences if o.mention.span.part == mention.span.part and o.mention.span.end <= mention.span.start and o.mention.form == "name" and o.mention.label in ("PERSON", "GPE", "ORG", "PER")]
    sentence = named[-1].sentence if named else here
    named = [o for o in named if o.sentence == sentence]
    found = {r.actor.id: r for o in named for r in resolver.resolve(o.mention, slot="subj", day=day) if r.actor is not None and r.actor.kind in ("person", "country")}
    persons = [r for r in found.values() if r.actor is not None and r.actor.kind == "person"] or list(found.values())
    if len(persons) != 2:
        return ()
    chosen = persons[1 if mention.head == "latter" else 0]
    return (Resolution(chosen.actor, chosen.acts_for, "pair"),)


def joint(resolver: Resolver, mention: Mention, slot: str, day: str) -> tuple[Resolution, ...]:
    """"both countries", "the two leaders": the two of that kind that this article is about."""
    kind = pair(mention)
    if not kind:
        return ()
    known = resolver.before(mention)
    sides = {o.sentence for o in known if o.slot in _SIDES and any(_counted(resolver, o, kind, day))}
    return _nearest_pair([n for o in known for n in _counted(resolver, o, kind, day)], sides)


def _counted(resolver: Resolver, occurrence: Occurrence, kind: str, day: str) -> Iterable[tuple[int, Resolution]]:
    """The actors of ``kind`` that a name stands for, with its sentence; whoever acts for a state counts for it."""
    for found in resolver.resolve(occurrence.mention, slot=occurrence.slot, day=day):
        actor = found.actor
        if kind == "country" and actor is not None and actor.kind != "country" and found.acts_for:
            state = resolver.gazetteer.country(found.acts_for)
            actor = to_actor(state) if state is not None else None
        if actor is not None and actor.kind == kind:
            yield occurrence.sentence, Resolution(actor, found.acts_for, "pair")


def _nearest_pair(named: Sequence[tuple[int, Resolution]], sides: Container[int]) -> tuple[Resolution, ...]:
    """The only two of the nearest sentence that names any two as sides of something, if it lies close enough."""
    last = max((n for n, _ in named), default=0)
    for sentence in range(last, max(last - _PAIR_REACH, -1), -1):
        found = {r.actor.id: r for n, r in named if n == sentence and r.actor is not None}
        if len(found) == 2 and sentence in sides:
            return tuple(found.values())
        if len(found) > 2:
            return ()
    return ()
