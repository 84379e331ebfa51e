"""Views: events, ties, filters, SPARQL prefixes, other shapes; and every named question on the example articles."""

from __future__ import annotations

import warnings
from collections.abc import Iterable

import pytest

from graph.errors import QueryError, UnknownNameError
from graph.query import View, narrowed, prefixed, question, questions, selection
from graph.stores import open_store

from .join.made import CHINA, USA, articles, report

ANSWERS: dict[str, set[tuple[str, ...]]] = {
    "who_called_whom": {("Donald Trump", "Xi Jinping")},
    "who_sanctioned_whom": {("European Union", "sanctioned", "Russia", "2025-05-20")},
    "who_met_whom": {("Russia", "Ukraine"), ("Donald Trump", "Xi Jinping")},
    "who_accused_whom": {("Donald Trump", "China")},
    "who_demands_what": {("Xi Jinping", "United States")},
    "disputed_events": {("topic", "trade")},
    "events_with_most_sources": {("Donald Trump", "Xi Jinping", "2025-06-05", "3")},
    "pairs_of_states": {("IND", "PAK"), ("CHN", "USA")},
    "who_says_so": {("Xinhua",)},
    "told_only_by_one_source": {("Example State Agency", "Wang Yi", "Pakistan")},
    "did_not_happen": {("India", "Pakistan", "planned", "false")},
    "offices": {("Scott Bessent", "US Secretary of the Treasury")},
    "conflict_by_day": {("2025-05-07",)},
    "pairs_by_month": {("2016-01", "IRN", "SAU", "1", "-6")},
    "accused_of_what": {("India", "Pakistan", "Pakistan", "supported")},
    "told_by_state_media": {("China", "Xinhua", "Donald Trump", "Xi Jinping", "true")},
    "who_mediates": {("Oman", "mediated between", "Iran", "2021")},
    "linked_through": {("António Guterres", "thanked", "China", "India")},
    "articles_by_origin": {("Example Wire", "5")},
    "articles_by_context": {("diplomatic", "Example Wire")},
    "offices_by_day": {("2025-05-07", "Donald Trump", "President of the United States")},
    "acts_by_type": {("ACCUSE", "3"), ("ASSAULT", "4"), ("CONSULT", "1")},
}


def rows(view: View, query: str) -> list[tuple[str, ...]]:
    result = view.sparql(query)
    names = [v.value for v in result.variables]
    return [tuple(r[n].value if r[n] is not None else "" for n in names) for r in result]


def test_every_question_has_an_expected_answer() -> None:
    assert set(questions()) == set(ANSWERS) | set(MADE) and all(q.title.endswith("?") or "?" in q.title for q in questions().values())


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_questions_on_the_examples(example_view: View, name: str) -> None:
    found = rows(example_view, question(name).sparql)
    for wanted in ANSWERS[name]:
        assert any(_holds(wanted, row) for row in found), (wanted, found[:12])


def _holds(wanted: Iterable[str], row: tuple[str, ...]) -> bool:
    """Whether the wanted cells stand in the row in this order."""
    cells = iter(row)
    return all(any(cell == w for cell in cells) for w in wanted)


THREAT = report(USA, CHINA, act=("THREATEN", "restrict", "threatened", False), date="2025-03-01")
DEED = report(USA, CHINA, act=("SANCTION", "discontinue", "sanctioned", False), date="2025-04-02", article="b")
DENIAL = report(USA, CHINA, act=("SANCTION", "discontinue", "sanctioned", False), date="2025-04-02", article="c", negated=True)
MADE = {
    "threatened_then_done": {("United States", "threatened", "China", "2025-03-01", "sanctioned", "2025-04-02")},
    "contradictions": {("United States", "sanctioned", "China")},
}


@pytest.mark.parametrize("name", sorted(MADE))
def test_questions_that_the_examples_leave_open(name: str) -> None:
    store = open_store(None)
    for key, article in articles("a", "b", "c").items():
        store.put(article, [r for r in (THREAT, DEED, DENIAL) if r.article == key], {"by": "hand"})
    store.derive()
    found = rows(store.view(), question(name).sparql)
    assert len(found) == len(MADE[name])
    assert all(any(_holds(wanted, row) for row in found) for wanted in MADE[name])


def test_the_union_of_all_graphs_is_a_set(example_view: View) -> None:
    for pattern in ("?x a gp:Actor", "?x rdfs:label ?label . ?x a gp:Actor", "?x gp:kind ?kind", "?x a gp:Event", "?x gp:called ?y"):
        ((every, distinct),) = rows(example_view, f"SELECT (COUNT(?x) AS ?n) (COUNT(DISTINCT ?x) AS ?d) {{ {pattern} }}")
        assert every == distinct, pattern


