"""Which frame of the lexicon a triple matches, and who fills its slots."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.model import Argument, Mention, Span, Triple
from graph.resolve.actors import Resolver
from graph.resolve.dates import find_dates
from graph.resolve.nominals import people_of
from graph.resolve.resolution import DEALING_SLOTS, PLACE_SLOTS, Resolution

if TYPE_CHECKING:
    from ontology.lexicon import Frame, Lexicon

ACTOR_KINDS = frozenset({"country", "person", "office", "agency", "organisation", "group", "company", "medium", "people"})
_CIRCUMSTANCES = frozenset(
    ["response", "return", "help", "support", "turn", "addition", "vote", "pressure", "hour", "day", "week", "month", "year", "decade", "minute", "weekend", "morning", "afternoon", "evening", "night", "eve", "sideline", "time", "moment", "way", "end", "start", "beginning", "case", "line", "light", "view", "order", "fact", "exchange", "protest", "retaliation"]
)
_FIRST = frozenset({"we", "i"})
_PEOPLE = frozenset({"people", "person"})
_OBJECT_SLOTS = ("obj", "compound", "of", "on")


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a slot: the mention, its full phrase, and the actor it names (or none)."""

    mention: Mention
    span: Span
    found: Resolution
    slot: str


@dataclass(frozen=True, slots=True)
class Match:
    """A frame with the triple it fits; ``noun`` is the noun of action that a light verb carries.

    ``likelihood`` is below 1 where the frame is a guess of the model.
    """

    frame: Frame
    triple: Triple
    noun: Span | None = None
    likelihood: float = 1.0


