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
from ontology.tables import COLUMNS, Row, is_date

SNAPSHOT = "peppercat"
NOT_NATIONAL = re.compile(
    r"\b(deputy|assistant|under.?secretary|parliamentary|shadow|ambassador|permanent|delegate|adjunct|associate|second|"
    r"junior|vice.?minister|acting deputy|military cabinet|office of|chief of staff to|advis[eo]r to|minister of state|"
    r"in the ministry|charge of|spc|kurdistan|zanzibar|republika srpska|federation of bosnia|abu dhabi|bougainville|"
    r"karakalpakstan|lieutenant|principality|first lady|attached to|reporting to|secretary of state for (?!foreign|"
    r"defence|the home|business|international trade|trade))\b",
    re.IGNORECASE,
)
ROLES: tuple[tuple[str, str], ...] = (
    ("head_of_state", r"(president|monarch|king|queen|emir|sultan|emperor|supreme leader|sovereign|prince|pope|grand duke"
     r"|yang di-pertuan agong( \(monarch\))?|o le ao o le malo|captain regent|president \(plc\)|head of state"
     r"|chairman of the presidency|chairman of the sovereignty council|president of the swiss confederation"
     r"|chairman of the state administration council|chairman of the presidential council|president of the transition.*"
     r"|chairman of the transitional.*)"),
    ("head_of_government", r"(prime minister( \(plc\))?|premier( of the state council)?|(federal )?chancellor|taoiseach"
     r"|chair(man)? of the council of ministers|president of the council of ministers|chief executive|head of government"
     r"|chief adviser|president of the government|minister of state of monaco)"),
    ("governor_general", r"governor.general"),
    ("vice_president", r"(first )?vice.president"),
    ("party_leader", r"general secretary( of the .*)?"),
    ("deputy_head_of_government", r"((first )?(deputy|vice) (prime minister|premier|chancellor).*|vice.chancellor)"),
    ("foreign_minister", r"((federal )?minister (of|for) (the )?(europe and )?(foreign|external)(?! (trade|economic|commerce|"
     r"investment)).*|(principal )?secretary (of|for) (foreign|external) .*|secretary of state|secretary of state for "
     r"foreign.*|minister of international relations.*|secretary for relations with states)"),
    ("finance_minister", r"(minister (of|for) (the )?((national )?finances?|economy and (national )?finances?|economic affairs"
     r" and finance|economy, finances?)\b.*|secretary of (the treasury|finance.*)|chancellor of the exchequer"
     r"|treasurer|minister of the treasury.*|minister of strategy and finance|minister of economy and finance.*)"),
    ("defence_minister", r"(minister (of|for) (the |national )?(defen[cs]e|armed forces)(?! (materiel|personnel|industr)).*"
     r"|secretary of (state for )?(national )?defen[cs]e.*)"),
    ("interior_minister", r"(minister (of|for) (the )?(interior|internal affairs|home affairs).*|secretary of state for the"
     r" home department|secretary of (the )?interior.*)"),
    ("homeland_security", r"secretary of homeland security"),
    ("trade_minister", r"(minister (of|for) (the )?(international |foreign )?(trade|commerce)\b.*|.*trade representative"
     r"|president of the board of trade|secretary of state for (business and trade|international trade)"
     r"|minister of economy, trade and industry|minister of trade, industry and energy|minister of industry and trade)"),
    ("commerce_minister", r"secretary of commerce"),
    ("justice_minister", r"(minister (of|for) justice.*|secretary of state for justice)"),
    ("attorney_general", r"attorney.general"),
    ("energy_minister", r"(minister (of|for) (energy|oil|petroleum|power)\b.*|secretary of energy)"),
    ("central_banker", r"((executive )?governor|president|chair|chairman|chairperson|general manager)( of the governing board)?"
     r" of (the )?(.* )?(central (reserve )?bank|national (reserve )?bank|reserve bank|state bank|people's bank|federal "
     r"reserve|bundesbank|nationalbank|narodowy bank polski|monetary authority|bank of (?!central african).*)"),
    ("security_adviser", r"(national security advis[eo]r|secretary of the (supreme )?(national )?security (and defense )?"
     r"council|director of the national security office)"),
    ("army_chief", r"(chief of (the )?(general|defen[cs]e) (staff|force)|chief of defen[cs]e( staff| force)?"
     r"|chair(man|person) of the joint chiefs( of staff)?|chief of the army staff|head of the general staff"
     r"|chief of the defen[cs]e staff|chief of army staff)"),
    ("intelligence_chief", r"(director of (national intelligence|the national intelligence service)|chief of the secret "
     r"intelligence service|director general of inter-services intelligence|director of the foreign intelligence service)"),
    ("cia_director", r"director of the cia"),
    ("fbi_director", r"director of the fbi"),
    ("ambassador_un", r"ambassador to the united nations"),
    ("chief_of_staff", r"(white house chief of staff|chief cabinet secretary|chief of staff to the president"
     r"|head of the (presidential administration|office of the president))"),
    ("speaker", r"(speaker of the (house of representatives|national assembly|parliament|knesset|lok sabha|house of commons"
     r"|house of assembly)|chairman of the (state duma|verkhovna rada|npc standing committee))"),
    ("chief_justice", r"chief justice( of the supreme court)?"),
)  # fmt: skip
EXCEPTIONS = {
    ("IRN", "President"): "head_of_government",
    ("CHE", "Chancellor"): "",
    ("TTO", "Chief Executive"): "",
    ("EST", "Chancellor of Justice"): "",
    ("JPN", "Minister of Economy, Trade and Industry"): "trade_minister",
    ("POL", "Secretary of State"): "",
    ("PRI", "Secretary of State"): "",
    ("USA", "Secretary of the Interior"): "interior_secretary",
    ("GBR", "Lord Chancellor"): "",
    ("AUS", "Minister for Finance"): "",
    ("AUS", "Chief Justice"): "",
    ("AUS", "Attorney-General"): "",
    ("AUS", "Speaker of the House of Assembly"): "",
    ("AUS", "Speaker of the Legislative Assembly"): "",
    ("MEX", "Secretary of Government"): "interior_minister",
    ("BRN", "Minister of Foreign Affairs"): "foreign_minister",
}
MANY = frozenset({"deputy_head_of_government"})
JOINT = frozenset({"SMR:head_of_state", "AND:head_of_state", "CRI:vice_president", "SSD:vice_president",
                   "ARE:vice_president", "YEM:vice_president", "CUB:vice_president", "GEQ:vice_president"})  # fmt: skip


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
    terms = [term for group in _grouped(facts) for term in settle(group)]
    names = _names(facts)
    tables = {
        "actors": [*_country_rows(states), *_person_rows(terms, names)],
        "aliases": [*_country_aliases(states), *_person_aliases(terms, names)],
        "persons": _family_rows(terms, names),
        "offices": _office_rows(terms, {s.iso: s.name for s in states}),
        "holders": [(f"{t.state}:{t.role}", t.who, t.start, t.end, t.source, t.source_date) for t in terms],
    }
    target.mkdir(parents=True, exist_ok=True)
    return {table: _write(target / f"{table}.csv", COLUMNS[table], rows) for table, rows in tables.items()}


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


