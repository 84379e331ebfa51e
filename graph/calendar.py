"""Calendar values as EDTF strings ("2025-06-05", "2025-W22", "2025-05-01/2025-05-12") and the days they span."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)$")
_YEAR = re.compile(r"(\d{4})$")
_DECADE = re.compile(r"(\d{3})X$")
_SEASONS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 2)}


def bounds(value: str) -> tuple[str, str]:
    """The first and the last ISO day that ``value`` may mean; ("", "") for what is no calendar value."""
    if "/" in value:
        first, last = value.split("/", 1)
        return bounds(first)[0], bounds(last)[1]
    if _DAY.match(value):
        return value, value
    if found := _MONTH.match(value):
        year, month = int(found[1]), int(found[2])
        if month > 12:
            return _season(year, found[2])
        return f"{value}-01", f"{value}-{calendar.monthrange(year, month)[1]:02d}"
    if found := _QUARTER.match(value):
        year, last_month = int(found[1]), 3 * int(found[2])
        return f"{year}-{last_month - 2:02d}-01", f"{year}-{last_month:02d}-{calendar.monthrange(year, last_month)[1]:02d}"
    if found := _WEEK.match(value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return monday.isoformat(), (monday + timedelta(days=6)).isoformat()
    if _YEAR.match(value):
        return f"{value}-01-01", f"{value}-12-31"
    if found := _DECADE.match(value):
        return f"{found[1]}0-01-01", f"{found[1]}9-12-31"
    return "", ""


def _season(year: int, code: str) -> tuple[str, str]:
    first, last = _SEASONS.get(code, (1, 12))
    end_year = year + 1 if last < first else year
    return f"{year}-{first:02d}-01", f"{end_year}-{last:02d}-{calendar.monthrange(end_year, last)[1]:02d}"


def is_day(value: str) -> bool:
    """Whether ``value`` is one ISO day that exists."""
    try:
        return bool(_DAY.match(value)) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def shift(day: str, days: int) -> str:
    """The ISO day ``days`` after ``day`` (before it, if negative)."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
