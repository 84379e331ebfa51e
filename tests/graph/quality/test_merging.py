"""The cluster of articles is whole, and its measure tells joined from kept apart."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from graph.config import Settings
from graph.errors import InputError
from graph.quality import merging

CORPUS = Path(__file__).parent.parent.parent / "corpus" / "merging"


def test_ten_events_told_three_times_and_twenty_near_misses() -> None:
    told = Counter(row["event"] for row in merging.rows(CORPUS))
    assert sorted(told.values()) == [1] * 20 + [3] * 10


def test_no_near_miss_is_joined(settings: Settings) -> None:
    articles = merging.rows(CORPUS)
    assert merging.figures(articles, merging.leads(articles, settings))["pairs precision"] == 1


def test_recall_and_precision_of_pairs() -> None:
    articles = [{"id": i, "event": e} for i, e in (("a", "1"), ("b", "1"), ("c", "1"), ("d", "2"))]
    found = merging.figures(articles, {"a": {"x"}, "b": {"x"}, "c": set(), "d": {"x"}})
    assert found == {"pairs recall": 1 / 3, "pairs precision": 1 / 3, "leads found": 3 / 4}
    assert merging.figures(articles, {i: set() for i in "abcd"})["pairs precision"] == 1


def test_a_faulty_article_is_named(tmp_path: Path) -> None:
    (tmp_path / "cluster.jsonl").write_text(json.dumps({"id": "a"}) + "\n")
    with pytest.raises(InputError, match="an article has") as error:
        merging.rows(tmp_path)
    assert str(error.value.where).endswith("cluster.jsonl:1")
