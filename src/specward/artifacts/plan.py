"""A feature's plan: technical context, constitution check and complexity waivers.

Source of the format: `plan-template.md` of spec-kit 0.0.1 to 1.2 and of SpecKit Plus.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts import check_box, header
from specward.artifacts.language.vocabulary import STANDARD
from specward.markdown import table
from specward.markdown.scan import HEADING, HTML, ITEM, PARAGRAPH, QUOTE, RULE, TABLE

if TYPE_CHECKING:
    from specward.artifacts.header import Field
    from specward.artifacts.language.vocabulary import Vocabulary
    from specward.artifacts.unreadable import Unreadable
    from specward.finding import Span
    from specward.markdown.document import Document, Section
    from specward.markdown.scan import Block

ROWS = "table"
LIST = "list"
PROSE = "prose"
EMPTY = "empty"
_EDGES = " \t*_:：—–-"


class Gate(NamedTuple):
    """One row of the Constitution Check: what the plan says about one principle."""

    principle: str
    """The words that name the principle: the row's naming cell, a box's or bullet's lead."""
    answer: str
    """The rest of it; empty where nothing is said."""
    ticked: bool | None
    """Of a check box; None for anything else."""
    start: int
    end: int


class ConstitutionCheck(NamedTuple):
    """The section `Constitution Check`."""

    section: Section
    form: str
    """`table`, `list` (bullets or check boxes), `prose` or `empty`."""
    rows: list[Gate]


class Plan:
    """A plan as read."""

    __slots__ = ("check", "complexity", "context", "document", "fields", "title", "title_span", "unreadable")

    def __init__(self, document: Document) -> None:
        self.document = document
        self.title = ""
        self.title_span: Span | None = None
        self.fields: dict[str, Field] = {}
        """The header fields by lower-case name: `branch`, `date`, `spec`, `input`."""
        self.context: list[Field] = []
        """The `**Key**: value` lines of Technical Context, in order."""
        self.check: ConstitutionCheck | None = None
        self.complexity: list[list[Span]] = []
        """The rows of Complexity Tracking: the cells of each, header left out."""
        self.unreadable: list[Unreadable] = []

    @property
    def unresolved(self) -> list[Field]:
        """The values of Technical Context that still say NEEDS CLARIFICATION (bare, unlike in a spec)."""
        return [field for field in self.context if "NEEDS CLARIFICATION" in field.value]


def read_plan(document: Document, vocabulary: Vocabulary = STANDARD) -> Plan:
    """Read a plan; whatever the text is, nothing is raised."""
    plan = Plan(document)
    # Fields before title: they ask for every block, and the headings are then taken from those, not scanned for again.
    plan.fields = header.header_fields(document)
    plan.title, plan.title_span = header.title(document)
    for section in document.sections:
        name = vocabulary.section(section.title)
        if name == "Technical Context" and not plan.context:
            plan.context = _context(document, section)
        elif name == "Constitution Check" and not plan.check:
            plan.check = _check(document, section)
        elif name == "Complexity Tracking" and not plan.complexity:
            for block in document.within(section, TABLE):
                plan.complexity.extend(row for row in table.rows(document.text, block)[1:] if row)
    return plan


def _context(document: Document, section: Section) -> list[Field]:
    found: list[Field] = []
    for block in document.within(section):
        if block.kind in {PARAGRAPH, ITEM}:
            found.extend(header.fields(document.text, block.text_start, block.text_end))
    return found


def _check(document: Document, section: Section) -> ConstitutionCheck:
    rows: list[Gate] = []
    form = EMPTY
    for block in document.within(section):
        if block.kind == TABLE:
            form = ROWS
            rows.extend(_table_rows(document.text, table.rows(document.text, block)))
        elif block.kind in {ITEM, HEADING}:
            form = form if form == ROWS else LIST
            rows.append(_line(document.text, block))
        elif block.kind == PARAGRAPH and document.text.startswith("**", block.text_start):
            rows.append(_line(document.text, block))
        if form == EMPTY and block.kind not in {RULE, HTML, QUOTE} and not _gate_note(document.text, block):
            form = PROSE
    return ConstitutionCheck(section, form, rows)


def _gate_note(text: str, block: Block) -> bool:
    """Whether a paragraph is the template's own: `*GATE: Must pass before …*`."""
    return text.startswith("*GATE:", block.start)


def _table_rows(text: str, rows: list[list[Span]]) -> list[Gate]:
    found: list[Gate] = []
    header_words = [text[cell.start : cell.end].strip("*` ").lower() for cell in rows[0]] if rows else []
    naming = 2 if header_words and header_words[0] in {"#", "id", "no", "no.", "nr", "article", "§"} else 1
    for cells in rows[1:]:
        if cells:
            words = [text[cell.start : cell.end] for cell in cells]
            principle, answer = " ".join(words[:naming]), " ".join(words[naming:]).strip()
            found.append(Gate(principle, answer, None, cells[0].start, cells[-1].end))
    return found


def _line(text: str, block: Block) -> Gate:
    mark = check_box.mark(text, block)
    start = block.text_start + len(mark) + 2 if mark else block.text_start
    words = text[start : block.text_end].strip()
    match = _lead().match(words)
    principle = match[0] if match else words
    ticked = mark in check_box.TICKS if mark else None
    answer = words[len(principle) :].strip(_EDGES)
    return Gate(principle.strip(_EDGES), answer, ticked, block.start, block.end)


@cache
def _lead() -> re.Pattern[str]:
    """A bold lead, or what stands before the first colon, dash or arrow."""
    return re.compile(r"\*\*[^*\r\n]{1,160}\*\*|[^:：—–→\r\n]{1,160}(?=[:：—–→])")
