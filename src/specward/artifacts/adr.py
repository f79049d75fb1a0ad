"""An architecture decision record in any dialect of the field.

Read: Nygard and adr-tools, MADR 2 to 4, log4brains, SpecKit Plus, dated and home-made records.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.adr_identity import AdrIdentity
from specward.artifacts.adr_links import AdrLink, links_of
from specward.artifacts.adr_metadata import (
    DATE_NAMES,
    FRONT_MATTER,
    STATUS_NAMES,
    Metadatum,
    read_metadata,
    section_lines,
    title_heading,
)
from specward.artifacts.adr_people import (
    AUTHOR_NAMES,
    CONSULTED_NAMES,
    DECIDER_NAMES,
    INFORMED_NAMES,
    REVIEW_NAMES,
    TAG_NAMES,
    People,
    items_of,
)
from specward.artifacts.adr_roles import LINKS, format_of, roles_of
from specward.artifacts.adr_status import Status, StatusClass, classify, is_choice_list
from specward.finding import Span

if TYPE_CHECKING:
    from specward.markdown.document import Document, Section

FILE_NAME = "file name"
CHANGELOG = "changelog"
_CHANGELOG = ("changelog", "change log")
_DEEPEST = 3


class AdrDate(NamedTuple):
    """When a decision was made, as written."""

    value: str
    """The leading date, as written: `2026-01-02`, `2026/01`, `20260102`; empty where the text begins with none."""
    raw: str
    start: int
    end: int
    notation: str


class Adr:
    """A record as read. Nothing is guessed: a missing status is None, an unknown one is unknown."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.identity = AdrIdentity.parse(document.path)

    @property
    def number(self) -> int | None:
        """The number by file name, else by front matter, else by title; None for records that have none."""
        if self.identity.number is not None or self.identity.date:
            return self.identity.number
        for name in ("number", "id", "adr", "adr_id", "slug"):
            metadatum = self.metadatum(name)
            match = _leading_number().match(metadatum.value) if metadatum else None
            if match:
                return int(match[1])
        return self.title_number

    @cached_property
    def metadata(self) -> list[Metadatum]:
        """Every key and value from front matter and from before the first section, by precedence."""
        return read_metadata(self.document)

    def metadatum(self, *names: str) -> Metadatum | None:
        """The first metadatum with one of these names."""
        return next((metadatum for metadatum in self.metadata if metadatum.name in names), None)

    @cached_property
    def _heading(self) -> tuple[str, Span] | None:
        """The words of the title and where they stand: the heading before all sections, else front matter's `title`."""
        block = title_heading(self.document)
        if block is not None:
            return self.document.words(block).strip(), Span(block.text_start, block.text_end)
        title = self.metadatum("title")
        return (title.value.strip(), Span(title.start, title.end)) if title and title.value else None

    @property
    def title(self) -> str:
        """The title without its number; empty where there is none."""
        if self._heading is None:
            return ""
        words = self._heading[0]
        match = _title_identity().match(words)
        return words[match.end() :].strip() if match else words

    @property
    def title_span(self) -> Span | None:
        """Where the title stands, its number included."""
        return self._heading[1] if self._heading else None

    @property
    def title_number(self) -> int | None:
        """The number that the title begins with: `# 7. T`, `# ADR-0007: T`."""
        match = _title_identity().match(self._heading[0]) if self._heading else None
        return int(match[1] or match[2]) if match else None

    @cached_property
    def status(self) -> Status | None:
        """The status; None where the record has none. Front matter counts before a section, that before a line."""
        written = self.metadatum(*STATUS_NAMES)
        if written and written.value and written.notation == FRONT_MATTER:
            return _status(written)
        return self._section_status or (_status(written) if written and written.value else None)

    @cached_property
    def _section_status(self) -> Status | None:
        """The last of the dated lines of the status section, else the first with a known word, else the first."""
        lines = self._lines_under(*STATUS_NAMES)
        dated = [line for line in lines if _dated_line().match(line.value)]
        if dated:
            return _status(dated[-1])._replace(history=tuple(line.value for line in dated[:-1]))
        known = [line for line in lines if classify(line.value)[0] is not StatusClass.UNKNOWN]
        chosen = [line for line in known if not is_choice_list(line.value)]
        if chosen or lines:
            return _status((chosen or known or lines)[0])
        changes = [_status_of_change(line) for line in self._lines_under(*_CHANGELOG)]
        return next((status for status in reversed(changes) if status.kind is not StatusClass.UNKNOWN), None)

    def _lines_under(self, *titles: str) -> list[Metadatum]:
        """The lines of the first section, of the first three levels, with one of these titles."""
        found = (section for section in self.document.sections if section.title in titles and section.level <= _DEEPEST)
        section = next(found, None)
        return list(section_lines(self.document, section)) if section else []

    @cached_property
    def date(self) -> AdrDate | None:
        """When it was decided, by front matter, a line, a section, the file name, the latest line of a changelog."""
        written = [_date(found) for found in self.metadata if found.name in DATE_NAMES and found.value]
        written += [_date(line) for line in self._lines_under(*DATE_NAMES)[:1]]
        if written:
            return next((date for date in written if date.value), written[0])
        if self.identity.date:
            return AdrDate(self.identity.date, self.identity.date, 0, 0, FILE_NAME)
        changelog = self.document.section(*_CHANGELOG)
        if changelog is None:
            return None
        dates = list(_iso_date().finditer(self.document.text, changelog.start, changelog.end))
        latest = max(dates, key=lambda match: match[0], default=None)
        return AdrDate(latest[0], latest[0], latest.start(), latest.end(), CHANGELOG) if latest else None

    @cached_property
    def links(self) -> list[AdrLink]:
        """What it says of other records, in source order, each reference once."""
        sections = [section for section in self.document.sections if section.title in STATUS_NAMES]
        sections += self.roles.get(LINKS, [])
        lines = [line for section in sections for line in section_lines(self.document, section)]
        found = {link.start: link for link in links_of([*self.metadata, *lines], self.document.path)}
        return [found[start] for start in sorted(found)]

    @cached_property
    def people(self) -> People:
        """Who decided, was asked, was told, and wrote it."""
        names = (DECIDER_NAMES, CONSULTED_NAMES, INFORMED_NAMES, AUTHOR_NAMES)
        return People(*(items_of(self.metadatum(*each)) for each in names))

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The words that it is filed under."""
        return items_of(self.metadatum(*TAG_NAMES))

    @property
    def review_by(self) -> str:
        """By when it wants to be looked at again, as written; empty where nothing says so."""
        found = self.metadatum(*REVIEW_NAMES)
        return found.value.strip() if found else ""

    @cached_property
    def roles(self) -> dict[str, list[Section]]:
        """The sections by what they are for: see `adr_roles`."""
        return roles_of(self.document.sections)

    @cached_property
    def format(self) -> str:
        """The format that most of the evidence speaks for: see `adr_roles`."""
        return format_of(
            {section.title for section in self.document.sections},
            {metadatum.name for metadatum in self.metadata},
            front_matter=self.document.front_matter is not None,
        )


def read_adr(document: Document) -> Adr:
    """The record in a document. Never raises: what is not there is None or empty."""
    return Adr(document)


def _status(metadatum: Metadatum) -> Status:
    kind, word, qualifier = classify(metadatum.value)
    return Status(kind, word, qualifier, metadatum.value, metadatum.start, metadatum.end, metadatum.notation)


def _status_of_change(line: Metadatum) -> Status:
    """The status that an entry of a changelog tells, in the words of its link or after it."""
    status = _status(line)
    label, closed, rest = line.value.partition(")")
    if status.kind is StatusClass.UNKNOWN and closed and label.startswith("["):
        return _status(line._replace(value=rest, start=line.end - len(rest)))
    return status


def _date(metadatum: Metadatum) -> AdrDate:
    match = _leading_date().match(metadatum.value)
    return AdrDate(match[1] if match else "", metadatum.value, metadatum.start, metadatum.end, metadatum.notation)


@cache
def _leading_number() -> re.Pattern[str]:
    return re.compile(r"(?:ADR|AD)?[-_ ]?(\d{1,6})(?![\d])", re.ASCII | re.IGNORECASE)


@cache
def _title_identity() -> re.Pattern[str]:
    return re.compile(
        r"(?:ADR[-_ #]{0,2}(\d{1,6})(?!\d)[\s.:)–—-]*|\[?(\d{1,6})(?:[.:)\]](?:\s+|$)|\s+[-–—]\s+))",
        re.ASCII | re.IGNORECASE,
    )


@cache
def _leading_date() -> re.Pattern[str]:
    return re.compile(r"[*_\s{(]*(\d{4}[-/]\d{1,2}(?:[-/]\d{1,2})?|\d{8}|\d{1,2}/\d{1,2}/\d{4})(?!\d)", re.ASCII)


@cache
def _iso_date() -> re.Pattern[str]:
    return re.compile(r"\b\d{4}-\d{2}-\d{2}\b", re.ASCII)


@cache
def _dated_line() -> re.Pattern[str]:
    return re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}\s+\S", re.ASCII)
