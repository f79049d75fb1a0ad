"""The lines of a record's head, `- **Status:** Accepted`: a new one is written as those that stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.adr.edit.editing import Edit
from specward.adr.edit.line_spans import line_end, line_start, past_line
from specward.artifacts.adr_metadata import (
    BANNER,
    DATE_NAMES,
    LINE,
    LIST,
    STATUS_NAMES,
    TABLE_CELL,
    title_heading,
)
from specward.artifacts.adr_people import AUTHOR_NAMES, CONSULTED_NAMES, DECIDER_NAMES, INFORMED_NAMES, TAG_NAMES
from specward.markdown import table
from specward.markdown.scan import HEADING, TABLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.artifacts.adr import Adr
    from specward.artifacts.adr_metadata import Metadatum

_LINES = (LIST, LINE, TABLE_CELL, BANNER)
_MODELS = (
    *(STATUS_NAMES, DATE_NAMES, DECIDER_NAMES, ("feature", "context", "technical story", "owner")),
    *(CONSULTED_NAMES, INFORMED_NAMES, AUTHOR_NAMES, TAG_NAMES),
)
"""The names of fields that others are written like, best first."""
_LAST = ("context", "technical story")
"""Fields as long as a section: new ones go before them."""


def model_of(adr: Adr) -> Metadatum | None:
    """The field of the head that a new one is written like; None where the head has no field that is known."""
    fields = [each for each in adr.metadata if each.notation in _LINES]
    return next((each for names in _MODELS for each in fields if each.name in names), None)


def is_marked(adr: Adr, field: Metadatum) -> bool:
    """Whether a field stands in a list, a table, a quote or bold: more than a line such as `Date: 2026-01-02`."""
    text = adr.document.text
    return field.notation != LINE or text[line_start(text, field.start) : field.start].lstrip()[:1] in {"*", "_"}


def new_field(adr: Adr, label: str, value: str, *, first: bool = False) -> Edit | None:
    """The edit that adds a field to the head; None where the head has none that it could be written like.

    Args:
        adr: the record.
        label: `Date`, in the letter case of a title.
        value: what it says.
        first: whether it goes before the others, as a status does.
    """
    model = model_of(adr)
    if model is None or (model.notation == TABLE_CELL and not _is_of_pairs(adr, model)):
        return None
    text = adr.document.text
    fields = sorted((each for each in adr.metadata if each.notation == model.notation), key=lambda each: each.start)
    if model.notation == TABLE_CELL:
        written = _row(text, model, label, value)
    else:
        lead, tail = _shape(text, model, label, fields)
        written = f"{lead}{value}{tail}"
    if first or fields[0].name in _LAST:
        at = line_start(text, fields[0].start)
        return Edit(at, at, f"{written}\n")
    if model.notation == LINE:
        return _new_line(adr, written.rstrip(" \\\t"), fields)
    before = next((each for each in fields if each.name in _LAST), None)
    known = fields[: fields.index(before)] if before else fields
    at = _end_of_item(adr, known[-1])
    return Edit(at, at, f"\n{written}")


def new_paragraph(adr: Adr, words: str) -> Edit:
    """The edit that puts a line below the title, after the fields that stand there, as adr-tools has its date."""
    text = adr.document.text
    fields = [each for each in adr.metadata if each.notation == LINE]
    title = title_heading(adr.document)
    if fields:
        at = line_end(text, max(each.end for each in fields))
    elif title is not None:
        at = title.end
    else:
        at = adr.document.body_start or text.startswith("\ufeff")
        return Edit(at, at, f"{words}\n\n")
    following = text[past_line(text, at) : line_end(text, past_line(text, at))].strip()
    return Edit(at, at, f"\n\n{words}" + ("\n" if following else ""))


def in_cell(text: str, field: Metadatum, words: str) -> Edit:
    """The edit that puts other words in a cell of a table, whose width stays where that is enough."""
    end = line_end(text, field.end)
    blanks = len(text[field.end : end]) - len(text[field.end : end].lstrip(" "))
    grown = len(words) - (field.end - field.start)
    taken = max(0, min(blanks - 1, grown))
    return Edit(field.start, field.end + taken, words + " " * (-grown if grown < 0 and blanks > 1 else 0))


def _shape(text: str, model: Metadatum, label: str, fields: Sequence[Metadatum]) -> tuple[str, str]:
    """What stands before and after the value of a new field on its line."""
    start = line_start(text, model.start)
    on_line = [each for each in fields if line_start(text, each.start) == start]
    model = on_line[0]
    before = text[start : model.start]
    at = before.lower().rfind(model.name)
    former = before[at : at + len(model.name)]
    lead = before[:at] + (label.lower() if former.islower() else label) + before[at + len(model.name) :]
    tail = text[on_line[-1].end : line_end(text, model.end)]
    return lead if lead[-1:] in (" ", "\t") else f"{lead} ", tail if not tail.strip(" \t\\") else ""


def _row(text: str, model: Metadatum, label: str, value: str) -> str:
    """A row of a table of two columns, its cells as wide as the model's where that is enough."""
    before = text[line_start(text, model.start) : model.start]
    closing = text[model.end : line_end(text, model.end)]
    name, bar, gap = before.rpartition("|")
    at = name.lower().rfind(model.name)
    named = name[:at] + label + name[at + len(model.name) :].rstrip()
    blanks = len(closing) - len(closing.lstrip(" \t"))
    padded = value.ljust(len(model.value) + max(0, blanks - 1))
    return f"{named.ljust(len(name) - 1)} {bar}{gap}{padded} {closing.lstrip()}".rstrip()


def _is_of_pairs(adr: Adr, model: Metadatum) -> bool:
    """Whether the table of a field has a name and a value in each row."""
    document = adr.document
    found = next(block for block in document.blocks if block.kind == TABLE and block.start <= model.start < block.end)
    return len(table.rows(document.text, found)[0]) == 2


def _new_line(adr: Adr, written: str, fields: Sequence[Metadatum]) -> Edit:
    """The edit that adds a line among others: below the last that is told to break, or as a paragraph of its own."""
    text, model = adr.document.text, model_of(adr)
    blocks = adr.document.blocks
    around = next((block for block in blocks if model and block.start <= model.start <= block.end), None)
    inside = [each for each in fields if around and around.start <= each.start <= around.end]
    starts = {line_start(text, each.start) for each in inside}
    ends = sorted(line_end(text, start) for start in starts)
    broken = [end for end in ends if text[:end].endswith(("  ", "\\"))]
    if broken:
        mark = "\\" if text[broken[-1] - 1] == "\\" else "  "
        return Edit(broken[-1], broken[-1], f"\n{written}{mark}")
    at = ends[-1] if ends else line_end(text, fields[-1].end)
    return Edit(at, at, f"\n{written}" if len(ends) > 1 else f"\n\n{written}")


def _end_of_item(adr: Adr, field: Metadatum) -> int:
    """Where the item, row or line of a field ends."""
    text = adr.document.text
    if field.notation != LIST:
        return line_end(text, field.end)
    end = field.end
    for block in adr.document.blocks:
        if block.start <= field.start <= block.end or (block.depth and block.kind != HEADING and block.start > end):
            end = max(end, block.end)
        elif block.start > end:
            break
    return line_end(text, end)
