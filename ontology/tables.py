"""The tables of the gazetteer as files: their columns, the words they allow, and faults that name file and line."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from functools import cache
from io import StringIO
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
    "fixed_terms": ("office", "years"),
    "holders": ("office", "person", "start", "end", "source", "source_date"),
    "aliases": ("text", "actor", "kind", "case", "start", "end"),
    "persons": ("person", "family"),
    "bodies": ("text", "kind", "level", "name_pattern"),
    "national": ("name_pattern", "state", "actor"),
}


def rows(path: Path, columns: Row) -> list[Row]:
    """The rows of a table below its header; a wrong header or number of columns is a fault.

    The row with the index 0 stands on line 2, and so on.
    """
    text = _decoded(path)
    reader = csv.reader(StringIO(text, newline=""))
    try:
        found = [tuple(row) for row in reader]
    except csv.Error:
        found = []
    if found and found[0] == columns and set(map(len, found)) == {len(columns)} and reader.line_num == len(found):
        return found[1:]
    faults: list[OntologyError] = []
    _sound(path, text, columns, faults)
    raise next(iter(faults), fault("cannot be read as a table", (path, 1)))


def sound_rows(path: Path, columns: Row, faults: list[OntologyError]) -> list[tuple[int, Row]]:
    """The sound rows of a table with their lines; what is wrong with the others is added to ``faults``."""
    try:
        text = _decoded(path)
    except OntologyError as found:
        faults.append(found)
        return []
    return _sound(path, text, columns, faults)


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        where = (path, data.count(b"\n", 0, error.start) + 1)
        raise fault(f"byte 0x{data[error.start]:02X} is not UTF-8", where, "save the table as UTF-8") from error


def _sound(path: Path, text: str, columns: Row, faults: list[OntologyError]) -> list[tuple[int, Row]]:
    """Line by line, so that an open quotation mark spoils no other row."""
    found: list[tuple[int, Row]] = []
    for number, line in enumerate(StringIO(text, newline=""), start=1):
        try:
            row: Row = tuple(next(csv.reader([line], strict=True), ()))
        except csv.Error as error:
            faults.append(fault(f"is no line of CSV: {error}", (path, number), "close the quotation marks"))
            continue
        if number == 1 and row != columns:
            faults.append(fault("wrong header", (path, 1), "expected " + ",".join(columns)))
        elif len(row) != len(columns):
            faults.append(fault(f"{len(row)} columns", (path, number), f"expected {len(columns)}"))
        elif number > 1:
            found.append((number, row))
    if not text:
        faults.append(fault("wrong header", (path, 1), "expected " + ",".join(columns)))
    return found


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
