"""Mention -> actor: names, metonyms, bodies, offices by date, goods, and what only this article names.

Every resolution says by which rule it was made. What cannot be told is left open, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from graph.model import Actor, Article, Mention, Occurrence
from graph.resolve.coreference import antecedent
from graph.resolve.names import ArticleNames, head_variants, is_person_noun
from graph.resolve.pairs import before, joint, latter
from graph.resolve.resolution import OPEN, PLACE_SLOTS, Resolution, to_actor
from ontology.names import local_id

if TYPE_CHECKING:
    from ontology.gazetteer import Alias, Entry, Gazetteer
    from ontology.lexicon import Lexicon

_STATE_KINDS = frozenset({"country", "agency", "office", "organisation"})
_LABEL_KINDS = {
    "PERSON": ("person",),
    "GPE": ("country", "place"),
    "NORP": ("country", "people", "group"),
    "LOC": ("place", "country"),
    "ORG": ("organisation", "agency", "group", "company", "medium", "country"),
}
_LOCAL_KINDS = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "NORP": "people", "FAC": "place", "PRODUCT": "good", "EVENT": "topic"}
_BY_OWNER = frozenset({"statement", "ruling", "remark", "comment", "speech", "report", "decision", "move", "step", "action", "side", "account", "word", "source"})
_MINISTRY = frozenset({"ministry", "department", "directorate", "bureau"})
_INSTITUTIONS = frozenset({"court", "tribunal", "jury"})


class Resolver:
    """Resolves the mentions of one article.

    ``occurrences`` are all mentions of the article in the order of the text: a bare surname resolves through a
    full name among them, a pronoun through the mentions before it.
    """

    def __init__(self, article: Article, occurrences: Sequence[Occurrence], gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self.article, self.gazetteer, self.lexicon = article, gazetteer, lexicon
        self.occurrences = occurrences
        self.names = ArticleNames(occurrences)
        self._memory: dict[tuple[Mention, str, str], tuple[Resolution, ...]] = {}

    def resolve(self, mention: Mention, *, slot: str = "subj", day: str = "") -> tuple[Resolution, ...]:
        """All actors that ``mention`` names in this slot on this ISO day (several for "both countries"), or ()."""
        key = (mention, "place" if slot in PLACE_SLOTS else "actor", day)
        if key not in self._memory:
            self._memory[key] = ()
            self._memory[key] = tuple(r for r in self._resolve(mention, slot, day) if r.actor is not None)
        return self._memory[key]

    def one(self, mention: Mention, *, slot: str = "subj", day: str = "") -> Resolution:
        """The only actor that ``mention`` names, or an open resolution."""
        found = self.resolve(mention, slot=slot, day=day)
        return found[0] if len(found) == 1 else OPEN

    def antecedent(self, pronoun: Mention) -> Occurrence | None:
        """What a pronoun stands for, or None where that cannot be told."""
        return antecedent(pronoun, self.names.with_persons(self._is_no_person), text=self.article.text, gender=self._gender)

    def _is_no_person(self, mention: Mention) -> bool:
        """Whether the gazetteer knows this name, and only as something else than a person."""
        kinds = {self.gazetteer.entry(a.actor).kind for a in self.gazetteer.aliases(mention.span.text)}
        return bool(kinds) and "person" not in kinds

    def _gender(self, mention: Mention) -> str:
        full = self.names.full(mention.span.text) or mention.span.text
        return self.lexicon.gender(full) if " " in full else ""

    def _resolve(self, mention: Mention, slot: str, day: str) -> Iterable[Resolution]:
        day = day or self.article.published
        if mention.form == "pronoun":
            return self._pronoun(mention, slot, day)
        if mention.form == "name":
            found = self._name(mention, slot, day)
            if found.actor is not None:
                return (found,)
        if mention.head in ("latter", "former") and len(mention.span.text.split()) == 1:
            return latter(self, mention, day)
        both = joint(self, mention, slot, day)
        return both if both else (self._nominal(mention, slot, day),)

    # ---------------------------------------------------------------- names

    def _name(self, mention: Mention, slot: str, day: str) -> Resolution:
        text = mention.span.text
        for words in _shortened(text):
            chosen = self._choose(self.gazetteer.aliases(words, day), mention, slot, day)
            if chosen is not None and (words == text or chosen.kind not in ("person",)):
                return self._known(chosen, day, "title" if mention.title else "name")
        if mention.label in ("PERSON", "PER", "") or self.names.is_person(text) or self.names.full(text) is not None:
            found = self._person(mention, day)
            if found.actor is not None:
                return found
        if mention.owner is not None or len(text.split()) > 1:
            body = self._body(mention, slot, day)
            if body.actor is not None:
                return body
            office = self._office(mention, slot, day)
            if office.actor is not None:
                return office
        return self._local_name(mention, slot, day)

    def _choose(self, aliases: tuple[Alias, ...], mention: Mention, slot: str, day: str) -> Entry | None:
        """The alias that fits slot and entity label; None where two would."""
        if not aliases:
            return None
        place = slot in PLACE_SLOTS
        usable = [a for a in aliases if not (place and a.kind in ("capital", "metonym"))] or list(aliases)
        entries = {a.actor: self.gazetteer.entry(a.actor) for a in usable}
        if len(entries) == 1:
            entry = next(iter(entries.values()))
            surname_only = all(a.kind == "surname" for a in usable) and self.names.full(mention.span.text) is not None
            return None if surname_only else entry
        if place:
            places = [e for e in entries.values() if e.kind in ("place", "country")]
            if len(places) >= 1:
                return min(places, key=lambda e: (e.kind != "place", e.id)) if len(places) <= 2 else None
        fitting = [e for e in entries.values() if e.kind in _LABEL_KINDS.get(mention.label, ())]
        if mention.label == "PERSON":
            fitting = [e for e in fitting if self.gazetteer.held(e.id, day)] if len(fitting) > 1 else fitting
        if len(fitting) == 1:
            return fitting[0]
        pool = fitting or list(entries.values())
        for kinds in (("country",), ("organisation", "agency"), ("person",), ("group", "company", "medium"), ("people",)):
            chosen = [e for e in pool if e.kind in kinds]
            if chosen:
                return chosen[0] if len(chosen) == 1 else None
        return pool[0] if len(pool) == 1 else None

    def _person(self, mention: Mention, day: str) -> Resolution:
        text = mention.span.text
        full = self.names.full(text)
        if full is not None and full != text:
            entry = self._choose(self.gazetteer.aliases(full, day), mention, "subj", day)
            if entry is not None:
                return self._known(entry, day, "surname")
            return self._local(full, "person", self.names.country(full, self._country_of_title, day), "surname")
        if len(text.split()) == 1:
            chosen = self._choose(self.gazetteer.aliases(text, day), mention, "subj", day)
            if chosen is not None:
                return self._known(chosen, day, "surname")
            return self._by_title(mention, day)
        return OPEN

    def _by_title(self, mention: Mention, day: str) -> Resolution:
        """A bare surname under a title: the only holder of that name in such an office that day."""
        held = [
            person
            for person in self.gazetteer.persons(mention.span.text)
            if mention.title and any(office.role in self.gazetteer.roles(mention.title.lower(), office.state) for office, _ in self.gazetteer.held(person, day))
        ]
        return self._known(self.gazetteer.entry(held[0]), day, "title") if len(held) == 1 else OPEN

    def _local_name(self, mention: Mention, slot: str, day: str) -> Resolution:
        text, kind = mention.span.text, _LOCAL_KINDS.get(mention.label, "")
        if _MINISTRY & set(text.lower().split()):
            return self._ministry(mention, day)
        if not kind or kind in ("good", "topic") or not text[:1].isalpha() or not any(c.isupper() for c in text):
            return OPEN
        country = self._country_of_title(mention, day)
        if kind == "person":
            country = country or self.names.country(text, self._country_of_title, day)
            if len(text.split()) == 1:
                return self._local(f"{text} ({self.article.key})", kind, country, "local", shown=text)
        return self._local(text, kind, country, "local")

    def state_in_title(self, mention: Mention, day: str) -> Resolution:
        """The state named in the words before a name ("Chinese state media outlet Xinhua")."""
        state = self.gazetteer.country(self._country_of_title(mention, day))
        return self._known(state, day, "title") if state is not None else OPEN

    def _ministry(self, mention: Mention, day: str) -> Resolution:
        """A ministry that the gazetteer does not list, of the state that stands before or in it."""
        owner = self._owner(mention, day)
        country = owner.acts_for or (owner.actor.country if owner.actor is not None else "")
        state = self.gazetteer.country(country) if country else None
        if state is None:
            return OPEN
        name = f"{mention.span.text} of {state.name}"
        return Resolution(Actor(local_id("agency", name, country), name, "agency", country), country, "body")

    def _country_of_title(self, mention: Mention, day: str) -> str:
        """The country that a title or owner gives a name ("Iranian general X")."""
        if mention.owner is not None and mention.owner.form != "pronoun":
            owner = self.one(mention.owner, slot="owner", day=day)
            if owner.actor is not None and owner.actor.kind in ("country", "agency", "person"):
                return owner.actor.country
        for word in mention.title.replace("'s", "").split():
            for alias in self.gazetteer.aliases(word, day):
                entry = self.gazetteer.entry(alias.actor)
                if entry.kind == "country" and alias.exact | word[:1].isupper():
                    return entry.country
        return ""

    # ---------------------------------------------------------------- nominals

    def _nominal(self, mention: Mention, slot: str, day: str) -> Resolution:
        for attempt in (self._office, self._body, self._thing):
            found = attempt(mention, slot, day)
            if found.actor is not None:
                return found
        for last in (self._by_owner, self._people):
            found = last(mention, day)
            if found.actor is not None:
                return found
        return self._institution(mention, slot)

    def _people(self, mention: Mention, day: str) -> Resolution:
        """Unnamed people of a state ("Iraqi lawyers"): an actor of this country, called by these words."""
        owner = self._owner(mention, day)
        if owner.actor is None or owner.actor.kind != "country" or not is_person_noun(mention.head):
            return OPEN
        words = " ".join(w for w in mention.span.text.split() if not w[:1].isdigit())
        return self._local(words, "people", owner.actor.country, "people")

    def _institution(self, mention: Mention, slot: str) -> Resolution:
        """A court that is not named further is still one that acts ("a federal appeals court")."""
        if mention.head not in _INSTITUTIONS or slot in PLACE_SLOTS or len(mention.span.text.split()) < 2:
            return OPEN
        return self._local(mention.span.text, "agency", "", "institution")

    def _owner(self, mention: Mention, day: str) -> Resolution:
        if mention.owner is None:
            return OPEN
        return self.one(mention.owner, slot="owner", day=day)

    def _body(self, mention: Mention, slot: str, day: str) -> Resolution:
        """"U.S. officials" are the state; "China's foreign ministry" is its agency."""
        body = next((b for b in map(self.gazetteer.body, head_variants(mention)) if b is not None), None)
        if body is None:
            return OPEN
        owner = self._owner(mention, day) if mention.owner is not None else self._only_state(mention, day)
        if owner.actor is not None and owner.actor.kind in ("organisation", "group"):
            return Resolution(owner.actor, owner.acts_for, "body")
        country = owner.acts_for or (owner.actor.country if owner.actor is not None else "")
        state = self.gazetteer.country(country) if country else None
        if state is None:
            return OPEN
        if body.level == "state":
            return self._known(state, day, "body")
        name = body.pattern.format(country=state.name) if body.pattern else f"{state.name} {body.text}"
        known = self._choose(self.gazetteer.aliases(name, day), mention, "subj", day)
        if known is not None:
            return self._known(known, day, "body")
        private = body.kind in ("people", "group", "company")
        actor = Actor(local_id(body.kind, name, country), name, body.kind, country)
        return Resolution(actor, "" if private else country, "body")

    def _only_state(self, mention: Mention, day: str) -> Resolution:
        """"the government": of the only state that the article has named so far, if there is only one."""
        if mention.form != "nominal" or not mention.definite:
            return OPEN
        states = {}
        for occurrence in before(self, mention):
            for found in self.resolve(occurrence.mention, slot="subj", day=day):
                home = found.acts_for or (found.actor.country if found.actor is not None and found.actor.kind in ("country", "place") else "")
                if home:
                    states[home] = home
        state = self.gazetteer.country(next(iter(states))) if len(states) == 1 else None
        return self._known(state, day, "only state") if state is not None else OPEN

    def _office(self, mention: Mention, slot: str, day: str) -> Resolution:
        """An office phrase: the office, and its holder where exactly one is known for that day."""
        for phrase in head_variants(mention):
            owner = self._owner(mention, day)
            state = owner.acts_for or (owner.actor.country if owner.actor is not None else "")
            roles = self.gazetteer.roles(phrase, state)
            if state and roles:
                return self._holder(state, roles[0], day)
            states = self.gazetteer.states_of(phrase)
            if len(states) == 1 and not state and not roles:
                return self._holder(*states[0], day)
            if roles and not state and mention.definite:
                return self._titled_before(mention, phrase, day)
        return OPEN

    def _holder(self, state: str, role: str, day: str) -> Resolution:
        office = self.gazetteer.office(state, role)
        if office is None:
            return OPEN
        holders = self.gazetteer.holders(office.id, day) if day else ()
        if len(holders) == 1:
            return self._known(self.gazetteer.entry(holders[0].person), day, "office")
        country = state if len(state) == 3 and state.isupper() else "IGO"
        actor = Actor(office.id, office.name, "office", country)
        return Resolution(actor, country if country != "IGO" else "", "office")

    def office_named(self, title: Mention, acts_for: str, day: str) -> Resolution:
        """The office that a title before a name stands for, of the state in the title or of the person's own."""
        owner = self._owner(title, day)
        state = owner.acts_for or (owner.actor.country if owner.actor is not None else "")
        for phrase in head_variants(title):
            for singular in (phrase, phrase.removesuffix("s")):
                states = {s for s, _ in self.gazetteer.states_of(singular)}
                general = bool(self.gazetteer.roles(singular))
                place = state or acts_for or (next(iter(states)) if len(states) == 1 and not general else "")
                roles = self.gazetteer.roles(singular, place) if place else ()
                office = next((o for o in (self.gazetteer.office(place, r) for r in roles) if o is not None), None)
                if office is not None:
                    country = place if len(place) == 3 and place.isupper() else "IGO"
                    return Resolution(Actor(office.id, office.name, "office", country), country, "title")
        return OPEN

    def _titled_before(self, mention: Mention, phrase: str, day: str) -> Resolution:
        """"the president": the only person of this article who was given that title before."""
        persons = self.names.titled(phrase, before=mention.span.start, part=mention.span.part)
        found = {r.actor.id: r for r in (self.one(p, day=day) for p in persons) if r.actor is not None}
        if len(found) == 1:
            only = next(iter(found.values()))
            return Resolution(only.actor, only.acts_for, "title")
        return OPEN

    def _thing(self, mention: Mention, slot: str, day: str) -> Resolution:
        """Goods, instruments of policy and anything else that the gazetteer calls by a common noun."""
        for phrase in head_variants(mention):
            for alias in self.gazetteer.aliases(phrase, day):
                entry = self.gazetteer.entry(alias.actor)
                if entry.kind in ("good", "topic", "organisation", "agency", "group", "people", "medium"):
                    return self._known(entry, day, "thing")
        return OPEN

    def _by_owner(self, mention: Mention, day: str) -> Resolution:
        """"American warnings" are those of the United States, "a court ruling" is the court's."""
        if mention.owner is None or mention.form == "pronoun":
            return OPEN
        acts = bool(self.lexicon.frames("noun", mention.head)) or mention.head in _BY_OWNER
        if not acts:
            return OPEN
        owner = self._owner(mention, day)
        return Resolution(owner.actor, owner.acts_for, "owner")

    # ---------------------------------------------------------------- pronouns, pairs

    def _pronoun(self, mention: Mention, slot: str, day: str) -> Iterable[Resolution]:
        found = self.antecedent(mention)
        if found is None or found.mention.form == "pronoun":
            return ()
        return tuple(Resolution(r.actor, r.acts_for, "pronoun") for r in self.resolve(found.mention, slot="subj", day=day))

    # ---------------------------------------------------------------- actors

    def _known(self, entry: Entry, day: str, rule: str) -> Resolution:
        return Resolution(to_actor(entry), self.acts_for(entry, day), rule)

    def acts_for(self, entry: Entry, day: str) -> str:
        """ISO-3 of the state that an actor acts for on a day; "" for who acts for none."""
        if entry.kind in ("country", "agency"):
            return entry.country if entry.country != "IGO" else ""
        if entry.kind == "person" and day:
            for office, _ in self.gazetteer.held(entry.id, day):
                if len(office.state) == 3 and office.state.isupper():
                    return office.state
        return ""

    def _local(self, name: str, kind: str, country: str, rule: str, *, shown: str = "") -> Resolution:
        return Resolution(Actor(local_id(kind, name.casefold(), country), shown or name, kind, country), "", rule)


def _shortened(text: str) -> tuple[str, ...]:
    """``text`` and, for a longer name, ``text`` without words of rank before it."""
    return (text, text.split(" ", 1)[1]) if text.count(" ") >= 2 else (text,)
