"""Write ``ontology/events.ttl`` from ``plover.csv``, ``cameo.csv`` and ``contexts.csv`` beside this file.

    python ontology/lexicon/write_events.py            writes the file
    python ontology/lexicon/write_events.py --check    exit code 1 if the file is out of date

The tables are what people edit; the Turtle is what ships and what the graph loads.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
TARGET = HERE.parent / "events.ttl"
HEAD = """\
# Event types of geopolgraph. Written by ontology/lexicon/write_events.py from the tables beside it: edit those.
# Types, modes and scores follow PLOVER (Open Event Data Alliance, manual draft 2.0 and mapping of 2021), the codes
# CAMEO (Schrodt and others); definitions and examples are our own. Decisions: ontology/lexicon/DECISIONS.md
@prefix dct: <http://purl.org/dc/terms/> .
@prefix gp: <https://w3id.org/geopolgraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

gp:PLOVER a skos:ConceptScheme ;
    dct:title "PLOVER event types and modes"@en ;
    dct:source <https://github.com/openeventdata/PLOVER> .

gp:CAMEO a skos:ConceptScheme ;
    dct:title "CAMEO event codes"@en .

gp:CONTEXT a skos:ConceptScheme ;
    dct:title "PLOVER contexts"@en .
"""
QUADS = {"1": "verbal cooperation", "2": "material cooperation", "3": "verbal conflict", "4": "material conflict"}


def rows(name: str) -> Iterator[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def text(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"@en'


def concept(name: str, scheme: str, pairs: list[tuple[str, str]]) -> str:
    lines = [
        f"{name} a skos:Concept",
        f"    skos:inScheme {scheme}",
        *(f"    {key} {value}" for key, value in pairs if value),
    ]
    return " ;\n".join(lines) + " .\n"


def plover_name(event: str, mode: str) -> str:
    return f"gp:{event}_{mode}" if mode else f"gp:{event}"


def plover(row: dict[str, str]) -> str:
    place = ("skos:broader", f"gp:{row['type']}") if row["mode"] else ("skos:topConceptOf", "gp:PLOVER")
    score = f'"{row["score"]}"^^xsd:decimal' if row["score"] else ""
    return concept(
        plover_name(row["type"], row["mode"]),
        "gp:PLOVER",
        [
            place,
            ("skos:notation", f'"{row["mode"] or row["type"]}"'),
            ("skos:prefLabel", text(row["label"])),
            ("skos:definition", text(row["definition"])),
            ("skos:example", text(row["example"])),
            ("gp:quadClass", row["quad"]),
            ("gp:score", score),
            ("gp:needsRecipient", "true" if row["recipient"] == "yes" else "false"),
            ("gp:bestCameo", f"gp:CAMEO_{row['cameo']}"),
        ],
    )


def parent(code: str, codes: set[str]) -> str:
    shorter = (code[:length] for length in range(len(code) - 1, 1, -1))
    return next((found for found in shorter if found in codes), "")


def cameo(row: dict[str, str], codes: set[str]) -> str:
    above = parent(row["code"], codes)
    related = [f"gp:{event}" for event in row["also"].split()]
    contexts = [f"gp:context_{context}" for context in row["contexts"].split()]
    return concept(
        f"gp:CAMEO_{row['code']}",
        "gp:CAMEO",
        [
            ("skos:broader", f"gp:CAMEO_{above}") if above else ("skos:topConceptOf", "gp:CAMEO"),
            ("skos:notation", f'"{row["code"]}"'),
            ("skos:prefLabel", text(row["label"])),
            ("skos:broadMatch", plover_name(row["event"], row["mode"]) if row["event"] else ""),
            ("skos:relatedMatch", ", ".join(related)),
            ("gp:context", ", ".join(contexts)),
            ("skos:note", text(row["note"]) if row["note"] else ""),
        ],
    )


def context(row: dict[str, str]) -> str:
    pairs = [
        ("skos:topConceptOf", "gp:CONTEXT"),
        ("skos:notation", f'"{row["context"]}"'),
        ("skos:prefLabel", text(row["label"])),
        ("skos:definition", text(row["definition"])),
    ]
    return concept(f"gp:context_{row['context']}", "gp:CONTEXT", pairs)


def quad_labels() -> str:
    """What the numbers of gp:quadClass mean, for people who meet them in a query."""
    words = "; ".join(f"{number} {label}" for number, label in QUADS.items())
    properties = {
        "quadClass": f"Quad class of an event type: {words}.",
        "score": "Conflict (-10) to cooperation (+10), set by experts for each type and mode.",
        "needsRecipient": "Whether an event of this type is only counted with a recipient.",
        "bestCameo": "The CAMEO code that stands for this type or mode where nothing more is known.",
        "context": "A context that the code implies.",
    }
    return "\n".join(f"gp:{name} rdfs:comment {text(comment)} .\n" for name, comment in properties.items())


def turtle() -> str:
    """The whole file."""
    codes = {row["code"] for row in rows("cameo.csv")}
    parts = [HEAD, quad_labels(), *map(plover, rows("plover.csv")), *map(context, rows("contexts.csv"))]
    return "\n".join([*parts, *(cameo(row, codes) for row in rows("cameo.csv"))])


def main(arguments: list[str]) -> int:
    if "--check" in arguments:
        return 0 if TARGET.read_text(encoding="utf-8") == turtle() else 1
    TARGET.write_text(turtle(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
