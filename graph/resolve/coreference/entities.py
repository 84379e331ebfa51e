"""Who an article speaks of, mention by mention: names that are one, nouns that are one, and what each entity is like."""

from __future__ import annotations

import re
from bisect import insort
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from graph.model import Mention, Occurrence
from ontology.names import fold

PERSON, BODY, PLACE, PEOPLE, THING = "person", "body", "place", "people", "thing"
_LABELS = {"PERSON": PERSON, "PER": PERSON, "ORG": BODY, "GPE": PLACE, "LOC": PLACE, "FAC": PLACE, "NORP": PEOPLE}
_LABEL_OF_KIND = {"person": "PERSON", "country": "GPE", "place": "GPE", "people": "NORP", **dict.fromkeys(("organisation", "agency", "group", "company", "medium"), "ORG")}
_COLLECTIVES = {"body": BODY, "company": BODY, "armed": BODY, "people": PEOPLE, "place": PLACE}
_PEOPLE_WORDS = frozenset({"people", "men", "women", "children", "others", "thousands", "hundreds", "dozens", "scores", "troops", "forces", "police"})
_TITLES = {"mr": "m", "mr.": "m", "king": "m", "prince": "m", "sir": "m", "lord": "m", "mrs": "f", "mrs.": "f", "ms": "f", "ms.": "f", "queen": "f", "princess": "f", "madame": "f", "lady": "f"}
_TOLD = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_NAMED = frozenset({" named ", " called ", " known as ", " by the name of ", " nicknamed "})
_CLOSE = 4
AGED = re.compile(r"^\d+-year-old$")
_SMALL = frozenset({"of", "the", "and", "for", "de", "del", "la", "on", "in"})


@dataclass(frozen=True, slots=True)
class Nouns:
    """What the lexicon knows: the gender of a person noun, the group of a collective, the gender of a given name, verbs of saying."""

    person: Callable[[str], str | None]
    collective: Callable[[str], str]
    gender: Callable[[str], str]
    says: Callable[[str], bool] = lambda word: False


@dataclass(slots=True)
class Entity:
    """Somebody or something of one article; ``places`` are positions of its mentions in the list of occurrences.

    ``kind`` is person, body, place, people or thing; ``gender`` m, f or "". An entity of several ``members`` is a pair
    or a row of names ("India and Pakistan").
    """

    kind: str
    gender: str = ""
    plural: bool = False
    named: bool = False
    name: str = ""
    head: str = ""
    places: list[int] = field(default_factory=list)
    members: tuple[Entity, ...] = ()


