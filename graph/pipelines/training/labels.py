"""One scheme of entity labels, and how each corpus maps onto it.

`UNSURE` marks a span whose label the corpus cannot tell: training leaves it open, and
figures neither reward nor punish it.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

UNSURE = ""
PLACE = "place"
"""Stands for GPE, LOC or FAC until `settled` has read the words."""

LABELS = ("PERSON", "ORG", "GPE", "LOC", "NORP", "EVENT", "FAC", "PRODUCT")

CROSSNER: Mapping[str, str] = {
    **dict.fromkeys(("person", "politician", "scientist", "writer"), "PERSON"),
    **dict.fromkeys(("organisation", "politicalparty", "university", "magazine"), "ORG"),
    **dict.fromkeys(("election", "event"), "EVENT"),
    "country": "GPE",
    "location": PLACE,
    **dict.fromkeys(("misc", "award", "book", "poem", "academicjournal", "astronomicalobject"), UNSURE),
}
"""Types left out (protein, literarygenre ...) are no entities for us."""

UNER: Mapping[str, str] = {"PER": "PERSON", "ORG": "ORG", "LOC": PLACE}
WIKIGOLD: Mapping[str, str] = {**UNER, "MISC": UNSURE}
MEANTIME: Mapping[str, str] = {**UNER, "PRO": "PRODUCT", "FIN": UNSURE}
GUM: Mapping[str, str] = {
    "person": "PERSON",
    "organization": "ORG",
    "place": PLACE,
    "event": "EVENT",
    **dict.fromkeys(("abstract", "object", "substance", "animal", "plant"), UNSURE),
}
"""Types left out (time) are no entities for us."""
RE3D: Mapping[str, str] = {
    "Person": "PERSON",
    "Organisation": "ORG",
    "Location": PLACE,
    "Nationality": "NORP",
    **dict.fromkeys(("MilitaryPlatform", "Weapon"), "PRODUCT"),
    "DocumentReference": UNSURE,
}


def settled(label: str, text: str) -> str:
    """The final label of a span that a corpus calls `label`.

    A country or capital is GPE even where the corpus calls it an organisation; other places
    are LOC or FAC by their last word ("Sea", "Airport") and GPE otherwise.
    """
    name = text.removeprefix("the ").removeprefix("The ")
    if label in (PLACE, "ORG") and name in states():
        return "GPE"
    if label in (PLACE, "ORG", UNSURE) and name in demonyms():
        return "NORP"
    if label == "GPE" or (label == PLACE and "," in name):
        return UNSURE if "," in name else label
    if label != PLACE:
        return label
    words = name.split()
    places = _places()
    if name in places["regions"] or words[-1] in places["nature"] or words[0] in places["nature_first"]:
        return "LOC"
    return "FAC" if words[-1] in places["buildings"] else "GPE"


@cache
def states() -> frozenset[str]:
    """Names and capitals of countries, as written in English text."""
    rows = _countries()
    names = {row["country"] for row in rows} | {row["capital"] for row in rows}
    names.update(alias for row in rows for alias in row["aliases"].split("|"))
    return frozenset(names - {""})


@cache
def demonyms() -> frozenset[str]:
    """Adjectives and names of a country's people: "Iraqi", "Danes"."""
    groups = ("Arab", "Arabs", "Kurdish", "Kurd", "Kurds", "European", "Europeans", "African", "Africans", "Asian")
    faiths = ("Muslim", "Muslims", "Christian", "Christians", "Jewish", "Jews", "Sunni", "Shia", "Shiite", "Shi'ite")
    found = {name for row in _countries() for name in row["demonyms"].split("|")}
    return frozenset((found | {*groups, *faiths, "Yazidi", "Yazidis", "Soviet", "Catholic"}) - {""})


@cache
def _countries() -> list[dict[str, str]]:
    with (Path(__file__).parent / "countries.csv").open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _places() -> dict[str, frozenset[str]]:
    text = (Path(__file__).parent / "places.toml").read_text(encoding="utf8")
    return {kind: frozenset(words) for kind, words in tomllib.loads(text).items()}
