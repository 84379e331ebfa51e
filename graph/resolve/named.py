"""Names -> actors: the gazetteer by slot, day and context; surnames, titles; and names that only this article knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.model import Mention
from graph.resolve.nominals import body, ministry
from graph.resolve.offices import office
from graph.resolve.resolution import DEALING_SLOTS, OPEN, PLACE_SLOTS, Resolution

if TYPE_CHECKING:
    from graph.resolve.actors import Resolver
    from ontology.gazetteer import Alias, Entry

PERSON_LABELS = frozenset({"PERSON", "PER"})
_LABEL_KINDS = {
    **dict.fromkeys(PERSON_LABELS, ("person",)),
    "GPE": ("country", "place"),
    "NORP": ("country", "people", "group"),
    "LOC": ("place", "country"),
    "FAC": ("place", "agency"),
    "ORG": ("organisation", "agency", "group", "company", "medium", "country"),
}
_LOCAL_KINDS = {"PERSON": "person", "PER": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "NORP": "people", "FAC": "place", "PRODUCT": "good", "EVENT": "topic"}
_STANDS_FOR = frozenset({"capital", "metonym"})
_MINISTRY = frozenset({"ministry", "department", "directorate", "bureau"})
_ORDER = (("country",), ("organisation", "agency"), ("person",), ("group", "company", "medium"), ("people",), ("place",))
_COMPASS = re.compile(r"^(?:north|south|east|west|central|upper|lower|mainland|rural)(?:ern)?(?:[ -](?:east|west)(?:ern)?)?$", re.I)
_FORMER = re.compile(r"\b(?:former|ex|ousted|deposed|late|then|outgoing predecessor|[\w-]+-elect|incoming|one-time|onetime|ex-\w+)\b", re.I)
_CALLED = re.compile(r"\b(?:named|nicknamed|titled|(?:is|was|be|been|girl|boy|man|woman|place|town|village|film|book|song|horse|ship) called) [\"“'‘]?$")
_NEXT_WORD = re.compile(r" ([a-z]+)")
_APPOSED = re.compile(r", (?:(?:an?|the) (?:[\w-]+ ){0,3}?)?([\w-]+)(?= (?:of|at|from|for|who|in|whose)\b|[,.;])")
_HEADS = frozenset({"head_of_state", "head_of_government"})
_PAPERS = frozenset({"act", "bill", "law", "resolution", "decree", "constitution", "statute", "amendment"})
_OFFICIAL = frozenset({"official", "military", "police", "judge", "leader", "politician", "lawmaker", "diplomat", "rebel"})
_PRIVATE = frozenset({"clergy", "athlete", "artist", "student", "worker", "journalist"})
_BEHIND = 24
_STREETS = ("Hill", "Street", "Avenue", "Palace")
_SHORT_ACRONYM = 4
_SHORTENED_FROM = 2


def named(resolver: Resolver, mention: Mention, slot: str, day: str) -> Resolution:
    """The actor that a name stands for: of the tables, of this article, or none."""
    text = mention.span.text
    if mention.label not in PERSON_LABELS and _is_something_else(resolver, mention):
        return OPEN
    longer = _longer(resolver, mention)
    if longer is not None:
        return resolver.known(longer, day, "name")
    if _bears_the_name(resolver, mention, slot, day):
        person = _person(resolver, mention, day)
        if person.actor is not None:
            return person
    expansion = resolver.names.expansion(text)
    if expansion and not resolver.gazetteer.aliases(expansion, day):
        return _local_name(resolver, mention, slot, day)
    rank = mention.title.split()[-1:]
    for words in (*(f"{w} {text}" for w in rank if w[:1].isupper()), *_shortened(text)):
        aliases = resolver.gazetteer.aliases(words, day)
        chosen = choose(resolver, aliases, mention, slot, day)
        if chosen is not None and (len(words) >= len(text) or chosen.kind != "person"):
            return _shaped(resolver, chosen, aliases, mention, slot, day)
        shared = _shared(resolver, aliases, mention, slot) if words == text else None
        if shared is not None:
            return shared
    if mention.label in PERSON_LABELS or not mention.label or resolver.names.is_person(text) or resolver.names.full(text) is not None:
        found = _person(resolver, mention, day)
        if found.actor is not None:
            return found
    if mention.owner is not None or len(text.split()) > 1 or resolver.gazetteer.body(text) is not None:
        for attempt in (body, office):
            found = attempt(resolver, mention, slot, day)
            if found.actor is not None:
                return found
    return _local_name(resolver, mention, slot, day)


def _is_something_else(resolver: Resolver, mention: Mention) -> bool:
    """A child named Holland, French fries, the price of turkey."""
    whole, start, end = resolver.text_of(mention), mention.span.start, mention.span.end
    if _CALLED.search(whole[:start][-_BEHIND:]):
        return True
    after = _NEXT_WORD.match(whole[end : end + _BEHIND])
    if after is not None:
        kinds = {resolver.gazetteer.entry(a.actor).kind for a in resolver.gazetteer.aliases(f"{mention.span.text} {after[1]}")}
        if kinds & {"good", "topic"}:
            return True
    alone = mention.span.text.isalpha() and not mention.span.text.isupper() and (start == 0 or whole[:start].rstrip()[-1:] in ".!?:")
    return alone and re.search(rf"\b{mention.span.text.lower()}s?\b", whole) is not None and not resolver.gazetteer.aliases(mention.span.text.lower())


def _longer(resolver: Resolver, mention: Mention) -> Entry | None:
    """The place whose name goes on in the next word ("Korean peninsula", "Washington state")."""
    after = _NEXT_WORD.match(resolver.text_of(mention)[mention.span.end : mention.span.end + _BEHIND])
    if after is None or mention.label in PERSON_LABELS:
        return None
    found = [resolver.gazetteer.entry(a.actor) for a in resolver.gazetteer.aliases(f"{mention.span.text} {after[1]}")]
    return found[0] if len(found) == 1 and found[0].kind == "place" else None


def _bears_the_name(resolver: Resolver, mention: Mention, slot: str, day: str) -> bool:
    """Whether what looks like a country or city is the surname of somebody whom the article names in full."""
    text = mention.span.text
    full = resolver.names.full(text) if len(text.split()) == 1 else None
    if full is None or mention.label in PERSON_LABELS or slot in PLACE_SLOTS or full.split()[-1] != text:
        return False
    entries = [resolver.gazetteer.entry(a.actor) for a in resolver.gazetteer.aliases(text, day)]
    return not any(resolver.context.supports(e, mention) for e in entries if e.kind in ("country", "place"))


def _shaped(resolver: Resolver, entry: Entry, aliases: Sequence[Alias], mention: Mention, slot: str, day: str) -> Resolution:
    """The resolution of a chosen entry: people of a state apart from the state, teams apart from both, regions apart."""
    alias = next(a for a in aliases if a.actor == entry.id)
    if entry.kind in ("country", "place") and mention.label != "ORG" and resolver.sports.plays(mention, slot):
        return resolver.local(f"{entry.name} team", "organisation", entry.country, "team", shown=f"{entry.name} (team)")
    if entry.kind == "people" and mention.owner is not None and resolver.owner(mention, day).actor is not None:
        home = resolver.owner(mention, day)
        if home.actor is not None and home.actor.kind in ("country", "place") and home.actor.country:
            return resolver.local(f"{mention.owner.span.text} {mention.span.text}", "people", home.actor.country, "people")
    if alias.kind == "demonym" and "ethnic" in mention.modifiers:
        home = resolver.owner(mention, day)
        return resolver.local(f"ethnic {mention.span.text}", "people", home.actor.country if home.actor is not None else "", "people")
    if alias.kind == "demonym" and mention.owner is not None and mention.plural and mention.span.text.endswith("s"):
        home = resolver.owner(mention, day)
        if home.actor is not None and home.actor.country not in ("", entry.country):
            return resolver.local(f"{mention.owner.span.text} {mention.span.text}", "people", home.actor.country, "people")
    if alias.kind == "demonym" and mention.plural and mention.label == "NORP" and not mention.definite and mention.span.text.endswith("s"):
        return resolver.local(mention.span.text, "people", entry.country, "people")
    if entry.kind == "country" and slot in PLACE_SLOTS | {"", "of"} and any(map(_COMPASS.match, mention.modifiers)):
        return resolver.local(" ".join((*filter(_COMPASS.match, mention.modifiers), entry.name)), "place", entry.country, "region")
    rule = "title" if mention.title else "metonym" if alias.kind in _STANDS_FOR else "name"
    found = resolver.known(entry, day, rule)
    if entry.kind == "person" and _FORMER.search(mention.title) and "then" not in mention.title.lower().split():
        return Resolution(found.actor, "", rule)
    return found


def choose(resolver: Resolver, aliases: Sequence[Alias], mention: Mention, slot: str, day: str) -> Entry | None:
    """The alias that fits slot, entity label, day and context; None where two would."""
    if not aliases:
        return None
    place = slot in PLACE_SLOTS
    dealing = slot in DEALING_SLOTS
    place = place or (slot == "on" and mention.span.text.endswith(_STREETS))
    usable = [a for a in aliases if not (a.kind in _STANDS_FOR and (place or (a.kind == "capital" and not dealing)))]
    entries = {a.actor: resolver.gazetteer.entry(a.actor) for a in usable or (() if place else aliases)}
    if mention.label in PERSON_LABELS and not any(e.kind == "person" for e in entries.values()) and not _mistaken(resolver, usable, mention):
        return None
    entries = {i: e for i, e in entries.items() if e.kind != "person" or not _private(resolver, e, mention)}
    if not entries:
        return None
    if len(entries) == 1:
        entry = next(iter(entries.values()))
        surname_only = all(a.kind == "surname" for a in usable) and resolver.names.full(mention.span.text) is not None
        return None if surname_only or not _suits(resolver, entry, usable, mention, slot) else entry
    fitting = [e for e in entries.values() if e.kind in _LABEL_KINDS.get(mention.label, ())]
    persons = [e for e in fitting or entries.values() if e.kind == "person"]
    if mention.label in PERSON_LABELS and len(persons) > 1:
        return _same_name(resolver, persons, mention, day)
    by_context = resolver.context.choose([a for a in usable if a.actor in entries], mention, slot)
    if by_context is not None:
        return by_context
    doubtful = {a.actor for a in usable if a.kind == "ambiguous"}
    plain = {i: e for i, e in entries.items() if i not in doubtful}
    if len(plain) == 1 and len(entries) > 1:
        only = next(iter(plain.values()))
        return None if mention.span.text.isupper() and resolver.context.elsewhere(only, mention) else only
    entries = plain or entries
    fitting = [e for e in fitting if e.id in entries]
    if place:
        places = [e for e in entries.values() if e.kind in ("place", "country")]
        return min(places, key=lambda e: (e.kind != "place", e.id)) if 1 <= len(places) <= 2 and len({e.country for e in places}) == 1 else None
    if len(fitting) == 1:
        return fitting[0]
    pool = fitting or list(entries.values())
    for kinds in _ORDER:
        chosen = [e for e in pool if e.kind in kinds]
        if chosen:
            return chosen[0] if len(chosen) == 1 else None
    return pool[0] if len(pool) == 1 else None


def _mistaken(resolver: Resolver, aliases: Sequence[Alias], mention: Mention) -> bool:
    """Whether what was tagged as a person is a country or palace all the same."""
    if mention.title or resolver.names.full(mention.span.text) is not None:
        return False
    stands = any(a.kind in _STANDS_FOR for a in aliases)
    return stands or resolver.names.elsewhere(mention) or any(resolver.context.supports(resolver.gazetteer.entry(a.actor), mention) for a in aliases)


def _private(resolver: Resolver, entry: Entry, mention: Mention) -> bool:
    """Whether the text calls the bearer of a politician's name a pastor, a singer, a striker."""
    if not resolver.gazetteer.held(entry.id):
        return False
    apposed = _APPOSED.match(resolver.text_of(mention)[mention.span.end : mention.span.end + 3 * _BEHIND])
    words = [*mention.title.lower().split(), *([apposed[1].lower()] if apposed is not None else [])]
    groups = {resolver.lexicon.person_group(w) for w in words} - {""}
    return bool(groups) and groups <= _PRIVATE


