"""Builds the tables of ``gazetteer/built/`` from files of facts: states, territories and who held which office.

The folder of sources holds ``countries.csv`` (ISO codes, names, capitals), ``territories.json``,
``officeholders.csv`` (state, office, person, start, end, source and its date) and ``wikipedia_wikidata.tsv``.
The result depends on nothing else but the rows of ``gazetteer/hand/`` that stand before it.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ontology.names import families, local_id, plain, short, with_article
from ontology.roles import FEDERAL, JOINT, MANY, role_of
from ontology.tables import COLUMNS, Row, is_date

SNAPSHOT = "peppercat"
TITLES = {
    "king": "King",
    "monarch": "King",
    "emperor": "Emperor",
    "sultan": "Sultan",
    "emir": "Emir",
    "prince": "Prince",
}
PEERAGE = re.compile(r", (Baron|Baroness|Viscount|Viscountess|Earl|Lord|Lady|Duke)\b.*")


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory with the names that the sources give it."""

    iso: str
    wikidata: str
    name: str
    formal: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of ``officeholders.csv`` with the role that its office has here."""

    state: str
    role: str
    office: str
    person: str
    wikidata: str
    start: str
    end: str
    source: str
    source_date: str

    @property
    def who(self) -> str:
        return self.wikidata or local_id("person", self.person, self.state)

    @property
    def snapshot(self) -> bool:
        return self.source.startswith(SNAPSHOT)


def build(sources: Path, target: Path) -> dict[str, int]:
    """Writes every built table into the folder ``target``; how many rows each has."""
    states = list(read_states(sources, _hand_names(target.parent / "hand")))
    facts = read_facts(sources / "officeholders.csv", frozenset(s.iso for s in states))
    terms = [term for group in grouped(facts) for term in settle(group)]
    names = _names(facts)
    tables = {
        "actors": [*_country_rows(states), *_person_rows(terms, names)],
        "aliases": [*_country_aliases(states), *_person_aliases(terms, names)],
        "persons": _family_rows(terms, names),
        "offices": _office_rows(terms, {s.iso: s.name for s in states}),
        "holders": [(f"{t.state}:{t.role}", t.who, t.start, t.end, t.source, t.source_date) for t in terms],
    }
    target.mkdir(parents=True, exist_ok=True)
    return {table: write_table(target / f"{table}.csv", COLUMNS[table], rows) for table, rows in tables.items()}


def known_ids(sources: Path) -> frozenset[str]:
    """Every Wikidata id that the files of ``sources`` give."""
    found = {t["wikidata"] for t in json.loads((sources / "territories.json").read_text("utf-8")) if "wikidata" in t}
    found |= {row["wikidata"] for row in _dicts(sources / "officeholders.csv")}
    found |= {row["wikidata_id"].rpartition("/")[2] for row in _dicts(sources / "countries.csv")}
    for line in (sources / "wikipedia_wikidata.tsv").read_text("utf-8").splitlines():
        found.add(line.split("\t")[2])
    return frozenset(i for i in found if re.fullmatch(r"Q\d+", i))


# ---------------------------------------------------------------- states


def read_states(sources: Path, names: dict[str, str]) -> Iterator[State]:
    """Every state and territory with an ISO code, and Kosovo; ``names`` are those that people chose by hand."""
    territories = json.loads((sources / "territories.json").read_text("utf-8"))
    ids = {t["iso1A3"]: t["wikidata"] for t in territories if "iso1A3" in t}
    for row in _dicts(sources / "countries.csv"):
        iso = row["ISO3166-1-Alpha-3"]
        texts = ("CLDR display name", "official_name_en", "UNTERM English Short", "UNTERM English Formal")
        formal = tuple(dict.fromkeys(_clean(row[t]) for t in texts if row[t]))
        wikidata = row["wikidata_id"].rpartition("/")[2] or ids[iso]
        yield State(iso, wikidata, names.get(iso, formal[0]), formal, "country-codes")
    kosovo = next(t["wikidata"] for t in territories if t.get("nameEn") == "Kosovo")
    yield State("KOS", kosovo, "Kosovo", ("Kosovo", "Republic of Kosovo"), "country-coder")


def _hand_names(hand: Path) -> dict[str, str]:
    """The names of states in the table that people keep, by ISO code."""
    if not (hand / "actors.csv").exists():
        return {}
    rows = _dicts(hand / "actors.csv")
    return {r["country"]: r["name"] for r in rows if r["kind"] == "country" and r["wikidata"] and not r["end"]}


def _clean(name: str) -> str:
    name = re.sub(r"\s*\((the|The|State of|Islamic Republic of|[A-Z][a-z]+ Republic of)\b[^)]*\)", "", name)
    name = re.sub(r"[*†]|\s*\[[^]]*\]", "", name).replace("&", "and").replace("’", "'").strip()
    name = re.sub(r"^(the|The) ", "", name)
    return re.sub(r"^St\. ", "Saint ", name)


def _country_rows(states: Iterable[State]) -> Iterator[Row]:
    for state in states:
        yield (state.wikidata, state.wikidata, "country", state.name, state.iso, "", "", state.source)


def _country_aliases(states: Iterable[State]) -> Iterator[Row]:
    for state in states:
        for text in dict.fromkeys((state.name, *state.formal)):
            if text == state.name or not re.search(r"[(),]|^US$|^UK$| - | SAR ", text):
                yield (text, state.wikidata, "formal" if text != state.name and " of " in text else "name", "", "", "")


# ---------------------------------------------------------------- offices and who held them


def read_facts(path: Path, states: frozenset[str]) -> list[Fact]:
    """The rows about national offices of states, sorted by office and start."""
    found: list[Fact] = []
    where: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in _dicts(path):
        where[row["wikidata"]][row["state"]] += 1
        if row["state"] not in states or row["source"].endswith(("world-leaders-2021", "/world")):
            continue
        role = role_of(row["state"], row["office"], every_office="world sources" not in row["source"])
        if role and is_date(row["start"]) and re.search("[A-Za-z]", plain(row["person"])):
            person = PEERAGE.sub("", row["person"])
            values = (row[c] for c in ("wikidata", "start", "end", "source", "source_date"))
            found.append(Fact(row["state"], role, row["office"], person, *values))
    found = [fact for fact in found if fact.snapshot or _at_home(fact, where)]
    return sorted(found, key=lambda f: (f.state, f.role, f.start, f.source_date, f.who, f.office))


def _at_home(fact: Fact, where: dict[str, dict[str, int]]) -> bool:
    """Whether most rows about a person are from this state: the files of a state also tell of posts elsewhere, and
    those of a federation of posts in its provinces.
    """
    if fact.state in FEDERAL[0] and fact.role not in FEDERAL[1]:
        return False
    return where[fact.wikidata][fact.state] == max(where[fact.wikidata].values())


def grouped(facts: Iterable[Fact]) -> Iterator[list[Fact]]:
    """The facts about each office."""
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[fact.state, fact.role].append(fact)
    yield from groups.values()


def settle(facts: list[Fact]) -> list[Fact]:
    """The terms of one office without contradictions.

    Of two rows for one person from about the same day one is kept. An open end from an older source is closed on
    the day of that source when a later source names somebody else, since the handover in between is not known;
    a term that runs into the next one ends where that begins.
    """
    many = facts[0].role in MANY or f"{facts[0].state}:{facts[0].role}" in JOINT
    kept = _merged(_one_title(facts) if not many else facts)
    newest = max(f.source_date for f in kept)
    kept = [f if f.end or f.source_date == newest or not _superseded(f, kept, many) else replace(f, end=f.source_date)
            for f in kept]  # fmt: skip
    kept = [f for f in kept if not f.end or f.start < f.end]
    return kept if many else _in_a_row(kept)


def _one_title(facts: list[Fact]) -> list[Fact]:
    """Rows of a role that several offices have at a time (a minister of trade and one of foreign trade): the first
    office by the length of its name, and others only where they do not overlap it.
    """
    titles = sorted({f.office for f in facts if f.snapshot}, key=lambda t: (len(t), t))
    return [f for f in facts if not f.snapshot or f.office == titles[0]]


def _merged(facts: list[Fact]) -> list[Fact]:
    """Rows of one person that touch become one term; of the sources, the newest speaks for the end."""
    found: list[Fact] = []
    for fact in sorted(facts, key=lambda f: (f.who, f.start[:4], f.start, f.end or "9999")):
        last = found[-1] if found else None
        if last and last.who == fact.who and (not last.end or fact.start[: len(last.end)] <= last.end or
                                              fact.start[:4] == last.start[:4]):  # fmt: skip
            if not last.end and fact.snapshot and fact.start > last.start and fact.start > last.source_date:
                found.append(fact)
                continue
            newer = max((last, fact), key=lambda f: (f.source_date, f.end or "9999"))
            start = max((last.start, fact.start), key=len) if last.start[:4] == fact.start[:4] else last.start
            ends = [f.end for f in (last, fact) if f.source_date == newer.source_date]
            found[-1] = replace(newer, start=start, end="" if "" in ends else max(ends))
        else:
            found.append(fact)
    return sorted(found, key=lambda f: (f.start, f.source_date, f.who))


def _superseded(fact: Fact, others: list[Fact], many: bool) -> bool:
    return any(o.source_date > fact.source_date for o in others) and (
        many or any(o.start > fact.start or o.source_date > fact.source_date for o in others)
    )


def _in_a_row(facts: list[Fact]) -> list[Fact]:
    """One after the other: the earlier term ends where the later begins, and goes on after a stand-in."""
    found: list[Fact] = []
    for fact in facts:
        while found and found[-1].start >= fact.start:
            found.pop()
        last = found[-1] if found else None
        if last and (not last.end or fact.start < last.end):
            found[-1] = replace(last, end=fact.start)
        found.append(fact)
        if last and last.end and fact.end and fact.end < last.end:
            found.append(replace(last, start=fact.end))
    return [f for f in found if not f.end or f.start < f.end]


def _office_rows(terms: list[Fact], countries: dict[str, str]) -> Iterator[Row]:
    newest: dict[tuple[str, str], Fact] = {}
    for term in terms:
        key = (term.state, term.role)
        if key not in newest or term.source_date >= newest[key].source_date:
            newest[key] = term
    seen: set[str] = set()
    for (state, role), term in sorted(newest.items()):
        title = re.sub(r"^monarch$", "Monarch", term.office)
        name = title if countries[state] in title else f"{title} of {with_article(countries[state])}"
        name = name if name not in seen else f"{name} ({role})"
        seen.add(name)
        many = "many" if role in MANY or f"{state}:{role}" in JOINT else ""
        yield (local_id("office", name, state), state, role, name, "", many)


# ---------------------------------------------------------------- persons


def _names(facts: list[Fact]) -> dict[str, list[str]]:
    """All names of each person, the one of the newest source first."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for fact in facts:
        found[fact.who][fact.person] = max(fact.source_date, found[fact.who].get(fact.person, ""))
    return {who: sorted(names, key=lambda n: (names[n], n), reverse=True) for who, names in found.items()}


