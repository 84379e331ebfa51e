"""What a mention is resolved to, and the slots in which a name stands for a place or for a government."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.model import Actor

if TYPE_CHECKING:
    from ontology.gazetteer import Entry

PLACE_SLOTS = frozenset(["in", "at", "near", "around", "across", "inside", "outside", "within", "into", "from", "through", "throughout", "off", "along", "via", "outside of", "north of", "south of", "east of", "west of", "place"])
DEALING_SLOTS = frozenset(["subj", "obj", "iobj", "owner", "with", "between", "by", "to", "against", "on", "toward", "towards", "for", "about", "over", "upon", "according to", "along with", "together with", "among", "behind", "like", "despite"])
"""The slots of those who act, speak, or are spoken to: there a capital is its government."""


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


def is_state(code: str) -> bool:
    """Whether ``code`` is a state's ISO-3 code (an organisation has its id there, or IGO)."""
    return len(code) == 3 and code.isupper() and code != "IGO"
