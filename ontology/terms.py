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
    fixed: str = ""

    @property
    def horizon(self) -> str:
        """The first day on which the holder is no longer known to be one."""
        return self.end or max(later(self.source_date, HORIZON_MONTHS), self.fixed)

    def covers(self, day: str) -> bool:
        """Whether the person held the office on the ISO day. Of a start known to the year, that year is left out."""
        begun = self.start <= day if len(self.start) == 10 else self.start < day[: len(self.start)]
        return begun and day < self.horizon


def later(day: str, months: int) -> str:
    """The ISO day ``months`` later; the 29th to 31st become the 28th."""
    year, month = divmod(int(day[:4]) * 12 + int(day[5:7]) - 1 + months, 12)
    return f"{year:04}-{month + 1:02}-{min(int(day[8:10]), 28):02}"


def fixed_end(start: str, source_date: str, years: int) -> str:
    """When the term that runs on ``source_date`` ends, of an office held for ``years`` at a time since the day ``start``; "" unless it is
    the first or the second: the terms of those who stay longer have been moved about.
    """
    if not years or len(start) != 10:
        return ""
    return next((end for n in (1, 2) if (end := later(start, 12 * years * n)) > source_date), "")


def overlap(one: Row, other: Row) -> bool:
    """Whether two terms share a day; ends are exclusive, and an open end never ends."""
    return one[2] < (other[3] or "9999") and other[2] < (one[3] or "9999")


def overlay(layers: list[list[Row]], many: bool) -> list[Row]:
    """The terms of the strongest layer, and of each weaker one what these leave open.

    An open end speaks for the days up to its ``source_date`` and no further: what a weaker layer has from a later
    source may end or prolong it.
    """
    strong = list(layers[0])
    for weaker in layers[1:]:
        strong = [_brought_on(term, weaker, many) for term in strong]
        strong += [kept for term in weaker for kept in _clipped(term, strong, many)]
    return sorted(strong, key=lambda row: (row[2], row[1]))


def _brought_on(term: Row, weaker: list[Row], many: bool) -> Row:
    """``term`` with what later sources say of the days after its own source: an end, or that it still runs."""
    newer = [w for w in weaker if not term[3] and w[5] > term[5]]
    own = [w for w in newer if w[1] == term[1] and w[2] <= term[5] and (not w[3] or w[3] > term[5])]
    if own:
        return (*term[:3], own[-1][3], *own[-1][4:])
    after = [w for w in newer if w[1] != term[1] and w[2] > term[5] and not many]
    if not after:
        return term
    successor = min(after, key=_start)
    return (*term[:3], successor[2], *successor[4:])


def _start(row: Row) -> str:
    return row[2]


def _clipped(term: Row, strong: list[Row], many: bool) -> list[Row]:
    """The part of ``term`` before the first stronger one; an open end stays where its horizon comes first.

    Of a later source the part after a stronger term that is over stays too: sources disagree on the day of a handover.
    """
    rivals = [s for s in strong if overlap(s, term) and (s[1] == term[1] or not many)]
    over = [s[3] for s in rivals if s[1] != term[1] and s[2] <= term[2] and s[3] and s[5] < term[5]]
    if over:
        rest = (*term[:2], max(over), *term[3:])
        return _clipped(rest, strong, many) if not rest[3] or rest[2] < rest[3] else []
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
