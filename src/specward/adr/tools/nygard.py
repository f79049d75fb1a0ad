"""The Status section as adr-tools lays it out: status, blank line, link, blank line, link, blank line, next heading.

`adr.edit` puts a status where the record has its own, and links in the record's order of things. Here each link goes to
the end of the section, as scripts that compare adr-tools' files expect it, and the spelling is `Superceded by`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.adr.edit.editing import respan
from specward.adr.edit.line_spans import line_start, past_line
from specward.artifacts.adr import read_adr
from specward.artifacts.adr_metadata import SECTION, STATUS_NAMES, section_lines
from specward.artifacts.adr_status import StatusClass, classify
from specward.markdown.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.adr import Adr
    from specward.artifacts.adr_metadata import Metadatum

SUPERSEDES = "Supercedes"
"""Misspelt in every release of adr-tools, and so in the records of its users."""
SUPERSEDED_BY = "Superceded by"
_DEEPEST = 3
_FAR = 400
"""Characters that are searched for a blank line; a longer one is hostile."""
_OVER = frozenset({StatusClass.SUPERSEDED, StatusClass.PARTLY_SUPERSEDED})


class StatusLink(NamedTuple):
    """A line of the section that names another record."""

    kind: str
    label: str
    target: str


def status_section(document: Document) -> tuple[int, int] | None:
    """Where the lines under the Status heading begin and end: at the next heading, or the end; None without one."""
    text, sections = document.text, document.sections
    for index, section in enumerate(sections):
        if section.title in STATUS_NAMES and section.level <= _DEEPEST:
            start = text.find("\n", section.start) + 1 or len(text)
            following = sections[index + 1 : index + 2]
            return start, following[0].heading.start if following else len(text)
    return None


def status_links(document: Document) -> Iterator[StatusLink]:
    """The links of the Status section, in source order; none where there is no such section."""
    section = status_section(document)
    yield from filter(None, map(_link_in, document.text[slice(*section)].splitlines() if section else ()))


def is_laid_out_so(adr: Adr) -> bool:
    """Whether a record has its status, and no history of it, in a Status section."""
    if status_section(adr.document) is None:
        return False
    return adr.status is None or (adr.status.notation == SECTION and not adr.status.history)


def with_link(adr: Adr, link: StatusLink) -> Adr:
    """A record with a link at the end of its Status section; as it was where it says so, or has no such section.

    Raises:
        UsageError: it is not UTF-8.
    """
    section, text = status_section(adr.document), adr.document.text
    said = ((found.kind, found.target) for found in status_links(adr.document))
    if section is None or (link.kind, link.target) in said:
        return adr
    end = section[1]
    apart = (
        "" if _ends_blank().search(text[max(0, end - _FAR) : end]) else "\n" if text[:end].endswith("\n") else "\n\n"
    )
    after = "\n\n" if end < len(text) else "\n" if text.endswith("\n") else ""
    return respan(adr, end, end, f"{apart}{link.kind} [{link.label}]({link.target}){after}")


def with_successor(adr: Adr, link: StatusLink) -> Adr:
    """A record with a link to what superseded it, and without the status that it had, nor any other.

    A status that says what else superseded it stays. Where a line goes, each run of blank lines in the section becomes
    one.

    Raises:
        UsageError: it is not UTF-8.
    """
    after = with_link(adr, link)
    section, text = status_section(after.document), after.document.text
    if section is None:
        return after
    start, end = section
    rest = text[start:end]
    gone = [line for line in _statuses(adr) if start <= line.start < line.end <= end]
    for line in reversed(gone):
        rest = rest[: line_start(text, line.start) - start] + rest[past_line(text, line.end) - start :]
    if not gone:
        return after
    return read_adr(Document(adr.document.path, text[:start] + _blank_lines().sub(r"\1", rest) + text[end:]))


def _statuses(adr: Adr) -> Iterator[Metadatum]:
    """The lines that say the status, or in a word another one; none that says what else superseded the record."""
    section = adr.document.section(*STATUS_NAMES)
    for line in section_lines(adr.document, section) if section else ():
        kind, _, qualifier = classify(line.value)
        known = kind is not StatusClass.UNKNOWN
        if adr.status and line.start == adr.status.start:
            goes = known or not _link_in(line.value)  # `Amends [3. T](…)` is read as a status where there is none
        else:
            goes = known and not qualifier
        if goes and kind not in _OVER:
            yield line


def _link_in(line: str) -> StatusLink | None:
    """The link that a line is: kind, blank, label, target; the kind reaches up to the last bracket after a blank."""
    kind, blank, rest = line.rpartition(" [")
    label, closed, target = rest.partition("](")
    kind = kind.lstrip("*-+ \t").rstrip()
    if not (blank and closed and kind and ")" in target):
        return None
    return StatusLink(kind, label, target.partition(")")[0])


@cache
def _blank_lines() -> re.Pattern[str]:
    return re.compile(r"^([ \t]*\r?\n)(?:[ \t]*\r?\n)+", re.MULTILINE)


@cache
def _ends_blank() -> re.Pattern[str]:
    return re.compile(r"\n[ \t]*\r?\n\Z")
