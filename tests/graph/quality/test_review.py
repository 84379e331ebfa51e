"""The reviewed list: verdicts stay with what they were about, and go when that changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from graph.quality import review
from tests.graph.join.made import report


def test_verdicts_are_carried_over_to_the_same_rows_only(tmp_path: Path) -> None:
    call = report()
    (row,) = review.listed("a", [call, report(act=("", "", "told", False))])
    assert (row["subject"], row["object"], row["event"], row["standing"], row["date"]) == ("Donald Trump", "Xi Jinping", "CONSULT", "asserted", "2025-06-05 stated")
    path = tmp_path / "list.csv"
    assert review.read(path) == []
    review.write(path, [{**row, "verdict": "right", "note": "yes"}])
    again = review.listed("a", [replace(call, typed_by="model"), replace(call, mode="visit")])
    kept, changed = review.carried(again, review.read(path))
    assert (kept["verdict"], kept["note"], kept["typed_by"]) == ("right", "yes", "model")
    assert changed["verdict"] == ""


def test_what_makes_no_edge_says_so() -> None:
    (row,) = review.listed("a", [replace(report(negated=True, modality="planned"), content_of="x")])
    assert row["standing"] == "planned, negated, content, no edge"


def test_precision_is_over_what_is_judged() -> None:
    rows = [{"verdict": v} for v in ("right", "right", "wrong", "")]
    assert review.precision(rows) == 2 / 3
    assert review.precision([]) == 0
