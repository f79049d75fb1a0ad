"""Days of the calendar: which exist, and how far apart they are."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.artifacts.calendar_date import day_number, is_date


@given(st.dates(min_value=date(1, 1, 1)), st.dates(min_value=date(1, 1, 1)))
def test_the_days_between_two_dates_are_those_of_the_calendar(one: date, other: date) -> None:
    assert is_date(one.isoformat())
    assert day_number(other.isoformat()) - day_number(one.isoformat()) == (other - one).days


@pytest.mark.parametrize("text", ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-02", "today", ""])
def test_what_is_no_day_is_none(text: str) -> None:
    assert not is_date(text)
