"""The labelled sentences of ``tests/corpus/acts``: read, checked, and made ready for the network."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.classify.model import cut, glued
from graph.errors import InputError
from graph.pipelines.encoder.pieces import Encoded, WordPieces
from ontology.lexicon import FOLDER

KEYS = {"text", "acts", "contexts"}
ACT_KEYS = {"word", "event", "mode", "source", "target"}


@dataclass(frozen=True, slots=True)
class Classes:
    """What the heads tell apart, in the order of their numbers; the first type and mode stand for no act."""

    types: tuple[str, ...]
    modes: tuple[tuple[str, str], ...]
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence as pieces, the type and mode numbers of its labelled words, its contexts (None: not labelled)."""

    encoded: Encoded
    labels: dict[int, tuple[int, int]]
    contexts: tuple[int, ...] | None


def classes() -> Classes:
    """The types, modes and contexts of the ontology."""
    with (FOLDER / "plover.csv").open(encoding="utf-8", newline="") as file:
        modes = [(row["type"], row["mode"]) for row in csv.DictReader(file)]
    with (FOLDER / "contexts.csv").open(encoding="utf-8", newline="") as file:
        contexts = [row["context"] for row in csv.DictReader(file)]
    return Classes(("", *sorted({event for event, _ in modes})), (("", ""), *modes), tuple(contexts))


def read(path: Path) -> list[dict[str, Any]]:
    """The lines of one batch. Raises InputError with file and line where one is faulty."""
    known = classes()
    rows = []
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            row = json.loads(line)
            fault = next(faults(row, known), "")
            if fault:
                raise InputError(fault, where=f"{path}:{number}", hint="see tests/corpus/acts/README.md")
            rows.append(row)
    return rows


def faults(row: dict[str, Any], known: Classes) -> Iterator[str]:
    """What is wrong with a line."""
    if set(row) != KEYS or not row["acts"]:
        yield f"a line has {', '.join(sorted(KEYS))} and at least one act"
        return
    yield from (f"unknown context {name!r}" for name in row["contexts"] if name not in known.contexts)
    for act in row["acts"]:
        if not ACT_KEYS <= set(act) <= ACT_KEYS | {"negated"}:
            yield f"an act has {', '.join(sorted(ACT_KEYS))}"
            continue
        if offset(row["text"], act["word"]) < 0:
            yield f"{act['word']!r} is no word of the text"
        if (act["event"], act["mode"]) not in known.modes:
            yield f"unknown type and mode {act['event']!r} {act['mode']!r}"
        yield from (f"{side} {act[side]!r} is no ISO 3166 alpha-3 code" for side in ("source", "target") if not re.fullmatch(r"([A-Z]{3})?", act[side]))


def offset(text: str, word: str) -> int:
    """Where a word first stands in a text, or -1."""
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    return found.start() if found else -1


def prepared(lines: Iterable[dict[str, Any]], pieces: WordPieces, known: Classes, *, contexts: bool = True) -> Iterator[Row]:
    """Each line as the network takes it, without those that have no labelled word left."""
    types = {event: i for i, event in enumerate(known.types)}
    modes = {pair: i for i, pair in enumerate(known.modes)}
    for line in lines:
        words = cut(line["text"])
        labels = {}
        for act in line["acts"]:
            at = offset(line["text"], act["word"])
            place = next((i for i, word in enumerate(words) if word.start <= at < word.end), None)
            if place is not None:
                labels[place] = (types[act["event"]], modes[act["event"], act["mode"]])
        if labels:
            about = tuple(known.contexts.index(name) for name in line["contexts"]) if contexts else None
            yield Row(pieces.encode([word.text for word in words], glued(words)), labels, about)


def batches(rows: Sequence[Row], size: int) -> Iterator[Sequence[Row]]:
    """The rows in groups of ``size``."""
    return (rows[i : i + size] for i in range(0, len(rows), size))
