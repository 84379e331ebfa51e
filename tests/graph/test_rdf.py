"""RDF round trips, and the direct triples."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import rdf
from graph.join.events import events
from graph.model import Article, Report, Ruling

from .join.made import ACTS, CHINA, TRUMP, USA, XI, XINHUA, articles, report, reports

NAMES = rdf.Names()


def back(told: list[Report], article: Article) -> list[Report]:
    quads = rdf.article_quads(article, told, "run", NAMES)
    text = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    assert text is not None
    return rdf.read_reports(rdf.facts_of(ox.parse(text, format=ox.RdfFormat.N_QUADS)), NAMES)


@settings(max_examples=100)
@given(st.lists(reports, max_size=5, unique_by=lambda r: r.id))
def test_reports_come_back_as_they_went(told: list[Report]) -> None:
    mine = sorted((replace(r, article="a") for r in told), key=lambda r: r.id)
    assert back(mine, Article("text", given_id="a")) == mine


def test_speakers_and_content_come_back_in_order() -> None:
    outer = report(CHINA, USA, act=("REQUEST", "", "urged", False), words="urged", said_by=(XINHUA, XI))
    inner = replace(report(USA, None, words="lift"), content_of=outer.id, modality="requested")
    told = {r.id: r for r in back([outer, inner], Article("text", given_id="a"))}
    assert [s.actor for s in told[outer.id].said_by] == [XINHUA, XI] and told[inner.id].content_of == outer.id


@given(st.text(min_size=1), st.text(), st.text())
def test_articles_come_back_whatever_they_say(text: str, title: str, source: str) -> None:
    article = Article(text.replace("\r", " "), title.strip(), "2025-06-05", source, "https://example.org/a?b=c#d")
    clean = replace(article, title=article.title.encode("utf-8", "replace").decode(), text=article.text.encode("utf-8", "replace").decode())
    quads = rdf.article_quads(clean, [], "run", NAMES)
    data = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    assert data is not None
    facts = rdf.facts_of(ox.parse(data, format=ox.RdfFormat.N_QUADS))
    assert rdf.read_article(facts, NAMES.article(clean.key).value) == replace(clean, blocks=())


def test_rulings_come_back() -> None:
    ruling = Ruling("same", "e1", "e2", "an editor", "the same call", "2025-06-07")
    assert rdf.read_rulings(rdf.facts_of(rdf.ruling_quads(ruling, NAMES))) == [ruling]


def direct(*told: Report) -> set[tuple[str, str, str]]:
    found = events(told, [], articles("a", "b"))
    return {t for e in found for t in rdf.direct_triples(e, {r.id: r for r in told})}


def test_direct_triples_need_an_asserted_positive_report_of_its_own_right() -> None:
    assert direct(report()) == {(TRUMP.id, "called", XI.id)}
    assert direct(report(negated=True)) == set()
    assert direct(report(modality="alleged")) == set()
    assert direct(replace(report(), content_of="other")) == set()
    assert direct(report(negated=True, article="b"), report()) == {(TRUMP.id, "called", XI.id)}


def test_each_relation_that_is_told_of_an_event_is_a_direct_triple() -> None:
    told = (report(), report(act=ACTS[1], words="spoke with", article="b"))
    assert {r for _, r, _ in direct(*told)} == {"called", "spoke_with"}


def test_no_blank_nodes() -> None:
    quads = rdf.article_quads(Article("text", given_id="a"), [report(said_by=(XINHUA,))], "run", NAMES)
    assert not any(isinstance(t, ox.BlankNode) for q in quads for t in (q.subject, q.object))


def test_an_article_has_the_contexts_of_its_title_and_of_two_sentences() -> None:
    def told(number: int, *contexts: str, part: str = "body") -> Report:
        made = report(number=number, sentence="One sentence says so.")
        return replace(made, contexts=contexts, sentence=replace(made.sentence, part=part))

    told_ones = [told(1, "economic", "military"), told(2, "economic"), told(3, "legal"), told(3, "legal"), told(0, "cyber", part="title")]
    quads = rdf.article_quads(Article("text", given_id="a"), told_ones, "run", NAMES)
    found = {q.object.value for q in quads if q.subject == NAMES.article("a") and q.predicate.value.endswith("#context")}
    assert found == {"economic", "cyber"}
