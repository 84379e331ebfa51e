"""The JSON objects of ``geopol extract``: every typed report carries the whole of its type."""

from __future__ import annotations

from dataclasses import replace

from graph.lines import report_line
from graph.model import Article

from .join.made import report

ARTICLE = Article("text", given_id="a")


def test_type_mode_code_quad_class_score_and_contexts() -> None:
    made = replace(report(act=("ASSAULT", "drone", "bombed", False)), cameo="195", contexts=("military",))
    line = report_line(made, ARTICLE)
    assert {k: line[k] for k in ("event", "mode", "cameo", "quad", "score", "contexts", "typed_by")} == {
        "event": "ASSAULT", "mode": "drone", "cameo": "195", "quad": 4, "score": -9.5, "contexts": ["military"], "typed_by": "lexicon",
    }  # fmt: skip


def test_an_untyped_report_has_none_of_them() -> None:
    line = report_line(report(act=("", "", "told", False)), ARTICLE)
    assert [line[k] for k in ("event", "mode", "cameo", "quad", "score", "typed_by")] == [None] * 6
