"""Every fault that the tables of the lexicon can have, each with its file and line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.errors import OntologyError
from ontology.lexicon import (
    ASKED_FOR,
    CUE_KINDS,
    CUE_POS,
    FRAME_FILES,
    KINDS,
    OUTER_KINDS,
    ROLES,
    SLOTS,
    SUPPORT_KINDS,
    Frame,
    frames_of,
    rows,
)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a frame may name."""

    classes: frozenset[str]
    relations: frozenset[str]
    types: frozenset[str]
    modes: frozenset[tuple[str, str]]
    cameo: dict[str, frozenset[str]]


def _known(folder: Path) -> _Known:
    plover = [row for _, row in rows(folder, "plover.csv")]
    return _Known(
        classes=frozenset(row[0] for _, row in rows(folder, "classes.csv")),
        relations=frozenset(row[0] for _, row in rows(folder, "relations.csv")),
        types=frozenset(row[0] for row in plover),
        modes=frozenset((row[0], row[1]) for row in plover),
        cameo={row[0]: frozenset([row[2], *row[5].split()]) for _, row in rows(folder, "cameo.csv")},
    )


def faults(folder: Path) -> Iterator[OntologyError]:
    known = _known(folder)
    for pos, name in FRAME_FILES.items():
        frames = [frame for where, row in rows(folder, name) for frame in frames_of(pos, where, row)]
        yield from _repeated_frames(frames)
        for frame in frames:
            for message in _frame_faults(frame, known):
                yield OntologyError(f"{frame.predicate}: {message}", where=frame.where)
    for name, key in (
        ("relations.csv", 1),
        ("classes.csv", 2),
        ("support.csv", 1),
        ("irregular.csv", 1),
        ("cameo.csv", 1),
        ("context_cues.csv", 2),
    ):
        yield from _repeated(folder, name, key=key)
    for name in FRAME_FILES.values():
        yield from _choices(folder, name, column=10, allowed=("", "yes"))
    yield from _choices(folder, "support.csv", column=1, allowed=SUPPORT_KINDS)
    yield from _choices(folder, "cues.csv", column=1, allowed=CUE_KINDS)
    yield from _choices(folder, "cues.csv", column=2, allowed=CUE_POS)
    yield from _choices(folder, "context_cues.csv", column=1, allowed=tuple(row[0] for _, row in rows(folder, "contexts.csv")))
    yield from _composition_faults(folder, known)
    yield from _idle_relations(folder)
    yield from _idle_classes(folder)


def _frame_faults(frame: Frame, known: _Known) -> Iterator[str]:
    if not frame.predicate or frame.predicate != frame.predicate.strip().lower():
        yield "a predicate is written as a lemma in lower case"
    for constraint in (frame.object, *(c for _, c in (*frame.fillers(), *frame.actors()))):
        yield from _constraint_faults(constraint, known)
    for slot in _slots(frame):
        if slot.removesuffix(".owner") not in SLOTS:
            yield f"unknown slot {slot!r}"
    for role, _ in frame.others:
        if role not in ROLES:
            yield f"unknown role {role!r}"
    yield from _type_faults(frame, known)


def _constraint_faults(constraint: str, known: _Known) -> Iterator[str]:
    if constraint.startswith("@") and constraint[1:] not in known.classes:
        yield f"unknown class {constraint!r}"
    if constraint.startswith("#") and constraint not in KINDS:
        yield f"unknown kind {constraint!r}"


def _slots(frame: Frame) -> Iterator[str]:
    yield from (slot for slot, _ in (*frame.fillers(), *frame.actors()))
    yield from frame.target
    for _, slots in frame.others:
        yield from slots


def _type_faults(frame: Frame, known: _Known) -> Iterator[str]:
    if frame.relation not in known.relations:
        yield f"unknown relation {frame.relation!r}"
    if not frame.event:
        if frame.mode or frame.cameo:
            yield "a mode or CAMEO code needs an event type"
        return
    if frame.event not in known.types:
        yield f"unknown event type {frame.event!r}"
    elif (frame.event, frame.mode) not in known.modes:
        yield f"{frame.event} has no mode {frame.mode!r}"
    if frame.cameo not in known.cameo:
        yield f"unknown CAMEO code {frame.cameo!r}"
    elif frame.event not in known.cameo[frame.cameo]:
        yield f"CAMEO {frame.cameo} is {' or '.join(sorted(known.cameo[frame.cameo]))}, not {frame.event}"


def _composition_faults(folder: Path, known: _Known) -> Iterator[OntologyError]:
    yield from _repeated(folder, "composition.csv", key=3)
    yield from _choices(folder, "composition.csv", column=0, allowed=OUTER_KINDS)
    for where, (_, inner, inner_mode, event, mode, cameo) in rows(folder, "composition.csv"):
        for pair in ((inner, inner_mode), (event, mode)):
            if pair not in known.modes:
                yield OntologyError(f"unknown type and mode {pair}", where=where)
        if event not in known.cameo.get(cameo, ()):
            yield OntologyError(f"CAMEO {cameo!r} is not {event}", where=where)


def _repeated(folder: Path, name: str, *, key: int) -> Iterator[OntologyError]:
    first: dict[tuple[str, ...], str] = {}
    for where, row in rows(folder, name):
        words = tuple(row[:key])
        if words in first:
            yield OntologyError(f"{', '.join(words)} stands already at {first[words]}", where=where)
        first.setdefault(words, where)


def _repeated_frames(frames: list[Frame]) -> Iterator[OntologyError]:
    first: dict[tuple[object, ...], str] = {}
    for frame in frames:
        demands = (frame.predicate, frame.object, frame.prep, frame.actor)
        if demands in first:
            yield OntologyError(f"{frame.predicate}: asks the same as {first[demands]}", where=frame.where)
        first.setdefault(demands, frame.where)


def _choices(folder: Path, name: str, *, column: int, allowed: tuple[str, ...]) -> Iterator[OntologyError]:
    for where, row in rows(folder, name):
        if row[column] not in allowed:
            yield OntologyError(f"{row[0]}: unknown {row[column]!r}", where=where, hint=f"known: {', '.join(allowed)}")


def _idle_relations(folder: Path) -> Iterator[OntologyError]:
    used = {row[6] for name in FRAME_FILES.values() for _, row in rows(folder, name)}
    for where, row in rows(folder, "relations.csv"):
        if row[0] not in used and not row[4]:
            yield OntologyError(f"{row[0]}: no frame uses it and nothing defines it", where=where)


def _idle_classes(folder: Path) -> Iterator[OntologyError]:
    used = {c[1:] for name in FRAME_FILES.values() for _, row in rows(folder, name) for c in _classes_in(row)}
    told: set[str] = {*ASKED_FOR}
    for where, (name, _) in rows(folder, "classes.csv"):
        if name not in used and name not in told:
            told.add(name)
            yield OntologyError(f"no frame asks for class {name!r}", where=where)


def _classes_in(row: list[str]) -> list[str]:
    cells = [*row[1].split("|"), *(part.partition("=")[2] for cell in row[2:4] for part in cell.split("|"))]
    return [cell for cell in cells if cell.startswith("@")]
