"""A list of typed reports that a person has judged, and how it follows the program when that changes."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.model import Participant, Report

COLUMNS = ("article", "sentence", "subject", "relation", "object", "others", "event", "mode", "standing", "date", "typed_by", "verdict", "note")
JUDGED = COLUMNS[:-3]
"""What a verdict is about; the same verdict holds whoever typed it."""
VERDICTS = ("right", "wrong", "")
Row = dict[str, str]


def listed(name: str, reports: Iterable[Report]) -> Iterator[Row]:
    """A row without a verdict for each report of an article that has an event type."""
    for r in reports:
        if r.event:
            standing = [r.modality, *(["negated"] if r.negated else []), *(["content"] if r.content_of else []), *([] if r.happened else ["no edge"])]
            others = [f"{p.role}: {_name(p)}" for p in r.others if p.role in ("recipient", "participant")]
            date = f"{r.date.value} {r.date.basis}" if r.date is not None else ""
            told = (name, r.sentence.text, _name(r.subject), r.relation, _name(r.object), "; ".join(others), r.event, r.mode, ", ".join(standing), date)
            yield dict(zip(COLUMNS, (*told, r.typed_by, "", ""), strict=True))


def _name(participant: Participant | None) -> str:
    if participant is None:
        return ""
    return participant.actor.name if participant.actor is not None else participant.span.text


def read(path: Path) -> list[Row]:
    """The rows of a reviewed list; none where there is no such file."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, rows: Iterable[Row]) -> None:
    """Write a reviewed list."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def carried(new: Iterable[Row], old: Iterable[Row]) -> list[Row]:
    """``new`` with the verdicts and notes that the same rows have in ``old``; what is new or has changed has none."""
    known = {key(row): row for row in old}
    return [{**row, **{c: known[key(row)][c] for c in ("verdict", "note")}} if key(row) in known else row for row in new]


def key(row: Row) -> tuple[str, ...]:
    """What makes two rows the same."""
    return tuple(row[column] for column in JUDGED)


def precision(rows: Iterable[Row]) -> float:
    """The share of judged rows that are right."""
    judged = [row["verdict"] == "right" for row in rows if row["verdict"]]
    return sum(judged) / max(1, len(judged))
