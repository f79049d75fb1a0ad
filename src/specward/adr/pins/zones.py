"""What of a decision record is frozen once it is accepted, what may only grow, and what stays live.

- *Frozen*: title, context, drivers, options and decision, and prose under headings of no known purpose: in real records
  that is rationale, scope, design and the like. So is text before the first heading, and a `**Context:**` among the
  metadata.
- *Append-only*: consequences. What was pinned must still be there in its order, and new text stands at the end of the
  section or of one of its subsections.
- *Live*: everything else. Status, metadata, banners, links and references, confirmation, amendments; the change log,
  notes, open questions, reviews, and what is told of the implementation. Inside a section that is frozen, notes and the
  like are frozen with it.

Text is taken block by block. How it is laid out (wrapping, list marks, emphasis, line ends, the widths of a table's
columns) is nobody's business: see `specward.fingerprint`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from specward.adr.pins.piece import OTHER, TITLE, Piece, pieces_of
from specward.artifacts.adr_dates import CHANGELOG_TITLES
from specward.artifacts.adr_fields import fields as fields_of
from specward.artifacts.adr_fields import lines
from specward.artifacts.adr_metadata import DATE_NAMES, KNOWN_NAMES, STATUS_NAMES, TABLE_CELL, title_heading
from specward.artifacts.adr_roles import (
    CONFIRMATION,
    CONSEQUENCES,
    CONTEXT,
    DECISION,
    DRIVERS,
    LINKS,
    NEGATIVE,
    OPTIONS,
    POSITIVE,
    TITLES,
)
from specward.finding import Span
from specward.lazy import lazy
from specward.markdown.scan import HEADING, ITEM, PARAGRAPH, QUOTE, TABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.artifacts.adr import Adr
    from specward.artifacts.adr_fields import Field
    from specward.markdown.scan import Block

_BY_ROLE = {role: role for role in (CONTEXT, DRIVERS, OPTIONS, DECISION, CONSEQUENCES)}
_BY_ROLE |= {POSITIVE: CONSEQUENCES, NEGATIVE: CONSEQUENCES, LINKS: "", CONFIRMATION: ""}
"""The zone of each role; a live one has none."""
_OF_OPTIONS = frozenset({POSITIVE, NEGATIVE, CONSEQUENCES, CONTEXT})
"""What an option or a design may have of its own, under headings that elsewhere open a section of the record."""
_ALWAYS_LIVE = STATUS_NAMES | {"change history", "revision history", *CHANGELOG_TITLES}
_ZONE_OF_NAME = {title: _BY_ROLE[role] for role, titles in TITLES.items() if _BY_ROLE.get(role) for title in titles}


class Zones:
    """The text of one record by zones.

    Args:
        pieces: all that is pinned, in source order.
        headings: where the first heading of each zone stands.
    """

    def __init__(self, pieces: list[Piece], headings: dict[str, Span]) -> None:
        self.pieces = pieces
        self.headings = headings

    @lazy
    def by_zone(self) -> dict[str, list[Piece]]:
        """The pieces of each zone that has some."""
        found: dict[str, list[Piece]] = {}
        for piece in self.pieces:
            found.setdefault(piece.zone, []).append(piece)
        return found

    def of(self, zone: str) -> list[Piece]:
        """The pieces of one zone."""
        return self.by_zone.get(zone, [])


def zones_of(adr: Adr) -> Zones:
    """What of a record is pinned."""
    span = adr.title_span
    title = [Piece(TITLE, adr.title, span.start, span.end)] if span and adr.title else []
    walk = _Walk(adr)
    return Zones([*title, *walk.pieces()], walk.headings)


class _Walk:
    """One way through the blocks of a record."""

    def __init__(self, adr: Adr) -> None:
        self._document = adr.document
        self._title = title_heading(adr.document)
        self._roles = {section.heading.start: role for role, found in adr.roles.items() for section in found}
        self._titles = {section.heading.start: section.title for section in adr.document.sections}
        self._tables = sorted(found.start for found in adr.metadata if found.notation == TABLE_CELL)
        self.headings: dict[str, Span] = {}
        self._above: list[tuple[int, str]] = []
        """The depth and the zone of the headings that stand open."""

    def pieces(self) -> Iterator[Piece]:
        """The pieces, in source order."""
        blocks = [block for block in self._document.blocks if block != self._title]
        first = next((index for index, block in enumerate(blocks) if self._opens_section(block)), len(blocks))
        yield from self._before_sections(blocks[:first])
        zone = ""
        for block in blocks[first:]:
            if block.kind == HEADING:
                zone = self._zone_under(block)
                self.headings.setdefault(zone, Span(block.start, block.end))
                if zone and self._roles.get(block.start) != zone:  # it says more than which zone it opens
                    yield Piece(zone, self._document.words(block), block.start, block.end, opens=True)
            elif zone:
                yield from pieces_of(self._document, block, zone)

    def _opens_section(self, block: Block) -> bool:
        """Whether a block is a heading, and no field that a line of dashes below it turns into one."""
        return block.kind == HEADING and (block.info == "#" or not self._fields(block))

    def _before_sections(self, blocks: Sequence[Block]) -> Iterator[Piece]:
        """What stands before the first section: prose is context; of the metadata, what is named like a section."""
        zone = CONTEXT
        for block in blocks:
            found = self._fields(block)
            if found:
                zone = _ZONE_OF_NAME.get(found[-1].name, "")
                yield from self._values(block, found)
                continue
            if block.depth == 0:
                zone = CONTEXT if self._is_prose(block) else ""
            if zone:
                yield from pieces_of(self._document, block, zone)

    def _zone_under(self, heading: Block) -> str:
        """The zone that a heading opens; empty where what follows is live."""
        while self._above and self._above[-1][0] >= heading.depth:
            self._above.pop()
        over = self._above[-1][1] if self._above else None
        zone = self._zone(heading, over)
        self._above.append((heading.depth, zone))
        return zone

    def _zone(self, heading: Block, over: str | None) -> str:
        """The zone of a heading; `over` is that of the heading above it, None where there is none."""
        title, role = self._titles[heading.start], self._roles.get(heading.start)
        if over == "" or title in _ALWAYS_LIVE or _amendment().match(title):
            return ""
        if role in _BY_ROLE and not (over in {OPTIONS, OTHER} and role in _OF_OPTIONS):
            return _BY_ROLE[role]
        if over is None:
            return "" if title in DATE_NAMES or _live().fullmatch(title) else OTHER
        return over

    def _fields(self, block: Block) -> list[Field]:
        """The fields of a block outside of all sections."""
        if block.kind != HEADING and (block.depth or block.kind not in {ITEM, PARAGRAPH}):
            return []
        text = self._document.text
        places = lines(text, block.text_start, block.text_end)
        return [field for start, end in places for field in fields_of(text, start, end, KNOWN_NAMES)]

    def _values(self, block: Block, found: Sequence[Field]) -> Iterator[Piece]:
        """The values that belong to a zone: `**Context:** …`, to the next field or the end of the block."""
        ends = [*(field.key_start for field in found[1:]), block.text_end]
        for field, end in zip(found, ends, strict=True):
            zone = _ZONE_OF_NAME.get(field.name)
            if zone and field.start < end:
                yield Piece(zone, self._document.text[field.start : end], field.start, end)

    def _is_prose(self, block: Block) -> bool:
        """Whether a block before the first section is no banner, no table of metadata and no link into the record."""
        if block.kind == TABLE:
            return bisect_left(self._tables, block.start) == bisect_left(self._tables, block.end)
        return block.kind != QUOTE and not (block.kind == ITEM and "](#" in self._document.words(block))


@cache
def _live() -> re.Pattern[str]:
    """The titles of sections, known by no role, that are written after a decision is made."""
    return re.compile(
        r"(?:additional |implementation )?notes?|updates?|history|open (?:questions?|discussions?)"
        r"|implementation(?: (?:mapping|status|details|evidence|plan|order|log))?(?: \([^()]*\))?|known issues"
        r"|(?:acceptance )?evidence(?: references)?|remaining gap tracking|next steps|action items|to-?do|roadmap"
        r"|follow[- ]?ups?(?: \w+)?|future (?:work|considerations|developments?)|(?:other )?(?:related|referenced)\b.*"
        r"|reviews?(?: (?:linkage|schedule|dates?|history))?|approvals?|sign-?offs?|submitters|authors?|deciders"
        r"|see also|tags|metadata|(?:table of )?contents"
    )


@cache
def _amendment() -> re.Pattern[str]:
    return re.compile(r"(?:[\d-]{8,10}[ :–—-]{1,3})?(?:amend(?:ment|ed)|errat(?:a|um)|addend(?:a|um)|renumbered)")
