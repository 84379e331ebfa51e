"""From the answers of an endpoint to rows of the gazetteer: names of states, terms of office, names of persons."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from ontology.endpoint import Binding, Endpoint
from ontology.gazetteer import Entry, Gazetteer
from ontology.names import families, fold, plain, surface, word_set
from ontology.roles import role_of
from ontology.sources import PEERAGE, Fact, grouped, homes, settle
from ontology.tables import Row
from ontology.wikidata import (
    Statement,
    heads_query,
    holders_query,
    item_of,
    names_query,
    offices_query,
    statements,
    states_query,
)

Progress = Callable[[int, int, str], None]
Rows = dict[str, set[Row]]

TABLES = ("actors", "aliases", "holders", "persons")
SOURCE = "wikidata"
HEADS = frozenset({"head_of_state", "head_of_government"})
"""Roles that the item of a state tells of itself."""
_TITLES = word_set(
    "President Minister Prime Premier Chancellor Secretary Governor Senator Ambassador Chairman Speaker Justice King Queen"
    " Prince Princess Emperor Emir Sultan Sheikh Pope Sir Dame Lord Lady Baron Count General Admiral Colonel Major Captain"
    " Marshal Comrade Dr Dr. Mr Mr. Mrs Mrs. Ms Ms. Prof. Professor The"
)


@dataclass(slots=True)
class Gathering:
    """What we knew (``base``), whom we ask, and what came of it.

    ``left_out`` are statements that cannot be right; ``known_as`` are persons whom our tables know by a local id,
    with the Wikidata id that they seem to have.
    """

    base: Gazetteer
    endpoint: Endpoint
    day: str
    progress: Progress = lambda done, total, name: None
    rows: Rows = field(default_factory=lambda: {table: set() for table in TABLES})
    left_out: list[str] = field(default_factory=list)
    known_as: dict[str, str] = field(default_factory=dict)
    answers: int = 0

    def ask(self, query: Callable[[Iterable[str]], str], items: Iterable[str], size: int) -> Iterator[Binding]:
        """The answers about ``items``, asked for ``size`` at a time."""
        ordered = sorted(set(items))
        for start in range(0, len(ordered), size):
            found = self.endpoint.ask(query(ordered[start : start + size]))
            self.answers += len(found)
            yield from found
            name = query.__name__.removesuffix("_query")
            self.progress(min(start + size, len(ordered)), len(ordered), name)

    def state_of(self, item: str) -> str:
        """The ISO code of a present state of our tables, or ""."""
        iso = self.base.entry(item).country if item in self.base else ""
        state = self.base.country(iso) if iso else None
        return iso if state is not None and state.id == item else ""


def states_of(base: Gazetteer) -> dict[str, str]:
    """Wikidata id -> ISO code of the present states of the tables."""
    entries = (base.entry(actor) for actor in base)
    return {e.wikidata: e.country for e in entries if e.kind == "country" and e.wikidata and not e.end}


# ---------------------------------------------------------------- names of states


def countries(run: Gathering) -> None:
    """Adds the names of states. A state whose code is another one there has the wrong id, and adds nothing."""
    states = states_of(run.base)
    codes: dict[str, set[str]] = defaultdict(set)
    names: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in run.ask(states_query, states, 50):
        item = item_of(row, "item")
        codes[item].add(row.get("code", ""))
        names[item] |= {(row[v], kind) for v, kind in (("label", "name"), ("formal", "formal")) if row.get(v)}
    for item, iso in sorted(states.items()):
        found = codes[item] - {""}
        if found and iso not in found:
            run.left_out.append(f"{item} has the code {' or '.join(sorted(found))} there, and {iso} in our tables")
            continue
        run.rows["aliases"] |= {
            (text, item, kind, "", "", "") for text, kind in sorted(names[item], reverse=True) if _new(run.base, text)
        }


def _new(base: Gazetteer, text: str) -> bool:
    """Whether a text can be a name, and names nobody yet."""
    plain_words = text == " ".join(text.split()) and not re.search(r"[(),|]", text)
    return plain_words and len(fold(surface(text))) > 2 and not base.aliases(text)


# ---------------------------------------------------------------- who held which office


def holders(run: Gathering) -> None:
    """Adds the terms of heads of state and government and of the ministers of the tables, and who these people are."""
    seated = _with_offices(run.base)
    states = {item: iso for item, iso in states_of(run.base).items() if iso in seated}
    told = list(statements(run.ask(heads_query, states, 25), run.left_out))
    facts = [fact for s in told for fact in _fact(run, s, run.state_of(s.item), s.role, "")]
    seats = _seats(run, states)
    told = list(statements(run.ask(holders_query, seats, 50), run.left_out))
    facts += [fact for s in told for seat in seats.get(s.item, ()) for fact in _fact(run, s, *seat)]
    facts = sorted(facts, key=lambda f: (f.state, f.role, f.start, f.who, f.office))
    terms = [_to_the_day(run.base, t) for group in grouped(facts) for t in settle(_one_office(run.base, group))]
    run.rows["holders"] |= {(f"{t.state}:{t.role}", t.who, t.start, t.end, t.source, t.source_date) for t in terms}
    _people(run, terms)


def _with_offices(base: Gazetteer) -> frozenset[str]:
    offices = (base.office_of(actor) for actor in base)
    return frozenset(office.state for office in offices if office is not None)


def _fact(run: Gathering, said: Statement, state: str, role: str, office: str) -> Iterator[Fact]:
    """A term of an office of the tables that had begun on the day of asking."""
    if state and run.base.office(state, role) is not None and said.start <= run.day:
        name = PEERAGE.sub("", said.name)
        end = said.end if said.end <= run.day else ""
        local = _local(run.base, name, state) if said.person not in run.base else None
        if local is not None:
            run.known_as[said.person] = f"{local.kind}|{local.name}|{local.country}"
            name, wikidata = local.name, ""
        else:
            wikidata = said.person
        yield Fact(state, role, office, name, wikidata, said.start, end, SOURCE, run.day)


def _local(base: Gazetteer, name: str, state: str) -> Entry | None:
    """The person of this name and state whom the tables know, but not by a Wikidata id."""
    entries = [base.entry(alias.actor) for alias in base.aliases(name)]
    found = [e for e in entries if e.kind == "person" and e.country == state and not e.wikidata]
    return found[0] if len(found) == 1 else None


def _seats(run: Gathering, states: dict[str, str]) -> dict[str, list[tuple[str, str, str]]]:
    """Office at Wikidata -> state, role and title: by the ids of the tables, and by the names of the offices."""
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in run.ask(offices_query, states, 10):
        office, label, state = item_of(row, "office"), row.get("label", ""), run.state_of(item_of(row, "item"))
        role = _role(run.base, state, label) if office and state else ""
        if role and role not in HEADS and run.base.office(state, role) is not None:
            found[office].append((state, role, label))
    for entry in (run.base.entry(actor) for actor in run.base):
        office_of = run.base.office_of(entry.id) if entry.kind == "office" and entry.wikidata else None
        if office_of is not None and office_of.state in states.values():
            found[entry.wikidata] = [(office_of.state, office_of.role, office_of.name)]
    return found


def _role(base: Gazetteer, state: str, label: str) -> str:
    """The role of an office, by its title without the name of its state."""
    for title in dict.fromkeys((label, _without_state(base, state, label))):
        role = role_of(state, title, every_office=False) or role_of(state, title)
        roles = base.roles(title, state)
        if role or len(roles) == 1:
            return role or roles[0]
    return ""


def _without_state(base: Gazetteer, state: str, label: str) -> str:
    words = label.split()
    own = base.country(state)
    for count in range(min(4, len(words) - 1), 0, -1):
        if own is not None and own.id in {alias.actor for alias in base.aliases(" ".join(words[:count]))}:
            return " ".join(words[count:])
    return label


def _one_office(base: Gazetteer, facts: list[Fact]) -> list[Fact]:
    """Of several offices of one role that somebody holds today, the one that is called as ours is, else the shortest."""
    office = base.office(facts[0].state, facts[0].role)
    titles = {f.office for f in facts if f.office and not f.end}
    own = fold(surface(office.name)) if office is not None else ""
    ranked = sorted(titles, key=lambda t: (fold(surface(t)) != own, len(t), t))
    return [f for f in facts if f.office not in ranked[1:]]


def _to_the_day(base: Gazetteer, term: Fact) -> Fact:
    """A term with the start that the tables give, where that is the same and more exact."""
    held = [known for office, known in base.held(term.who) if (office.state, office.role) == (term.state, term.role)]
    exact = [known.start for known in held if known.start.startswith(term.start)]
    return replace(term, start=max(exact, key=len)) if exact else term


# ---------------------------------------------------------------- persons


def _people(run: Gathering, terms: list[Fact]) -> None:
    """Adds those who held the terms. Whom the tables know keeps the name and the state that they have there."""
    last = {term.who: term for term in terms}
    for who, state in homes(terms).items():
        known = run.base.entry(who) if who in run.base else None
        name, home = (known.name, known.country) if known is not None else (last[who].person, state)
        run.rows["actors"].add((who, last[who].wikidata, "person", name, home, "", "", SOURCE))
        texts = {text for text in (name, last[who].person) if re.search("[^\\W\\d_]", text)}
        run.rows["aliases"] |= {(text, who, _kind(run.base, text, who), "", "", "") for text in texts}
        run.rows["persons"] |= {(who, part) for text in texts for part in families(plain(text), home) if fold(part)}


def _kind(base: Gazetteer, text: str, who: str) -> str:
    return "name" if {alias.actor for alias in base.aliases(text)} <= {who} else "ambiguous"


def persons(run: Gathering) -> None:
    """Adds other names of those who hold or held an office: full names, in another spelling or with other parts."""
    named = {row[0]: (row[3], row[4]) for row in run.rows["actors"] if row[0] == row[1]}
    for entry in (run.base.entry(actor) for actor in run.base):
        if entry.kind == "person" and entry.wikidata and run.base.held(entry.id):
            named[entry.id] = (entry.name, entry.country)
    for row in run.ask(names_query, named, 100):
        who, text = item_of(row, "item"), " ".join(row.get("name", "").split())
        if who in named and _full(run.base, text, *named[who]) and not run.base.aliases(text):
            run.rows["aliases"].add((text, who, "variant", "", "", ""))


def _full(base: Gazetteer, text: str, name: str, country: str) -> bool:
    """Whether ``text`` is a full name: two to five words, no title before it, and a family name of this person."""
    words = text.split()
    own = {fold(part) for part in families(plain(name), country)}
    proper = 2 <= len(words) <= 5 and not re.search(r"[\d(),|]", text) and text[0].isupper() and words[-1][0].isupper()
    titled = words[0] in _TITLES or bool(base.roles(words[0]))
    return proper and not titled and any(f" {part} " in f" {fold(plain(text))} " for part in own)


def tidy(aliases: Iterable[Row]) -> set[Row]:
    """Each text once for each actor. Of one text for several, names need the context, and variants are left out."""
    rank = ("name", "ambiguous", "formal", "variant")
    kept: dict[tuple[str, str], Row] = {}
    for row in sorted(aliases, key=lambda row: (rank.index(row[2]), row)):
        kept.setdefault((surface(row[0]), row[1]), row)
    named: dict[str, set[str]] = defaultdict(set)
    called: dict[str, set[str]] = defaultdict(set)
    for (text, actor), row in kept.items():
        called[fold(text)].add(actor)
        named[fold(text)] |= {actor} if row[2] != "variant" else set()
    found = {row for (text, _), row in kept.items() if row[2] != "variant" or len(called[fold(text)]) == 1}
    return {(*r[:2], "ambiguous", *r[3:]) if len(named[fold(surface(r[0]))]) > 1 else r for r in found}
