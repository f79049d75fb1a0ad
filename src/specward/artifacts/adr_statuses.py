"""Where a decision record states its status, and which of the places counts.

In order: front matter, the section (or a heading that says it at once, `## Status: Accepted`), a list item, a line, a
table, a banner; and where there is none of these, the latest entry of a changelog.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts.adr_fields import later_fields
from specward.artifacts.adr_metadata import KNOWN_NAMES, STATUS_NAMES, Metadatum, metadatum_of
from specward.artifacts.adr_status import GIVEN_UP, Status, StatusClass, classify, is_choice_list
from specward.artifacts.written_date import days_of

if TYPE_CHECKING:
    from specward.markdown.document import Document

HEADING = "heading"
_FORMER = frozenset({StatusClass.SUPERSEDED, StatusClass.PARTLY_SUPERSEDED})


def of_lines(lines: list[Metadatum]) -> list[Status]:
    """What the lines of a status section say, the status that counts first.

    Of dated lines the latest counts, of others the first with a known word; but a later line by which the decision is
    superseded counts before one that has it in force. Links to other records, the sentence and the list of choices of
    a template and boxes without a tick are no status; nothing else being there, a list of choices is an unknown one.
    """
    if len(lines) == 1:
        only = status_of(lines[0])
        if only.kind is not StatusClass.UNKNOWN:
            return [only]
    found = [status_of(line) for line in _said(lines)]
    known = [status for status in found if status.kind is not StatusClass.UNKNOWN]
    dated = sorted((status for status in known if _dated().match(status.raw)), key=lambda status: _day(status.raw))
    if dated and (len(dated) > 1 or _leads_with_date().match(dated[0].raw)):
        return [dated[-1]._replace(history=tuple(status.raw for status in dated[:-1]))]
    if known:
        if known[0].kind not in GIVEN_UP:
            known.sort(key=lambda status: status.kind not in _FORMER)
        return known
    return found[:1]


def of_heading(document: Document) -> Status | None:
    """The status that a heading tells: `## Status: Accepted`."""
    for section in document.sections:
        name, colon, _ = section.title.partition(":")
        if colon and name in STATUS_NAMES and section.heading.info == "#":
            words = document.words(section.heading)
            value = words[words.index(":") + 1 :].strip(" \t*_")
            end = section.heading.text_start + len(words.rstrip(" \t*_"))
            return status_of(Metadatum(name, value, end - len(value), end, HEADING)) if value else None
    return None


def of_changes(lines: list[Metadatum]) -> Status | None:
    """The status that the latest entry of a changelog tells, in whichever order they stand."""
    known = [status for status in map(_status_of_change, lines) if status.kind is not StatusClass.UNKNOWN]
    return max(reversed(known), key=lambda status: _day(status.raw), default=None)


def status_of(metadatum: Metadatum) -> Status:
    """A metadatum, or a line, as a status."""
    kind, word, qualifier = classify(metadatum.value)
    return Status(kind, word, qualifier, metadatum.value, metadatum.start, metadatum.end, metadatum.notation)


def parted(text: str, line: Metadatum) -> tuple[Metadatum, list[Metadatum]]:
    """A line of a status section as its status, and the other fields that it carries.

    `Status: Accepted`, `Accepted · Date: 2026-01-02`.
    """
    if ":" not in line.value and "：" not in line.value:
        return line, []
    found = later_fields(text, line.start, line.end, KNOWN_NAMES)
    if not found:
        return line, []
    fields = [metadatum_of(text, each, line.notation) for each in found]
    if found[0].key_start == line.start and fields[0].name in STATUS_NAMES:
        return fields[0]._replace(name=line.name), fields[1:]
    end = line.start + len(text[line.start : found[0].key_start].rstrip(" \t·•|;,–—"))
    return line._replace(value=text[line.start : end], end=end), fields


def _said(lines: list[Metadatum]) -> list[Metadatum]:
    """The lines that may be a status."""
    from specward.artifacts.adr_template import is_placeholder

    ticks = [line for line in lines if _box().match(line.value)]
    if ticks:
        return [line for line in ticks if line.value[1] in "xX"]
    lines = [line for line in lines if line.value and not is_placeholder(line.value)]
    choices = [line for line in lines if is_choice_list(line.value)]
    others = [line for line in lines if line not in choices]
    return [line for line in others if not _link_line().match(line.value)] or choices


def _status_of_change(line: Metadatum) -> Status:
    """The status that an entry of a changelog tells, in the words of its link or after it."""
    status = status_of(line)
    label, closed, rest = line.value.partition(")")
    if status.kind is StatusClass.UNKNOWN and closed and label.startswith("["):
        rest = rest.lstrip(" \t–—-:")
        return status_of(line._replace(value=rest, start=line.end - len(rest)))
    return status


def _day(words: str) -> str:
    """The first day that some words name; empty where they name none."""
    match = _date().search(words)
    days = days_of(match[0]) if match else None
    return days.last if days else ""


@cache
def _date() -> re.Pattern[str]:
    return re.compile(r"(?<!\d)(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/]\d{4})(?!\d)", re.ASCII)


@cache
def _leads_with_date() -> re.Pattern[str]:
    return re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}[\s:]+\S", re.ASCII)


@cache
def _dated() -> re.Pattern[str]:
    """A line that leads with its date, `2026-01-02 accepted`, or that is a word and a date, `Принято: 2026-01-02`."""
    date = r"\d{4}[-/]\d{1,2}[-/]\d{1,2}"
    return re.compile(rf"{date}[\s:]+\S|[^\s:：][^\r\n:：]{{0,40}}[:：]\s{{0,8}}{date}\s*$", re.ASCII)


@cache
def _box() -> re.Pattern[str]:
    return re.compile(r"\[[ xX]\]\s")


@cache
def _link_line() -> re.Pattern[str]:
    """A line that says something of another record: a few words and a link or a record's number, nothing of its own."""
    words = r"(?:amends|amended|clarifies|clarified|refines|refined|supersedes|supercedes|replaces|extends|extended)"
    return re.compile(rf"[*_`>\s-]{{0,6}}(?:{words}|(?:relate[sd]|depends) (?:to|on)|see)\b", re.IGNORECASE)
