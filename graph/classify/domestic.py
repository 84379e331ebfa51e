"""Protesters, students or lawmakers of whom no state is told are those of the state that they deal with.

"Turkish police detained journalists": of Turkey, unless the sentence names another state. A state called by its bare name says less:
who burns the flag of Denmark need not be Danish. Whom somebody only tells something may be from anywhere, so it takes an act.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.classify.frames import Filler
from graph.model import Span
from graph.resolve.actors import Resolver
from graph.resolve.nominals import people_of

if TYPE_CHECKING:
    from ontology.lexicon import Lexicon

Side = tuple[Filler, Filler | None]
CITIZENS = frozenset({"protester", "activist", "journalist", "student", "lawmaker", "politician"})
"""Groups of ``persons.csv`` whose members mostly deal with their own state."""
_RULING = frozenset({"country", "agency", "office", "person"})
RULE = "at home"


def at_home(sides: Sequence[Side], sentence: Span, resolver: Resolver, lexicon: Lexicon, day: str) -> list[Side]:
    """``sides`` with citizens of the other side's state where only one state is named."""
    return [_settled(actor, target, sentence, resolver, lexicon, day) for actor, target in sides]


def _settled(actor: Filler, target: Filler | None, sentence: Span, resolver: Resolver, lexicon: Lexicon, day: str) -> Side:
    if target is None:
        return actor, target
    if _citizens(target, lexicon) and (home := _ruled(actor)) and _only(home, sentence, resolver, day):
        return actor, _of(target, home, resolver)
    if _citizens(actor, lexicon) and target.found.rule == "body" and (home := _ruled(target)) and _only(home, sentence, resolver, day):
        return _of(actor, home, resolver), target
    return actor, target


def _citizens(filler: Filler, lexicon: Lexicon) -> bool:
    known, mention = filler.found.actor, filler.mention
    open_ = known is None or (known.kind in ("people", "group") and not known.country)
    return open_ and mention.form == "nominal" and mention.plural and mention.owner is None and lexicon.person_group(mention.head) in CITIZENS


def _ruled(filler: Filler) -> str:
    """The state whose citizens are dealt with, or ""."""
    found = filler.found
    if found.actor is None or found.actor.kind not in _RULING:
        return ""
    return found.acts_for or found.actor.country


def _only(home: str, sentence: Span, resolver: Resolver, day: str) -> bool:
    """Whether the sentence names no other state, nor anybody of another."""
    for occurrence in resolver.within(sentence):
        mention = occurrence.mention
        if mention.span.part == sentence.part and sentence.start <= mention.span.start < sentence.end:
            found = [*resolver.resolve(mention, slot=occurrence.slot, day=day), resolver.owner(mention, day)]
            if any(r.actor is not None and r.actor.country not in ("", home) for r in found):
                return False
    return True


def _of(filler: Filler, home: str, resolver: Resolver) -> Filler:
    """The same citizens, as those of ``home``."""
    known = filler.found.actor
    words = known.name if known is not None else filler.mention.span.text
    return replace(filler, found=people_of(resolver, words, home, RULE))