def role_of(state: str, office: str, every_office: bool = True) -> str:
    """The role of an office of a state, "" for an office that a reader of foreign news does not need."""
    title = re.sub(r",? (of|in) (the )?(Republic of )?[A-Z][\w'’ -]+$", "", office) if not every_office else office
    for wanted in (office, title):
        if (state, wanted) in EXCEPTIONS:
            return EXCEPTIONS[state, wanted]
    if NOT_NATIONAL.search(office) and not re.match(r"(first )?(deputy|vice) (prime|premier|chancellor)", office, re.I):
        return ""
    for role, pattern in ROLES:
        if re.fullmatch(pattern, title, re.IGNORECASE):
            return role if role != "foreign_minister" or title != "Secretary of State" or state == "USA" else ""
    return ""


def read_facts(path: Path, states: frozenset[str]) -> list[Fact]:
    """The rows about national offices of states, sorted by office and start."""
    found = []
    for row in _dicts(path):
        if row["state"] not in states or row["source"].endswith(("world-leaders-2021", "/world")):
            continue
        role = role_of(row["state"], row["office"], every_office="world sources" not in row["source"])
        if role and is_date(row["start"]) and re.search("[A-Za-z]", plain(row["person"])):
            values = (row[c] for c in ("office", "person", "wikidata", "start", "end", "source", "source_date"))
            found.append(Fact(row["state"], role, *values))
    return sorted(found, key=lambda f: (f.state, f.role, f.start, f.source_date, f.who, f.office))


def _grouped(facts: Iterable[Fact]) -> Iterator[list[Fact]]:
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
    found: list[Fact] = []
    for fact in facts:
        while found and found[-1].start == fact.start:
            found.pop()
        if found and (not found[-1].end or fact.start < found[-1].end):
            found[-1] = replace(found[-1], end=fact.start)
        found.append(fact)
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


def _home(terms: Iterable[Fact]) -> dict[str, str]:
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
    for who, state in _home(terms).items():
        yield (who, wikidata[who], "person", names[who][0], state, "", "", source[who])


def _person_aliases(terms: list[Fact], names: dict[str, list[str]]) -> Iterator[Row]:
    for who in _home(terms):
        for name in names[who]:
            yield (name, who, "name", "", "", "")
            if short(name) != name and len(short(name).split()) > 1:
                yield (short(name), who, "variant", "", "", "")


def _family_rows(terms: list[Fact], names: dict[str, list[str]]) -> Iterator[Row]:
    for who, state in _home(terms).items():
        for family in dict.fromkeys(f for name in names[who] for f in families(plain(name), state)):
            yield (who, family)


# ---------------------------------------------------------------- files


def _dicts(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def _write(path: Path, columns: Row, rows: Iterable[Row]) -> int:
    lines = sorted(set(rows))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(lines)
    return len(lines)
