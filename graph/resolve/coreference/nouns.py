"""Definite nouns -> names, by rule: the only name of the article that was called so, bears the noun in it, or is known as one.

Three levels, the strongest first: called by this very phrase ("Prime Minister X ... the prime minister"); with the noun in its
name or title ("the Constitutional Court ... the court"), or in such an office by the tables; known as one of that kind ("Repsol ...
the company") where no other body or place is named near. Of several at one level the last one counts only if it is close and the others are far.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.model import Mention
from graph.resolve.coreference.entities import Entity
from graph.resolve.coreference.features import Scene
from graph.resolve.names import LESSER, calls

_NEAR, _FAR = 1, 3
_LEVELS = ("called so", "in the name", "one of the kind")
_OTHER = frozenset({"former", "late", "ex", "ousted", "deposed", "then", "acting", "interim", "new", "next", "incoming", "previous", "old", "both", "two", "other", "another"})
_GENERIC = frozenset(
    ["country", "nation", "republic", "kingdom", "island", "state", "bloc", "union", "organisation", "organization", "agency", "group", "movement", "militia", "company", "firm", "airline", "carmaker", "automaker", "manufacturer", "retailer", "newspaper", "broadcaster", "network", "channel", "daily", "paper", "magazine", "city", "town"]
)


def namesake(scene: Scene, place: int, entities: Sequence[Entity]) -> Entity | None:
    """The named entity that a definite noun stands for, or None; ``entities``: the admitted ones, the one named last first."""
    mention = scene.occurrences[place].mention
    if mention.plural or _OTHER & {*mention.modifiers, *mention.span.text.lower().split()}:
        return None
    for level in _LEVELS:
        fitting = [e for e in entities if e.named and level in _fits(scene, place, mention, e)]
        if level == _LEVELS[-1] and sum(e.named for e in entities) > 1:
            return None
        if len(fitting) == 1:
            return fitting[0]
        if len(fitting) > 1:
            distances = [scene.occurrences[place].sentence - scene.occurrences[max(p for p in e.places if p < place)].sentence for e in fitting]
            return fitting[0] if distances[0] <= _NEAR and min(distances[1:]) >= _FAR else None
    return None


def _fits(scene: Scene, place: int, mention: Mention, entity: Entity) -> Iterator[str]:
    before = [scene.occurrences[p].mention for p in entity.places if p < place]
    if mention.owner is not None:
        theirs, ours = scene.home(mention), {scene.home(m) for m in before} - {""}
        if not theirs or theirs not in ours:
            return
    phrase = bare(mention)
    called = {bare(m) for m in before if m.form == "nominal"} | {m.title.lower() for m in before}
    if any(calls(c, phrase) for c in called if c):
        yield "called so"
    alone = phrase == mention.head
    titles = {w for m in before for w in m.title.lower().split() if not LESSER & set(m.title.lower().split())}
    names = {w.lower() for m in before if m.form == "name" for w in m.span.text.split()[1:]}
    known = scene.is_a(before[0], mention)
    if (alone and mention.head in titles | names) or (known and entity.kind == "person") or set(phrase.split()) <= names:
        yield "in the name"
    if known and alone and entity.kind != "person" and mention.head in _GENERIC:
        yield "one of the kind"


def bare(mention: Mention) -> str:
    """The phrase in lower case, without its owner."""
    text = mention.span.text
    if mention.owner is not None and mention.owner.span.start <= mention.span.start < mention.owner.span.end:
        text = text[mention.owner.span.end - mention.span.start :]
    return " ".join(text.lower().split())
