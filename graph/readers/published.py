"""Dates of publication, in the forms in which headers, tables and feeds write them."""

from __future__ import annotations

import re
from datetime import date

from graph.errors import DateError

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+)?"
_CLOCK = r"(?:[,T\s]\s*(?:at\s+)?\d{1,2}:\d\d\b.{0,40})?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
        r"(?:[T\s]\d\d(?::?\d\d){0,2}(?:[.,]\d+)?\s*(?:Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?",
        _WEEKDAY + r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+" + _MONTH + r",?\s+(?P<year>\d{4})" + _CLOCK,
        _WEEKDAY + _MONTH + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})" + _CLOCK,
    )
)


def day(text: str, *, where: str = "") -> str:
    """The day that ``text`` names, as ``YYYY-MM-DD``; of a time, the day as written, whatever its zone.

    Read are ISO days and times, RFC 822, "5 June 2025" and "June 5, 2025". Anything else raises DateError.
    """
    found = next((m for form in _FORMS if (m := form.fullmatch(text.strip()))), None)
    if found is None:
        raise DateError(f"{text.strip()[:60]!r} is no date", where=where, hint="write it as 2025-06-05")
    month = found["month"]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        return date(int(found["year"]), number, int(found["day"])).isoformat()
    except ValueError as error:
        raise DateError(f"{text.strip()[:60]!r} is no day of the calendar", where=where, hint=str(error)) from error
