"""The gazetteer: who is who, how a text calls them, and who held which office when.

The tables lie in layers with the same columns: ``hand/`` (written by people), ``refreshed/`` (written by ``geopol
gazetteer refresh``, where somebody ran it) and ``built/`` (written by ``scripts/build_gazetteer.py``); a user may
add a folder of their own. Precedence: user > hand > refreshed > built. ``ontology/checks.py`` proves them.
An actor is referred to by its id, by the ISO code of a country (``CHN``), or by ``kind|name|country``; an office
by its id or by ``STATE:role`` (``USA:foreign_minister``). The reader keeps raw rows and makes entries when they
are asked for, so that loading stays cheap. Every fault raises ``OntologyError`` with file and line.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graph.errors import OntologyError, UnknownNameError
from ontology.layers import SHIPPED, layers_of, own_folder, version_of
from ontology.names import fold, local_id, respelt, surface, unpossessed, with_article
from ontology.tables import (
    ALIAS_KINDS,
    CASES,
    COLUMNS,
    KINDS,
    LEVELS,
    Row,
    Where,
    fault,
    in_order,
    is_date,
    one_of,
    rows,
    sound_rows,
)
from ontology.terms import Holder, by_person, fixed_end, overlap, overlay

_LONGEST_TERM = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor of the tables; ``id`` is its Wikidata id where one is known, else ``x-`` and a hash."""

    id: str
    wikidata: str
    kind: str
    name: str
    country: str
    start: str
    end: str
    source: str
    state_media: bool = False


@dataclass(frozen=True, slots=True)
class Alias:
    """A way to call an actor; ``exact``: only with these upper- and lower-case letters."""

    text: str
    actor: str
    kind: str
    exact: bool
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Office:
    """A seat of a state (ISO-3) or of an organisation (its id)."""

    id: str
    state: str
    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Body:
    """A noun that every state has one of: level ``state`` stands for the state itself, ``agency`` for a part of it."""

    text: str
    kind: str
    level: str
    pattern: str


