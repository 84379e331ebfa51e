"""Pronouns and definite nouns -> the names and nouns of the same article that they stand for.

A pronoun is compared with every entity that the article has spoken of within reach; a linear model (``weights.csv``, made
by ``scripts/fit_coreference.py``) says how probable each is, and how probable none. The best one counts if it is
likelier than the threshold of its sort; otherwise the pronoun is left open. Definite nouns go by rule (``nouns.py``).
"""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from graph.model import Mention, Occurrence
from graph.resolve.coreference.entities import BODY, PLACE, Entities, Entity, Nouns
from graph.resolve.coreference.features import (
    HE,
    IT,
    NOUN,
    REACH,
    THEY,
    Scene,
    admits,
    features,
    last_before,
    none_features,
    sort_of,
)
from graph.resolve.coreference.nouns import namesake

TABLE = Path(__file__).with_name("weights.csv")
THRESHOLDS = {HE: 0.5, IT: 0.6, THEY: 0.6}
_TOLD_OF_ITSELF = "subject above 1 subj"
_SURE_OF_ITSELF, _SURE_OF_A_BODY, _SURE_OF_ONE = 0.25, 0.45, 0.8
_FRONT = 4
_MOST = 9
_JOINTS = frozenset({"and", ", and", "and the", ", and the"})


Teacher = Callable[[int, str, list[Entity]], int | None]
"""The position of the right candidate of a place and sort: -1 for none of them, None where that is not known."""


