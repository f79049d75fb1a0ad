"""When a prompt was asked, as its record tells: by its uid to the millisecond, else by its date."""

from __future__ import annotations

import re
import time
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from specward.artifacts.calendar_date import is_date

if TYPE_CHECKING:
    from specward.artifacts.phr import Record

DAY = 86_400_000
"""Milliseconds of a day."""

_DAY_LENGTH = 10
# Crockford's digits above 9, which leave out I, L, O and U, as the digits that `int` takes for the same values.
_DIGITS = str.maketrans("JKMNPQRSTVWXYZ", "IJKLMNOPQRSTUV")


def moment_of(record: Record) -> int:
    """When the prompt was asked, in milliseconds since 1970; 0 where nothing tells. A day counts from its midnight."""
    return moment(record.uid.value if record.uid else "", record.date.value if record.date else "")


def moment(uid: str, date: str) -> int:
    """The same by the values of a record's keys."""
    return uid_moment(uid) or date_moment(date)


def day_of(record: Record) -> str:
    """The day of the record, `YYYY-MM-DD`: as its date says, else by its uid (UTC); empty where nothing tells."""
    written = record.date.value[:_DAY_LENGTH] if record.date else ""
    if is_date(written):
        return written
    asked = moment_of(record)
    return time.strftime("%Y-%m-%d", time.gmtime(asked // 1000)) if asked else ""


@lru_cache(maxsize=256)
def date_moment(date: str) -> int:
    """When a day begins, or a moment in ISO 8601 is; UTC where no zone is named, 0 where it is neither."""
    from datetime import UTC, datetime

    if not is_date(date[:_DAY_LENGTH]):
        return 0
    for written in (date, date[:_DAY_LENGTH]):
        try:
            read = datetime.fromisoformat(written)
        except ValueError:
            continue
        zoned = read if read.tzinfo else read.replace(tzinfo=UTC)
        return max(0, int(zoned.timestamp() * 1000))
    return 0


def uid_moment(uid: str) -> int:
    """The time in a ULID (https://github.com/ulid/spec); 0 where this is none."""
    return int(uid[:10].upper().translate(_DIGITS), 32) if is_uid(uid) else 0


def is_uid(text: str) -> bool:
    """Whether a text is a ULID, in whatever case."""
    return len(text) == 26 and _uid().fullmatch(text) is not None


@cache
def _uid() -> re.Pattern[str]:
    return re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}", re.ASCII | re.IGNORECASE)
