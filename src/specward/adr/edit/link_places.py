"""Where a record may say something of another: one edit for each place, the record's own first."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.adr.edit.editing import Edit, is_madr, is_open, section_depth, section_tail
from specward.adr.edit.head import new_field
from specward.adr.edit.line_spans import indent_of, line_end
from specward.adr.edit.link_keys import in_data, in_key
from specward.adr.edit.link_statement import NOTHING, Statement
from specward.adr.edit.status_section import in_section
from specward.artifacts.adr_metadata import (
    FRONT_MATTER,
    SECTION,
    TABLE_CELL,
    Metadatum,
    section_lines,
)
from specward.artifacts.adr_roles import LINKS
from specward.markdown.document import normal_title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from specward.artifacts.adr import Adr
    from specward.markdown.document import Section

LINK_TITLES = ("links", "more information")


Place = tuple[Edit, str]
"""An edit, and the title of the section that it adds, empty for none."""


def places(adr: Adr, statement: Statement) -> Iterator[Place]:
    """The edits by which a record may say it, best first; see the module."""
    ways: list[Callable[[Adr, Statement], Edit | None]] = [in_data, in_key, _in_field, _in_labelled_line]
    madr = is_madr(adr)
    if madr or any(section.title in LINK_TITLES for section in adr.roles.get(LINKS, [])):
        ways.append(_in_links)
    status = adr.status
    if status is not None and status.notation == SECTION:
        ways.append(_in_status)
    if not madr:
        ways.append(_in_head)
    for way in (*ways, _in_links):
        edit = way(adr, statement)
        if edit is not None:
            yield edit, ""
    if is_open(adr):
        return
    text = adr.document.text
    at = len(text.rstrip())
    title = "More Information" if madr and adr.document.front_matter else "Links"
    item = f"- {statement.phrase} {statement.linked(adr)}"
    yield Edit(at, at, f"\n\n{'#' * section_depth(adr)} {title}\n\n{item}"), normal_title(title)


def _in_field(adr: Adr, statement: Statement) -> Edit | None:
    """Behind what a field of the head already names."""
    fields = (each for each in adr.metadata if each.notation != FRONT_MATTER and statement.reads_as(each.name))
    field = next(fields, None)
    if field is None:
        return None
    return _appended(adr.document.text, field, statement.linked(adr, cell=field.notation == TABLE_CELL))


def _in_labelled_line(adr: Adr, statement: Statement) -> Edit | None:
    """Behind what a line such as `- Related ADRs: none` already names."""
    for section in adr.roles.get(LINKS, []):
        for line in section_lines(adr.document, section):
            label = _label().match(line.value)
            if label and statement.reads_as(label[1].strip()):
                value = line._replace(value=line.value[label.end() :], start=line.start + label.end())
                return _appended(adr.document.text, value, _styled(value.value, adr, statement))
    return None


def _styled(value: str, adr: Adr, statement: Statement) -> str:
    """A reference as those that stand there: a link, or a path from the project's root."""
    if value.lower().strip("*_ .") in NOTHING or "](" in value or not re.match(r"`?[\w./-]+/[\w.-]+\.md", value):
        return statement.linked(adr)
    quoted = "`" if value.startswith("`") else ""
    return f"{quoted}{statement.target.path}{quoted}"


def _appended(text: str, field: Metadatum, reference: str) -> Edit:
    if field.value.lower().strip("*_ .") in NOTHING:
        gap = "" if text[field.start - 1] in " \t" else " "
        return Edit(field.start, field.end, gap + reference)
    return Edit(field.end, field.end, f", {reference}")


def _in_status(adr: Adr, statement: Statement) -> Edit | None:
    """As a line of its own at the end of the Status section, as adr-tools has it."""
    section = in_section(adr)
    lines = list(section_lines(adr.document, section)) if section else []
    if not lines:
        return None
    text, last = adr.document.text, lines[-1]
    mark = indent_of(text, last.start)
    gap = f"\n{mark}" if mark.strip() in {"-", "*", "+"} else f"\n\n{mark}"
    at = line_end(text, last.end)
    return Edit(at, at, f"{gap}{statement.phrase} {statement.linked(adr)}")


def _in_links(adr: Adr, statement: Statement) -> Edit | None:
    """As an item at the end of the section of links."""
    sections: list[Section] = adr.roles.get(LINKS, [])
    named = [section for title in LINK_TITLES for section in sections if section.title == title]
    section = next(iter((*named, *sections)), None)
    if section is None:
        return None
    at, lead, mark = section_tail(adr, section)
    return Edit(at, at, f"{lead}{mark or '- '}{statement.phrase} {statement.linked(adr)}")


def _in_head(adr: Adr, statement: Statement) -> Edit | None:
    """As a new field of the head."""
    fields = [each for each in adr.metadata if each.notation != FRONT_MATTER]
    cell = bool(fields) and fields[0].notation == TABLE_CELL
    return new_field(adr, statement.phrase, statement.linked(adr, cell=cell))


@cache
def _label() -> re.Pattern[str]:
    return re.compile(r"[*_]{0,2}([^\W\d_][\w ]{0,40})[*_]{0,2}[:：][*_]{0,2}[ \t]*")