class Matcher:
    """Finds the frame of a triple, most specific first, and fills its slots."""

    def __init__(self, lexicon: Lexicon, resolver: Resolver) -> None:
        self.lexicon, self.resolver = lexicon, resolver

    def match(self, triple: Triple, day: str) -> Match | None:
        """The best frame for ``triple``, or None where the lexicon is silent."""
        pos = triple.predicate.pos
        if pos == "rule":
            return None
        candidates: Iterable[Frame] = (f for key in _keys(triple) for f in self.lexicon.frames(pos, key))
        best = next((f for f in candidates if self._fits(f, triple, day)), None)
        light = self._light(triple, day) if pos == "verb" else None
        if light is not None and (best is None or not _about_object(best) or _closer(light.frame, best)):
            return light
        if best is None:
            return None
        target = triple.slot("obj")
        return Match(best, triple, target.mention.span if target is not None and _about_object(best) else None)

    def _light(self, triple: Triple, day: str) -> Match | None:
        """"held talks with": the frame of the noun, with the subject of the verb as the one who acts."""
        target = triple.slot("obj") or triple.slot("in", "into")
        if target is None or target.clause or self.lexicon.support(triple.predicate.lemma) != "light":
            return None
        for key in noun_keys(target.mention):
            for frame in self.lexicon.frames("noun", key):
                if self._fits(frame, triple, day):
                    return Match(frame, triple, target.mention.span)
        return None

    def _fits(self, frame: Frame, triple: Triple, day: str) -> bool:
        if not self._object_fits(frame, triple, day) or not self._actor_fits(frame, triple, day):
            return False
        wanted = frame.fillers()
        return not wanted or any(self._filled(slot, constraint, triple, day) for slot, constraint in wanted)

    def _actor_fits(self, frame: Frame, triple: Triple, day: str) -> bool:
        """Whether whoever acts is what the frame asks for ("subj=@troop")."""
        wanted = [(slot, constraint) for slot, constraint in frame.actors() if constraint]
        return not wanted or any(self._is(c, a, day) for slot, c in wanted for a in _arguments(triple, slot))

    def _object_fits(self, frame: Frame, triple: Triple, day: str) -> bool:
        constraint = frame.object
        if not constraint:
            return True
        if constraint == "#clause":
            return any(a.clause for a in triple.arguments)
        target = triple.slot("obj") if frame.pos == "verb" else triple.slot(*_OBJECT_SLOTS)
        if constraint == "-":
            return target is None
        if target is None or target.clause or not self._is(constraint, target, day):
            return False
        return not frame.event or not all(self._other_act(frame.event, m) for m in _members(target))

    def _filled(self, slot: str, constraint: str, triple: Triple, day: str) -> bool:
        arguments = [a for a in triple.arguments if a.slot == slot or (slot == "clause" and a.clause)]
        return any(not constraint or self._is(constraint, a, day) for a in arguments)

    def _is(self, constraint: str, argument: Argument, day: str) -> bool:
        """Whether ``argument`` meets a constraint such as "@sanction", "#person", "deal|pact" or several of them."""
        return any(self._is_one(c.strip(), argument, day) for c in constraint.split("|"))

    def _is_one(self, constraint: str, argument: Argument, day: str) -> bool:
        members = (argument.mention,) if argument.clause else _members(argument)
        if constraint.startswith("@"):
            return any(constraint[1:] in self.lexicon.classes_of(w) for m in members for w in noun_keys(m))
        if not constraint.startswith("#"):
            return any(constraint in noun_keys(m) for m in members)
        kinds = {
            "#actor": ACTOR_KINDS,
            "#person": frozenset({"person", "office"}),
            "#organisation": frozenset({"organisation", "company", "medium"}),
            "#good": frozenset({"good", "topic"}),
            "#place": frozenset({"place", "country"}),
        }.get(constraint, frozenset())
        slot = "in" if constraint == "#place" else argument.slot
        return any(r.actor is not None and r.actor.kind in kinds for m in _members(argument) for r in self.resolver.resolve(m, slot=slot, day=day))

    def _other_act(self, event: str, mention: Mention) -> bool:
        """Whether the words before its head make another act of a noun than ``event``: a hunger strike is no attack, though a strike may be."""
        head = mention.head.lower()
        named = next((events for key in noun_keys(mention) if key != head and (events := self._events(key))), set())
        return bool(named) and event not in named and event in self._events(head)

    def _events(self, noun: str) -> set[str]:
        return {frame.event for frame in self.lexicon.frames("noun", noun)}

    # ---------------------------------------------------------------- slots

    def fill(self, slots: Iterable[str], triple: Triple, day: str) -> list[Filler]:
        """The fillers of the first of ``slots`` that names an actor, else of the first that is filled at all."""
        named: list[Filler] = []
        fallback: list[Filler] = []
        for slot in slots:
            found = [f for f in self._slot(slot, triple, day) if not _circumstance(f)]
            named = [f for f in found if f.found.actor is not None]
            if named:
                return named
            fallback = fallback or found
        return fallback

    def _slot(self, slot: str, triple: Triple, day: str) -> Iterator[Filler]:
        name, _, part = slot.partition(".")
        for argument in _arguments(triple, name):
            for member in _members(argument):
                mention = member.owner if part == "owner" else member
                if mention is None:
                    continue
                if name == "obj" and not part and self._restricts(member):
                    topics = [f for f in self._topic(member, argument.span, slot, day) if f.found.actor is not None]
                    if topics:
                        yield from topics
                        continue
                whole = argument.span if len(_members(argument)) == 1 and not part else mention.span
                where = "owner" if part else "place" if self.lexicon.goes_to(triple.predicate.lemma, name) else name
                resolved = self.resolver.resolve(mention, slot=where if where in PLACE_SLOTS | DEALING_SLOTS else "subj", day=day)
                if not any(r.actor is not None for r in resolved) and mention.form == "pronoun" and triple.said_by:
                    resolved = self._speaker(mention, triple, day) or resolved
                homeless = all(r.actor is None or (r.actor.kind == "people" and not r.actor.country) for r in resolved)
                if homeless and not part and (name == "subj" or (name == "obj" and self._residents(mention))):
                    resolved = self._there(mention, triple, day) or resolved
                for found in resolved or (Resolution(None),):
                    yield Filler(mention, whole, found, slot)

    def _speaker(self, mention: Mention, triple: Triple, day: str) -> tuple[Resolution, ...]:
        """Whom "we", "I" and, where they are many, "they" means in what somebody says: the speaker."""
        speaker, word = triple.said_by[0], mention.span.text.lower()
        found = tuple(r for r in self.resolver.resolve(speaker, slot="subj", day=day) if r.actor is not None)
        if word not in _FIRST and not (word == "they" and (speaker.plural or all(r.actor.kind in ("group", "people") for r in found if r.actor is not None))):
            return ()
        return tuple(replace(r, rule="speaker") for r in found) if len(found) == 1 else ()

    def _residents(self, mention: Mention) -> bool:
        """Whether these are people who mostly are where they live."""
        return mention.plural and (mention.head in _PEOPLE or self.lexicon.person_group(mention.head) == "resident")

    def _there(self, mention: Mention, triple: Triple, day: str) -> tuple[Resolution, ...]:
        """People of whom only the place of their act is told ("thousands blocked streets in Hong Kong"): people of that country."""
        crowd = mention.form == "nominal" and mention.plural and mention.owner is None and self.lexicon.person_group(mention.head)
        if not crowd and mention.head not in _PEOPLE and not (mention.form == "name" and mention.label == "NORP"):
            return ()
        places = [r.actor.country for a in _arguments(triple, "in") for r in self.resolver.resolve(a.mention, slot="in", day=day) if r.actor is not None]
        if len(set(places)) != 1 or not places[0]:
            return ()
        return (people_of(self.resolver, mention.span.text, places[0], "place of the act"),)

    def named_within(self, filler: Filler, day: str) -> list[Filler]:
        """``filler``, or the good that its words before the head name ("tariff framework" -> tariffs)."""
        if filler.found.actor is not None:
            return [filler]
        return list(self._topic(filler.mention, filler.span, filler.slot, day))

    def _restricts(self, mention: Mention) -> bool:
        return any({"restriction", "trade_curb", "ban"} & self.lexicon.classes_of(w) for w in noun_keys(mention))

    def _topic(self, mention: Mention, whole: Span, slot: str, day: str) -> Iterator[Filler]:
        """What is restricted, where it stands before its noun ("chip export restrictions")."""
        for phrase in _before_head(mention):
            trimmed = replace(mention, span=phrase, form="nominal", head=phrase.text.split()[-1].lower(), owner=None, modifiers=(), label="")
            for found in self.resolver.resolve(trimmed, slot="obj", day=day):
                if found.actor is not None and found.actor.kind in ("good", "topic"):
                    yield Filler(trimmed, whole, found, slot)
                    return


