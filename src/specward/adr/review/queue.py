"""What waits for somebody: proposals by age, and decisions whose day of review or whose window has passed."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.adr_status import StatusClass
from specward.artifacts.calendar_date import day_number
from specward.artifacts.written_date import days_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.adr.catalogue.catalogue import Catalogue
    from specward.adr.catalogue.entry import Entry

PROPOSAL = "proposal"
REVIEW = "review"
WINDOW = "window"
_OPEN = frozenset({StatusClass.DRAFT, StatusClass.PROPOSED})


class Waiting(NamedTuple):
    """One decision that waits, and for what."""

    entry: Entry
    kind: str
    """`proposal`: to be accepted or rejected; `review`: to be looked at again; `window`: provisional, to be settled."""
    day: str
    """Since when it waits, or when it is due, `2026-01-02`; empty where the record names no day."""
    days: int | None
    """How many days a proposal has waited, or a date is past; negative for one to come, None where no day is known."""
    overdue: bool


def waiting(catalogue: Catalogue, today: str, *, stale_after: int, soon: int = 30) -> list[Waiting]:
    """All that waits: first what is overdue, the longest first, then the rest; what names no day comes last.

    Args:
        catalogue: all decisions.
        today: the day, `2026-01-02`.
        stale_after: days after which a proposal is overdue.
        soon: days before a review or the end of a window in which it is named already.
    """
    found = [one for entry in catalogue.entries for one in _of(entry, today, stale_after, soon)]
    return sorted(found, key=lambda one: (not one.overdue, one.days is None, -(one.days or 0), one.entry.path))


def _of(entry: Entry, today: str, stale_after: int, soon: int) -> Iterator[Waiting]:
    if entry.status in _OPEN:
        day = _day(entry.date)
        days = _past(day, today)
        yield Waiting(entry, PROPOSAL, day, days, overdue=days is not None and days > stale_after)
    if not entry.is_live:
        return
    if entry.review_by:
        yield from _due(entry, REVIEW, _day(entry.review_by), today, soon)
    if entry.status is StatusClass.PROVISIONAL:
        end = _date().search(entry.status_text)
        yield from _due(entry, WINDOW, _day(end[0]) if end else "", today, soon)


def _due(entry: Entry, kind: str, day: str, today: str, soon: int) -> Iterator[Waiting]:
    days = _past(day, today)
    if days is None or days >= -soon:
        yield Waiting(entry, kind, day, days, overdue=days is not None and days > 0)


def _day(words: str) -> str:
    """The last day that a date as written may mean: nothing is called late before it is."""
    days = days_of(words)
    return days.last if days else ""


def _past(day: str, today: str) -> int | None:
    return day_number(today) - day_number(day) if day else None


@cache
def _date() -> re.Pattern[str]:
    return re.compile(r"\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?", re.ASCII)