class Entities:
    """The entities of one article, met in the order of the text; ``identity`` gives names of one actor one key, or ""."""

    def __init__(self, occurrences: Sequence[Occurrence], nouns: Nouns, identity: Callable[[Mention], str], full: Callable[[str], str | None], kind_of_actor: Callable[[str], str], between: Callable[[Mention, Mention], str | None]) -> None:
        self._kind_of_actor, self._between = kind_of_actor, between
        self._occurrences, self._nouns, self._identity, self._full = occurrences, nouns, identity, full
        self.all: list[Entity] = []
        self.of: dict[int, Entity] = {}
        self._named: dict[str, Entity] = {}
        self._nominal: dict[str, Entity] = {}
        self._predicates: dict[int, set[int]] = {}
        for found in occurrences:
            if found.slot == "subj" and found.clauses:
                self._predicates.setdefault(found.sentence, set()).add(found.clauses[0])
        counted: dict[str, Counter[str]] = {}
        for mention in (o.mention for o in occurrences if o.mention.form == "name" and o.mention.label):
            counted.setdefault(mention.span.text, Counter())[self._known_label(mention)] += 1
        self._usual = {text: max(sorted(labels), key=lambda label: labels[label]) for text, labels in counted.items()}

    def _known_label(self, mention: Mention) -> str:
        """The label of a name; of one that the tables know, what they say."""
        return _LABEL_OF_KIND.get(self._kind_of_actor(self._identity(mention)), mention.label)

    def meet(self, place: int) -> None:
        """Note the entity of a name or noun that no reference explains: one met before, or a new one.

        What is only said of somebody ("is a lawyer", "resigned as minister") is none.
        """
        mention = self._occurrences[place].mention
        apposed = self.apposed(place)
        if apposed is not None:
            self._unite(place, apposed)
        elif mention.form == "name":
            self.put(place, self._name(mention))
        elif not self._is_predicate(place):
            self.put(place, self._noun(mention))

    def put(self, place: int, entity: Entity) -> None:
        """Note that the mention at ``place`` is of ``entity``; a pronoun tells its gender."""
        insort(entity.places, place)
        self.of[place] = entity
        entity.gender = entity.gender or _TOLD.get(self._occurrences[place].mention.span.text.lower(), "")

    def apposed(self, place: int) -> Entity | None:
        """The entity right before, where this mention is set beside it ("the prime minister, Hwang Kyo-ahn", "a guy named Mario")."""
        here = self._occurrences[place]
        beside = next((p for p in range(place - 1, max(-1, place - _CLOSE), -1) if self._ends_before(p, here)), -1)
        before = self.of.get(beside)
        if before is None or before.kind != PERSON or self._occurrences[beside].sentence != here.sentence:
            return None
        if here.slot != "appos" and self._between(self._occurrences[beside].mention, here.mention) not in _NAMED:
            return None
        person = here.mention.label in ("PERSON", "PER") if here.mention.form == "name" else self.kind_of_noun(here.mention) == PERSON
        return before if person and not (before.named and here.mention.form == "name") else None

    def _ends_before(self, place: int, here: Occurrence) -> bool:
        span, own = self._occurrences[place].mention.span, here.mention.span
        return span.part == own.part and span.end <= own.start

    def _unite(self, place: int, entity: Entity) -> None:
        """Give an entity the name set beside it; what is known of that name already joins it."""
        mention = self._occurrences[place].mention
        if mention.form != "name":
            entity.gender = entity.gender or self.gender(mention)
            self.put(place, entity)
            return
        known = self._name(mention)
        for earlier in entity.places:
            known.places.append(earlier)
            self.of[earlier] = known
        known.places.sort()
        known.gender = known.gender or entity.gender
        self.all = [e for e in self.all if e is not entity]
        self._nominal = {head: known if e is entity else e for head, e in self._nominal.items()}
        self.put(place, known)

    def _is_predicate(self, place: int) -> bool:
        here = self._occurrences[place]
        span = here.mention.span
        return here.slot == "as" or any(span.start <= p < span.end for p in self._predicates.get(here.sentence, ()))

    def join(self, members: Sequence[Entity], place: int) -> Entity:
        """Those named side by side, as one that "they" may stand for."""
        made = Entity(members[0].kind, plural=True, named=all(m.named for m in members), members=tuple(members), name=" and ".join(m.name for m in members))
        made.places.append(place)
        self.all.append(made)
        return made

    # ---------------------------------------------------------------- names

    def _name(self, mention: Mention) -> Entity:
        for key in self._keys(mention):
            if key in self._named:
                found = self._named[key]
                break
        else:
            found = Entity(self._kind_of_name(mention), named=True, name=mention.span.text)
            self.all.append(found)
        for key in self._keys(mention):
            self._named.setdefault(key, found)
        found.gender = found.gender or self.gender(mention)
        return found

    def _keys(self, mention: Mention) -> Iterator[str]:
        text = mention.span.text
        yield fold(self._full(text) or text)
        yield fold(text)
        actor = self._identity(mention)
        if actor:
            yield "=" + actor
        words = [w for w in text.split() if w.lower() not in _SMALL]
        if len(words) > 2 and mention.label not in ("PERSON", "PER"):
            yield "".join(w[0] for w in words).lower()

    def _kind_of_name(self, mention: Mention) -> str:
        """By the label that the article gives these words most often: taggers err on some occurrences."""
        return _LABELS.get(self._usual.get(mention.span.text, mention.label), THING)

    def gender(self, mention: Mention) -> str:
        """m, f or "" by title, given name or noun."""
        titles = {_TITLES[w] for w in mention.title.lower().split() if w in _TITLES}
        if len(titles) == 1:
            return next(iter(titles))
        if mention.form == "nominal":
            return (self._nouns.person(mention.head) or "").strip()
        if mention.label not in ("PERSON", "PER"):
            return ""
        by_title = {self._nouns.person(w) or "" for w in mention.title.lower().split()} - {""}
        full = self._full(mention.span.text) or mention.span.text
        return self._nouns.gender(full) or (next(iter(by_title)) if len(by_title) == 1 else "")

    # ---------------------------------------------------------------- nouns

    def _noun(self, mention: Mention) -> Entity:
        key = mention.head
        found = self._nominal.get(key) if mention.definite and mention.owner is None else None
        if found is None or found.plural != mention.plural:
            found = Entity(self.kind_of_noun(mention), self.gender(mention), mention.plural, head=mention.head, name=mention.span.text)
            self.all.append(found)
        self._nominal[key] = found
        return found

    def kind_of_noun(self, mention: Mention) -> str:
        """What a common noun stands for."""
        head = mention.head
        if AGED.match(mention.span.text.lower()):
            return PERSON
        if head in _PEOPLE_WORDS or mention.span.text.lower().split()[-1] in _PEOPLE_WORDS:
            return PEOPLE
        if self._nouns.person(head) is not None:
            return PEOPLE if mention.plural else PERSON
        return _COLLECTIVES.get(self._nouns.collective(head), THING)