def _before_head(mention: Mention) -> Iterator[Span]:
    """The words before the head of a phrase, from long to short, each also without its last word."""
    span, text = mention.span, mention.span.text
    start = max(0, mention.owner.span.end - span.start) if mention.owner is not None and mention.owner.span.start >= span.start else 0
    words = list(re.finditer(r"\S+", text[start:]))[:-1]
    for last in range(len(words), 0, -1):
        for first in range(last):
            a, b = start + words[first].start(), start + words[last - 1].end()
            yield Span(span.part, span.start + a, span.start + b, text[a:b])


def _circumstance(filler: Filler) -> bool:
    """A date, a duration or a set phrase such as "in response" is nobody's other side."""
    if filler.slot in ("subj", "obj", "owner"):
        return False
    head = filler.mention.head.lower()
    return head in _CIRCUMSTANCES or (filler.mention.form != "pronoun" and any(b - a > len(filler.mention.span.text) // 2 for a, b in find_dates(filler.mention.span.text)))


def _arguments(triple: Triple, slot: str) -> list[Argument]:
    if slot == "subj":
        return [triple.subject] if triple.subject is not None else []
    if slot == "owner" and triple.predicate.pos == "verb":
        target = triple.slot("obj")
        owner = target.mention.owner if target is not None else None
        return [Argument("owner", owner.span, owner, (owner,))] if owner is not None else []
    if slot == "clause":
        return [a for a in triple.arguments if a.clause and a.members]
    return [a for a in triple.arguments if not a.clause and a.slot == slot][:3]


def _members(argument: Argument) -> tuple[Mention, ...]:
    return argument.members or (argument.mention,)


def _keys(triple: Triple) -> Iterator[str]:
    lemma, particle = triple.predicate.lemma, triple.predicate.particle
    if particle:
        yield f"{lemma} {particle}"
        return
    yield lemma


def noun_keys(mention: Mention) -> tuple[str, ...]:
    """The lemmas under which a noun may stand in the lexicon: its compound, its head, the words of its name."""
    head = mention.head.lower()
    compounds = [f"{m} {head}" for m in mention.modifiers if m]
    last = mention.span.text.lower().split()[-1] if mention.form == "name" and mention.span.text else ""
    return tuple(dict.fromkeys([*reversed(compounds), head, *([last] if last else [])]))


def _closer(noun: Frame, verb: Frame) -> bool:
    """Whether a compound tells more than its bare head in the frame of the verb: a "telephone conversation" that is held is a call."""
    objects = verb.object.split("|")
    return noun.event == verb.event and noun.predicate not in objects and any(noun.predicate.endswith(f" {o}") for o in objects)


def _about_object(frame: Frame) -> bool:
    return bool(frame.object) and frame.object[0] not in "#-"

