"""Days of the calendar, without `datetime`: importing it costs the commit hook more than the question is worth."""

from __future__ import annotations

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
