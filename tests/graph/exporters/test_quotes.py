"""What an export carries of the articles, and that the whole texts win where graphs are merged."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import UnknownNameError
from graph.exporters import export
from graph.exporters.quotes import trimmed
from graph.query import View
from graph.stores.oxigraph import OxigraphStore, memory
from graph.stores.union import merge, open_graph

LONG = "U.S. President Donald Trump and Chinese President Xi Jinping spoke by phone on Thursday, as a fragile truce"


def state(store: OxigraphStore) -> list[str]:
    return sorted(map(str, store.quads()))


def passed_on(view: View, folder: Path, quotes: str) -> tuple[str, Path]:
    path = folder / f"{quotes}.nq"
    export(view, path, format="nquads", quotes=quotes)
    return path.read_text(encoding="utf-8"), path


def test_texts_are_cut_or_left_out_and_all_else_stays(example_view: View, tmp_path: Path) -> None:
    full, _ = passed_on(example_view, tmp_path, "full")
    short, _ = passed_on(example_view, tmp_path, "short")
    none, path = passed_on(example_view, tmp_path, "none")
    assert LONG in full and LONG not in short and LONG[:60] in short and LONG[:60] not in none
    assert "articleBody" in full and "articleBody" not in short + none
    again = open_graph(path).view()
    assert {e.id for e in again.events} == {e.id for e in example_view.events}
    assert set(again.reports) == set(example_view.reports)


def test_the_table_follows(example_view: View, tmp_path: Path) -> None:
    export(example_view, tmp_path / "none.csv", format="csv", quotes="none")
    table = (tmp_path / "none.csv").read_text(encoding="utf-8")
    assert "Xi Jinping" in table and "fragile truce" not in table


@pytest.mark.parametrize("quotes", ["short", "none"])
def test_whole_texts_win_in_whatever_order_graphs_are_merged(quotes: str, example_store: OxigraphStore, example_view: View, tmp_path: Path) -> None:
    _, path = passed_on(example_view, tmp_path, quotes)
    ends = []
    for order in ((path, None), (None, path)):
        into = memory()
        merge([open_graph(p) if p is not None else example_store for p in order], into)
        ends.append(state(into))
    assert ends[0] == ends[1]
    assert any(LONG in quad for quad in ends[0])


def test_another_kind_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="half"):
        list(trimmed([], "half"))