class Gazetteer:
    """Look-ups over the tables of one or more layers, the strongest layer first.

    With a list of ``faults`` they are collected there, and the row is left out; without one the first is raised.
    """

    def __init__(self, layers: Iterable[Path], faults: list[OntologyError] | None = None) -> None:
        self.layers = tuple(layers)
        self.version = version_of(self.layers)
        self.longest = 1
        self._faults = faults
        self._layer = ""
        self._actors: dict[str, Row] = {}
        self._origin: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._countries: dict[str, str] = {}
        self._past: dict[str, str] = {}
        self._media: dict[str, bool] = {}
        self._offices: dict[str, Row] = {}
        self._references: dict[str, str] = {}
        self._seats: dict[tuple[str, str], str] = {}
        self._names: dict[str, list[Row]] = {}
        self._fixed: dict[str, int] = {}
        self._terms: dict[str, dict[str, list[Row]]] = {}
        self._aliases: dict[str, list[Row]] = {}
        self._families: dict[str, list[str]] = {}
        self._bodies: dict[str, Row] = {}
        self._national: dict[tuple[str, str], str] = {}
        for table, columns in COLUMNS.items():
            self._read(table, columns, getattr(self, f"_add_{table}"))
        self._holders = {o: overlay(list(t.values()), self._offices[o][4] == "many") for o, t in self._terms.items()}
        self._held = by_person(self._holders)

    @classmethod
    def load(cls, folder: Path | None = None, user: Path | None = None) -> Gazetteer:
        """The tables of ``folder``, overlaid with those of ``user``.

        Without either: the ones shipped, overlaid with those of ``own_folder()``, and read only once.
        """
        if folder is None and user is None:
            return _shipped(own_folder())
        with _uncollected():
            return cls(layers_of(folder or SHIPPED, user))

    # ---------------------------------------------------------------- look-ups

    def entry(self, actor: str) -> Entry:
        """The actor under this id; an unknown one raises ``UnknownNameError``."""
        row = self._actors.get(actor)
        if row is None:
            raise UnknownNameError("actor", actor, ())
        found, wikidata, kind, name, country, start, end, source = row
        return Entry(found, wikidata, kind, name, country, start, end, source, self._media.get(actor, False))

    def __contains__(self, actor: str) -> bool:
        return actor in self._actors

    def __iter__(self) -> Iterator[str]:
        return iter(self._actors)

    def country(self, iso3: str) -> Entry | None:
        """The present state or territory with an ISO-3166 alpha-3 code."""
        found = self._countries.get(iso3)
        return None if found is None else self.entry(found)

    def aliases(self, text: str, on: str = "") -> tuple[Alias, ...]:
        """All that ``text`` may name, the same spelling first; ``on`` leaves out what was not called so that day.

        A leading "the", a possessive, curly quotes, dots in acronyms and diacritics do not count. Letter case
        counts where the alias says so, and an alias with capitals never fits a text without any.
        """
        shown = surface(text)
        bare = unpossessed(shown)
        found = self._called(shown, on) or self._called(bare, on)
        if not found and shown != shown.lower():
            found = [row for other in respelt(bare) for row in self._called(other, on) if row[2] in ("name", "variant")]
        first = {row[1]: row for row in reversed(found)}
        return tuple(Alias(r[0], r[1], r[2], r[3] == "exact", r[4], r[5]) for r in found if first[r[1]] is r)

    def _called(self, shown: str, on: str) -> list[Row]:
        rows = self._aliases.get(fold(shown), ())
        found = [row for row in rows if _fits(row, shown) and _valid(row, on)]
        return sorted(found, key=lambda row: (row[2] == "ambiguous", surface(row[0]) != shown))

    def persons(self, surname: str) -> tuple[str, ...]:
        """The ids of all persons with this family name, or with the name by which they are called alone."""
        shown = surface(surname)
        return tuple(self._families.get(fold(shown)) or self._families.get(fold(unpossessed(shown))) or ())

    def office(self, state: str, role: str) -> Office | None:
        """The office of a state (ISO-3) or an organisation (id)."""
        found = self._seats.get((state, role)) or self._seats.get((self._past.get(state, ""), role))
        return None if found is None else Office(*self._offices[found][:4])

    def office_of(self, office_id: str) -> Office | None:
        """The office under this id."""
        row = self._offices.get(office_id)
        return None if row is None else Office(*row[:4])

    def roles(self, text: str, state: str = "") -> tuple[str, ...]:
        """The roles that an office phrase may mean; where this state has words of its own, only those count."""
        rows = self._names.get(fold(surface(text)), ())
        own: dict[str, None] = dict.fromkeys(row[1] for row in rows if state and row[2] == state)
        return tuple(own or dict.fromkeys(row[1] for row in rows if not row[2]))

    def states_of(self, text: str) -> tuple[tuple[str, str], ...]:
        """(state, role) of an office phrase that certain states use ("Chancellor of the Exchequer")."""
        return tuple((row[2], row[1]) for row in self._names.get(fold(surface(text)), ()) if row[2])

    def holders(self, office_id: str, on: str) -> tuple[Holder, ...]:
        """All who are known to have held the office that day: none, one or more, never a guess."""
        return tuple(term for term in self.terms(office_id) if term.covers(on))

    def terms(self, office_id: str) -> tuple[Holder, ...]:
        """All known terms of an office, by start."""
        return tuple(self._term(row) for row in self._holders.get(office_id, ()))

    def held(self, person_id: str, on: str = "") -> tuple[tuple[Office, Holder], ...]:
        """The offices of a person, on a day or ever."""
        pairs = ((Office(*self._offices[row[0]][:4]), self._term(row)) for row in self._held.get(person_id, ()))
        return tuple(pair for pair in pairs if not on or pair[1].covers(on))

    def _term(self, row: Row) -> Holder:
        """A term with the day on which it ends by law, where its office has a fixed term and its start is known to the day."""
        office, person, start, end, source, source_date = row
        return Holder(office, person, start, end, source, source_date, fixed_end(start, source_date, self._fixed.get(office, 0)))

    def body(self, text: str) -> Body | None:
        """What a noun such as "foreign ministry" or "military" stands for, whichever state it belongs to."""
        row = self._bodies.get(fold(surface(text)))
        return None if row is None else Body(*row)

    def body_of(self, text: str, iso3: str) -> Entry | None:
        """The actor that such a noun stands for in one state: the state, an agency of the tables, or one made up
        from the pattern ("Ministry of Health of Kenya") under an id that is always the same.
        """
        body, state = self.body(text), self.country(iso3)
        if body is None or state is None or body.level == "state":
            return None if body is None else state
        known = self._national.get((body.pattern, iso3))
        if known:
            return self.entry(known)
        name = body.pattern.format(country=with_article(state.name))
        return Entry(
            local_id(body.kind, name, iso3), "", body.kind, name, iso3, "", "", "bodies", body.kind == "medium"
        )

    # ---------------------------------------------------------------- reading

    def _read(self, table: str, columns: Row, add: Callable[[Row, Where], None]) -> None:
        for layer in self.layers:
            path, self._layer = layer / f"{table}.csv", str(layer)
            for number, row in self._rows(path, columns):
                try:
                    add(row, (path, number))
                except OntologyError as found:
                    self._note(found)

    def _rows(self, path: Path, columns: Row) -> Iterable[tuple[int, Row]]:
        if not path.exists():
            return ()
        if self._faults is None:
            return enumerate(rows(path, columns), start=2)
        return sound_rows(path, columns, self._faults)

    def _note(self, found: OntologyError) -> None:
        if self._faults is None:
            raise found
        self._faults.append(found)

    def _add_actors(self, row: Row, where: Where) -> None:
        one_of(row[2], KINDS, "kind", where)
        in_order(row[5], row[6], where)
        actor = row[0] or row[1] or local_id(*row[2:5])
        if self._origin.setdefault(actor, self._layer) != self._layer:
            self._keys.setdefault("|".join(row[2:5]), actor)
            return
        if actor in self._actors:
            raise fault(f"duplicated id {actor}", where, "one row per actor")
        self._keys.setdefault("|".join(row[2:5]), actor)
        self._actors[actor] = row if row[0] else (actor, *row[1:])
        if row[2] == "country":
            (self._past if row[6] else self._countries).setdefault(row[4], actor)

    def find(self, reference: str) -> str:
        """The id behind an id, an ISO code or ``kind|name|country`` of the tables, "" where they have none."""
        if reference in self._actors:
            return reference
        return self._countries.get(reference) or self._keys.get(reference) or ""

    def _actor(self, reference: str, where: Where) -> str:
        found = self.find(reference)
        if not found:
            raise fault(f"unknown actor {reference!r}", where, "an id, an ISO code or kind|name|country of actors.csv")
        return found

    def _state(self, reference: str, where: Where) -> str:
        return reference if reference in self._countries else self._actor(reference, where)

    def _add_media(self, row: Row, where: Where) -> None:
        one_of(row[2], ("yes", "no"), "state_media", where)
        if row[1]:
            self._state(row[1], where)
        self._media.setdefault(self._actor(row[0], where), row[2] == "yes")

    def _add_offices(self, row: Row, where: Where) -> None:
        office, state, role, name, wikidata, seats = row
        one_of(seats, ("", "many"), "seats", where)
        state = self._state(state, where)
        country = state if state in self._countries else self._actors[state][4]
        office = office or wikidata or local_id("office", name, country)
        if (state, role) in self._seats or office in self._offices:
            held = self._offices.get(self._seats.get((state, role), office), row)
            if held[5] == self._layer:
                raise fault(f"duplicated office {state}:{role} or id {office}", where)
            return
        self._seats[state, role] = office
        self._references[office] = self._references[f"{row[1]}:{role}"] = office
        self._offices[office] = (office, state, role, name, seats, self._layer)
        self._actors.setdefault(office, (office, wikidata, "office", name, country, "", "", "offices"))

    def _add_office_names(self, row: Row, where: Where) -> None:
        state = row[2] and self._state(row[2], where)
        self._names.setdefault(fold(surface(row[0])), []).append((row[0], row[1], state))

    def _office(self, reference: str, where: Where) -> str:
        state, _, role = reference.rpartition(":")
        found = self._seats.get((self._state(state, where), role))
        if found is None:
            raise fault(f"unknown office {reference!r}", where, "an id or STATE:role of offices.csv")
        return self._references.setdefault(reference, found)

    def _add_fixed_terms(self, row: Row, where: Where) -> None:
        if not row[1].isdigit() or not 0 < int(row[1]) < _LONGEST_TERM:
            raise fault(f"{row[1]!r} is no number of years", where, "a whole number below 20")
        self._fixed.setdefault(self._references.get(row[0]) or self._office(row[0], where), int(row[1]))

    def _add_holders(self, row: Row, where: Where) -> None:
        reference, person, start, end, _, source_date = row
        in_order(start, end, where)
        if not start or len(source_date) != 10 or not is_date(source_date):
            raise fault("a term needs a start and a source_date", where, "YYYY-MM-DD")
        office = self._references.get(reference) or self._office(reference, where)
        term = (office, person if person in self._actors else self._actor(person, where), *row[2:])
        terms = self._terms.setdefault(office, {}).setdefault(self._layer, [])
        if self._offices[office][4] != "many":
            for other in terms:
                if overlap(other, term):
                    raise fault(f"{reference}: {person} overlaps the term from {other[2]}", where, 'or seats "many"')
        terms.append(term)

    def _add_aliases(self, row: Row, where: Where) -> None:
        text, reference, kind, case, start, end = row
        if kind not in ALIAS_KINDS or case not in CASES or start or end:
            one_of(kind, ALIAS_KINDS, "kind of alias", where)
            one_of(case, CASES, "case", where)
            in_order(start, end, where)
        actor = reference if reference in self._actors else self._actor(reference, where)
        key = fold(surface(text))
        held = self._aliases.setdefault(key, [])
        for other in held:
            same = other[1] == actor and surface(other[0]) == surface(text)
            if same and (other[4] == start or other[6] != self._layer):
                return
        held.append((text, actor, kind, case, start, end, self._layer))
        if key.count(" ") >= self.longest:
            self.longest = key.count(" ") + 1

    def _add_persons(self, row: Row, where: Where) -> None:
        ids = self._families.setdefault(fold(surface(row[1])), [])
        actor = self._actor(row[0], where)
        if actor not in ids:
            ids.append(actor)

    def _add_bodies(self, row: Row, where: Where) -> None:
        one_of(row[1], KINDS, "kind", where)
        one_of(row[2], LEVELS, "level", where)
        self._bodies.setdefault(fold(surface(row[0])), row)

    def _add_national(self, row: Row, where: Where) -> None:
        if row[1] not in self._countries:
            raise fault(f"unknown state {row[1]!r}", where, "an ISO code of actors.csv")
        self._national.setdefault((row[0], row[1]), self._actor(row[2], where))


@lru_cache(maxsize=2)
def _shipped(user: Path | None) -> Gazetteer:
    with _uncollected():
        return Gazetteer(layers_of(SHIPPED, user))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector, which would walk 30,000 fresh rows again and again: a third of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _fits(row: Row, shown: str) -> bool:
    if row[3] == "exact":
        return surface(row[0]) == shown
    return shown != shown.lower() or row[0] == row[0].lower()


def _valid(row: Row, on: str) -> bool:
    return not on or (row[4] <= on and (not row[5] or on < row[5]))
