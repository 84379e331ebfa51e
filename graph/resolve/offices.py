"""Office phrases -> the holder on that day, else the office; "the president" by the article; counterparts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.model import Actor, Mention
from graph.resolve.names import LESSER, head_variants
from graph.resolve.resolution import OPEN, Resolution, is_state

if TYPE_CHECKING:
    from graph.resolve.actors import Resolver

_PAST = re.compile(r"^(?:former|ex|ousted|deposed|late|then|previous|outgoing|incoming|future|next|one-time|onetime|newly[ -]elected|new|interim|acting|self-proclaimed|self-declared)$|-elect$|^ex-")
_AS = re.compile(r"\bas (?:acting |interim |its |[A-Z]\w+['’]s )?$")
_BEHIND = 24
_COUNTERPARTS = frozenset({"counterpart", "counterparts", "opposite number"})


def office(resolver: Resolver, mention: Mention, slot: str, day: str) -> Resolution:
    """An office phrase: its holder where exactly one is known for that day, else the office.

    Behind "as" it is the office itself ("resigned as foreign minister").
    """
    if mention.head in _COUNTERPARTS:
        return _counterpart(resolver, mention, day)
    if _AS.search(resolver.text_of(mention)[: mention.span.start][-_BEHIND:]):
        slot = "as"
    owned = set(mention.owner.span.text.lower().split()) if mention.owner is not None else set()
    if any(_PAST.search(w) for w in {*mention.modifiers, *next(head_variants(mention), "").lower().split()} - owned):
        return OPEN
    for phrase in head_variants(mention):
        owner = resolver.owner(mention, day)
        state = owner.acts_for or (owner.actor.country if owner.actor is not None else "")
        if owner.actor is not None and owner.actor.kind in ("organisation", "group", "agency"):
            seat = resolver.gazetteer.roles(phrase, owner.actor.id)
            if seat and resolver.gazetteer.office(owner.actor.id, seat[0]) is not None:
                return holder(resolver, owner.actor.id, seat[0], "" if slot == "as" else day)
            if owner.actor.kind != "agency":
                continue
        roles = resolver.gazetteer.roles(phrase, state)
        if state and roles:
            return holder(resolver, state, roles[0], "" if slot == "as" else day)
        states = resolver.gazetteer.states_of(phrase)
        if len(states) == 1 and not state and not roles:
            return holder(resolver, *states[0], "" if slot == "as" else day)
        if roles and not state and mention.definite and mention.owner is None:
            return _titled_before(resolver, mention, phrase)
    return OPEN


def holder(resolver: Resolver, state: str, role: str, day: str) -> Resolution:
    """Who holds the office ``role`` of ``state``; the office itself where none or several are known."""
    seat = resolver.gazetteer.office(state, role)
    if seat is None:
        return OPEN
    holders = resolver.gazetteer.holders(seat.id, day) if day else ()
    country = state if is_state(state) else "IGO"
    if len(holders) == 1:
        found = resolver.known(resolver.gazetteer.entry(holders[0].person), day, "office")
        return Resolution(found.actor, country if is_state(country) else found.acts_for, "office")
    rule = "office" if not day or holders else "office, holder unknown"
    return Resolution(Actor(seat.id, seat.name, "office", country), country if is_state(country) else "", rule)


def office_named(resolver: Resolver, title: Mention, acts_for: str, day: str) -> Resolution:
    """The office that a title before a name stands for, of the state in the title or of the person's own."""
    owner = resolver.owner(title, day)
    state = owner.acts_for or (owner.actor.country if owner.actor is not None else "")
    before = resolver.text_of(title)[: title.span.start].lower().split()[-1:]
    for phrase in head_variants(title):
        if LESSER & {*before, *_dropped(title, phrase)}:
            return OPEN
        for singular in (phrase, phrase.removesuffix("s")):
            states = {s for s, _ in resolver.gazetteer.states_of(singular)}
            general = bool(resolver.gazetteer.roles(singular))
            place = state or acts_for or (next(iter(states)) if len(states) == 1 and not general else "")
            roles = resolver.gazetteer.roles(singular, place) if place else ()
            seat = next((o for o in (resolver.gazetteer.office(place, r) for r in roles) if o is not None), None)
            if seat is not None:
                country = place if is_state(place) else "IGO"
                return Resolution(Actor(seat.id, seat.name, "office", country), country, "title")
    return OPEN


def _dropped(title: Mention, phrase: str) -> list[str]:
    """The words of a title that a shorter phrase of it leaves out."""
    words, kept = title.span.text.lower().split(), phrase.lower().split()
    return words[: -len(kept)] if words[-len(kept) :] == kept else []


def _state_before(resolver: Resolver, mention: Mention, day: str) -> str:
    """The state in the words of a phrase, by its longest name ("South Sudanese counterpart")."""
    words = mention.span.text.split()
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            text = " ".join(words[start : start + length])
            found = {e.country for a in resolver.gazetteer.aliases(text, day) for e in [resolver.gazetteer.entry(a.actor)] if text[:1].isupper() and e.kind == "country"}
            if len(found) == 1:
                return next(iter(found))
    return ""


def role_held(resolver: Resolver, actor: Actor, phrase: str, day: str) -> bool:
    """Whether ``actor`` holds an office that ``phrase`` may call on that day."""
    return any(o.role in resolver.gazetteer.roles(phrase, o.state) for o, _ in resolver.gazetteer.held(actor.id, day))


def _titled_before(resolver: Resolver, mention: Mention, phrase: str) -> Resolution:
    """"the president": the only person of this article who was given that title before."""
    persons = resolver.names.titled(phrase, before=mention.span.start, part=mention.span.part)
    found = {r.actor.id: r for r in (resolver.one(p) for p in persons) if r.actor is not None}
    if len(found) == 1:
        only = next(iter(found.values()))
        return Resolution(only.actor, only.acts_for, "title")
    return OPEN


def _counterpart(resolver: Resolver, mention: Mention, day: str) -> Resolution:
    """"his Chinese counterpart": who holds in China the office of the person named last."""
    state = _state_before(resolver, mention, day)
    if not state:
        return OPEN
    for occurrence in reversed(resolver.before(mention)):
        if resolver.sentence_of(mention) - occurrence.sentence > 1:
            break
        found = resolver.one(occurrence.mention, slot="subj", day=day)
        if found.actor is None or found.actor.kind not in ("person", "office") or found.actor.country == state:
            continue
        held = [o for o, _ in resolver.gazetteer.held(found.actor.id, day) if resolver.state_of(o.state)]
        seat = resolver.gazetteer.office_of(found.actor.id)
        roles = [o.role for o in held] or ([seat.role] if seat is not None else [])
        if roles:
            there = holder(resolver, state, roles[0], day)
            return Resolution(there.actor, there.acts_for, "counterpart")
    return OPEN