def homes(terms: Iterable[Fact]) -> dict[str, str]:
    """The state of each person: the one where they held an office that is not a monarch's of many realms."""
    found: dict[str, str] = {}
    for term in terms:
        if term.who not in found or term.state == "GBR":
            found[term.who] = term.state
    return found


def _person_rows(terms: list[Fact], names: dict[str, list[str]]) -> Iterator[Row]:
    source: dict[str, str] = {}
    wikidata = {t.who: t.wikidata for t in terms}
    for term in sorted(terms, key=lambda t: t.source_date):
        source[term.who] = term.source
    for who, state in homes(terms).items():
        yield (who, wikidata[who], "person", names[who][0], state, "", "", source[who])


def _person_aliases(terms: list[Fact], names: dict[str, list[str]]) -> Iterator[Row]:
    titles = {t.who: TITLES.get(t.office.lower(), "") for t in terms if t.role == "head_of_state" and t.snapshot}
    for who in homes(terms):
        for name in names[who]:
            yield (name, who, "name", "", "", "")
            for other in {short(name), *_royal(name, titles.get(who, ""))} - {name}:
                if " " in other and "," not in other:
                    yield (other, who, "variant", "", "", "")


def _royal(name: str, title: str) -> Iterator[str]:
    """Of a monarch: "King Abdullah II" and "Abdullah II" for "Abdullah II of Jordan"."""
    if title:
        bare = re.sub(r",? (Grand Duke |Prince )?of .*|, .*", "", name)
        if len(bare.split()) < 4:
            yield from (f"{title} {bare}", bare)


def _family_rows(terms: list[Fact], names: dict[str, list[str]]) -> Iterator[Row]:
    for who, state in homes(terms).items():
        for family in dict.fromkeys(f for name in names[who] for f in families(plain(name), state)):
            yield (who, family)


# ---------------------------------------------------------------- files


def _dicts(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def write_table(path: Path, columns: Row, rows: Iterable[Row]) -> int:
    """Writes the rows, each once and sorted; how many there are."""
    lines = sorted(set(rows))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(lines)
    return len(lines)
