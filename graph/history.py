"""The history of an actor, or of two actors with each other: what happened when, of which kind, and how friendly it was."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from graph.model import Event
from ontology.plover import score


@dataclass(frozen=True, slots=True)
class Month:
    """The typed events of one month ("2025-06") and their mean PLOVER score, from -10 (conflict) to +10 (cooperation)."""

    month: str
    events: int
    mean: float


@dataclass(frozen=True, slots=True)
class History:
    """Events in the order of their dates, undated ones last; counts and means only of those that happened."""

    events: tuple[Event, ...]
    by_type: dict[str, int]
    months: tuple[Month, ...]
    mean: float | None

    @property
    def first(self) -> str:
        """The date of the first event that happened, or ""."""
        return next((e.date for e in self.events if e.happened and e.date), "")

    @property
    def last(self) -> str:
        """The date of the last event that happened, or ""."""
        return next((e.date for e in reversed(self.events) if e.happened and e.date), "")

    def as_json(self) -> dict[str, Any]:
        """The history without its events."""
        months = [{"month": m.month, "events": m.events, "mean": m.mean} for m in self.months]
        return {"first": self.first or None, "last": self.last or None, "mean": self.mean, "by_type": self.by_type, "months": months}


def history(events: Iterable[Event], actor: str, other: str = "") -> History:
    """The history of ``actor`` as subject or object, or with ``other`` on the other side; both are ids."""
    wanted = {a for a in (actor, other) if a}
    own = sorted((e for e in events if wanted <= {e.subject, e.object}), key=lambda e: (e.date == "", e.date, e.id))
    done = [e for e in own if e.happened]
    by_month: dict[str, list[float]] = defaultdict(list)
    for event in done:
        value = score(event.type, event.mode)
        if value is not None and event.date[:5].endswith("-") and event.date[5:7].isdigit():
            by_month[event.date[:7]].append(value)
    return History(
        tuple(own),
        dict(sorted(Counter(e.type or "untyped" for e in done).items(), key=lambda pair: (-pair[1], pair[0]))),
        tuple(Month(month, len(values), round(fmean(values), 2)) for month, values in sorted(by_month.items())),
        _mean(done),
    )


def _mean(events: Sequence[Event]) -> float | None:
    values = [value for e in events if (value := score(e.type, e.mode)) is not None]
    return round(fmean(values), 2) if values else None
