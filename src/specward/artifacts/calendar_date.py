"""Days of the calendar, without `datetime`: importing it costs the commit hook more than the question is worth."""

from __future__ import annotations

from specward.errors import UsageError

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 2
_ISO_LENGTH = 10


def is_date(text: str) -> bool:
    """Whether `text` is a day that exists, written `YYYY-MM-DD`."""
    if len(text) != _ISO_LENGTH or text[4] != "-" or text[7] != "-" or not text.isascii():
        return False
    year, month, day = text[:4], text[5:7], text[8:]
    if not (year.isdigit() and month.isdigit() and day.isdigit() and 1 <= int(month) <= len(_DAYS)):
        return False
    leap = int(year) % 4 == 0 and (int(year) % 100 != 0 or int(year) % 400 == 0)
    last = 28 if int(month) == _FEBRUARY and not leap else _DAYS[int(month) - 1]
    return 1 <= int(day) <= last


def day_number(text: str) -> int:
    """The days from the year 0 to a day that exists (`is_date`), so that two of them can be subtracted."""
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:])
    if month <= _FEBRUARY:  # the year begins in March, so that the leap day is its last
        year, month = year - 1, month + len(_DAYS)
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * (month - 3) + 2) // 5 + day


def check_days(since: str, until: str) -> None:
    """Refuse bounds that are no days; an empty one bounds nothing.

    Raises:
        UsageError: one of them is none.
    """
    for day in (since, until):
        if day and not is_date(day):
            raise UsageError(f"`{day}` is no day", help="write it as YYYY-MM-DD: --since 2026-01-31")
