"""What we ask Wikidata, and what its answers say: names of states, offices, who held them when, names of persons.

Properties: P298 ISO alpha-3, P1448 official name, P35 head of state, P6 head of government, P1001 jurisdiction of an
office, P39 position held, with P580 start and P582 end. No item is named here: the ids of states come from our tables,
those of offices from our tables or from the answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ontology.endpoint import Binding
from ontology.tables import is_date

_PREFIXES = """\
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX p: <http://www.wikidata.org/prop/>
PREFIX ps: <http://www.wikidata.org/prop/statement/>
PREFIX pq: <http://www.wikidata.org/prop/qualifier/>
PREFIX pqv: <http://www.wikidata.org/prop/qualifier/value/>
PREFIX wikibase: <http://wikiba.se/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
_TERM = """\
  ?term wikibase:rank ?rank .
  FILTER(?rank != wikibase:DeprecatedRank)
  ?person rdfs:label ?label . FILTER(LANG(?label) = "en")
  ?term pqv:P580 ?from . ?from wikibase:timeValue ?start ; wikibase:timePrecision ?exact .
  FILTER(?start >= "1950-01-01T00:00:00Z"^^xsd:dateTime)
  OPTIONAL { ?term pq:P582 ?ended . OPTIONAL { ?term pqv:P582 ?to . ?to wikibase:timeValue ?end ; wikibase:timePrecision ?until } }
  FILTER(!BOUND(?end) || ?end >= "2000-01-01T00:00:00Z"^^xsd:dateTime)
"""
_TERM_COLUMNS = "?person ?label ?start ?exact ?ended ?end ?until"
_OFFICE_WORDS = (
    "minister|secretary|chancellor|governor|president|premier|chief|chair|attorney|speaker|advis|director|treasurer|"
    "representative|head of"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """That a person held a position: ``item`` is the office, or the state where ``role`` is given."""

    item: str
    role: str
    person: str
    name: str
    start: str
    end: str


# ---------------------------------------------------------------- questions


def states_query(states: Iterable[str]) -> str:
    """Code, English name and official name of states."""
    return _query("states", "?item ?code ?label ?formal", states, """\
  OPTIONAL { ?item wdt:P298 ?code }
  OPTIONAL { ?item rdfs:label ?label . FILTER(LANG(?label) = "en") }
  OPTIONAL { ?item wdt:P1448 ?formal . FILTER(LANG(?formal) = "en") }
""")  # fmt: skip


def heads_query(states: Iterable[str]) -> str:
    """Who was head of these states and of their governments."""
    return _query("heads", f"?item ?role {_TERM_COLUMNS}", states, f"""\
  {{ ?item p:P35 ?term . ?term ps:P35 ?person . BIND("head_of_state" AS ?role) }}
  UNION {{ ?item p:P6 ?term . ?term ps:P6 ?person . BIND("head_of_government" AS ?role) }}
{_TERM}""")  # fmt: skip


def offices_query(states: Iterable[str]) -> str:
    """The offices of these states that have the name of one which we may need."""
    return _query("offices", "?item ?office ?label", states, f"""\
  ?office wdt:P1001 ?item .
  ?office rdfs:label ?label . FILTER(LANG(?label) = "en" && REGEX(?label, "{_OFFICE_WORDS}", "i"))
""")  # fmt: skip


def holders_query(offices: Iterable[str]) -> str:
    """Who held these offices."""
    return _query("holders", f"?item {_TERM_COLUMNS}", offices, f"""\
  ?person p:P39 ?term . ?term ps:P39 ?item .
{_TERM}""")  # fmt: skip


def names_query(persons: Iterable[str]) -> str:
    """The other English names of persons."""
    return _query("names", "?item ?name", persons, """\
  ?item skos:altLabel ?name . FILTER(LANG(?name) = "en")
""")


def _query(name: str, columns: str, items: Iterable[str], where: str) -> str:
    values = " ".join(f"wd:{item}" for item in sorted(items))
    asked = f"SELECT DISTINCT {columns} WHERE {{\n  VALUES ?item {{ {values} }}\n{where}}}"
    return f"# geopolgraph: {name}\n{_PREFIXES}{asked}\nORDER BY {columns}"


# ---------------------------------------------------------------- answers


def item_of(binding: Binding, variable: str) -> str:
    """The id of the item that a variable is bound to ("Q30"), or "" where it is none."""
    found = binding.get(variable, "").rpartition("/")[2]
    return found if re.fullmatch(r"Q[1-9][0-9]*", found) else ""


def statements(bindings: Iterable[Binding], faults: list[str]) -> Iterator[Statement]:
    """The terms that an answer tells of. Those whose dates are too vague to use are left out; those that cannot be
    right are left out and added to ``faults``.
    """
    for row in bindings:
        item, person = item_of(row, "item"), item_of(row, "person")
        start, end = _day(row.get("start", ""), row.get("exact", "")), _day(row.get("end", ""), row.get("until", ""))
        name = " ".join(row.get("label", "").split())
        if not item or not person or not name:
            faults.append(f"a term without office, person or name: {row}")
        elif wrong := [day for day in (start, end) if day and not is_date(day)]:
            faults.append(f"{name} ({person}) in {item}: {wrong[0]!r} is no date")
        elif start and end and end < start[: len(end)]:
            faults.append(f"{name} ({person}) in {item}: the end {end} is before the start {start}")
        elif start and (end or "ended" not in row):
            yield Statement(item, row.get("role", ""), person, name, start, end)


def _day(value: str, precision: str) -> str:
    """A date to its precision (9 a year, 10 a month, 11 a day); "" where it is vaguer, as it is where it is no date."""
    length = {"9": 4, "10": 7}.get(precision, 10)
    return "" if not value or (precision.isdigit() and int(precision) < 9) else value.removeprefix("+")[:length]