def _suits(resolver: Resolver, entry: Entry, aliases: Sequence[Alias], mention: Mention, slot: str) -> bool:
    """Whether an alias that needs its context has it."""
    kinds = {a.kind for a in aliases if a.actor == entry.id}
    if kinds == {"ambiguous"}:
        return resolver.context.supports(entry, mention)
    if entry.kind == "group" and mention.span.text.isupper() and len(mention.span.text) <= _SHORT_ACRONYM and resolver.context.elsewhere(entry, mention):
        return False
    return not (kinds <= _STANDS_FOR and slot in PLACE_SLOTS)


def _same_name(resolver: Resolver, persons: Sequence[Entry], mention: Mention, day: str) -> Entry | None:
    """Of people who share a name: the one in office that day, under this title, of the country in the text; else None."""
    tests = (
        lambda e: any(o.role in resolver.gazetteer.roles(mention.title.lower(), o.state) for o, _ in resolver.gazetteer.held(e.id, day)),
        lambda e: bool(resolver.gazetteer.held(e.id, day)),
        lambda e: e.country and e.country == country_of_title(resolver, mention, day),
        lambda e: bool(resolver.context.countries.get(e.country, set()) - {mention.span.text}),
    )
    left = list(persons)
    for test in tests:
        fitting = [e for e in left if test(e)]
        if len(fitting) == 1:
            return fitting[0]
        left = fitting or left
    return None


