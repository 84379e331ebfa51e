"""Our own labelled acts: they are whole, faults are named with file and line, and the measure tells right from wrong."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from graph.errors import InputError
from graph.pipelines.training.acts.rows import classes, faults, offset, read
from graph.quality import acts

CORPUS = Path(__file__).parent.parent.parent / "corpus" / "acts"
GOOD: dict[str, Any] = {
    "text": "Oman freed two Yemeni sailors.",
    "acts": [{"word": "freed", "event": "RETREAT", "mode": "release", "source": "OMN", "target": "YEM"}],
    "contexts": [],
}


def test_the_corpus_is_whole_and_no_sentence_of_the_test_part_is_trained_on() -> None:
    train, test = acts.rows(CORPUS, "train"), acts.rows(CORPUS, "test")
    assert len(train) + len(test) >= 3000
    texts = Counter(row["text"] for row in (*train, *test))
    assert max(texts.values()) == 1
    told = Counter(act["event"] for row in train for act in row["acts"])
    assert set(told) == set(classes().types)
    assert min(told.values()) >= 50


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"acts": []}, "at least one act"),
        ({"contexts": ["weather"]}, "weather"),
        ({"text": "Oman frees them."}, "no word of the text"),
        ({"acts": [{**GOOD["acts"][0], "mode": "visit"}]}, "unknown type and mode"),
        ({"acts": [{**GOOD["acts"][0], "source": "Oman"}]}, "alpha-3"),
        ({"acts": [{"word": "freed"}]}, "an act has"),
    ],
)
def test_a_faulty_line_is_named(change: dict[str, Any], fault: str, tmp_path: Path) -> None:
    path = tmp_path / "batch.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in (GOOD, {**GOOD, **change})), encoding="utf-8")
    with pytest.raises(InputError, match=fault) as error:
        read(path)
    assert str(error.value.where).endswith("batch.jsonl:2")


def test_a_good_line_has_no_fault() -> None:
    assert not list(faults(GOOD, classes()))


def test_a_word_is_found_as_a_whole() -> None:
    assert offset("Warming ties, war ended.", "war") == 14
    assert offset("Warming ties.", "war") == -1


def test_macro_f1_counts_each_type_alike() -> None:
    found = [("AID", "AID", 1.0), ("AID", "AID", 1.0), ("AID", "", 0.0), ("CONSULT", "AID", 0.9)]
    assert acts.f1(found, "AID") == pytest.approx(4 / 6)
    assert acts.f1(found, "CONSULT") == 0
    assert acts.macro(found) == pytest.approx(1 / 3)