def test_every_typed_report_has_its_quad_class_and_score_by_way_of_the_scheme(example_view: View) -> None:
    path = "?report a gp:Report ; gp:mode|gp:eventType ?told . ?told skos:broader*/gp:quadClass ?quad ; skos:broader*/gp:score ?score"
    reached = {row[0] for row in rows(example_view, f"SELECT ?report {{ {path} }}")}
    typed = {row[0] for row in rows(example_view, "SELECT ?report { ?report a gp:Report ; gp:eventType ?type ; gp:cameo ?code }")}
    assert len(typed) == sum(bool(r.event) for r in example_view.reports.values()) and typed <= reached


def test_events_and_filters_by_the_names_that_are_printed(example_view: View) -> None:
    event = example_view.events[0]
    assert example_view.event(f"event:{event.id}") == event == example_view.event(f"https://w3id.org/geopolgraph/event/{event.id}")
    assert selection(example_view, relation="spoke with").events and selection(example_view, event_type="assault").events


def test_a_question_is_narrowed_to_rows_with_a_value(example_view: View) -> None:
    every = rows(example_view, question("who_accused_whom").sparql)
    some = rows(example_view, narrowed(question("who_accused_whom").sparql, {"actor": "India"}))
    assert some == [row for row in every if row[0] == "India"] and 0 < len(some) < len(every)
    assert rows(example_view, narrowed(question("who_accused_whom").sparql, {"actor": "India", "object": 'no "such" \\ one'})) == []
    assert rows(example_view, narrowed("SELECT ?a { ?a gp:called ?b }", {"a": "Q22686"}))


@pytest.mark.parametrize(("query", "wanted", "message"), [("ASK { ?a ?b ?c }", {"a": "x"}, "SELECT"), ("SELECT ?a { ?a ?b ?c }", {"z": "x"}, "no column 'z'")])
def test_what_cannot_be_narrowed_is_refused(query: str, wanted: dict[str, str], message: str, example_view: View) -> None:
    with pytest.raises(QueryError, match=message):
        narrowed(query, wanted)


def test_only_prefixes_that_are_used_and_not_declared_are_added() -> None:
    text, added = prefixed("PREFIX gp: <x#>\nSELECT ?a { ?a gp:called actor:Q30 . FILTER(?a != \"wd:Q1\") }")
    assert added == 1 and text.startswith("PREFIX actor:")


def test_errors_count_lines_in_the_users_own_text(example_view: View) -> None:
    with pytest.raises(QueryError, match="line 2, column"):
        example_view.sparql("SELECT ?a {\n ?a gp:called }")


def test_service_in_a_string_is_no_service(example_view: View) -> None:
    assert rows(example_view, 'SELECT ?x { VALUES ?x { "SERVICE" } }') == [("SERVICE",)]
    with pytest.raises(QueryError, match="SERVICE"):
        example_view.sparql("SELECT ?x { SERVICE <http://127.0.0.1:9/> { ?x ?y ?z } }")


def test_ties_count_events_that_happened(example_view: View) -> None:
    ties = example_view.ties("Q15031", "Q22686")
    assert ties and all({t.subject, t.object} == {"Q15031", "Q22686"} for t in ties)


def test_selection_filters(example_view: View) -> None:
    chosen = selection(example_view, actor="Russia", since="2025-05-16", until="2025-05-16")
    assert chosen.events and all("Q159" in (e.subject, e.object, *e.actors) and e.date == "2025-05-16" for e in chosen.events)
    assert all(a in chosen.actors for e in chosen.events for a in e.actors)
    with pytest.raises(UnknownNameError, match="did you mean"):
        selection(example_view, relation="caled")


def test_networkx_has_one_edge_per_event_that_happened(example_view: View) -> None:
    network = example_view.to_networkx()
    wanted = [e for e in example_view.events if e.happened and e.subject and e.object]
    assert network.number_of_edges() == len(wanted)


def test_rdflib_sees_the_same_direct_triples(example_view: View) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib warns about itself
        dataset = example_view.to_rdflib()
        found = dataset.query("SELECT ?a ?b { ?a gp:called ?b }")
        assert {tuple(str(x).rpartition("/")[2] for x in row) for row in found} == {("Q22686", "Q15031")}  # type: ignore[union-attr]
