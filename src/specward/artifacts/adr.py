"""An architecture decision record in any dialect of the field.

Read: Nygard and adr-tools, MADR 1 to 4, log4brains, ADG, phodal/adr, SpecKit Plus, dated and home-made records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts import adr_dates, adr_statuses, adr_title
from specward.artifacts.adr_identity import AdrIdentity, name_of
from specward.artifacts.adr_links import AdrLink, is_kind, links_of
from specward.artifacts.adr_markup import markup_of
from specward.artifacts.adr_metadata import (
    DATE_NAMES,
    FRONT_MATTER,
    LIST,
    STATUS_NAMES,
    Metadatum,
    by_precedence,
    read_metadata,
    section_lines,
)
from specward.artifacts.adr_people import REVIEW_NAMES, TAG_NAMES, People, items_of, people_of
from specward.artifacts.adr_roles import LINKS, format_of, roles_of
from specward.lazy import lazy
from specward.markdown.scan import ITEM, PARAGRAPH, QUOTE, TABLE

if TYPE_CHECKING:
    from collections.abc import Collection

    from specward.artifacts.adr_amendments import Amendment
    from specward.artifacts.adr_chosen import Chosen
    from specward.artifacts.adr_consequences import Consequences
    from specward.artifacts.adr_dates import AdrDate
    from specward.artifacts.adr_options import AdrOption
    from specward.artifacts.adr_status import Status
    from specward.artifacts.adr_title import AdrNumber, AdrTitle
    from specward.finding import Span
    from specward.markdown.document import Document, Section

_DEEPEST = 3
"""A section of a lower level says nothing of the whole record."""
_CHANGES = (ITEM, PARAGRAPH, QUOTE, TABLE)


class Adr:
    """A record as read. Nothing is guessed: a missing status is None, an unknown one is unknown."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.identity = AdrIdentity.parse(document.path)

    @lazy
    def metadata(self) -> list[Metadatum]:
        """Every key and value by precedence: from front matter, the status section, and before the first section."""
        return by_precedence([*read_metadata(self.document), *self._status_parts[1]])

    def metadatum(self, *names: str) -> Metadatum | None:
        """The first metadatum with one of these names."""
        return next((metadatum for metadatum in self.metadata if metadatum.name in names), None)

    @lazy
    def _titles(self) -> list[AdrTitle]:
        return adr_title.read_titles(self.document, self.metadata)

    @lazy
    def numbers(self) -> list[AdrNumber]:
        """Every number that it gives itself, in the order in which they count: file name, front matter, title."""
        return adr_title.read_numbers(self.identity, self.metadata, self._titles)

    @property
    def number(self) -> int | None:
        """The number by file name, else by front matter, else by title; None for records that have none."""
        return self.identity.number if self.identity.digits else self.numbers[0].value if self.numbers else None

    @property
    def name(self) -> str:
        """What people call it: `ADR-0007`, or its identity by its path where it has no number."""
        return name_of(self.number, self.document.path)

    @property
    def reference(self) -> str:
        """What a command calls it in the fewest signs: `7`, or its identity by its path where it has no number."""
        return self.identity.text if self.number is None else str(self.number)

    @property
    def title_number(self) -> int | None:
        """The number that the title begins with: `# 7. T`, `# ADR-0007: T`."""
        title = self._titles[0] if self._titles else None
        return title.number.value if title and title.number else None

    @lazy
    def _title(self) -> AdrTitle | None:
        titles = self._titles
        return next((title for title in titles if title.text), titles[0] if titles else None)

    @property
    def title(self) -> str:
        """The title without its number; empty where there is none."""
        return self._title.text if self._title else ""

    @property
    def is_called_decision(self) -> bool:
        """Whether the title begins with what tells a decision: `ADR-0007`, `Decision Record: …`."""
        return self._title is not None and self._title.is_identified

    @property
    def title_span(self) -> Span | None:
        """Where the title stands, its number included."""
        return self._title.span if self._title else None

    @lazy
    def statuses(self) -> list[Status]:
        """Every status that it states, the one that counts first: front matter, section, list, line, table, banner."""
        stated = [metadatum for metadatum in self.metadata if metadatum.name in STATUS_NAMES and metadatum.value]
        front = [adr_statuses.status_of(each) for each in stated if each.notation == FRONT_MATTER]
        section = adr_statuses.of_lines(self._status_parts[0])
        heading = None if section else adr_statuses.of_heading(self.document)
        found = [*front, *section, *([heading] if heading else ())]
        found += [adr_statuses.status_of(each) for each in stated[len(front) :]]
        changed = None if found else adr_statuses.of_changes(self._lines_under(adr_dates.CHANGELOG_TITLES))
        return [changed] if changed else found

    @property
    def status(self) -> Status | None:
        """The status that counts; None where the record has none."""
        return self.statuses[0] if self.statuses else None

    @lazy
    def _status_lines(self) -> list[Metadatum]:
        return self._lines_under(STATUS_NAMES)

    @lazy
    def _status_parts(self) -> tuple[list[Metadatum], list[Metadatum]]:
        """The lines of the status section, and the fields that stand on them beside the status."""
        parts = [adr_statuses.parted(self.document.text, line) for line in self._status_lines]
        return [line for line, _ in parts], [field for _, fields in parts for field in fields]

    def _lines_under(self, titles: Collection[str], kinds: Collection[str] = _CHANGES[:3]) -> list[Metadatum]:
        """The lines of the first section, of the first three levels, with one of these titles that has any."""
        for section in self.document.sections:
            if section.title in titles and section.level <= _DEEPEST:
                lines = list(section_lines(self.document, section, kinds))
                if lines:
                    return lines
        return []

    @lazy
    def dates(self) -> list[AdrDate]:
        """Every date that it states as that of the decision, in the order in which they count."""
        return list(adr_dates.read_dates(self.metadata, self._lines_under(DATE_NAMES), self.identity))

    @lazy
    def date(self) -> AdrDate | None:
        """When it was decided; where no place tells a date, the latest line of a changelog, else what stands there."""
        told = next((date for date in self.dates if date.value), None)
        if told is None:
            told = adr_dates.latest_change(self._lines_under(adr_dates.CHANGELOG_TITLES, _CHANGES))
        return told or (self.dates[0] if self.dates else None)

    @lazy
    def links(self) -> list[AdrLink]:
        """What it says of other records, in source order, each reference once."""
        metadata = self.metadata
        found: list[AdrLink] = []
        if self.document.front_matter is not None:
            from specward.artifacts.adr_structured_links import KEY, structured_links

            metadata = [each for each in metadata if (each.name, each.notation) != (KEY, FRONT_MATTER)]
            found += structured_links(self.document)
        found += links_of([*metadata, *self._link_lines()], self.document.path)
        by_place = {link.start: link for link in found}
        return [by_place[start] for start in sorted(by_place)]

    def _link_lines(self) -> list[Metadatum]:
        """The lines that may say something of another record."""
        found = list(self._status_lines)
        heading = None if found else adr_statuses.of_heading(self.document)
        if heading:
            found.append(Metadatum("status", heading.raw, heading.start, heading.end, heading.notation))
        sections = [*self.roles.get(LINKS, []), *(each for each in self.document.sections if is_kind(each.title))]
        for section in sections:
            found += section_lines(self.document, section)
        return found

    @lazy
    def people(self) -> People:
        """Who decided, was asked, was told, and wrote it."""
        return people_of(self.metadata)

    @lazy
    def tags(self) -> tuple[str, ...]:
        """The words that it is filed under; those of a list item without a comma are parted by blanks (log4brains)."""
        found = self.metadatum(*TAG_NAMES)
        items = items_of(found)
        return tuple(items[0].split()) if len(items) == 1 and found and found.notation == LIST else items

    @property
    def review_by(self) -> str:
        """By when it wants to be looked at again, as written; empty where nothing says so."""
        found = self.metadatum(*REVIEW_NAMES)
        return found.value.strip() if found else ""

    @lazy
    def roles(self) -> dict[str, list[Section]]:
        """The sections by what they are for: see `adr_roles`."""
        return roles_of(self.document)

    @lazy
    def format(self) -> str:
        """Its markup where that is not Markdown, else the format that most of the evidence speaks for."""
        markup = markup_of(self.document.path)
        return markup or format_of(self.document, self.metadata, dated=bool(self.identity.date))

    @lazy
    def options(self) -> list[AdrOption]:
        """The options that were weighed, each once, with what speaks for and against it."""
        from specward.artifacts.adr_options import options_of

        return options_of(self.document, self.roles)

    @lazy
    def chosen(self) -> Chosen | None:
        """What was chosen, where the record says so plainly; None where it does not."""
        from specward.artifacts.adr_chosen import chosen_of

        return chosen_of(self.document, self.roles, self.options)

    @lazy
    def consequences(self) -> Consequences:
        """What follows from it, good and bad apart as far as the record keeps them apart."""
        from specward.artifacts.adr_consequences import consequences_of

        return consequences_of(self.document, self.roles)

    @lazy
    def amendments(self) -> list[Amendment]:
        """What was changed or put right after it was accepted, in source order."""
        from specward.artifacts.adr_amendments import amendments_of

        return amendments_of(self.document)


def read_adr(document: Document) -> Adr:
    """The record in a document. Never raises: what is not there is None or empty."""
    return Adr(document)
