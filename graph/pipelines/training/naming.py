"""New names for old passages, so that the recogniser learns contexts rather than lists."""

from __future__ import annotations

import csv
import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph.pipelines.training.entities import Mark, Passage
from graph.pipelines.training.labels import demonyms, states

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class People:
    """Given and family names of one region; `family_first` tells how they are put together."""

    family_first: bool
    given: tuple[str, ...]
    family: tuple[str, ...]


def renamed(passages: Sequence[Passage], share: float, seed: int) -> Iterator[Passage]:
    """Copies of about `share` of the passages with other names in the same places."""
    dice = random.Random(seed)
    for passage in passages:
        if passage.marks and dice.random() < share:
            yield _renamed(passage, dice)


def recased(passages: Sequence[Passage], share: float, seed: int) -> Iterator[Passage]:
    """Copies of about `share` of the passages in title case, capitals or small letters."""
    dice = random.Random(seed)
    for passage in passages:
        text = dice.choice((_titled, _titled, str.upper, str.lower))(passage.text)
        if len(text) == len(passage.text) and dice.random() < share:
            yield Passage(text, passage.marks)


def joined(passages: Sequence[Passage], share: float, seed: int) -> Iterator[Passage]:
    """The passages, about `share` of them run together with the one before."""
    dice = random.Random(seed)
    before = Passage("", ())
    for passage in passages:
        if before.text and dice.random() < share:
            before = _run_on(before, passage)
            continue
        if before.text:
            yield before
        before = passage
    yield before


def filled(count: int, seed: int) -> Iterator[Passage]:
    """Short news sentences made from `templates.txt`."""
    dice = random.Random(seed)
    templates = (HERE / "templates.txt").read_text(encoding="utf8").splitlines()
    for _ in range(count):
        yield _filled(dice.choice(templates), dice)


def new_name(label: str, old: str, dice: random.Random) -> str | None:
    """A name for `label` of about the length of `old`, or None where that one had better stay."""
    words = old.split()
    if label == "PERSON":
        return _person(len(words), dice)
    if label == "ORG" and len(words) > 1 and words[-1] in _parts()["kinds"]:
        return f"{dice.choice([*_parts()['epithets'], *_adjectives()])} {words[-1]}"
    if label == "ORG":
        return dice.choice(_slots()["ORG"]) if len(words) > 2 or dice.random() < 0.4 else _firm(dice)
    if label == "GPE":
        return dice.choice(sorted(states()))
    return dice.choice(_adjectives()) if label == "NORP" else None


def _renamed(passage: Passage, dice: random.Random) -> Passage:
    text, marks, read = "", [], 0
    for mark in passage.marks:
        old = passage.text[mark.start : mark.end]
        keep = mark.label in ("GPE", "NORP") and old not in states() | demonyms()
        name = None if keep else new_name(mark.label, old, dice)
        text += passage.text[read : mark.start]
        marks.append(Mark(len(text), len(text) + len(name or old), mark.label))
        text += name or old
        read = mark.end
    return Passage(text + passage.text[read:], tuple(marks))


def _run_on(first: Passage, second: Passage) -> Passage:
    shift = len(first.text) + 1
    moved = (Mark(mark.start + shift, mark.end + shift, mark.label) for mark in second.marks)
    return Passage(f"{first.text} {second.text}", (*first.marks, *moved))


def _filled(template: str, dice: random.Random) -> Passage:
    text, marks = "", []
    for piece in template.split("{"):
        slot, closed, rest = piece.partition("}")
        if not closed:
            text += piece
            continue
        name = _slot_name(slot, dice)
        marks.append(Mark(len(text), len(text) + len(name), slot))
        text += name + rest
    return Passage(text, tuple(marks))


def _slot_name(slot: str, dice: random.Random) -> str:
    if slot in _slots() and (slot not in ("ORG", "GPE") or dice.random() < 0.5):
        return dice.choice(_slots()[slot])
    return new_name(slot, dice.choice(("A", "A B", "A B", "A B C")), dice) or slot


def _person(words: int, dice: random.Random) -> str:
    people = dice.choice(_people())
    given, family = dice.choice(people.given), dice.choice(people.family)
    if words == 1:
        return family
    return f"{family} {given}" if people.family_first else f"{given} {family}"


def _firm(dice: random.Random) -> str:
    parts = _parts()
    stem = "".join(dice.choice(parts["syllables"]) for _ in range(dice.choice((1, 1, 2))))
    return (stem + dice.choice(parts["endings"])).capitalize() + dice.choice(parts["firms"])


def _titled(text: str) -> str:
    words = text.split(" ")
    return " ".join(word[:1].upper() + word[1:] if len(word) > 3 else word for word in words)


@cache
def _parts() -> dict[str, list[str]]:
    return tomllib.loads((HERE / "organisations.toml").read_text(encoding="utf8"))


@cache
def _slots() -> dict[str, list[str]]:
    return tomllib.loads((HERE / "slots.toml").read_text(encoding="utf8"))


@cache
def _adjectives() -> tuple[str, ...]:
    return tuple(sorted(demonyms()))


@cache
def _people() -> tuple[People, ...]:
    with (HERE / "names.csv").open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        People(row["order"] == "family first", tuple(row["given"].split("|")), tuple(row["family"].split("|")))
        for row in rows
    )
