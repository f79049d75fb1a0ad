"""When a decision was made, in the order in which its places count: never the day on which it is read.

Front matter, a line or list item, a section, the name of the file or folder, the latest entry of a changelog.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.adr_metadata import DATE_NAMES
from specward.artifacts.adr_title import FILE_NAME
from specward.artifacts.written_date import MONTH, days_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.artifacts.adr_identity import AdrIdentity
    from specward.artifacts.adr_metadata import Metadatum

CHANGELOG = "changelog"
CHANGELOG_TITLES = ("changelog", "change log")
"""What the section is called whose latest entry dates a record that has no other date."""
_LATER_NAMES = frozenset({"created", "introduced", "data"})
"""Beside `date`, the day of the file and not of the decision; and a word that is often no date at all."""

_NAMED_MONTH = rf"(?:{MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}}[ -]{MONTH}[ -]\d{{4}})"


class AdrDate(NamedTuple):
    """When a decision was made, as written."""

    value: str
    """The leading date, as written: `2026-01-02`, `2026/01`, `20260102`; empty where the text begins with none."""
    raw: str
    start: int
    end: int
    notation: str


def read_dates(metadata: list[Metadatum], lines: Iterable[Metadatum], identity: AdrIdentity) -> Iterator[AdrDate]:
    """The dates that a record states, its changelog left out, in the order in which they count.

    Args:
        metadata: by precedence.
        lines: those of its section on the date.
        identity: what its path tells.
    """
    named = [found for found in metadata if found.name in DATE_NAMES and found.value]
    for found in named:
        if found.name not in _LATER_NAMES:
            yield date_of(found)
    for found in named:
        if found.name in _LATER_NAMES:
            date = date_of(found)
            if date.value or found.name != "data":
                yield date
    for line in lines:
        yield date_of(line)
        break
    if identity.date:
        yield AdrDate(identity.date, identity.date, 0, 0, FILE_NAME)


def latest_change(lines: Iterable[Metadatum]) -> AdrDate | None:
    """The latest date in the entries of a changelog, in whichever order they stand."""
    latest, last_day = None, ""
    for line in lines:
        for match in _any_date().finditer(line.value):
            days = days_of(match[0])
            if days and days.last > last_day:
                last_day = days.last
                start = line.start + match.start()
                latest = AdrDate(match[0], match[0], start, start + len(match[0]), CHANGELOG)
    return latest


def date_of(metadatum: Metadatum) -> AdrDate:
    """The date of a metadatum or of a line."""
    match = _leading_date().match(metadatum.value)
    return AdrDate(match[1] if match else "", metadatum.value, metadatum.start, metadatum.end, metadatum.notation)


@cache
def _leading_date() -> re.Pattern[str]:
    numbers = r"\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?|\d{8}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}"
    return re.compile(rf"[*_\s{{(\[\"'<]*({numbers}|{_NAMED_MONTH})(?!\d)", re.ASCII | re.IGNORECASE)


@cache
def _any_date() -> re.Pattern[str]:
    numbers = r"(?<![\d/.-])(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/]\d{4})"
    return re.compile(rf"(?:{numbers}|\b{_NAMED_MONTH})(?!\d)", re.ASCII | re.IGNORECASE)
