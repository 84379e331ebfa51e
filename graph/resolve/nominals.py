"""Common nouns -> actors: bodies of a state, people of a country, goods; whose act a noun of action is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.model import Actor, Mention, Span
from graph.resolve.dates import NUMBERS
from graph.resolve.names import head_variants
from graph.resolve.offices import office
from graph.resolve.resolution import OPEN, PLACE_SLOTS, Resolution
from ontology.names import local_id

if TYPE_CHECKING:
    from graph.resolve.actors import Resolver

_BY_OWNER = frozenset({"statement", "ruling", "remark", "comment", "speech", "report", "decision", "move", "step", "action", "side", "account", "word", "source"})
_UNNAMED = frozenset({"the", "some", "at", "least", "about", "around", "dozens", "scores", "hundreds", "thousands", "of", "several", "many", "more", "than"})
_INSTITUTIONS = frozenset({"court", "tribunal", "jury"})
_THINGS = ("good", "topic", "organisation", "agency", "group", "people", "medium")
_ACTING_FOR = frozenset({"official", "military", "police", "diplomat", "spokesperson", "leader", "expert", "rebel", "lawmaker", "judge", "politician"})
_CIVIL = frozenset({"airliner", "airline", "passenger", "balloon", "cargo", "civilian", "commercial", "private", "freighter", "tanker", "merchant", "fishing"})
_SPEAKING_FOR = frozenset({"spokesperson", "diplomat"})
_ARMED = frozenset({"aircraft", "warship", "troop"})
_GATHERED = ("organisation", "group", "agency", "company", "medium")


def nominal(resolver: Resolver, mention: Mention, slot: str, day: str) -> Resolution:
    """The actor that a common noun stands for, or none."""
    found = next((r for r in _attempts(resolver, mention, slot, day) if r.actor is not None), None)
    return found or _institution(resolver, mention, slot)


def _attempts(resolver: Resolver, mention: Mention, slot: str, day: str) -> Iterator[Resolution]:
    yield office(resolver, mention, slot, day)
    yield body(resolver, mention, slot, day)
    if not resolver.lexicon.person_group(mention.head) or resolver.owner(mention, day).actor is None:
        yield thing(resolver, mention, slot, day)
    yield _by_owner(resolver, mention, day)
    yield _people(resolver, mention, day)


def body(resolver: Resolver, mention: Mention, slot: str, day: str) -> Resolution:
    """"U.S. officials" are the state; "China's foreign ministry" is its agency."""
    phrases = [mention.span.text, *list(head_variants(mention))[:1]] if mention.form == "name" else head_variants(mention)
    found = next((b for b in map(resolver.gazetteer.body, phrases) if b is not None), None)
    civil = mention.head in _CIVIL or _CIVIL & {*mention.modifiers, *mention.span.text.lower().split()}
    if found is not None and civil:
        return OPEN
    if found is None and mention.owner is not None and not civil and _ARMED & resolver.lexicon.classes_of(mention.head):
        found = resolver.gazetteer.body("armed forces")
    if found is None:
        return OPEN
    owner = resolver.owner(mention, day) if mention.owner is not None else _only_state(resolver, mention, day)
    if owner.actor is not None and owner.actor.kind in ("organisation", "group"):
        return Resolution(owner.actor, owner.acts_for, "body")
    rule = "body" if owner.rule != "only state" else "only state"
    country = owner.acts_for or (owner.actor.country if owner.actor is not None else "")
    state = resolver.gazetteer.country(country) if country else None
    if state is None:
        return OPEN
    if found.level == "state":
        return resolver.known(state, day, rule)
    entry = resolver.gazetteer.body_of(found.text, country)
    if entry is not None and entry.id in resolver.gazetteer:
        return resolver.known(entry, day, rule)
    name = found.pattern.format(country=state.name) if found.pattern else f"{state.name} {found.text}"
    known = next((resolver.gazetteer.entry(a.actor) for a in resolver.gazetteer.aliases(name, day)), None)
    if known is not None:
        return resolver.known(known, day, rule)
    private = found.kind in ("people", "group", "company")
    return Resolution(Actor(local_id(found.kind, name, country), name, found.kind, country), "" if private else country, rule)


def ministry(resolver: Resolver, mention: Mention, day: str) -> Resolution:
    """A ministry that the gazetteer does not list, of the state that stands before or in it."""
    owner = resolver.owner(mention, day)
    country = owner.acts_for or (owner.actor.country if owner.actor is not None else "")
    state = resolver.gazetteer.country(country) if country else None
    if state is None:
        return OPEN
    name = f"{mention.span.text} of {state.name}"
    return Resolution(Actor(local_id("agency", name, country), name, "agency", country), country, "body")


def thing(resolver: Resolver, mention: Mention, slot: str, day: str) -> Resolution:
    """Goods, instruments of policy and anything else that the gazetteer calls by a common noun."""
    for phrase in head_variants(mention):
        for alias in resolver.gazetteer.aliases(phrase, day):
            entry = resolver.gazetteer.entry(alias.actor)
            if entry.kind in _THINGS:
                return resolver.known(entry, day, "thing")
    return OPEN


def _people(resolver: Resolver, mention: Mention, day: str) -> Resolution:
    """People of a state ("Iraqi lawyers") are an actor of its country; officials of a body are the body."""
    owner = resolver.owner(mention, day)
    group = resolver.lexicon.person_group(mention.head)
    if owner.actor is None or not group:
        return OPEN
    if owner.actor.kind in _GATHERED and group in _ACTING_FOR and (mention.plural or group in _SPEAKING_FOR):
        return Resolution(owner.actor, owner.acts_for, "body")
    if owner.actor.kind == "country" and group in _SPEAKING_FOR and not mention.plural:
        return Resolution(owner.actor, owner.acts_for, "body")
    if owner.actor.kind not in ("country", "people", "place") or not owner.actor.country:
        return OPEN
    words = " ".join(w for w in mention.span.text.split() if not w[:1].isdigit())
    if mention.owner is not None and not mention.span.start <= mention.owner.span.start < mention.span.end and mention.plural:
        return people_of(resolver, words, owner.actor.country, "people")
    return resolver.local(words, "people", owner.actor.country, "people")


def people_of(resolver: Resolver, words: str, country: str, rule: str) -> Resolution:
    """People of a country that only what they do or suffer tells ("12 people" in Kabul: people of Afghanistan)."""
    state = resolver.gazetteer.country(country)
    bare = " ".join(w for w in words.split() if not w[:1].isdigit() and w.lower() not in NUMBERS and w.lower() not in _UNNAMED)
    bare = bare or words
    name = f"{bare[:1].upper()}{bare[1:]} of {state.name}" if state is not None else bare
    return resolver.local(name, "people", country, rule)


def _institution(resolver: Resolver, mention: Mention, slot: str) -> Resolution:
    """A court that is not named further is still one that acts ("a federal appeals court")."""
    if mention.head not in _INSTITUTIONS or slot in PLACE_SLOTS or len(mention.span.text.split()) < 2:
        return OPEN
    return resolver.local(f"{mention.span.text} ({resolver.article.key})", "agency", resolver.context.only_country, "institution", shown=mention.span.text)


def _only_state(resolver: Resolver, mention: Mention, day: str) -> Resolution:
    """"the government": of the only state that the article has named so far, if there is only one."""
    if mention.form == "name":
        only = resolver.gazetteer.country(resolver.context.only_country)
        return resolver.known(only, day, "only state") if only is not None else OPEN
    if not mention.definite:
        return OPEN
    states = {}
    for occurrence in resolver.before(mention):
        if occurrence.slot in PLACE_SLOTS:
            continue
        for found in resolver.resolve(occurrence.mention, slot="subj", day=day):
            home = found.acts_for or (found.actor.country if found.actor is not None and found.actor.kind in ("country", "place") else "")
            if home:
                states[home] = home
    state = resolver.gazetteer.country(next(iter(states))) if len(states) == 1 else None
    return resolver.known(state, day, "only state") if state is not None else OPEN


def _by_owner(resolver: Resolver, mention: Mention, day: str) -> Resolution:
    """"American warnings" are those of the United States, "a court ruling" is the court's."""
    if mention.form == "pronoun":
        return OPEN
    if mention.owner is None:
        return _of_institution(resolver, mention)
    acts = bool(resolver.lexicon.frames("noun", mention.head)) or mention.head in _BY_OWNER
    if not acts:
        return OPEN
    owner = resolver.owner(mention, day)
    return Resolution(owner.actor, owner.acts_for, "owner")


def _of_institution(resolver: Resolver, mention: Mention) -> Resolution:
    words = mention.span.text.split()
    if mention.head not in _BY_OWNER or len(words) < 3 or words[-2].lower() not in _INSTITUTIONS:
        return OPEN
    court = " ".join(words[:-1])
    span = Span(mention.span.part, mention.span.start, mention.span.start + len(court), court)
    return _institution(resolver, replace(mention, span=span, head=words[-2].lower()), "subj")
