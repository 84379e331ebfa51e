"""Our own annotated news: reads it, and measures names and triples of a pipeline against it.

The guideline beside the data says what is marked. A *unit* of the triple layer is a predicate with its subject and one
argument, each by its head: all must be right, and the preposition too. What the gold marks as optional counts neither for nor
against.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import InputError
from graph.model import Argument, Mention, Span, Triple

if TYPE_CHECKING:
    from spacy.language import Language

_BEING = "="
_ADDED = frozenset({"about", "initiator", "compound", "clause"})
"""Slots that an extractor adds by meaning: the gold layer marks only what syntax shows."""
_TIMES = frozenset({"minute", "hour", "day", "week", "month", "year", "decade", "century"})
_COUNTING = re.compile(r"(?:dozens|hundreds|thousands|tens|millions|billions|scores|most|many|part|parts|much|some|all|half|majority) of\b")
_TAIL = re.compile(r"\s(?:of|for|in|on|at|to|from|with|by|and)\b|\s?[,(]")
_SAME_ROLE = {"iobj": "obj", "upon": "on", "towards": "toward"}

Place = tuple[int, int]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Unit:
    """One predicate with a subject and an argument, by offsets; None where there is none."""

    predicate: Place | None
    subject: Place | None
    role: str
    argument: Place | None
    optional: bool = False
    confidence: float = field(default=1.0, compare=False)
    rule: str = field(default="", compare=False)


@dataclass(slots=True)
class Score:
    """Right, wrong and missed units, and how many qualifiers of matched triples are right."""

    right: int = 0
    wrong: int = 0
    found: int = 0
    wanted: int = 0
    qualifiers: Counter[str] = field(default_factory=Counter)
    judged: list[tuple[Unit, bool]] = field(default_factory=list)
    faults: list[tuple[str, str, Unit]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.wanted)

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / ((self.precision + self.recall) or 1.0)

    def figures(self) -> dict[str, float]:
        """Precision, recall, F1, and the share of matched triples whose qualifiers are right, one by one and all at once."""
        matched = max(1, self.qualifiers["matched"])
        shares = {name: self.qualifiers[name] / matched for name in ("negated", "modality", "said_by", "qualifiers")}
        return {"p": self.precision, "r": self.recall, "f1": self.f1, **shares}


def rows(folder: Path, part: str) -> list[Row]:
    """The sentences of ``part`` ("train" or "test") of the corpus in ``folder``.

    Raises InputError, with file and line, where a line is no JSON object or a mark does not name its own text.
    """
    found = []
    for path in sorted((folder / part).glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found.append(_checked(line, f"{path}:{number}"))
    return found


def calibration(score: Score, steps: int = 10) -> list[tuple[float, int, float, float]]:
    """By confidence from 0 to 1 in ``steps``: lower border, number of units, mean confidence, share that is right."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for unit, right in score.judged:
        bins.setdefault(min(steps - 1, int(unit.confidence * steps + 1e-9)), []).append((unit.confidence, right))
    return [
        (step / steps, len(found), sum(c for c, _ in found) / len(found), sum(r for _, r in found) / len(found))
        for step, found in sorted(bins.items())
    ]


def by_rule(score: Score) -> dict[str, tuple[int, int]]:
    """How many units of each rule are right, of how many."""
    found: dict[str, tuple[int, int]] = {}
    for unit, right in score.judged:
        before = found.get(unit.rule, (0, 0))
        found[unit.rule] = (before[0] + right, before[1] + 1)
    return found


def _checked(line: str, where: str) -> Row:
    try:
        row: Row = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"no JSON object: {error}", where=where, hint="one sentence a line, as the README of the corpus says") from error
    for mark in _marks(row):
        if row["text"][mark["start"] : mark["end"]] != mark["text"]:
            raise InputError(f"the mark {mark['text']!r} does not stand at {mark['start']}", where=where, hint="count Unicode code points")
    return row


def _marks(row: Row) -> Iterator[Row]:
    yield from row["entities"]
    for triple in row.get("triples", ()):
        yield from triple["subject"]
        yield from (triple["said_by"])
        if triple["predicate"] is not None:
            yield triple["predicate"]
        for argument in triple["arguments"]:
            yield from argument["fillers"]


# ---------------------------------------------------------------- names


def naming(sentences: Sequence[Row], nlp: Language) -> dict[str, float]:
    """Precision, recall and F1 of named entities, exact spans with labels, and F1 of the spans alone."""
    right = spans = guessed = wanted = 0
    for row, doc in zip(sentences, nlp.pipe(row["text"] for row in sentences), strict=True):
        gold = {(e["start"], e["end"], e["label"]) for e in row["entities"]}
        found = {(e.start_char, e.end_char, e.label_) for e in doc.ents}
        right += len(gold & found)
        spans += len({g[:2] for g in gold} & {f[:2] for f in found})
        guessed += len(found)
        wanted += len(gold)
    whole = max(1, guessed + wanted)
    return {"p": right / max(1, guessed), "r": right / max(1, wanted), "f1": 2 * right / whole, "span f1": 2 * spans / whole}


# ---------------------------------------------------------------- triples


