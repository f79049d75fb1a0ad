"""The days that a date may mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.artifacts.written_date import Days, days_of, is_date_like


@pytest.mark.parametrize(
    "words", ["2026-01-02", "2026/1/2", "2026-1-02 (updated)", "20260102", "**2026-01-02**", '"2026-01-02"', "2026.1.2"]
)
def test_a_whole_date_is_one_day(words: str) -> None:
    assert days_of(words) == Days("2026-01-02", "2026-01-02")


@pytest.mark.parametrize("words", ["2024-02", "2024/2", "2024-2 and later"])
def test_a_month_is_all_of_its_days(words: str) -> None:
    assert days_of(words) == Days("2024-02-01", "2024-02-29")


def test_a_date_whose_day_and_month_may_be_each_other_is_two_days() -> None:
    assert days_of("03/04/2026") == Days("2026-03-04", "2026-04-03")
    assert days_of("25/04/2026") == Days("2026-04-25", "2026-04-25")


@pytest.mark.parametrize(
    "words", ["September 20, 2024", "Sept. 20 2024", "20 September 2024", "20-Sep-2024", "20-09-2024", "20.09.2024"]
)
def test_a_date_with_the_year_last_is_one_day_where_it_can_be_no_other(words: str) -> None:
    assert days_of(words) == Days("2024-09-20", "2024-09-20")


@pytest.mark.parametrize("words", ["2026-02-31", "2026-13", "20261301", "31/31/2026"])
def test_a_day_that_no_calendar_has_is_a_date_in_form_only(words: str) -> None:
    assert is_date_like(words)
    assert days_of(words) is None


@pytest.mark.parametrize(
    "words", ["", "soon", "2026", "2026-01-023", "Q3 2026", "{YYYY-MM-DD}", "May 2026", "Maybe 2 2026x"]
)
def test_other_words_are_no_date(words: str) -> None:
    assert not is_date_like(words)
    assert days_of(words) is None


@given(st.text(alphabet="0123456789-/. *", max_size=14))
def test_whatever_is_written_nothing_is_raised_and_the_first_day_comes_first(words: str) -> None:
    days = days_of(words)
    assert days is None or (is_date_like(words) and days.first <= days.last)
