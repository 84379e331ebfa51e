"""What a mention is resolved to, and the slots in which a name stands for a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.model import Actor

if TYPE_CHECKING:
    from ontology.gazetteer import Entry

PLACE_SLOTS = frozenset(["in", "at", "near", "around", "across", "inside", "outside", "within", "into", "from", "through", "throughout", "toward", "towards", "off", "along", "via"])


@dataclass(frozen=True, slots=True)
class Resolution:
    """The actor that a mention names, the state it acts for on that day, and the rule that found it."""

    actor: Actor | None
    acts_for: str = ""
    rule: str = ""


OPEN = Resolution(None)


def to_actor(entry: Entry) -> Actor:
    """The actor of a row of the gazetteer."""
    return Actor(entry.id, entry.name, entry.kind, entry.country, entry.wikidata)