def triples(sentences: Iterable[Row], read: Iterable[Sequence[Triple]]) -> Score:
    """``read`` holds the triples that were extracted from each of ``sentences``, with offsets in its text."""
    score = Score()
    for row, found in zip(sentences, read, strict=True):
        _score(row, found, score)
    return score


def _score(row: Row, found: Sequence[Triple], score: Score) -> None:
    text = row["text"]
    gold = [u for t in row["triples"] for u in _gold_units(t)]
    units = list(dict.fromkeys(u for t in found for u in _units(t)))
    for unit in units:
        near = [g for g in gold if _matches(g, unit, text)]
        if near and all(g.optional for g in near):
            continue
        score.right += bool(near)
        score.wrong += not near
        score.judged.append((unit, bool(near)))
        if not near:
            score.faults.append(("wrong", row["text"], unit))
    for wanted in gold:
        if wanted.optional:
            continue
        hit = any(_matches(wanted, u, text) or (wanted.argument is None and _shares(wanted, u, text)) for u in units)
        score.wanted += 1
        score.found += hit
        if not hit:
            score.faults.append(("missed", row["text"], wanted))
    _qualifiers(row, found, score)


def _gold_units(triple: Row) -> Iterator[Unit]:
    predicate = _place(triple["predicate"]) if triple["predicate"] is not None else None
    subjects: Sequence[Place | None] = [_place(s) for s in triple["subject"]] or [None]
    arguments = [(a["role"], _place(f), a["optional"]) for a in triple["arguments"] for f in a["fillers"]]
    for subject in subjects:
        for role, place, optional in arguments:
            yield Unit(predicate, subject, _SAME_ROLE.get(role, role), place, optional)
        yield Unit(predicate, subject, "", None, any(not optional for *_, optional in arguments))


def _units(triple: Triple) -> Iterator[Unit]:
    copular = triple.extractor == "clauses" and triple.predicate.pos == "noun"
    predicate = None if triple.predicate.pos == "rule" or copular else _span(triple.predicate.span)
    named = (triple.subject.members or (triple.subject.mention,)) if triple.subject is not None else ()
    subjects: Sequence[Place | None] = [_mention(m) for m in named] or [None]
    arguments: list[tuple[str, Place | None]] = [
        (a.slot, _mention(m))
        for a in triple.arguments
        if a.slot not in _ADDED and not a.clause and not a.inner and not _dated(a, triple) and not copular
        for m in a.members or (a.mention,)
    ]
    if copular:
        arguments = [("obj", _span(triple.predicate.span))]
    for subject in subjects:
        for role, place in arguments or ([("", None)] if triple.extractor == "clauses" else []):
            yield Unit(predicate, subject, _SAME_ROLE.get(role, role), place, False, triple.confidence, triple.rule)


def _dated(argument: Argument, triple: Triple) -> bool:
    span = argument.span
    return argument.mention.head in _TIMES or any(d.start < span.end and span.start < d.end for d in triple.dates)


def _matches(gold: Unit, unit: Unit, text: str) -> bool:
    return _shares(gold, unit, text) and gold.role == unit.role and _same(gold.argument, unit.argument, text)


def _shares(gold: Unit, unit: Unit, text: str) -> bool:
    """Whether predicate and subject are the same; enough for a gold unit without a necessary argument to be found."""
    return _overlap(gold.predicate, unit.predicate) and _same(gold.subject, unit.subject, text)


def _overlap(first: Place | None, second: Place | None) -> bool:
    if first is None or second is None:
        return first is second
    return first[0] < second[1] and second[0] < first[1]


def _same(first: Place | None, second: Place | None, text: str) -> bool:
    """Whether two phrases have one head: they end together, or begin together and only a phrase or more of the name follows."""
    if first is None or second is None:
        return first is second
    if not _overlap(first, second):
        counting, counted = sorted((first, second))
        return bool(_COUNTING.match(text[counting[0] :])) and counted[0] - counting[1] <= len(" of the ") and text[counting[1] : counted[0]].strip().startswith("of")
    if first[1] == second[1] or first[0] != second[0]:
        return first[1] == second[1]
    rest = text[min(first[1], second[1]) : max(first[1], second[1])]
    return bool(_TAIL.match(rest)) or rest.lstrip(" -")[:1].isupper()


def _qualifiers(row: Row, found: Sequence[Triple], score: Score) -> None:
    """Compare what is said of each triple whose predicate and subject are right."""
    text = row["text"]
    for gold in row["triples"]:
        wanted = list(_gold_units(gold))
        for triple in found:
            if wanted[0].predicate is None or not any(_shares(w, u, text) for w in wanted for u in _units(triple)):
                continue
            speakers = [_place(s) for s in gold["said_by"]]
            said = [_mention(m) for m in triple.said_by]
            right = {
                "negated": triple.negated == gold["negated"],
                "modality": triple.modality == gold["modality"],
                "said_by": len(said) == len(speakers) and all(_same(a, b, text) for a, b in zip(speakers, said, strict=True)),
            }
            score.qualifiers["matched"] += 1
            score.qualifiers.update(name for name, ok in right.items() if ok)
            score.qualifiers["qualifiers"] += all(right.values())
            break


def _place(mark: Row) -> Place:
    return mark["start"], mark["end"]


def _span(span: Span) -> Place:
    return span.start, span.end


def _mention(mention: Mention) -> Place:
    return _span(mention.span)
