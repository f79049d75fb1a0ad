"""The days that a date may mean as people write it in decision records.

`2026-01-02`, `20260102`, `2026/1`, `2/1/2026`, `02-01-2026`, `January 2, 2026`, `2 Jan 2026`. Nothing is guessed: what
may mean two days gives both.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from specward.artifacts.calendar_date import is_date

_LONGEST_MONTH = 31
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
"""A pattern: a month by its name or the beginning of it, whatever its case."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Days(NamedTuple):
    """The first and the last day that a date may mean, `2026-01-02`; the same where it leaves no doubt."""

    first: str
    last: str


def days_of(words: str) -> Days | None:
    """The days that the date at the beginning of some words may mean; None where there is no such day."""
    if is_date(words):
        return Days(words, words)
    match = _written().match(words)
    if match is None:
        return None
    if match["month"]:
        month = str(_MONTHS.index(match["month"][:3].lower()) + 1)
        return _first_and_last([_iso(match["year"], month, match["before"] or match["after"])])
    if match[7]:
        return _first_and_last([_iso(match[9], match[8], match[7]), _iso(match[9], match[7], match[8])])
    year, month, day = match[1] or match[4], match[2] or match[5], match[3] or match[6]
    days = [day] if day else [str(number) for number in range(1, _LONGEST_MONTH + 1)]
    return _first_and_last([_iso(year, month, one) for one in days])


def only_day(words: str) -> str:
    """The one day, `2026-01-02`, that some words mean and nothing else; empty where they may mean another, or more."""
    match = _written().match(words)
    days = days_of(words) if match and not words[match.end() :].strip(" \t.*_)\"'") else None
    return days.first if days and days.first == days.last else ""


def is_date_like(words: str) -> bool:
    """Whether some words begin as a date does, whether or not the calendar has such a day."""
    return _written().match(words) is not None


def _first_and_last(days: list[str]) -> Days | None:
    found = sorted(filter(is_date, days))
    return Days(found[0], found[-1]) if found else None


def _iso(year: str, month: str, day: str) -> str:
    return f"{year}-{month:0>2}-{day:0>2}"


@cache
def _written() -> re.Pattern[str]:
    """Year first, with or without marks between; the year last, whatever stands before it; or a month by its name."""
    numbers = r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?|(\d{4})(\d\d)(\d\d)|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})"
    named = rf"(?:(?P<before>\d{{1,2}})[ -])?(?P<month>{MONTH})[ -](?(before)|(?P<after>\d{{1,2}}),? )(?P<year>\d{{4}})"
    return re.compile(rf"[*_\s{{(\"']{{0,8}}(?:{numbers}|{named})(?![-/.]?\d)", re.ASCII | re.IGNORECASE)
