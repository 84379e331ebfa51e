"""Attacks of which nobody is named: "a car bomb killed 12 in Kabul" was the work of unidentified attackers there.

Event data code them by the place of the act (UAF in PLOVER, "Unidentified Armed Group (Country)" in ACLED). Accidents, illness and animals
are no attackers, and a missile may come from another country, so the words must be those of the class ``unclaimed_attack``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.classify.frames import Filler, noun_keys
from graph.classify.mentioned import named_place
from graph.model import Mention, Triple
from graph.resolve.actors import Resolver

if TYPE_CHECKING:
    from ontology.lexicon import Lexicon

RULE = "unidentified"
_TELLING = frozenset({"unclaimed_attack", "no_attack"})
_DEED_SLOTS = ("in", "by", "during", "with")
_NAME = "Unidentified attackers in {state}"


def attackers(triple: Triple, resolver: Resolver, lexicon: Lexicon, day: str) -> list[Filler]:
    """Whoever is behind an attack that names nobody, by the state where it took place; empty where that is not told, or it was no attack."""
    deed = _deed(triple, lexicon)
    found = named_place(triple.sentence, resolver, day=day) if deed is not None else None
    if deed is None or found is None or found[1].actor is None:
        return []
    state = found[1].actor
    return [Filler(deed, deed.span, resolver.local(_NAME.format(state=state.name), "group", state.country, RULE), "subj")]


def _deed(triple: Triple, lexicon: Lexicon) -> Mention | None:
    """The words that speak of an attack: the subject, or what a victim was killed in."""
    arguments = [triple.subject] if triple.subject is not None else [a for slot in _DEED_SLOTS for a in triple.arguments if a.slot == slot and not a.clause]
    return next((a.mention for a in arguments if _of_arms(a.mention, lexicon)), None)


def _of_arms(mention: Mention, lexicon: Lexicon) -> bool:
    if mention.form != "nominal" or mention.owner is not None:
        return False
    classes = next((c for key in noun_keys(mention) if (c := lexicon.classes_of(key) & _TELLING)), frozenset())
    return "unclaimed_attack" in classes
