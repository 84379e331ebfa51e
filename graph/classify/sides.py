"""Who acts and who stands on the other side, of a triple that a frame fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.classify.domestic import CITIZENS
from graph.classify.frames import Filler, Match, Matcher
from graph.classify.mentioned import named_before
from graph.classify.parts import acts, clauses_around
from graph.classify.typist import GUESSED
from graph.classify.unidentified import attackers
from graph.model import Triple

_OF_THINGS = frozenset({"restricted", "rolled_back", "eased_restrictions_on", "preserved", "described", "confirmed", "banned", "imposed_tariffs_on"})
_NOT_OF_STATES = frozenset({"led", "signed_for", "represented"})
_FIGHTING = frozenset({"group", "people", "agency", "organisation", "person"})


class Sides:
    """Fills the roles of frames with actors."""

    def __init__(self, matcher: Matcher, triples: Sequence[Triple]) -> None:
        self.matcher, self.resolver, self.lexicon = matcher, matcher.resolver, matcher.lexicon
        self.held_in = clauses_around(triples)
        self.named_by_nouns = {(a.mention.span, t.sentence): t.predicate.span.end for t in triples if t.extractor == "nominals" for a in t.arguments}

    def acting(self, match: Match, day: str) -> tuple[list[Filler], str]:
        """Those who act; and the words that stand there, though they may be no actor."""
        frame, triple = match.frame, match.triple
        light = frame.pos == "noun" and triple.predicate.pos == "verb"
        slots = ("subj",) if light else tuple(slot for slot, _ in frame.actors())
        agents = self.matcher.fill((*slots, "initiator") if frame.mutual else slots, triple, day)
        acting = [f for f in agents if acts(f) and (frame.event or f.found.rule != "owner")]
        if not acting and frame.event and triple.subject is None and triple.tense and triple.predicate.pos == "verb" and not triple.rule.endswith("passive"):
            acting = self._by_order(triple, day)
        if not acting and frame.event == "CONSULT" and triple.extractor == "nominals":
            acting = self._of_clause(triple, day)
        if not acting and frame.event == "ASSAULT":
            acting = attackers(triple, self.resolver, self.lexicon, day)
        return acting, agents[0].mention.span.text if agents else ""

    def _of_clause(self, noun: Triple, day: str) -> list[Filler]:
        """Whoever does something in a meeting, call or visit takes part in it ("raised the dispute in a meeting with Xi"), if he does it."""
        clause = self.held_in.get((noun.sentence, noun.predicate.span.end))
        if clause is None or clause.negated or clause.modality != "asserted":
            return []
        slots = ("obj",) if clause.rule.endswith("passive") and clause.subject is None else ("subj",)
        return [f for f in self.matcher.fill(slots, clause, day) if acts(f)]

    def held(self, triple: Triple) -> Triple:
        """``triple``; a visit during which something was done has taken place, though visits by themselves are often only planned."""
        clause = self.held_in.get((triple.sentence, triple.predicate.span.end)) if triple.extractor == "nominals" else None
        done = clause is not None and clause.modality == "asserted" and not clause.negated and clause.tense == "past"
        return replace(triple, modality="asserted") if done and triple.modality == "planned" else triple

    def targets(self, match: Match, acting: Sequence[Filler], day: str) -> list[Filler]:
        """Those on the other side."""
        frame, triple = match.frame, match.triple
        where = frame.target if frame.event else tuple(s for s in frame.target if s != "obj.owner")
        targets = [t for t in self.matcher.fill(where, triple, day) if (frame.event or t.found.rule != "owner") and all(t.found.actor != a.found.actor for a in acting)]
        if frame.relation in _NOT_OF_STATES:
            targets = [t for t in targets if t.found.rule != "body" and (frame.relation != "signed_for" or t.found.actor is None or t.found.actor.kind != "person")]
        if frame.relation == GUESSED or (frame.pos == "noun" and match.noun is not None):
            own = match.noun.end if match.noun is not None else None
            targets = [t for t in targets if t.slot == "obj" or self.named_by_nouns.get((t.mention.span, triple.sentence), own) == own]
        if frame.event and "obj" in frame.target:
            targets = self._struck(match, day) or targets
        if not any(t.found.actor is not None for t in targets):
            targets = self._matter(match, day) or targets
        return targets

    def _struck(self, match: Match, day: str) -> list[Filler]:
        """People who are themselves what is dealt with, rather than the state that they belong to ("detained a Syrian journalist")."""
        found = [t for t in self.matcher.fill(("obj",), match.triple, day) if t.found.actor is not None and t.found.actor.kind in _FIGHTING]
        return [t for t in found if match.frame.event == "ASSAULT" or self.lexicon.person_group(t.mention.head) in CITIZENS]

    def _matter(self, match: Match, day: str) -> list[Filler]:
        """Where nobody stands on the other side: the good or instrument that the act is about ("rolled back tariffs")."""
        if match.frame.relation not in _OF_THINGS or self._somebody_unknown(match):
            return []
        slots = [s for role, names in match.frame.others if role in ("instrument", "item", "topic") for s in names if s in ("obj", "on", "of")]
        slots += ["compound", "obj"]
        found = [n for f in self.matcher.fill(slots, match.triple, day) for n in self.matcher.named_within(f, day)]
        return [f for f in found if f.found.actor is not None and f.found.actor.kind in ("good", "topic", "place", "company")][:3]

    def _somebody_unknown(self, match: Match) -> bool:
        """Whether a pronoun that names nobody here stands on the other side ("bought oil from them")."""
        slots = [s for s in match.frame.target if s not in ("obj", "obj.owner")]
        return any(f.mention.form == "pronoun" for s in slots for f in self.matcher.fill((s,), match.triple, ""))

    def _by_order(self, triple: Triple, day: str) -> list[Filler]:
        """The actor named last before a predicate whose subject the parse does not give."""
        found = named_before(triple.predicate.span, triple.sentence, self.resolver, day=day)
        return [Filler(found[0], found[0].span, found[1], "subj")] if found is not None else []
