"""Terms of office: who held what from when to when, and what a stronger source leaves of a weaker one."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.tables import Row

HORIZON_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Holder:
    """A person in an office. The day of a handover belongs to the new holder; an open end says "in office on
    ``source_date``" and is believed for twelve months more.
    """

    office: str
    person: str
    start: str
    end: str
    source: str
    source_date: str

    @property
    def horizon(self) -> str:
        """The first day on which the holder is no longer known to be one."""
        return self.end or later(self.source_date, HORIZON_MONTHS)

    def covers(self, day: str) -> bool:
        """Whether the person held the office on the ISO day. Of a start known to the year, that year is left out."""
        begun = self.start <= day if len(self.start) == 10 else self.start < day[: len(self.start)]
        return begun and day < self.horizon


def later(day: str, months: int) -> str:
    """The ISO day ``months`` later; the 29th to 31st become the 28th."""
    year, month = divmod(int(day[:4]) * 12 + int(day[5:7]) - 1 + months, 12)
    return f"{year:04}-{month + 1:02}-{min(int(day[8:10]), 28):02}"


def overlap(one: Row, other: Row) -> bool:
    """Whether two terms share a day; ends are exclusive, and an open end never ends."""
    return one[2] < (other[3] or "9999") and other[2] < (one[3] or "9999")


def overlay(layers: list[list[Row]], many: bool) -> list[Row]:
    """The terms of the strongest layer, and of each weaker one what these leave open."""
    strong = list(layers[0])
    for weaker in layers[1:]:
        strong += [kept for term in weaker for kept in _clipped(term, strong, many)]
    return sorted(strong, key=lambda row: (row[2], row[1]))


def _clipped(term: Row, strong: list[Row], many: bool) -> list[Row]:
    """The part of ``term`` before the first stronger one; an open end stays where its horizon comes first."""
    rivals = [s for s in strong if overlap(s, term) and (s[1] == term[1] or not many)]
    if any(s[1] == term[1] or s[2] <= term[2] for s in rivals):
        return []
    end = min((s[2] for s in rivals), default=term[3])
    horizon = term[3] or later(term[5], HORIZON_MONTHS)
    return [(*term[:3], end if end < horizon else term[3], *term[4:])]


def by_person(holders: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """The same terms by person."""
    found: dict[str, list[Row]] = {}
    for row in (row for rows in holders.values() for row in rows):
        found.setdefault(row[1], []).append(row)
    return found
