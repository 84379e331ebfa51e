"""Date expressions -> calendar values, by the publication date and the tense of the clause.

Rules, not a model: a bare weekday or day of a month lies in the past unless the words around it look ahead;
"last month" and the like count from the publication date. What is relative to an event ("a week after the
visit") is left open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from graph.calendar import is_day
from graph.model import DateValue, Precision

MONTHS = {m: i for i, m in enumerate(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"], 1)}
MONTHS |= {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
WEEKDAYS = {d: i for i, d in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])}
WEEKDAYS |= {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}
NUMBERS = {w: i for i, w in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"])}
NUMBERS |= {"a": 1, "an": 1, "couple of": 2, "a couple of": 2}
HOLIDAYS = {"new year's day": (1, 1), "new year's eve": (12, 31), "christmas day": (12, 25), "christmas eve": (12, 24), "christmas": (12, 25), "boxing day": (12, 26), "valentine's day": (2, 14), "may day": (5, 1), "bastille day": (7, 14), "armistice day": (11, 11)}
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}

_M = r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Mar\.|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
_W = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon\.|Tues?\.|Wed\.|Thur?s?\.|Fri\.|Sat\.|Sun\.)"
_D = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_Y = r"(?P<year>(?:1[89]|20)\d\d)"
_N = r"(?P<number>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:a )?couple of)"
_UNIT = r"(?P<unit>day|week|month|year|decade|quarter|weekend)"
_PART = r"(?: (?:morning|afternoon|evening|night))?"

_LOOKS_AHEAD = re.compile(
    r"\b(?:will|shall|is to|are to|to be|set to|due|plans? to|planned|scheduled|expected to|going to|upcoming|begins|starts|opens|"
    r"takes? place|meets|would|next|deadline)\b|\b(?:by|until|ahead of|before)\s*(?:the\s)?$", re.I)
_PAST = re.compile(r"\b(?:was|were|had|did|said|told|announced|held|met|ago|last|\w+ed)\b", re.I)

Found = re.Match[str]
Rule = Callable[[Found, date | None, str, str], tuple[str, Precision] | None]


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])" + text + r"(?![\w])", re.I)


def _month_of(found: Found) -> int:
    return MONTHS[found["month"].lower().rstrip(".")]


def _day(year: int, month: int, day: int) -> tuple[str, Precision] | None:
    value = f"{year:04d}-{month:02d}-{day:02d}"
    return (value, "day") if is_day(value) else None


def _full(found: Found, published: date | None, left: str, right: str) -> tuple[str, Precision] | None:
    return _day(int(found["year"]), _month_of(found), int(found["day"]))


def _iso(found: Found, published: date | None, left: str, right: str) -> tuple[str, Precision] | None:
    return (found[0], "day") if is_day(found[0]) else None


def _month_day(found: Found, published: date | None, left: str, right: str) -> tuple[str, Precision] | None:
    """The nearest day of that name: of this year, unless it lies months ahead in a text that looks back."""
    if published is None:
        return None
    month, day = _month_of(found), int(found["day"])
    this = _day(published.year, month, day)
    if this is None:
        return None
    distance = (date.fromisoformat(this[0]) - published).days
    if distance > 30 and not _ahead(left, right):
        return _day(published.year - 1, month, day) if distance > 120 or _PAST.search(left[-60:]) else this
    if distance < -240 and _ahead(left, right):
        return _day(published.year + 1, month, day)
    return this


def _month_year(found: Found, published: date | None, left: str, right: str) -> tuple[str, Precision] | None:
    return f"{int(found['year']):04d}-{_month_of(found):02d}", "month"


def _month(found: Found, published: date | None, left: str, right: str) -> tuple[str, Precision] | None:
    if published is None:
        return None
    word, relation = found["month"], (found["relation"] or "").lower()
    if word.lower() in ("may", "march") and not word[0].isupper():
        return None
    month, year = _month_of(found), published.year
    if (relation == "next" and month <= published.month) or (not relation and month < published.month - 1 and _ahead(left, right, near=True)):
        year += 1
    elif (relation == "last" and month >= published.month) or (not relation and month > published.month and not _ahead(left, right)):
        year -= 1
    return f"{year:04d}-{month:02d}", "month"


def _year(found: Found, published: date | None, left: str, right: str) -> tuple[str, Precision] | None:
    return found["year"], "year"


def _years(found: Found, published: date | None, left: str, right: str) -> tuple[str, Precision] | None:
    first, last = found["year"], found["last"]
    last = first[:2] + last if len(last) == 2 else last
    return (f"{first}/{last}", "span") if last > first else None


def _decade(found: Found, published: date | None, left: str, right: str) -> tuple[str, Precision] | None:
    digits = found["decade"]
    return (digits if len(digits) == 3 else "19" + digits) + "X", "decade"


def _weekday(found: Found, published: date | None, left: str, right: str) -> tuple[str, Precision] | None:
    if published is None:
        return None
    wanted, relation = WEEKDAYS[found["weekday"].lower().rstrip(".")], (found["relation"] or "").strip().lower()
    back = (published.weekday() - wanted) % 7
    ahead = (wanted - published.weekday()) % 7
    if relation == "next" or (relation in ("this", "this coming", "coming") and ahead):
        return (published + timedelta(days=ahead or 7)).isoformat(), "day"
    if relation in ("last", "past"):
        return (published - timedelta(days=back or 7)).isoformat(), "day"
    if ahead and _ahead(left, right, near=True):
        return (published + timedelta(days=ahead)).isoformat(), "day"
    return (published - timedelta(days=back)).isoformat(), "day"


def _near(found: Found, published: date | None, left: str, right: str) -> tuple[str, Precision] | None:
    if published is None:
        return None
    step = {"yesterday": -1, "tomorrow": 1, "overnight": 0}.get(found["near"].lower(), 0)
    if found["near"].lower() == "the day before yesterday":
        step = -2
    return (published + timedelta(days=step)).isoformat(), "day"


def _ago(found: Found, published: date | None, left: str, right: str) -> tuple[str, Precision] | None:
    direction = -1 if found["direction"].lower() in ("ago", "earlier", "before now", "back") else 1
    return _move(published, found["unit"].lower(), direction * _number(found["number"]))


def _in(found: Found, published: date | None, left: str, right: str) -> tuple[str, Precision] | None:
    return _move(published, found["unit"].lower(), _number(found["number"]))


def _relative(found: Found, published: date | None, left: str, right: str) -> tuple[str, Precision] | None:
    relation = found["relation"].lower()
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(relation, 0)
    return _move(published, found["unit"].lower(), step)


def _move(published: date | None, unit: str, steps: int) -> tuple[str, Precision] | None:
    """The day, week, month, quarter, year or decade ``steps`` away from the publication date."""
    if published is None:
        return None
    if unit == "day":
        return (published + timedelta(days=steps)).isoformat(), "day"
    if unit in ("week", "weekend"):
        iso = (published + timedelta(weeks=steps)).isocalendar()
        return f"{iso.year:04d}-W{iso.week:02d}", "week"
    if unit == "month":
        count = published.year * 12 + published.month - 1 + steps
        return f"{count // 12:04d}-{count % 12 + 1:02d}", "month"
    if unit == "quarter":
        count = published.year * 4 + (published.month - 1) // 3 + steps
        return f"{count // 4:04d}-Q{count % 4 + 1}", "quarter"
    if unit == "decade":
        return f"{published.year // 10 + steps}X", "decade"
    return f"{published.year + steps:04d}", "year"


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def _edge(found: Found, published: date | None, left: str, right: str) -> tuple[str, Precision] | None:
    """Parts of a year: "early 2025", "the end of the year", "mid-May"."""
    if found["year"]:
        return found["year"], "year"
    return (f"{published.year:04d}-12-31", "day") if published is not None else None


def _quarter(found: Found, published: date | None, left: str, right: str) -> tuple[str, Precision] | None:
    year = found["year"] or (str(published.year) if published is not None else "")
    return (f"{year}-Q{ORDINALS[found['ordinal'].lower()]}", "quarter") if year else None


def _season(found: Found, published: date | None, left: str, right: str) -> tuple[str, Precision] | None:
    relation, code = (found["relation"] or "").lower(), SEASONS[found["season"].lower()]
    if found["year"]:
        return f"{found['year']}-{code}", "season"
    if published is None or not relation:
        return None
    step = {"last": -1, "next": 1}.get(relation, 0)
    return f"{published.year + step:04d}-{code}", "season"


def _span(found: Found, published: date | None, left: str, right: str) -> tuple[str, Precision] | None:
    """"June 9-10" and "from May 7 to 10": first and last day of one month."""
    year = found["year"] or (str(published.year) if published is not None else "")
    if not year:
        return None
    first = _day(int(year), _month_of(found), int(found["day"]))
    last = _day(int(year), _month_of(found), int(found["last"]))
    return (f"{first[0]}/{last[0]}", "span") if first and last and first < last else None


def _open(found: Found, published: date | None, left: str, right: str) -> tuple[str, Precision] | None:
    """Left open: a fiscal year begins when its state or firm says, "the next day" counts from what was told before."""
    return None


def _of_year(found: Found, published: date | None, left: str, right: str) -> tuple[str, Precision] | None:
    """"Q3 2024", "H1 2025", "the second half of the year"."""
    year = found["year"] or (str(published.year) if published is not None else "")
    part = (found["part"] or "").upper() or "H" + str(ORDINALS[found["ordinal"].lower()])
    if not year:
        return None
    if part.startswith("Q"):
        return f"{year}-{part}", "quarter"
    return (f"{year}-01-01/{year}-06-30" if part == "H1" else f"{year}-07-01/{year}-12-31"), "span"


def _weekend(found: Found, published: date | None, left: str, right: str) -> tuple[str, Precision] | None:
    """"over the weekend": the last one, unless the words around it look ahead."""
    if published is None:
        return None
    saturday = published - timedelta(days=(published.weekday() - WEEKDAYS["saturday"]) % 7)
    if _ahead(left, right, near=True) and published.weekday() not in (WEEKDAYS["saturday"], WEEKDAYS["sunday"]):
        saturday += timedelta(days=7)
    return f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}", "span"


def _holiday(found: Found, published: date | None, left: str, right: str) -> tuple[str, Precision] | None:
    """A holiday that falls on the same day each year: the nearest one of the right direction."""
    if published is None:
        return None
    month, day = HOLIDAYS[" ".join(found["holiday"].lower().replace("’", "'").split())]
    years = [int(found["year"])] if found["year"] else [published.year, published.year - 1, published.year + 1]
    days = [date(year, month, day) for year in years]
    if found["year"]:
        return days[0].isoformat(), "day"
    chosen = next((d for d in (days[0], days[2]) if d > published), days[0]) if _ahead(left, right) else next(d for d in days if d <= published)
    return chosen.isoformat(), "day"


_REL = r"(?:(?P<relation>last|past|next|this coming|this|coming)\s)?"
RULES: tuple[tuple[re.Pattern[str], Rule], ...] = (
    (_pattern(r"\d{4}-\d\d-\d\d"), _iso),
    (_pattern(rf"(?:the\s)?(?:fiscal|financial)\s(?:(?:first|second|third|fourth)\squarter|year)(?:\s(?:of\s)?{_Y})?"), _open),
    (_pattern(rf"(?:the\s)?(?:first|second|third|fourth)\s(?:fiscal\s)?quarter\sof\s(?:fiscal|financial)(?:\syear)?\s{_Y}"), _open),
    (_pattern(rf"(?:fiscal|financial)(?:\syear)?\s{_Y}"), _open),
    (_pattern(rf"(?P<part>Q[1-4]|H[12])(?P<ordinal>(?!))?(?:\s(?:of\s)?{_Y})"), _of_year),
    (_pattern(rf"(?:the\s)?(?P<ordinal>first|second)\shalf\sof\s(?:{_Y}|(?:the|this)\s(?P<part>(?!))?year)"), _of_year),
    (_pattern(r"(?:at|on|over|during)\s(?:the|this)\sweekend"), _weekend),
    (_pattern(rf"(?P<holiday>New Year['’]s (?:Day|Eve)|Christmas(?: Day| Eve)?|Boxing Day|Valentine['’]s Day|May Day|Bastille Day|Armistice Day)(?:,?\s{_Y})?"), _holiday),
    (_pattern(rf"{_M}\s{_D}\s?(?:-|–|to)\s?(?P<last>[0-3]?\d)(?:,?\s{_Y})?"), _span),
    (_pattern(rf"(?:{_W},?\s)?{_M}\s{_D},?\s{_Y}"), _full),
    (_pattern(rf"(?:{_W},?\s)?(?:the\s)?{_D}\s(?:of\s)?{_M},?\s{_Y}"), _full),
    (_pattern(rf"(?:{_W},?\s)?{_M}\s{_D}(?!\d|:|,\d|\s?(?:percent|%))"), _month_day),
    (_pattern(rf"(?:{_W},?\s)?(?:the\s)?{_D}\s(?:of\s)?{_M}"), _month_day),
    (_pattern(rf"(?:early|mid|late|mid-)?[\s-]?{_M},?\s(?:of\s)?{_Y}"), _month_year),
    (_pattern(rf"{_REL}{_W}{_PART}"), _weekday),
    (_pattern(r"(?P<near>the day before yesterday|yesterday|today|tomorrow|tonight|overnight|this (?:morning|afternoon|evening))" + _PART), _near),
    (_pattern(rf"{_N}\s{_UNIT}s?\s(?P<direction>ago|earlier|from now)"), _ago),
    (_pattern(rf"(?<!with)in\s{_N}\s{_UNIT}s?(?:'\stime)?"), _in),
    (_pattern(r"the\s(?:next|previous|following|same)\sday"), _open),
    (_pattern(r"(?P<relation>last|past|next|this|coming|previous)\s" + _UNIT + r"(?:[’']?\ss)?"), _relative),
    (_pattern(rf"(?:the\s)?(?P<ordinal>first|second|third|fourth)\squarter(?:\sof\s{_Y}|\sof\sthe\syear)?"), _quarter),
    (_pattern(rf"{_REL}(?P<season>spring|summer|autumn|fall|winter)(?:\s(?:of\s)?{_Y})?"), _season),
    (_pattern(rf"(?:the\s)?(?:year[- ]end|end\sof\s(?:the\s)?(?:{_Y}|year))"), _edge),
    (_pattern(rf"{_Y}\s?(?:-|–|to)\s?(?P<last>(?:(?:19|20)\d\d)|\d\d)"), _years),
    (_pattern(r"(?:the\s)?(?P<decade>(?:19|20)\d|[2-9])0s"), _decade),
    (_pattern(rf"{_REL}(?:early\s|mid-|late\s)?{_M}"), _month),
    (_pattern(rf"(?:early\s|mid-|late\s)?{_Y}"), _year),
)


_HINT = re.compile(
    r"\d|day|week|half|christmas|new year|month|year|quarter|decade|spring|summer|autumn|fall|winter|morning|afternoon|evening|night|yesterday|"
    + "|".join(rf"\b{m}" for m in ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri", "sat", "sun")),
    re.I,
)
"""Something that every date expression holds: most phrases are done with one look."""


def find_dates(text: str) -> Iterator[tuple[int, int]]:
    """Where date expressions stand in ``text``, longest and leftmost first, without overlaps."""
    if _HINT.search(text) is None:
        return
    taken: list[tuple[int, int]] = []
    for pattern, _ in RULES:
        for found in pattern.finditer(text):
            start, end = found.span()
            if all(end <= a or start >= b for a, b in taken) and _plausible(found, text):
                taken.append((start, end))
    yield from sorted(taken)


def _plausible(found: Found, text: str) -> bool:
    """Not the verb "may", not a number that only looks like a year, not a season that is a fall."""
    words = found[0].lower().split()
    group = found.groupdict()
    if group.get("month") and not group["month"][0].isupper():
        return False
    if group.get("weekday") and not group["weekday"][0].isupper():
        return False
    if words == ["may"]:
        before = text[: found.start()].rstrip().split(" ")[-1].lower()
        return before in ("in", "since", "until", "of", "by", "last", "next", "early", "late", "from", "during", "to")
    if words == ["march"]:
        before = text[: found.start()].rstrip().split(" ")[-1].lower()
        return before in ("in", "since", "until", "of", "by", "last", "next", "early", "late", "from", "during")
    if group.get("season") and not (group.get("relation") or group.get("year")):
        return False
    if group.get("year") and words == [group["year"]]:
        after = text[found.end() : found.end() + 12].lower()
        before = text[: found.start()].rstrip().split(" ")[-1].lower()
        return not re.match(r"\s(?:people|troops|soldiers|prisoners|tons|dead|men|women|meters|miles|km)|[,.]\d", after) and before not in ("$", "€", "some", "about", "nearly", "over")
    return True


def resolve_date(text: str, *, left: str = "", right: str = "", published: str = "", tense: str = "") -> DateValue | None:
    """The calendar value of the expression ``text``, or None where it cannot be told.

    ``left`` and ``right`` are the words around it, ``published`` the ISO day of the article, ``tense`` that of the
    clause if it is known; a future tense makes a bare weekday the coming one.
    """
    day = date.fromisoformat(published[:10]) if published else None
    left = left + " will " if tense == "future" else left
    clean = re.sub(r"\s+", " ", text).strip()
    for pattern, rule in RULES:
        found = pattern.search(clean)
        if found is None:
            continue
        value = rule(found, day, left, right)
        if rule is _open:
            return None
        if value is not None:
            return DateValue(value[0], value[1], "stated", text)
        if found.span() == (0, len(clean)):
            return None
    return None


def _ahead(left: str, right: str, *, near: bool = False) -> bool:
    """Whether the words around a date look into the future."""
    before, after = left[-70:].split(". ")[-1], re.split(r"[.;]", right)[0][:25 if near else 60]
    looks = _LOOKS_AHEAD.search(before)
    if looks is None:
        return False
    behind = _PAST.search(before[looks.end():])
    return behind is None or (not near and bool(after))
