"""Date expressions: value, precision, direction, and what is left open."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.calendar import bounds, is_day, shift
from graph.resolve.dates import find_dates, resolve_date

PUBLISHED = "2025-06-05"  # a Thursday


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("June 3, 2024", "2024-06-03", "day"),
        ("3 June 2024", "2024-06-03", "day"),
        ("2024-06-03", "2024-06-03", "day"),
        ("Thursday", "2025-06-05", "day"),
        ("Friday", "2025-05-30", "day"),
        ("last Friday", "2025-05-30", "day"),
        ("next Monday", "2025-06-09", "day"),
        ("yesterday", "2025-06-04", "day"),
        ("Jan. 17", "2025-01-17", "day"),
        ("December 24", "2024-12-24", "day"),
        ("last month", "2025-05", "month"),
        ("May", "2025-05", "month"),
        ("September", "2024-09", "month"),
        ("May 2023", "2023-05", "month"),
        ("last week", "2025-W22", "week"),
        ("three weeks ago", "2025-W20", "week"),
        ("two years ago", "2023", "year"),
        ("the first quarter of 2024", "2024-Q1", "quarter"),
        ("the 1990s", "199X", "decade"),
        ("June 9-10", "2025-06-09/2025-06-10", "span"),
    ],
)
def test_expressions(text: str, value: str, precision: str) -> None:
    found = resolve_date(text, published=PUBLISHED)
    assert found is not None and (found.value, found.precision, found.basis) == (value, precision, "stated")


@pytest.mark.parametrize(
    ("text", "left", "tense", "value"),
    [
        ("Monday", "The two sides will meet on ", "", "2025-06-09"),
        ("Monday", "The two sides met on ", "past", "2025-06-02"),
        ("Saturday", "A vote is planned for ", "", "2025-06-07"),
        ("Tuesday", "It held talks on ", "future", "2025-06-10"),
    ],
)
def test_a_bare_weekday_takes_its_direction_from_the_words_around(text: str, left: str, tense: str, value: str) -> None:
    found = resolve_date(text, left=left, published=PUBLISHED, tense=tense)
    assert found is not None and found.value == value


@pytest.mark.parametrize("text", ["Thursday", "last month", "yesterday", "June 3"])
def test_without_a_publication_date_what_is_relative_stays_open(text: str) -> None:
    assert resolve_date(text) is None


@pytest.mark.parametrize("text", ["may", "the fall of Kabul", "2,000 troops", "in 2024 troops", "march on the capital", "31 February 2024"])
def test_what_is_no_date(text: str) -> None:
    assert not [text[a:b] for a, b in find_dates(text) if resolve_date(text[a:b], published=PUBLISHED) is not None and text[a:b] not in ("February 2024", "2024")]


def test_expressions_are_found_where_they_stand() -> None:
    text = "They spoke on Jan. 17, met in May 2025 and may meet again on Monday, June 9."
    assert [text[a:b] for a, b in find_dates(text)] == ["Jan. 17", "May 2025", "Monday, June 9"]


@given(st.text(max_size=80), st.dates(date(1900, 1, 2), date(2100, 1, 1)))
def test_any_text_gives_spans_in_order_and_values_with_bounds(text: str, published: date) -> None:
    spans = list(find_dates(text))
    assert all(a < b <= len(text) for a, b in spans) and all(x[1] <= y[0] for x, y in pairwise(spans))
    for start, end in spans:
        found = resolve_date(text[start:end], published=published.isoformat())
        if found is not None:
            first, last = bounds(found.value)
            assert first <= last


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-400, 400))
def test_shifting_there_and_back(day: date, days: int) -> None:
    assert shift(shift(day.isoformat(), days), -days) == day.isoformat()


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-W01", "2024-12-30", "2025-01-05"),
        ("2025-Q2", "2025-04-01", "2025-06-30"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("2025-24", "2025-12-01", "2026-02-28"),
        ("2025-05-01/2025-05-12", "2025-05-01", "2025-05-12"),
        ("soon", "", ""),
    ],
)
def test_bounds(value: str, first: str, last: str) -> None:
    assert bounds(value) == (first, last)


def test_a_day_must_exist() -> None:
    assert is_day("2024-02-29") and not is_day("2025-02-29") and not is_day("2025-02")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("over the weekend", "2025-05-31/2025-06-01"),
        ("Christmas Eve", "2024-12-24"),
        ("New Year’s Day 2024", "2024-01-01"),
        ("Q3 2024", "2024-Q3"),
        ("the first half of 2024", "2024-01-01/2024-06-30"),
        ("the second half of the year", "2025-07-01/2025-12-31"),
    ],
)
def test_weekends_holidays_and_parts_of_years(text: str, value: str) -> None:
    found = resolve_date(text, left="They met ", right=", he said.", published="2025-06-05")
    assert found is not None and found.value == value


@pytest.mark.parametrize("text", ["the fiscal second quarter", "the first quarter of fiscal 2025", "fiscal year 2023", "the next day", "the same day"])
def test_what_counts_from_elsewhere_is_left_open(text: str) -> None:
    assert resolve_date(text, left="They met in ", right=".", published="2025-06-05") is None
