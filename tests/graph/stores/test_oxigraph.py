"""The store: atomic articles, re-reading, removal, union, derived graphs, and what can go wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import StoreError, UnknownNameError
from graph.model import Article, Report
from graph.stores import STORES, open_store
from graph.stores.oxigraph import OxigraphStore, memory

from ..join.made import KEYS, XI, report, reports

RUN = {"software": "test", "lexicon": "1"}


def article(key: str, text: str = "text") -> Article:
    return Article(text, f"title {key}", "2025-06-05", f"Source {key}", given_id=key)


def filled(told: list[Report]) -> OxigraphStore:
    store = memory()
    for key in sorted({r.article for r in told}):
        store.put(article(key), [r for r in told if r.article == key], RUN)
    store.derive()
    return store


def contents(store: OxigraphStore) -> list[str]:
    return sorted(str(q) for q in store.quads())


def test_what_was_put_is_there(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store", create=True)
    store.put(article("a"), [report()], RUN)
    assert store.derive() == 1 and [r.id for r in store.reports()] == [report().id]
    store.close()
    again = open_store(tmp_path, read_only=True)
    assert again.article("a") == article("a") and len(again.view().events) == 1


def test_putting_an_article_again_replaces_what_it_said() -> None:
    store = memory()
    store.put(article("a"), [report(), report(XI, None)], RUN)
    store.put(article("a", "new text"), [report()], RUN)
    assert len(store.reports()) == 1 and store.article("a") == article("a", "new text")


def test_removing_an_article_leaves_nothing_of_it() -> None:
    store, before = filled([report(article="a")]), contents(filled([report(article="a")]))
    store.put(article("b"), [report(article="b")], RUN)
    store.derive()
    assert store.remove("b") and not store.remove("b")
    store.derive()
    assert contents(store) == before


@settings(max_examples=40, deadline=None)
@given(st.lists(reports, max_size=8, unique_by=lambda r: r.id), st.sets(st.sampled_from(KEYS)))
def test_merging_two_stores_is_the_store_of_all(told: list[Report], first: set[str]) -> None:
    whole, one, other = filled(told), filled([r for r in told if r.article in first]), filled([r for r in told if r.article not in first])
    for a, b in ((one, other), (other, one)):
        target = memory()
        target.union(a)
        target.union(b)
        target.union(a)
        target.derive()
        assert contents(target) == contents(whole)


def test_where_two_stores_differ_on_an_article_both_orders_agree() -> None:
    one, other = memory(), memory()
    one.put(article("a", "first text"), [report()], RUN)
    other.put(article("a", "second text"), [report(XI, None)], RUN)
    results = []
    for a, b in ((one, other), (other, one)):
        target = memory()
        target.union(a)
        target.union(b)
        target.derive()
        results.append(contents(target))
    assert results[0] == results[1]


def test_a_directory_that_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    with pytest.raises(StoreError, match="not a geopolgraph store"):
        open_store(tmp_path, create=True)


def test_a_missing_store_and_a_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here"):
        open_store(tmp_path / "none")
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="is a file"):
        open_store(tmp_path / "file")


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    first = open_store(tmp_path / "store", create=True)
    with pytest.raises(StoreError, match="another process is writing"):
        open_store(tmp_path / "store")
    first.close()
    open_store(tmp_path / "store").close()


def test_a_store_of_another_format_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(tmp_path / "store", create=True).close()
    monkeypatch.setattr("graph.rdf.FORMAT_VERSION", 99)
    with pytest.raises(StoreError, match="has format 1"):
        open_store(tmp_path / "store")


def test_an_unknown_store_lists_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match=r"memory.*oxigraph"):
        STORES["neo4j"]
