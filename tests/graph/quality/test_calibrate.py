"""The confidence is fitted: what was right more often comes out surer, and between 0 and 1."""

from __future__ import annotations

from pathlib import Path

from graph.extractors.confidence import confidence
from graph.quality import calibrate

from .test_corpus import ROW, found


def test_rules_that_are_right_more_often_are_surer() -> None:
    good = found("Oman", "urged", ("obj", "Iran"))
    bad = found("Oman", "free", ("obj", "Ali"), rule="verb:none")
    weights = calibrate.fit([ROW] * 20, [[good, bad]] * 20)
    assert weights["rule verb:nsubj"] > 0 > weights["rule verb:none"]


def test_the_table_is_read_as_it_is_written(tmp_path: Path) -> None:
    calibrate.write({"bias": 1.5, "rule x": -2.0}, tmp_path / "confidence.csv")
    assert (tmp_path / "confidence.csv").read_text() == "feature,weight\nbias,1.5\nrule x,-2.0\n"


def test_confidence_is_a_share(tmp_path: Path) -> None:
    triple = found("Oman", "urged", ("obj", "Iran"))
    assert 0.5 < confidence(triple) < 1
    assert confidence(found("Oman", "urged", ("obj", "Iran"), rule="verb:none")) < confidence(triple)
