"""A record's number in its own text: in the title and in the fields that hold it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.adr.edit.editing import Edit, respanned
from specward.adr.edit.fields import with_title_number
from specward.adr.numbers.naming import with_digits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.adr import Adr

_FIELDS = ("number", "id", "adr", "adr_id", "slug")
"""The fields that say which record this is."""
_TITLE = "title"


def with_own_number(adr: Adr, former: int | None, number: int) -> Adr:
    """The record with another number in its title and in its fields; those that hold none stay as they are.

    Args:
        adr: the record.
        former: its number until now; None for a provisional one.
        number: the new one.

    Raises:
        UsageError: it is not UTF-8, or the title would read as another.
    """
    adr = with_title_number(adr, number)
    edits = list(_edits(adr, former, number))
    return respanned(adr, edits) if edits else adr


def _edits(adr: Adr, former: int | None, number: int) -> Iterator[Edit]:
    text = adr.document.text
    if former is None and adr.title_span is not None:
        start, end = adr.title_span
        yield from _changed(text, start, end, former, number)
    for metadatum in adr.metadata:
        start, end = metadatum.start, metadatum.end
        if (start, end) == adr.title_span:
            continue
        leading = _leading_title() if metadatum.name == _TITLE else _leading_id()
        if metadatum.name in (*_FIELDS, _TITLE) and (former is None or leading.match(text, start, end)):
            yield from _changed(text, start, end, former, number)


def _changed(text: str, start: int, end: int, former: int | None, number: int) -> Iterator[Edit]:
    words = with_digits(text[start:end], former, number)
    if words != text[start:end]:
        yield Edit(start, end, words)


@cache
def _leading_id() -> re.Pattern[str]:
    """The beginning of a value that is a number or begins with one: `7`, `"0007"`, `ADR-0007`, `0007-use-redis`."""
    return re.compile(r"[\"']?(?:M?ADR|AD|DEC)?[-_ #]{0,2}\d{1,6}(?!\d)", re.ASCII | re.IGNORECASE)


@cache
def _leading_title() -> re.Pattern[str]:
    """The beginning of a title that is the record's number, not a word of it: `7. T`, `ADR-7: T`, `|` and `7 - T`."""
    return re.compile(
        r"(?:[|>][+-]?\s{1,20}|[\"'])?(?:ADR[-_ #]{0,2}\d|\[?\d{1,6}(?:[.:)\]]|\s{1,3}[-–—]\s))",
        re.ASCII | re.IGNORECASE,
    )
