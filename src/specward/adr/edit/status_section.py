"""The status where it stands in a section of its own: `## Status`."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from specward.adr.edit.editing import Edit
from specward.adr.edit.line_spans import indent_of, line_end, line_start, past_line, without_line
from specward.adr.edit.wording import in_manner, translated
from specward.artifacts.adr_links import SUPERSEDED_BY, links_of
from specward.artifacts.adr_metadata import SECTION, STATUS_NAMES, Metadatum, section_lines
from specward.artifacts.adr_status import StatusClass, classify
from specward.artifacts.adr_template import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.artifacts.adr import Adr
    from specward.artifacts.adr_status import Status
    from specward.markdown.document import Section

_DEEPEST = 3
_LONGEST_WORDS = 60
"""Characters; a longer line with no known word is prose about the status, which stays."""


def in_section(adr: Adr) -> Section | None:
    """The section that tells the status, as the reader chooses it; else the first that is meant for it."""
    sections = adr.document.sections
    found = [each for each in sections if each.title in STATUS_NAMES and each.level <= _DEEPEST]
    telling = (each for each in found if any(section_lines(adr.document, each)))
    return next(telling, found[0] if found else None)


def section_edits(adr: Adr, section: Section, words: str, today: str) -> Iterator[Edit]:
    """The edits that leave one status in the section: the first is replaced, others go, a history is added to.

    One that shares its line with something else says the same as the first.
    """
    text = adr.document.text
    here = [each for each in adr.statuses if each.notation == SECTION and section.start <= each.start < section.end]
    if here and (here[0].history or _leading_date().match(here[0].raw)):
        yield from _next_dated(adr, section, here[0], words, today)
        return
    telling = sorted((each for each in here if _tells(adr, each, here)), key=lambda each: each.start)
    if not telling:
        yield _first_line(text, section, list(section_lines(adr.document, section)), words)
        return
    for index, status in enumerate(telling):
        line = text[line_start(text, status.start) : line_end(text, status.end)]
        if index and line.strip(" \t>-*+") == status.raw.strip("-*+ "):
            yield Edit(*without_line(text, status.start, status.end), "")
        else:
            yield Edit(status.start, status.end, in_manner(translated(words, status.word), status.raw))


def _tells(adr: Adr, status: Status, here: Sequence[Status]) -> bool:
    """Whether a line that reads as a status is one: no link of another kind beside a status, and no prose."""
    line = Metadatum("status", status.raw, status.start, status.end, SECTION)
    links = list(links_of([line], adr.document.path))
    if any(link.kind != SUPERSEDED_BY for link in links):
        return False
    if links and links[0].partly and len(here) > 1 and status is not here[0]:
        return False
    return status.kind is not StatusClass.UNKNOWN or len(status.raw) <= _LONGEST_WORDS


def _first_line(text: str, section: Section, lines: Sequence[Metadatum], words: str) -> Edit:
    """The edit of a section that tells no status: a placeholder is replaced, links and prose come after it."""
    unfilled = next((line for line in lines if is_placeholder(line.value)), None)
    if unfilled:
        return Edit(unfilled.start, unfilled.end, words)
    if lines:
        at = line_start(text, lines[0].start)
        return Edit(at, at, f"{indent_of(text, lines[0].start)}{words}\n\n")
    following = text[past_line(text, section.start) : line_end(text, past_line(text, section.start))].strip()
    return Edit(section.start, section.start, f"\n\n{words}" + ("\n" if following else ""))


def _next_dated(adr: Adr, section: Section, current: Status, words: str, today: str) -> Iterator[Edit]:
    """The edit that adds a dated line, laid out as those before it; a link stands on a line of its own."""
    text = adr.document.text
    dated = [line for line in section_lines(adr.document, section) if line.value in (*current.history, current.raw)]
    last = dated[-1]
    word, linked, _ = words.partition(" by [")
    said = in_manner(translated(word, current.word), _date().sub("", current.raw, count=1).strip(" \t:：–—-"))
    if current.kind is classify(words)[0] and (not linked or words in text):
        return
    gaps = [text[before.end : after.start] for before, after in pairwise(dated)]
    gap = gaps[-1] if gaps and not gaps[-1].strip(" \t\r\n-*+>") else "\n\n" + indent_of(text, last.start)
    written = _dated_like(current.raw, said, today) + (f"{gap}{words}" if linked else "")
    if today:
        at = line_end(text, last.end)
        yield Edit(at, at, gap + written)
    else:
        yield Edit(last.start, last.end, written)


def _dated_like(former: str, words: str, today: str) -> str:
    """A dated status in the form of the one before: `2026-01-02 accepted`, or `Accepted: 2026-01-02`."""
    date = _date().search(former)
    if date is None:
        return words
    day = today.replace("-", "/") if "/" in date[0] else today
    leading = _leading_date().match(former)
    if leading:
        return f"{day or date[0]}{leading[1]}{words}"
    colon = former[: date.start()].rstrip()[-1:]
    return f"{words}{colon if colon in ':：' else ''} {day or date[0]}"


@cache
def _date() -> re.Pattern[str]:
    return re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}", re.ASCII)


@cache
def _leading_date() -> re.Pattern[str]:
    return re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}([\s:]{1,4})\S", re.ASCII)
