"""What a refresh would change, in lines for a person to read: holders, actors and names, one table after the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from ontology.gazetteer import Gazetteer
from ontology.tables import COLUMNS, Row, sound_rows
from ontology.terms import Holder

ORDER = ("added", "ended", "changed", "dropped", "overruled", "confirmed", "the same")
SILENT = frozenset({"confirmed", "the same"})
"""Changes that are counted and not listed."""

Change = tuple[str, str]


def changes(before: Gazetteer, after: Gazetteer) -> Iterator[str]:
    """The lines: a heading with counts for each table, and below it what is added, ended, changed or dropped.

    Holders of today whom a stronger table contradicts are overruled: they change nothing, until a person looks.
    """
    yield from _section("holders", [*_holders(before, after), *_overruled(before, after)])
    yield from _section("actors", list(_actors(before, after)))
    yield from _section("aliases", list(_aliases(before, after)))


def _section(table: str, found: list[Change]) -> Iterator[str]:
    counts = Counter(kind for kind, _ in found)
    yield f"{table}: " + (", ".join(f"{counts[kind]} {kind}" for kind in ORDER if counts[kind]) or "nothing new")
    for kind, text in sorted(found, key=lambda change: (ORDER.index(change[0]), change[1])):
        if kind not in SILENT:
            yield f"  {kind:<9} {text}"


def _holders(before: Gazetteer, after: Gazetteer) -> Iterator[Change]:
    offices = sorted({actor for actor in after if after.office_of(actor) is not None})
    for office in offices:
        old, new = (_by_person(g.terms(office)) for g in (before, after))
        for person in sorted(old.keys() | new.keys()):
            for was, now in _paired(old.get(person, []), new.get(person, [])):
                yield _change(after if now is not None else before, was, now)


def _overruled(before: Gazetteer, after: Gazetteer) -> Iterator[Change]:
    for layer in (one for one in after.layers if one not in before.layers):
        for reference, person, start, end, _, source_date in _rows(layer, "holders"):
            state, _, role = reference.rpartition(":")
            office = after.office(state, role)
            now = [after.entry(term.person).name for term in after.terms(office.id) if not term.end] if office else []
            if office is not None and not end and after.entry(person).name not in now:
                told = f"{office.name}: {after.entry(person).name}, since {start}, known until {source_date}"
                yield "overruled", f"{told} (a stronger table has {', '.join(now) or 'another end'})"


def _by_person(terms: Iterable[Holder]) -> dict[str, list[Holder]]:
    found: dict[str, list[Holder]] = defaultdict(list)
    for term in terms:
        found[term.person].append(term)
    return found


def _paired(old: list[Holder], new: list[Holder]) -> Iterator[tuple[Holder | None, Holder | None]]:
    """Each term of a person with the one that stood for it before: one that shares a day with it."""
    left = list(old)
    for now in new:
        was = next((w for w in left if w.start < (now.end or "9999") and now.start < (w.end or "9999")), None)
        if was is not None:
            left.remove(was)
        yield was, now
    yield from ((was, None) for was in left)


def _change(tables: Gazetteer, was: Holder | None, now: Holder | None) -> Change:
    some = now or was
    assert some is not None
    office = tables.office_of(some.office)
    who = f"{office.name if office is not None else some.office}: {tables.entry(some.person).name}"
    if was is None or now is None:
        return ("dropped" if now is None else "added"), f"{who}, {_span(some)}"
    if (was.start, was.end) == (now.start, now.end):
        return ("the same" if now.horizon == was.horizon else "confirmed"), who
    return ("ended" if now.end and not was.end else "changed"), f"{who}, {_span(now)} (was {_span(was)})"


def _span(term: Holder) -> str:
    return f"{term.start} to {term.end}" if term.end else f"since {term.start}, known until {term.source_date}"


def _actors(before: Gazetteer, after: Gazetteer) -> Iterator[Change]:
    for actor in after:
        new = after.entry(actor)
        if actor not in before:
            yield "added", f"{new.name}, {new.kind}, {new.country} ({actor})"
    for actor in before:
        if actor not in after:
            old = before.entry(actor)
            yield "dropped", f"{old.name}, {old.kind}, {old.country} ({actor})"


def _aliases(before: Gazetteer, after: Gazetteer) -> Iterator[Change]:
    """Of the tables that only one of the two reads: those that came, and those in whose place they came."""
    for kind, these, others in (("added", after, before), ("dropped", before, after)):
        for layer in (one for one in these.layers if one not in others.layers):
            for text, actor, sort, *_ in _rows(layer, "aliases"):
                if actor in these and actor not in {alias.actor for alias in others.aliases(text)}:
                    yield kind, f"{text} -> {these.entry(actor).name} ({sort}, {actor})"


def _rows(folder: Path, table: str) -> list[Row]:
    path = folder / f"{table}.csv"
    return [row for _, row in sound_rows(path, COLUMNS[table], [])] if path.is_file() else []
