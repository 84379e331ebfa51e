"""Sentences on negation, modality, who says it, the type of the whole act and where the types border on each other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph import Report, Settings, extract

ROWS: list[dict[str, Any]] = [json.loads(line) for line in Path(__file__).with_name("acts.jsonl").read_text(encoding="utf8").splitlines()]
MISSES: dict[int, str] = {
    0: "an offer that is only answered ('the Russian proposal') is taken for one that is made now",
    40: "a drone that is shot down is read as intercepted, which is no act, though it has an owner here",
}
DAY = "2025-05-20"


def faults(row: dict[str, Any], reports: list[Report]) -> list[str]:
    """What the reports lack of the row, or say too much."""
    found = [f"no {want}" for want in row["reports"] if not any(_is(want, r) for r in reports)]
    direct = sorted({r.event for r in reports if r.event and r.happened})
    if direct != sorted(set(row["direct"])):
        found.append(f"direct {direct}, wanted {row['direct']}")
    return found


def _is(want: dict[str, Any], report: Report) -> bool:
    sides = [p for p in (report.object, *(p for p in report.others if p.role in ("recipient", "participant"))) if p is not None]
    if report.mutual and not any(want["who"] in report.subject.span.text for _ in [0]):
        return False
    return (
        want["who"] in report.subject.span.text
        and report.event == want["event"]
        and (not want["mode"] or report.mode == want["mode"])
        and report.negated == want.get("negated", False)
        and report.modality == want.get("modality", "asserted")
        and bool(report.content_of) == want.get("content", False)
        and ("to" not in want or any(want["to"] in p.span.text for p in sides))
    )


@pytest.mark.parametrize("i", [pytest.param(i, marks=pytest.mark.xfail(strict=True, reason=MISSES[i])) if i in MISSES else i for i in range(len(ROWS))])
def test_acts(i: int, settings: Settings) -> None:
    row = ROWS[i]
    assert faults(row, list(extract(row["text"], published=DAY, settings=settings))) == []


def test_there_are_enough() -> None:
    assert len(ROWS) >= 80
    assert len(MISSES) <= len(ROWS) * 0.08
