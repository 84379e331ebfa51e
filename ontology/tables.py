"""The tables of the gazetteer as files: their columns, the words they allow, and faults that name file and line."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from graph.errors import OntologyError
from ontology.names import word_set

Row = tuple[str, ...]
Where = tuple[Path, int]

KINDS = word_set("country person office agency organisation group company medium people place good topic")
ALIAS_KINDS = word_set("name formal acronym demonym nickname misspelling capital metonym variant surname ambiguous")
CASES = frozenset({"", "exact"})
LEVELS = frozenset({"state", "agency"})
COLUMNS = {
    "actors": ("id", "wikidata", "kind", "name", "country", "start", "end", "source"),
    "media": ("actor", "owner_state", "state_media"),
    "offices": ("id", "state", "role", "name", "wikidata", "seats"),
    "office_names": ("text", "role", "state"),
    "holders": ("office", "person", "start", "end", "source", "source_date"),
    "aliases": ("text", "actor", "kind", "case", "start", "end"),
    "persons": ("person", "family"),
    "bodies": ("text", "kind", "level", "name_pattern"),
    "national": ("name_pattern", "state", "actor"),
}


def rows(path: Path, columns: Row) -> list[Row]:
    """The rows of a table below its header; a wrong header or number of columns is a fault."""
    with path.open(encoding="utf-8", newline="") as stream:
        found = [tuple(row) for row in csv.reader(stream)]
    if not found or found[0] != columns:
        raise fault("wrong header", (path, 1), "expected " + ",".join(columns))
    if set(map(len, found)) != {len(columns)}:
        number = next(n for n, row in enumerate(found, start=1) if len(row) != len(columns))
        raise fault(f"{len(found[number - 1])} columns", (path, number), f"expected {len(columns)}")
    return found[1:]


def fault(message: str, where: Where, hint: str = "") -> OntologyError:
    return OntologyError(message, where=f"{where[0]}:{where[1]}", hint=hint)


def one_of(value: str, allowed: Iterable[str], what: str, where: Where) -> None:
    if value not in allowed:
        raise fault(f"unknown {what} {value!r}", where, "one of " + ", ".join(sorted(allowed)))


def in_order(start: str, end: str, where: Where) -> None:
    for value in (start, end):
        if value and not is_date(value):
            raise fault(f"{value!r} is no date", where, "YYYY, YYYY-MM or YYYY-MM-DD")
    if start and end and end < start:
        raise fault(f"the end {end} is before the start {start}", where)


@cache
def is_date(value: str) -> bool:
    padded = value + "-01-01"[len(value) - 4 :] if len(value) in (4, 7) else value
    try:
        return len(padded) == 10 and date.fromisoformat(padded).isoformat() == padded
    except ValueError:
        return False