def _shared(resolver: Resolver, aliases: Sequence[Alias], mention: Mention, slot: str) -> Resolution | None:
    """A surname of several people of one country: nobody's in particular, and yet of that country; two states: open."""
    entries = {a.actor: resolver.gazetteer.entry(a.actor) for a in aliases}
    kinds, countries = {e.kind for e in entries.values()}, {e.country for e in entries.values()}
    if len(entries) > 1 and kinds == {"country"}:
        return OPEN
    if len(entries) > 1 and kinds == {"person"} and len(countries) == 1 and resolver.names.full(mention.span.text) is None:
        text = mention.span.text
        return resolver.local(f"{text} ({resolver.article.key})", "person", next(iter(countries)), "shared name", shown=text)
    return None


# ---------------------------------------------------------------- persons


def _person(resolver: Resolver, mention: Mention, day: str) -> Resolution:
    text = mention.span.text
    full = resolver.names.full(text)
    if mention.title and len(text.split()) == 1:
        titled = _by_title(resolver, mention, day)
        if titled.actor is not None:
            return titled
    if full is not None and full != text:
        entry = choose(resolver, resolver.gazetteer.aliases(full, day), mention, "subj", day)
        if entry is not None:
            return resolver.known(entry, day, "surname")
        return resolver.local(full, "person", _home(resolver, mention, full, day), "surname")
    if len(text.split()) == 1:
        chosen = choose(resolver, resolver.gazetteer.aliases(text, day), mention, "subj", day)
        if chosen is not None:
            return resolver.known(chosen, day, "surname")
    return OPEN


