"""The example articles, end to end: what must be found, what must not, and that order does not matter."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from graph.config import Settings
from graph.model import Report
from graph.pipeline import Reading, build
from graph.quality import review
from graph.query import View
from graph.readers import read
from graph.stores import open_store
from graph.stores.oxigraph import OxigraphStore, memory

from .conftest import EXAMPLES

STORIES = {"2025-06-05-call-wire", "2025-06-06-call-daily", "2025-06-06-call-state"}


def contents(store: OxigraphStore) -> list[str]:
    return sorted(str(q) for q in store.quads())


def told(readings: dict[str, Reading]) -> list[Report]:
    return [r for reading in readings.values() for r in reading.reports]


def test_there_are_four_stories_of_three_outlets() -> None:
    articles = [next(read(p)) for p in sorted(EXAMPLES.glob("*.txt"))]
    assert len(articles) >= 12 and {a.source for a in articles} == {"Example Wire", "Example Daily", "Example State Agency"}
    assert all(a.title and a.published and a.url for a in articles)
    assert all(100 <= len(a.text.split()) <= 300 for a in articles)


def test_three_outlets_tell_of_one_call(example_view: View) -> None:
    calls = [e for e in example_view.events if {e.subject, e.object} == {"Q22686", "Q15031"} and e.type == "CONSULT" and e.happened and e.date == "2025-06-05"]
    assert len(calls) == 1 and len(calls[0].sources) == 3
    assert calls[0].disputes, "the outlets give different accounts of it"


@pytest.mark.parametrize(
    ("subject", "relation", "object"),
    [
        ("Donald Trump", "called", "Xi Jinping"),
        ("European Union", "sanctioned", "Russia"),
        ("India", "attacked", "Pakistan"),
        ("Saudi Arabia", "agreed_with", "Iran"),
        ("Russia", "met", "Ukraine"),
    ],
)
def test_key_events_are_direct_triples(example_view: View, subject: str, relation: str, object: str) -> None:
    query = f'ASK {{ ?a gp:{relation} ?b . ?a rdfs:label "{subject}" . ?b rdfs:label "{object}" }}'
    mirrored = f'ASK {{ ?b gp:{relation} ?a . ?a rdfs:label "{subject}" . ?b rdfs:label "{object}" }}'
    mutual = relation in ("agreed_with", "met")
    assert bool(example_view.sparql(query)) or (mutual and bool(example_view.sparql(mirrored)))


def test_each_direct_triple_rests_on_an_asserted_report(example_view: View) -> None:
    for event in example_view.events:
        if event.happened:
            assert any(example_view.reports[r].happened for r in event.reports)


def test_offsets_name_the_words_they_stand_for(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        for report in reading.reports:
            text = reading.article.text if report.sentence.part == "body" else reading.article.title
            assert text[report.sentence.start : report.sentence.end] == report.sentence.text
            for part in (report.subject, report.object, *report.others, *report.said_by):
                place = "" if part is None else reading.article.text if part.span.part == "body" else reading.article.title
                assert part is None or place[part.span.start : part.span.end] == part.span.text


def test_every_triple_is_a_report_or_rejected_with_a_reason(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        assert all(r.reason for r in reading.rejections)
        assert len(reading.rejections) <= len(reading.triples)


def test_reports_have_ids_of_their_own(readings: dict[str, Reading]) -> None:
    ids = [r.id for r in told(readings)]
    assert len(ids) == len(set(ids))


def test_another_order_gives_the_same_graph(settings: Settings, example_store: OxigraphStore) -> None:
    paths = sorted(EXAMPLES.glob("*.txt"))
    random.Random(7).shuffle(paths)
    store = memory()
    for path in paths:
        build([path], settings, store=store)
    assert contents(store) == contents(example_store)


def test_the_merge_of_stories_is_the_graph_of_all(settings: Settings, example_store: OxigraphStore) -> None:
    call = [EXAMPLES / f"{name}.txt" for name in STORIES]
    rest = [p for p in EXAMPLES.glob("*.txt") if p.stem not in STORIES]
    parts = []
    for sources in (call, rest):
        part = open_store(None)
        build(sources, settings, store=part)
        parts.append(part)
    whole = memory()
    for part in parts:
        whole.union(part)  # type: ignore[arg-type]
    whole.derive()
    assert contents(whole) == contents(example_store)


def test_the_shapes_hold(example_view: View) -> None:
    from graph.validation import violations

    assert list(violations(example_view)) == []


def test_the_shapes_catch_a_report_without_evidence(example_store: OxigraphStore) -> None:
    from graph.validation import violations

    broken = memory()
    broken.load(q for q in example_store.quads() if not q.predicate.value.endswith("#evidence"))
    assert any("the sentence that says so" in line for line in violations(broken.view()))


def test_reading_twice_gives_the_same(readings: dict[str, Reading], settings: Settings) -> None:
    from graph.pipeline import read_article

    name = "2025-06-05-call-wire"
    assert read_article(next(read(Path(EXAMPLES / f"{name}.txt"))), settings).reports == readings[name].reports


def test_every_typed_report_has_been_judged_and_most_are_right(readings: dict[str, Reading], settings: Settings) -> None:
    if settings.pipeline != Settings().pipeline:
        pytest.skip("the list was made with the default pipeline")
    known = {review.key(row): row["verdict"] for row in review.read(Path(__file__).parent / "examples.csv")}
    found = [row for name, reading in readings.items() for row in review.listed(name, reading.reports)]
    assert set(known.values()) <= {"right", "wrong"}
    assert {review.key(row) for row in found} == set(known), "run scripts/review_examples.py and judge what is new"
    assert sum(known[review.key(row)] == "right" for row in found) >= 0.85 * len(found)
