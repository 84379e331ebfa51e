"""Quad class and score of the event types and modes of PLOVER, from ``lexicon/plover.csv``."""

from __future__ import annotations

from functools import cache

from ontology.lexicon import FOLDER, rows


def quad(event: str) -> int:
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; 0 for what is no type."""
    return _table().get((event, ""), (0, 0.0))[0]


def score(event: str, mode: str = "") -> float | None:
    """From -10 (conflict) to +10 (cooperation), the type's own where the mode has none; None for what is no type."""
    known = _table()
    found = known.get((event, mode)) or known.get((event, ""))
    return found[1] if found is not None else None


@cache
def _table() -> dict[tuple[str, str], tuple[int, float]]:
    found = {(event, mode): (int(quad), score) for _, (event, mode, quad, score, *_) in rows(FOLDER, "plover.csv")}
    return {(event, mode): (quad, float(score or found[event, ""][1])) for (event, mode), (quad, score) in found.items()}