def _home(resolver: Resolver, mention: Mention, full: str, day: str) -> str:
    """The country that the article gives an unknown person; of an official without one, the only state it names."""
    found = resolver.names.country(full, lambda m, d: country_of_title(resolver, m, d), day)
    if found:
        return found
    titles = {w for m in (mention, *resolver.names.mentions(full)) for w in m.title.lower().split()}
    official = any(resolver.lexicon.person_group(w) in _OFFICIAL for w in titles)
    return resolver.context.only_country if official else ""


def _by_title(resolver: Resolver, mention: Mention, day: str) -> Resolution:
    """A bare surname under a title: the only holder of that name in such an office that day."""
    held = [
        person
        for person in resolver.gazetteer.persons(mention.span.text)
        if mention.title and any(o.role in resolver.gazetteer.roles(mention.title.lower(), o.state) for o, _ in resolver.gazetteer.held(person, day))
    ]
    known = [resolver.gazetteer.entry(p) for p in held]
    backed = [e for e in known if resolver.context.countries.get(e.country, set()) - {mention.span.text}]
    only = backed if len(backed) == 1 else known
    if len(only) != 1:
        return OPEN
    heads = any(o.role in _HEADS for o, _ in resolver.gazetteer.held(only[0].id, day))
    return resolver.known(only[0], day, "title") if heads or not resolver.context.elsewhere(only[0], mention) else OPEN


