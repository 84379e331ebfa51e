"""Every fault that the tables of the gazetteer can have, each with its file and line.

The reader finds what it cannot read: wrong columns, dates, kinds, references, terms that overlap. What it could
read and yet is wrong is found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

from graph.errors import OntologyError
from ontology.gazetteer import Gazetteer
from ontology.layers import REFRESHED, SHIPPED, layers_of
from ontology.names import fold, local_id, surface
from ontology.tables import COLUMNS, Row, Where, fault, sound_rows
from ontology.terms import overlap

Line = tuple[Where, Row]
Tables = dict[str, list[Line]]

NEEDED = {
    "actors": ("name", "source"),
    "offices": ("role", "name"),
    "office_names": ("text", "role"),
    "holders": ("source",),
    "aliases": ("text",),
    "persons": ("family",),
    "bodies": ("text",),
    "national": ("name_pattern",),
}
"""The cells that may not be empty, beside those that the reader demands."""
KEYS = {"media": (0,), "fixed_terms": (0,), "aliases": (0, 1, 4), "bodies": (0,), "national": (0, 1)}
"""The cells that tell the rows of a table apart; the reader takes the first of two rows that share them."""
LOOSE = frozenset({"ambiguous", "surname"})
STANDS_FOR = frozenset({"capital", "metonym"})


def check(
    folder: Path = SHIPPED, *, user: Path | None = None, known: frozenset[str] = frozenset()
) -> list[OntologyError]:
    """All faults of the tables, by file and line.

    With the Wikidata ids that the sources know, also every id that they do not; what was refreshed has its ids
    from Wikidata itself.
    """
    return faults_of(layers_of(folder, user), known)


def faults_of(layers: tuple[Path, ...], known: frozenset[str] = frozenset()) -> list[OntologyError]:
    """All faults of the tables in ``layers``, the strongest first."""
    faults: list[OntologyError] = []
    gazetteer = Gazetteer(layers, faults)
    tables = {table: list(_lines(layers, table)) for table in COLUMNS}
    faults += _strange_files(layers)
    for table, lines in tables.items():
        faults += [*_order(lines), *_cells(table, lines), *_contradicted(table, lines, gazetteer)]
    for find in (_ids, _codes, _renamed, _terms, _persons, _media, _bodies, _national, _roles, _clashes):
        faults += find(gazetteer, tables)
    faults += _unknown_ids(tables, known) if known else ()
    return sorted({str(found): found for found in faults}.values(), key=_place)


def counts(layers: Iterable[Path]) -> dict[str, dict[str, int]]:
    """How many rows each table has in each layer."""
    found: dict[str, dict[str, int]] = {table: {} for table in COLUMNS}
    for layer in layers:
        for table in COLUMNS:
            if number := len(list(_lines((layer,), table))):
                found[table][str(layer)] = number
    return found


def _lines(layers: Iterable[Path], table: str) -> Iterator[Line]:
    for path in (layer / f"{table}.csv" for layer in layers):
        for number, row in sound_rows(path, COLUMNS[table], []) if path.exists() else ():
            yield (path, number), row


def _place(found: OntologyError) -> tuple[str, int, str]:
    path, _, number = found.where.rpartition(":")
    return path, int(number), found.message


# ---------------------------------------------------------------- any table


def _strange_files(layers: Iterable[Path]) -> Iterator[OntologyError]:
    for path in (p for layer in layers for p in sorted(layer.glob("*.csv"))):
        if path.stem not in COLUMNS:
            yield fault("is no table of the gazetteer, and is not read", (path, 1), "known: " + ", ".join(COLUMNS))


def _order(lines: list[Line]) -> Iterator[OntologyError]:
    seen: dict[tuple[Path, Row], int] = {}
    last: Line | None = None
    for where, row in lines:
        if (where[0], row) in seen:
            yield fault(f"the same row stands on line {seen[where[0], row]}", where, "leave one out")
        elif last is not None and last[0][0] == where[0] and row < last[1]:
            yield fault("is not in order: it sorts before the row above it", where, "sort the rows, cell by cell")
        seen.setdefault((where[0], row), where[1])
        last = (where, row)


def _cells(table: str, lines: list[Line]) -> Iterator[OntologyError]:
    needed = {COLUMNS[table].index(column): column for column in NEEDED.get(table, ())}
    for where, row in lines:
        for cell in row:
            if cell != " ".join(cell.split()):
                yield fault(f"{cell!r} has blanks at its ends or in a row", where, "take them out")
        for number, column in needed.items():
            if not row[number]:
                yield fault(f"the cell {column!r} is empty", where)
            elif column in ("text", "family") and not fold(surface(row[number])):
                yield fault(f"{row[number]!r} has no letter that could be read", where)


def _contradicted(table: str, lines: list[Line], gazetteer: Gazetteer) -> Iterator[OntologyError]:
    first: dict[tuple[Path, Row], Line] = {}
    for where, row in lines if table in KEYS else ():
        cells = [gazetteer.find(cell) or (cell if table == "national" else surface(cell)) for cell in row]
        key = (where[0], tuple(cells[number] for number in KEYS[table]))
        before = first.setdefault(key, (where, tuple(cells)))
        if before[1] != tuple(cells):
            yield fault(f"line {before[0][1]} says otherwise of the same", where, "only the first of them counts")


# ---------------------------------------------------------------- actors


def _ids(gazetteer: Gazetteer, tables: Tables) -> Iterator[OntologyError]:
    states = {row[4] for _, row in tables["actors"] if row[2] == "country"}
    for where, row in tables["actors"]:
        yield from _id(row[0], row[1], local_id(*row[2:5]), where)
    for where, (office, state, _, name, wikidata, _) in tables["offices"]:
        owner = gazetteer.find(state)
        if owner:
            country = state if state in states else gazetteer.entry(owner).country
            yield from _id(office, wikidata, local_id("office", name, country), where)


def _id(given: str, wikidata: str, local: str, where: Where) -> Iterator[OntologyError]:
    if wikidata and not re.fullmatch(r"Q[1-9][0-9]*", wikidata):
        yield fault(f"{wikidata!r} is no Wikidata id", where, "Q and digits; leave it empty if no source gives one")
    elif given and given != (wikidata or local):
        yield fault(f"the id is {wikidata or local}, not {given!r}", where, "leave the cell empty: it is computed")


def _unknown_ids(tables: Tables, known: frozenset[str]) -> Iterator[OntologyError]:
    for table, column in (("actors", 1), ("offices", 4)):
        for where, row in tables[table]:
            if row[column] and row[column] not in known and where[0].parent.name != REFRESHED:
                yield fault(f"Wikidata id {row[column]} is in no source", where, "leave it empty")


def _codes(gazetteer: Gazetteer, tables: Tables) -> Iterator[OntologyError]:
    known = {row[4] for _, row in tables["actors"] if row[2] == "country"} | {"", "IGO"}
    for where, row in tables["actors"]:
        if row[4] not in known:
            yield fault(f"unknown country {row[4]!r}", where, "the ISO-3 code of a country of actors.csv, IGO or nothing")
        if row[2] == "country" and not row[6] and not re.fullmatch("[A-Z]{3}", row[4]):
            yield fault(f"{row[4]!r} is no code of a state", where, "three capitals, as in ISO 3166")


def _renamed(gazetteer: Gazetteer, tables: Tables) -> Iterator[OntologyError]:
    """One Wikidata id for two things: another kind or name in a weaker layer, unless the stronger one has that
    name as an alias.
    """
    called = {(where[0].parent, gazetteer.find(row[1]), fold(surface(row[0]))) for where, row in tables["aliases"]}
    found: dict[str, list[Line]] = {}
    for where, row in tables["actors"]:
        found.setdefault(row[1], []).append((where, row))
    found.pop("", None)
    for wikidata, lines in found.items():
        for (where, strong), (other, weak) in (p for p in combinations(lines, 2) if p[0][0][0] != p[1][0][0]):
            name = fold(surface(weak[3]))
            if strong[2] != weak[2]:
                yield fault(f"{wikidata} is a {strong[2]}, and a {weak[2]} at {_at(other)}", where, "mend one of them")
            elif fold(surface(strong[3])) != name and (where[0].parent, wikidata, name) not in called:
                hint = f"mend the id, or add {weak[3]!r} to the aliases of this folder"
                yield fault(f"{wikidata} is {strong[3]!r}, and {weak[3]!r} at {_at(other)}", where, hint)


def _at(where: Where) -> str:
    return f"{where[0].parent.name}/{where[0].name}:{where[1]}"


def _media(gazetteer: Gazetteer, tables: Tables) -> Iterator[OntologyError]:
    for where, (actor, owner, _) in tables["media"]:
        yield from _is(gazetteer, actor, "medium", where)
        if owner and (gazetteer.country(owner) is None or len(owner) != 3):
            yield fault(f"the owner {owner!r} is no state", where, "an ISO code of actors.csv, or nothing")


def _persons(gazetteer: Gazetteer, tables: Tables) -> Iterator[OntologyError]:
    for where, row in tables["persons"]:
        yield from _is(gazetteer, row[0], "person", where)


def _is(gazetteer: Gazetteer, reference: str, kind: str, where: Where) -> Iterator[OntologyError]:
    found = gazetteer.find(reference)
    if found and gazetteer.entry(found).kind != kind:
        yield fault(f"{reference} is no {kind}, but of the kind {gazetteer.entry(found).kind!r}", where)


# ---------------------------------------------------------------- offices and bodies


def _terms(gazetteer: Gazetteer, tables: Tables) -> Iterator[OntologyError]:
    seen: dict[tuple[Path, str, str], list[Line]] = {}
    for where, row in tables["holders"]:
        office, person, start, end, _, source_date = row
        yield from _is(gazetteer, person, "person", where)
        if start and start == end:
            yield fault(f"the term ends on the day {start} on which it starts", where, "leave it out")
        if not end and start > source_date:
            yield fault(f"the term starts after the day {source_date} of its source", where, "mend one of them")
        terms = seen.setdefault((where[0], office, gazetteer.find(person)), [])
        if any(overlap(row, other) for _, other in terms):
            yield fault(f"{office}: {person} overlaps a term of their own", where, "make one term of both")
        terms.append((where, row))


def _roles(gazetteer: Gazetteer, tables: Tables) -> Iterator[OntologyError]:
    known = {row[2] for _, row in tables["offices"]}
    for where, (text, role, _) in tables["office_names"]:
        if role and role not in known:
            yield fault(f"{text}: no office has the role {role!r}", where, "a role of offices.csv")


def _bodies(gazetteer: Gazetteer, tables: Tables) -> Iterator[OntologyError]:
    for where, (text, _, level, pattern) in tables["bodies"]:
        if re.search("[{}]", pattern.replace("{country}", "")):
            yield fault(f"{text}: {pattern!r} has braces around something else", where, "only {country} is filled in")
        elif (level == "agency") != ("{country}" in pattern):
            yield fault(f"{text}: {pattern!r} is no pattern for the level {level!r}", where, "an agency has {country}")


def _national(gazetteer: Gazetteer, tables: Tables) -> Iterator[OntologyError]:
    known = {row[3] for _, row in tables["bodies"]}
    for where, (pattern, state, actor) in tables["national"]:
        if pattern not in known:
            yield fault(f"no body has the pattern {pattern!r}", where, "a name_pattern of bodies.csv")
        found = gazetteer.find(actor)
        if found and gazetteer.entry(found).country != state:
            yield fault(f"{actor} belongs to {gazetteer.entry(found).country or 'no state'}, not to {state}", where)


# ---------------------------------------------------------------- names


def _clashes(gazetteer: Gazetteer, tables: Tables) -> Iterator[OntologyError]:
    """One text for two actors on one day, where nothing says that it needs the context.

    Of two rows in one file the later is at fault, else that of the stronger layer.
    """
    for lines in _called(gazetteer, tables["aliases"]).values():
        for one, two in combinations(lines, 2):
            if _share(one[1], two[1]) and not _declared(gazetteer, one[1], two[1]):
                (where, row), (other, rival) = (two, one) if one[0][0] == two[0][0] else (one, two)
                names = " and ".join(f"{gazetteer.entry(r[1]).name} ({r[1]})" for r in (row, rival))
                hint = "give the rarer one the kind ambiguous, or both their dates"
                yield fault(f"{row[0]!r} names {names}, {_at(other)}, on the same days", where, hint)


def _called(gazetteer: Gazetteer, aliases: list[Line]) -> dict[str, list[Line]]:
    """The rows for each folded text, with ids for references; what a stronger layer says of the same actor counts."""
    found: dict[str, list[Line]] = {}
    for where, row in aliases:
        actor, lines = gazetteer.find(row[1]), found.setdefault(fold(surface(row[0])), [])
        known = any(r[1] == actor and surface(r[0]) == surface(row[0]) and w[0] != where[0] for w, r in lines)
        if actor and not known:
            lines.append((where, (row[0], actor, *row[2:])))
    return found


def _share(one: Row, two: Row) -> bool:
    """Whether two aliases of different actors fit the same word on the same day."""
    if one[1] == two[1] or one[3] != two[3] or (one[3] and surface(one[0]) != surface(two[0])):
        return False
    return one[4] < (two[5] or "9999") and two[4] < (one[5] or "9999")


def _declared(gazetteer: Gazetteer, one: Row, two: Row) -> bool:
    """Whether the tables say themselves which of two actors is meant: a kind that needs the context, a city beside
    the state that it stands for, a people beside its state, two persons in office at different times.
    """
    if LOOSE & {one[2], two[2]}:
        return True
    kinds = [gazetteer.entry(row[1]).kind for row in (one, two)]
    if kinds == ["person", "person"]:
        return _apart(gazetteer, one[1], two[1])
    pairs = ((one[2], kinds[1]), (two[2], kinds[0]))
    return any((kind in STANDS_FOR and other == "place") or (kind == "demonym" and other == "people") for kind, other in pairs)


def _apart(gazetteer: Gazetteer, one: str, two: str) -> bool:
    """Whether two persons have both held offices, and never on the same day."""
    terms = [[term for _, term in gazetteer.held(person)] for person in (one, two)]
    together = any(a.start < b.horizon and b.start < a.horizon for a in terms[0] for b in terms[1])
    return all(terms) and not together