class References:
    """What each pronoun and definite noun of an article stands for."""

    def __init__(
        self, occurrences: Sequence[Occurrence], text: str, nouns: Nouns, *,
        identity: Callable[[Mention], str], full: Callable[[str], str | None], kind_of_actor: Callable[[str], str], is_a: Callable[[Mention, Mention], bool],
        home: Callable[[Mention], str],
        teacher: Teacher | None = None,
    ) -> None:  # fmt: skip
        """A ``teacher`` is for training: it tells the right one of the candidates at a place, which is then taken for granted."""
        self.occurrences = occurrences
        self._nouns, self._scene = nouns, Scene(occurrences, text, is_a, home, nouns.says)
        self._entities = Entities(occurrences, nouns, identity, full, kind_of_actor, self._scene.between)
        self._teacher = teacher
        self._places = {o.mention.span: i for i, o in reversed(list(enumerate(occurrences)))}
        self.samples: list[tuple[str, list[list[str]], int]] = []
        self._found: dict[Mention, tuple[Occurrence, Entity]] = {}
        for place in range(len(occurrences)):
            self._read(place)

    def of(self, mention: Mention) -> tuple[Occurrence, Entity] | None:
        """The mention that ``mention`` stands for, with its entity: its last name, else its first noun."""
        return self._found.get(mention)

    def full_name(self, mention: Mention) -> str:
        """The longest name that the article gives the entity of a name, or ""."""
        place = self._places.get(mention.span)
        entity = self._entities.of.get(place) if place is not None else None
        names = [self.occurrences[p].mention.span.text for p in entity.places if self.occurrences[p].mention.form == "name"] if entity is not None else []
        return max(names, key=len, default="")

    def name_beside(self, mention: Mention) -> Mention | None:
        """The nearest name of the person beside whom a noun is set in apposition, or None."""
        place = self._places.get(mention.span)
        entity = self._entities.of.get(place) if place is not None else None
        if place is None or entity is None or mention.form != "nominal" or not entity.named:
            return None
        names = [p for p in entity.places if abs(p - place) <= _FRONT and self.occurrences[p].mention.form == "name"]
        return self.occurrences[min(names, key=lambda p: abs(p - place))].mention if names else None

    def last(self, entity: Entity, mention: Mention) -> int:
        """The place of the last name of ``entity`` before ``mention``, else of its first mention."""
        here = self._places[mention.span]
        places = [p for p in entity.places if p < here] or entity.places
        named = [p for p in places if self.occurrences[p].mention.form == "name"]
        return named[-1] if named else places[0]

    def _read(self, place: int) -> None:
        if place in self._entities.of:
            return
        mention = self.occurrences[place].mention
        sort = "" if self._entities.apposed(place) is not None else sort_of(mention, self._nouns)
        chosen = self._ahead(place) if sort == HE else None
        chosen = chosen or (self._choose(place, sort) if sort else None)
        if chosen is not None:
            self._found[mention] = (self._shown(chosen, place), chosen)
            self._entities.put(place, chosen)
        elif mention.form != "pronoun":
            self._entities.meet(place)
            self._side_by_side(place)

    def _ahead(self, place: int) -> Entity | None:
        """"In her opening remarks, Waters said": the subject that follows a phrase in front of its sentence."""
        here = self.occurrences[place]
        subject = self._scene.first_subject(here.sentence)
        if self._teacher is not None or here.slot != "owner" or not place < subject <= place + _FRONT or not self._scene.fronted(place, subject):
            return None
        mention = self.occurrences[subject].mention
        if mention.form != "name" or mention.label not in ("PERSON", "PER"):
            return None
        self._read(subject)
        entity = self._entities.of.get(subject)
        return entity if entity is not None and admits(HE, here.mention, entity, "") else None

    def _choose(self, place: int, sort: str) -> Entity | None:
        candidates = self.candidates(place, sort)
        if sort == NOUN:
            return namesake(self._scene, place, candidates)
        if not candidates and self._teacher is None:
            return None
        most = sorted((sum(1 for _ in e.places) for e in candidates), reverse=True)
        listed = [list(features(self._scene, place, sort, e, rank, most)) for rank, e in enumerate(candidates)]
        listed.append(list(none_features(self._scene, place, len(candidates))))
        if self._teacher is not None:
            right = self._teacher(place, sort, candidates)
            if right is not None:
                self.samples.append((sort, listed, right))
            return candidates[right] if right is not None and right >= 0 else None
        chances = _chances(listed, models()[sort])
        best = max(range(len(candidates)), key=lambda i: (chances[i], -i))
        least = THRESHOLDS[sort]
        if sort in (IT, THEY) and _TOLD_OF_ITSELF in listed[best]:
            least = _SURE_OF_ITSELF
        if sort == THEY and candidates[best].named and not candidates[best].plural:
            least = _SURE_OF_A_BODY if candidates[best].kind == BODY else _SURE_OF_ONE
        if sort == IT and self._either(place, candidates):
            return None
        return candidates[best] if chances[best] >= least else None

    def _either(self, place: int, candidates: Sequence[Entity]) -> bool:
        """"The EU imposed sanctions on Russia over its war": of two states or bodies in one sentence "its" may be of either."""
        here = self.occurrences[place]
        beside = [e for e in candidates if e.named and e.kind in (BODY, PLACE) and self.occurrences[last_before(e, place)].sentence == here.sentence]
        return here.slot == "owner" and len(beside) > 1

    def candidates(self, place: int, sort: str) -> list[Entity]:
        """The entities within reach that number, gender and kind admit, the one named last first."""
        here = self.occurrences[place]
        kind = self._entities.kind_of_noun(here.mention) if sort == NOUN else ""
        earliest = here.sentence - REACH[sort]
        met = ((last_before(e, place), e) for e in self._entities.all if e.places[0] < place)
        found = [
            (last, e)
            for last, e in met
            if self.occurrences[last].sentence >= earliest and admits(sort, here.mention, e, kind)
            and not self._contains(place, last) and not self._scene.is_speaker(place, e.places)
        ]
        nearest = sorted(found, key=lambda pair: -pair[0])
        return [e for _, e in (nearest[:_MOST] if sort in (IT, THEY) else nearest)]

    def _contains(self, place: int, other: int) -> bool:
        a, b = self.occurrences[place].mention.span, self.occurrences[other].mention.span
        return a.part == b.part and a.start < b.end and b.start < a.end

    def _shown(self, entity: Entity, place: int) -> Occurrence:
        """The last name of the entity before ``place``, else its first mention."""
        return self.occurrences[self.last(entity.members[-1] if entity.members else entity, self.occurrences[place].mention)]

    def _side_by_side(self, place: int) -> None:
        """"India and Pakistan": note both as one, for a "they" that follows."""
        before = place - 1
        if before < 0 or self.occurrences[before].mention.form == "pronoun":
            return
        one, other = self.occurrences[before], self.occurrences[place]
        a, b = one.mention.span, other.mention.span
        if one.sentence != other.sentence or not 0 < b.start - a.end < 12 or not {before, place} <= self._entities.of.keys():
            return
        if self._words_between(one, other) in _JOINTS:
            sides = (self._entities.of[before], self._entities.of[place])
            if sides[0] is not sides[1] and sides[0].kind == sides[1].kind:
                self._entities.join(sides, place)

    def _words_between(self, one: Occurrence, other: Occurrence) -> str:
        title = other.mention.title
        between = self._scene.text[one.mention.span.end : other.mention.span.start] if one.mention.span.part == "body" else ""
        return between.replace(title, "").strip() if title else between.strip()


def _chances(listed: Sequence[Sequence[str]], weights: Mapping[str, float]) -> list[float]:
    """The probability of each candidate; the last is none of them."""
    scores = [sum(weights.get(name, 0.0) for name in names) for names in listed]
    top = max(scores)
    powers = [math.exp(s - top) for s in scores]
    return [p / sum(powers) for p in powers]


@cache
def models() -> Mapping[str, Mapping[str, float]]:
    """The fitted weights, for each sort of reference: feature -> weight."""
    found: dict[str, dict[str, float]] = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["sort"], {})[row["feature"]] = float(row["weight"])
    return found
