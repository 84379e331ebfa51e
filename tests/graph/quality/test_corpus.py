"""Our own annotated news: it is whole, and its measure tells right from wrong."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.model import Argument, Mention, Predicate, Span, Triple
from graph.quality import corpus

CORPUS = Path(__file__).parent.parent.parent / "corpus"
LABELS = {"PERSON", "ORG", "GPE", "LOC", "NORP", "EVENT", "FAC", "PRODUCT"}
MODALITIES = {"asserted", "planned", "requested", "threatened", "possible", "conditional", "alleged", "denied"}
TEXT = "Oman urged Iran to free Ali on Monday."


def mark(words: str) -> dict[str, object]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def gold(subject: str, predicate: str, *arguments: tuple[str, str], optional: str = "", **qualifiers: object) -> dict[str, object]:
    listed = [{"role": role, "optional": words == optional, "fillers": [mark(words)]} for role, words in arguments]
    plain = {"negated": False, "modality": "asserted", "said_by": []}
    return {"subject": [mark(subject)], "predicate": mark(predicate), "arguments": listed, **plain, **qualifiers}


def found(subject: str, predicate: str, *arguments: tuple[str, str], **qualifiers: object) -> Triple:
    def span(words: str) -> Span:
        start = TEXT.index(words)
        return Span("body", start, start + len(words), words)

    def argument(role: str, words: str) -> Argument:
        mention = Mention(span(words), "name", words)
        return Argument(role, span(words), mention, (mention,))

    plain = {"article": "a", "sentence": span(TEXT), "extractor": "clauses", "rule": "verb:nsubj", **qualifiers}
    listed = tuple(argument(role, words) for role, words in arguments)
    return Triple(predicate=Predicate(span(predicate), predicate, "verb"), subject=argument("subj", subject), arguments=listed, **plain)  # type: ignore[arg-type]


ROW = {
    "text": TEXT,
    "entities": [],
    "triples": [gold("Oman", "urged", ("obj", "Iran"), ("on", "Monday"), optional="Monday"), gold("Iran", "free", ("obj", "Ali"), modality="requested")],
}


def test_the_corpus_is_as_large_and_as_split_as_its_readme_says() -> None:
    train, test = corpus.rows(CORPUS, "train"), corpus.rows(CORPUS, "test")
    assert len(train) + len(test) >= 1500 and len(test) >= 400
    assert sum("triples" in r for r in train + test) >= 400 and sum("triples" in r for r in test) >= 100
    assert not {r["text"] for r in train} & {r["text"] for r in test}
    for row in train + test:
        spans = sorted((e["start"], e["end"]) for e in row["entities"])
        assert all(a[1] <= b[0] for a, b in pairwise(spans)), row["text"]
        assert {e["label"] for e in row["entities"]} <= LABELS, row["text"]
        assert {t["modality"] for t in row.get("triples", ())} <= MODALITIES, row["text"]


def test_a_mark_that_does_not_stand_there_is_named_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "test").mkdir()
    row = {"text": "Oman left.", "entities": [{"start": 1, "end": 5, "label": "GPE", "text": "Oman"}]}
    (tmp_path / "test" / "a.jsonl").write_text(json.dumps({"text": "", "entities": []}) + "\n" + json.dumps(row) + "\n")
    with pytest.raises(InputError, match=r"a\.jsonl:2.*'Oman'"):
        corpus.rows(tmp_path, "test")


def test_all_right_is_one() -> None:
    right = [found("Oman", "urged", ("obj", "Iran"), ("on", "Monday")), found("Iran", "free", ("obj", "Ali"), modality="requested")]
    figures = corpus.triples([ROW], [right]).figures()
    assert figures == {"p": 1, "r": 1, "f1": 1, "negated": 1, "modality": 1, "said_by": 1, "qualifiers": 1}


def test_a_wrong_subject_counts_twice_and_an_optional_argument_never() -> None:
    score = corpus.triples([ROW], [[found("Oman", "urged", ("obj", "Iran")), found("Oman", "free", ("obj", "Ali"))]])
    assert (score.right, score.wrong, score.found, score.wanted) == (1, 1, 1, 2)


def test_a_wrong_preposition_is_wrong() -> None:
    score = corpus.triples([ROW], [[found("Oman", "urged", ("with", "Iran"))]])
    assert (score.right, score.wrong) == (0, 1)


def test_qualifiers_are_judged_on_matched_triples_only() -> None:
    score = corpus.triples([ROW], [[found("Oman", "urged", ("obj", "Iran"), negated=True), found("Oman", "free", ("obj", "Ali"))]])
    assert score.qualifiers["matched"] == 1 and score.figures()["qualifiers"] == 0 and score.figures()["modality"] == 1


def test_calibration_is_by_confidence() -> None:
    score = corpus.triples([ROW], [[found("Oman", "urged", ("obj", "Iran"), confidence=0.95), found("Oman", "free", ("obj", "Ali"), confidence=0.55)]])
    assert corpus.calibration(score) == [(0.5, 1, 0.55, 0.0), (0.9, 1, 0.95, 1.0)]
    assert corpus.by_rule(score) == {"verb:nsubj": (1, 2)}