def country_of_title(resolver: Resolver, mention: Mention, day: str) -> str:
    """The country that a title or owner gives a name ("Iranian general X")."""
    if mention.owner is not None and mention.owner.form != "pronoun":
        owner = resolver.one(mention.owner, slot="owner", day=day)
        if owner.actor is not None and owner.actor.kind in ("country", "agency", "person", "people"):
            return owner.actor.country
    for word in mention.title.replace("'s", "").split():
        for alias in resolver.gazetteer.aliases(word, day):
            entry = resolver.gazetteer.entry(alias.actor)
            if entry.kind == "country" and alias.exact | word[:1].isupper():
                return entry.country
    return ""


# ---------------------------------------------------------------- names that only this article knows


def _local_name(resolver: Resolver, mention: Mention, slot: str, day: str) -> Resolution:
    text, kind = mention.span.text, _LOCAL_KINDS.get(mention.label, "")
    if _MINISTRY & set(text.lower().split()):
        return ministry(resolver, mention, day)
    ends = {text.lower().split()[0], text.lower().split()[-1]}
    if _PAPERS & ends or any("agreement" in resolver.lexicon.classes_of(word) for word in ends):
        return OPEN
    if not kind or kind in ("good", "topic") or not text[:1].isalpha() or not any(c.isupper() for c in text):
        return OPEN
    country = country_of_title(resolver, mention, day)
    if kind == "person":
        country = country or _home(resolver, mention, text, day)
        if len(text.split()) == 1:
            return resolver.local(f"{text} ({resolver.article.key})", kind, country, "local", shown=text)
        return resolver.local(text, kind, country, "local")
    full = resolver.full_name(mention)
    known = choose(resolver, resolver.gazetteer.aliases(full, day), mention, slot, day) if full != text else None
    if known is not None:
        return resolver.known(known, day, "short form")
    country = country or (country_in_name(resolver, full, day) if mention.label in ("ORG", "NORP") else "")
    inferred = country or (resolver.context.only_country if mention.label == "ORG" else "")
    found = resolver.local(full, kind, country, "local" if full == text else "short form", shown=full)
    return Resolution(replace(found.actor, country=inferred), "", found.rule) if found.actor is not None else found


def country_in_name(resolver: Resolver, text: str, day: str) -> str:
    """The state that the name of a body begins or ends with ("Latvian Constitutional Court", "University of Jordan")."""
    words = text.split()
    ends = [" ".join(words[:n]) for n in (2, 1) if len(words) > n] + [" ".join(words[-n:]) for n in (2, 1) if len(words) > n + 1 and words[-n - 1] in ("of", "in")]
    for phrase in ends:
        found = {e.country for a in resolver.gazetteer.aliases(phrase, day) if a.kind in ("name", "demonym", "formal", "acronym") for e in [resolver.gazetteer.entry(a.actor)] if e.kind == "country"}
        ambiguous = any(a.kind == "ambiguous" for a in resolver.gazetteer.aliases(phrase, day))
        if len(found) == 1 and not ambiguous:
            return next(iter(found))
    return ""


def _shortened(text: str) -> tuple[str, ...]:
    """``text`` and, for a longer name, ``text`` without words of rank before it."""
    return (text, text.split(" ", 1)[1]) if text.count(" ") >= _SHORTENED_FROM else (text,)
