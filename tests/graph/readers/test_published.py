"""Dates of publication."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import DateError
from graph.readers.published import day


@pytest.mark.parametrize(
    "text",
    [
        "2025-06-05",
        " 2025-06-05 ",
        "2025-06-05T23:30:00-05:00",
        "2025-06-05T23:30Z",
        "2025-06-05 23:30:01.123456 +0000",
        "Thu, 05 Jun 2025 23:30:00 GMT",
        "Thu, 5 Jun 2025 23:30:00 +0200",
        "5 June 2025",
        "5th Jun. 2025",
        "Thursday, 5 June 2025",
        "June 5, 2025",
        "Jun 5 2025",
        "Thursday, June 5th, 2025 at 3:45 p.m. EDT",
        "JUNE 5, 2025",
    ],
)
def test_the_day_as_written(text: str) -> None:
    assert day(text) == "2025-06-05"


def test_september_has_three_short_forms() -> None:
    assert {day(f"9 {month} 2024") for month in ("Sep", "Sept", "Sept.", "September")} == {"2024-09-09"}


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2025", "2025-06", "05/06/2025", "20250605", "2025-06-05x", "June 2025"]
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(DateError, match=f"a:3: '{text}' is no date"):
        day(text, where="a:3")


@pytest.mark.parametrize("text", ["2025-02-30", "2025-13-01", "31 June 2025", "0000-01-01"])
def test_a_day_that_no_calendar_has(text: str) -> None:
    with pytest.raises(DateError, match=f"'{text}' is no day of the calendar"):
        day(text)


@given(st.dates())
def test_an_iso_day_is_itself(value: object) -> None:
    assert day(str(value)) == str(value)


@given(st.text())
def test_anything_else_is_a_date_error(text: str) -> None:
    with suppress(DateError):
        assert len(day(text)) == 10
