"""A status for a record that has none, where its format has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.adr.edit.editing import Edit, is_madr, section_depth
from specward.adr.edit.head import is_marked, model_of, new_field
from specward.adr.edit.line_spans import line_before, line_end, past_line
from specward.artifacts.adr_metadata import FRONT_MATTER, LIST, SECTION, title_heading
from specward.artifacts.adr_roles import NYGARD, SPECKIT_PLUS
from specward.markdown.front_matter import set_value

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.artifacts.adr import Adr


def new_status(adr: Adr, words: Callable[[str], str]) -> Edit:
    """The edit that gives a record a status.

    Front matter has it where the record has front matter and is no Nygard record; else the head, where it has fields
    in a list, a table or bold; else a section, before the first of the others.

    Args:
        adr: the record.
        words: the words in each notation.
    """
    front_matter = adr.document.front_matter
    if front_matter is not None and adr.format != NYGARD:
        value = words(FRONT_MATTER)
        span, written = set_value(adr.document.text, front_matter, "status", value[:1].lower() + value[1:])
        return Edit(span.start, span.end, written)
    model = model_of(adr)
    if model is not None and is_marked(adr, model):
        added = new_field(adr, "Status", words(model.notation), first=True)
        if added:
            return added
    title = title_heading(adr.document)
    if title is not None and (adr.format == SPECKIT_PLUS or is_madr(adr)):
        label = "**Status:**" if adr.format == SPECKIT_PLUS else "Status:"
        text = adr.document.text
        following = text[past_line(text, title.end) : line_end(text, past_line(text, title.end))].strip()
        return Edit(title.end, title.end, f"\n\n- {label} {words(LIST)}" + ("\n" if following else ""))
    return _new_section(adr, f"{'#' * section_depth(adr)} Status\n\n{words(SECTION)}")


def _new_section(adr: Adr, section: str) -> Edit:
    """The edit that puts a section before the first, or at the end where there is none."""
    text, title = adr.document.text, title_heading(adr.document)
    below = (block for block in adr.document.headings if title is None or block.start > title.start)
    first = next((block for block in below if block.depth <= section_depth(adr)), None)
    if first is not None:
        apart = text[line_before(text, first.start) : first.start].strip() if first.start else ""
        return Edit(first.start, first.start, "\n" * bool(apart) + f"{section}\n\n")
    at = len(text.rstrip())
    return Edit(at, at, f"\n\n{section}" if text[:at].strip("\ufeff") else section)
