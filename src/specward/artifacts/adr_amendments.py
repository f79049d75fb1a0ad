"""What was changed or put right in a decision after it was accepted, as its record tells it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.adr_dates import CHANGELOG_TITLES
from specward.artifacts.adr_template import is_placeholder
from specward.markdown.scan import HEADING, ITEM, PARAGRAPH

if TYPE_CHECKING:
    from specward.markdown.document import Document, Section

_TITLES = frozenset(
    {"amendment", "amendments", "amendment history", "addendum", "addenda", "errata", "erratum", "corrections"}
    | {"change history", "revision history", *CHANGELOG_TITLES}
)


class Amendment(NamedTuple):
    """One entry."""

    date: str
    """As written; empty where it names none."""
    text: str
    """On one line, without the date that it begins with."""
    start: int
    end: int


def amendments_of(document: Document) -> list[Amendment]:
    """The entries of the sections on amendments, in source order."""
    found: dict[int, Amendment] = {}
    for section in document.sections:
        if section.title in _TITLES:
            found |= {entry.start: entry for entry in _entries(document, section)}
    return [found[start] for start in sorted(found)]


def _entries(document: Document, section: Section) -> list[Amendment]:
    """The items of a section; one below a heading with a date has that date."""
    found: list[Amendment] = []
    date = ""
    for block in document.within(section):
        words = document.words(block)
        if block.kind == HEADING:
            match = _date().search(words)
            date = match[1] if match else ""
        elif block.kind in {ITEM, PARAGRAPH} and block.depth == 0 and words.strip() and not is_placeholder(words):
            match = _leading().match(words) or _date().search(words)
            text = words[match.end() :] if match and match.re is _leading() else words
            found.append(Amendment(match[1] if match else date, " ".join(text.split()), block.start, block.end))
    return found


@cache
def _date() -> re.Pattern[str]:
    return re.compile(r"(?<![\d/.-])(\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/]\d{4})(?!\d)", re.ASCII)


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(rf"[*_`(\[]{{0,3}}{_date().pattern}[*_`)\]]{{0,3}}\s*[:：–—-]?[*_]{{0,2}}\s*", re.ASCII)
