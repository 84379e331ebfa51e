"""Mention -> actor: names, metonyms, bodies, offices by date, goods, references, and what only this article names.

Every resolution says by which rule it was made. What cannot be told is left open, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from graph.model import Actor, Article, Mention, Occurrence, Span
from graph.resolve.context import Context, Sports
from graph.resolve.coreference import References, Teacher
from graph.resolve.coreference.entities import Nouns
from graph.resolve.coreference.nouns import bare
from graph.resolve.named import country_in_name, country_of_title, named
from graph.resolve.names import ArticleNames
from graph.resolve.nominals import nominal
from graph.resolve.offices import role_held
from graph.resolve.pairs import joint, latter
from graph.resolve.resolution import OPEN, PLACE_SLOTS, Resolution, is_state, to_actor
from ontology.names import local_id

if TYPE_CHECKING:
    from ontology.gazetteer import Entry, Gazetteer
    from ontology.lexicon import Lexicon

_BUCKET = 500
_GROUP_KINDS = {
    "body": ("organisation", "agency", "group"),
    "company": ("company", "medium"),
    "armed": ("group", "agency"),
    "place": ("country", "place"),
    "people": ("people", "group"),
}


class Resolver:
    """Resolves the mentions of one article.

    ``occurrences`` are all mentions of the article in the order of the text: a bare surname resolves through a
    full name among them, a pronoun or a definite noun through what stands before it.
    """

    def __init__(self, article: Article, occurrences: Sequence[Occurrence], gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self.article, self.gazetteer, self.lexicon = article, gazetteer, lexicon
        self.occurrences = occurrences
        self.names = ArticleNames(occurrences)
        self.context = Context(self, occurrences)
        self.sports = Sports(article, lexicon)
        self._places = {o.mention.span: i for i, o in enumerate(occurrences)}
        self._names_before = [i for i, o in enumerate(occurrences) if o.mention.form == "name"]
        self._known_as: dict[str, str] = {}
        self._buckets: dict[tuple[str, int], list[Occurrence]] = {}
        for occurrence in occurrences:
            self._buckets.setdefault((occurrence.mention.span.part, occurrence.mention.span.start // _BUCKET), []).append(occurrence)
        self._memory: dict[tuple[Mention, str, str], tuple[Resolution, ...]] = {}

    def resolve(self, mention: Mention, *, slot: str = "subj", day: str = "") -> tuple[Resolution, ...]:
        """All actors that ``mention`` names in this slot on this ISO day (several for "both countries"), or ()."""
        key = (mention, "place" if slot in PLACE_SLOTS else slot, day)
        if key not in self._memory:
            self._memory[key] = ()
            self._memory[key] = tuple(r for r in self._resolve(mention, slot, day) if r.actor is not None)
        return self._memory[key]

    def one(self, mention: Mention, *, slot: str = "subj", day: str = "") -> Resolution:
        """The only actor that ``mention`` names, or an open resolution."""
        found = self.resolve(mention, slot=slot, day=day)
        return found[0] if len(found) == 1 else OPEN

    def antecedent(self, mention: Mention) -> Occurrence | None:
        """The name that a pronoun or a definite noun stands for, or None where that cannot be told."""
        found = self.references.of(mention)
        return found[0] if found is not None and found[0].mention.form == "name" else None

    @cached_property
    def references(self) -> References:
        """What the pronouns and definite nouns of the article stand for."""
        return self.refer()

    @cached_property
    def nouns(self) -> Nouns:
        """What the lexicon knows of nouns and names, for references."""
        return Nouns(self.lexicon.person_gender, self.lexicon.collective, self.lexicon.gender, self.lexicon.says)

    def refer(self, teacher: Teacher | None = None) -> References:
        """The references of the article; with a teacher, what it says is taken for granted."""
        return References(
            self.occurrences, self.article.text, self.nouns, identity=self._identity, full=self.names.full,
            kind_of_actor=self._kind, is_a=self._is_a, home=self._home, teacher=teacher,
        )  # fmt: skip

    def _resolve(self, mention: Mention, slot: str, day: str) -> Iterable[Resolution]:
        day = day or self.article.published
        if mention.form == "pronoun":
            return self._referred(mention, day, "pronoun")
        if mention.form == "name":
            found = named(self, mention, slot, day)
            if found.actor is not None:
                return (found,)
        if mention.head in ("latter", "former") and len(mention.span.text.split()) == 1:
            return latter(self, mention, day)
        both = joint(self, mention, slot, day)
        if both:
            return both
        found = nominal(self, mention, slot, day)
        return (found,) if found.actor is not None else self._referred(mention, day, "noun")

    def _referred(self, mention: Mention, day: str, rule: str) -> tuple[Resolution, ...]:
        """The actors of what a pronoun or definite noun stands for; of each member where it stands for several."""
        found = self.references.of(mention)
        if found is None:
            return self._apposed(mention, day)
        shown, entity = found
        spoken = [self.occurrences[self.references.last(m, mention)] for m in entity.members] or [shown]
        return tuple(Resolution(r.actor, r.acts_for, rule) for o in spoken if o.mention.span != mention.span for r in self.resolve(o.mention, slot="subj", day=day))

    def _apposed(self, mention: Mention, day: str) -> tuple[Resolution, ...]:
        """The person beside whose name a noun is set ("Li Qiang, the prime minister")."""
        name = self.references.name_beside(mention)
        if name is None or name.span == mention.span:
            return ()
        return tuple(Resolution(r.actor, r.acts_for, "apposition") for r in self.resolve(name, slot="subj", day=day))

    # ---------------------------------------------------------------- the article

    def owner(self, mention: Mention, day: str) -> Resolution:
        """The actor to whom ``mention`` belongs, or an open resolution; of "U.S. Predator strikes" the state in the owner's name."""
        if mention.owner is None:
            return OPEN
        found = self.one(mention.owner, slot="owner", day=day)
        if found.actor is None and mention.owner.form == "name":
            state = self.gazetteer.country(country_in_name(self, mention.owner.span.text, day))
            return self.known(state, day, "name") if state is not None else OPEN
        return found

    def before(self, mention: Mention) -> list[Occurrence]:
        """The names that stand before ``mention``: those of the title, and of the body up to its place."""
        span = mention.span
        named_ = (self.occurrences[i] for i in self._names_before)
        return [o for o in named_ if o.mention.span.part != span.part or o.mention.span.end <= span.start]

    def within(self, stretch: Span) -> Iterator[Occurrence]:
        """The mentions that begin in a stretch of the article, and some that begin near it, in the order of the text."""
        for bucket in range(stretch.start // _BUCKET, stretch.end // _BUCKET + 1):
            yield from self._buckets.get((stretch.part, bucket), ())

    def sentence_of(self, mention: Mention) -> int:
        """The number of the sentence in which ``mention`` stands; 0 if it is none of the article's."""
        place = self._places.get(mention.span)
        return self.occurrences[place].sentence if place is not None else 0

    def text_of(self, mention: Mention) -> str:
        """The text of the part of the article in which ``mention`` stands."""
        return self.article.text if mention.span.part == "body" else self.article.title

    def named_inside(self, text: str) -> Resolution:
        """The only actor that the tables call by this very name, for a name inside a longer one; no surname, no nickname."""
        day = self.article.published
        found = {a.actor for a in self.gazetteer.aliases(text, day) if a.kind in ("name", "formal", "acronym")}
        entries = [self.gazetteer.entry(a) for a in found]
        if len(entries) == 2:
            entries = [e for e in entries if e.kind == "place"]
        return self.known(entries[0], day, "nested") if len(entries) == 1 and entries[0].kind not in ("good", "topic") else OPEN

    def full_name(self, mention: Mention) -> str:
        """The longest name of the same entity of the article ("Revolutionary United Front" for "RUF")."""
        return self.references.full_name(mention) or mention.span.text

    def _identity(self, mention: Mention) -> str:
        """The only actor that the tables know under this name, or ""."""
        text = mention.span.text
        if text not in self._known_as:
            self._known_as[text] = self._only_actor(text)
        return self._known_as[text]

    def _only_actor(self, text: str) -> str:
        found = {a.actor for a in self.gazetteer.aliases(text, self.article.published) if a.kind != "ambiguous"}
        kinds = {self.gazetteer.entry(a).kind for a in found}
        if len(found) == 2 and kinds == {"country", "place"}:
            return min(found, key=lambda a: self.gazetteer.entry(a).kind)
        return next(iter(found)) if len(found) == 1 else ""

    def _kind(self, actor: str) -> str:
        return self.gazetteer.entry(actor).kind if actor else ""

    def _home(self, mention: Mention) -> str:
        """The country of the only actor that the tables know under this name, else that of its owner, or ""."""
        if mention.form == "name" and self._identity(mention):
            return self.gazetteer.entry(self._identity(mention)).country
        return self._home(mention.owner) if mention.owner is not None else ""

    def _is_a(self, name: Mention, noun: Mention) -> bool:
        """Whether the tables know the bearer of a name as what a noun says ("the bloc", "the minister")."""
        found = self._identity(name)
        if not found:
            return False
        actor = to_actor(self.gazetteer.entry(found))
        if actor.kind == "person":
            return role_held(self, actor, bare(noun), self.article.published)
        return actor.kind in _GROUP_KINDS.get(self.lexicon.collective(noun.head), ())

    # ---------------------------------------------------------------- actors

    def known(self, entry: Entry, day: str, rule: str) -> Resolution:
        """The actor of a row of the tables."""
        return Resolution(to_actor(entry), self.acts_for(entry, day), rule)

    def state_in_title(self, mention: Mention, day: str) -> Resolution:
        """The state named in the words before a name ("Chinese state media outlet Xinhua")."""
        state = self.gazetteer.country(country_of_title(self, mention, day))
        return self.known(state, day, "title") if state is not None else OPEN

    def acts_for(self, entry: Entry, day: str) -> str:
        """ISO-3 of the state that an actor acts for on a day; "" for who acts for none."""
        if entry.kind in ("country", "agency"):
            return entry.country if entry.country != "IGO" else ""
        if entry.kind == "person" and day:
            return next((code for o, _ in self.gazetteer.held(entry.id, day) if (code := self.state_of(o.state))), "")
        return ""

    def state_of(self, seat: str) -> str:
        """The ISO-3 code of whose office a seat is: of a state, also of one that is no more; "" of an organisation."""
        if is_state(seat):
            return seat
        entry = self.gazetteer.entry(seat) if seat in self.gazetteer else None
        return entry.country if entry is not None and entry.kind == "country" else ""

    def local(self, name: str, kind: str, country: str, rule: str, *, shown: str = "") -> Resolution:
        """An actor that only the article names."""
        return Resolution(Actor(local_id(kind, name.casefold(), country), shown or name, kind, country), "", rule)
