"""The front matter of a prompt record, edited in place, in the notation in which it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.phr import read_record
from specward.artifacts.phr_header import FRONT_MATTER
from specward.changes import Replace
from specward.errors import UsageError
from specward.finding import Span
from specward.markdown.document import Document
from specward.markdown.front_matter import set_value
from specward.markdown.scalar import quote
from specward.phr.edit.editing import require_utf8

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specward.artifacts.phr import Record
    from specward.markdown.front_matter import FrontMatter
    from specward.yaml_text import Node

NOTHING_LINKED = {"", "none", "null", "~", "n/a"}
"""What stands where there is no link; the rules of SpecKit Plus ask for the string `null`."""


def front_matter_of(record: Record) -> FrontMatter:
    """The front matter of a record that may be edited.

    Raises:
        UsageError: it is not UTF-8, or its keys are not the YAML that they must be.
    """
    require_utf8(record.document)
    front_matter = record.document.front_matter
    if front_matter is None or record.header.form != FRONT_MATTER or front_matter.problem:
        problem = front_matter.problem if front_matter else ""
        raise UsageError(
            f"the record's front matter cannot be read{f': {problem}' if problem else ''}",
            where=record.document.path,
            help=f"mend it, or have it written anew: spec phr import {record.document.path}",
        )
    return front_matter


def with_keys(record: Record, values: Mapping[str, str]) -> Record:
    """The record with other values of keys at the top level; every other byte stays.

    Raises:
        UsageError: see `front_matter_of`.
    """
    for key, value in values.items():
        front_matter = front_matter_of(record)
        name = next((name for name in front_matter.entries if name.lower() == key), key)
        if front_matter.text(name) != value:
            record = _edited(record, *set_value(record.document.text, front_matter, name, value))
    return record


def link(record: Record, links: Mapping[str, str], *, force: bool = False) -> Replace:
    """The record with these links in its front matter.

    Args:
        record: the record.
        links: by kind: `spec`, `ticket`, `adr`, `pr`, `commit`.
        force: whether a link that leads elsewhere is replaced.

    Raises:
        UsageError: the front matter cannot be edited, or a link leads elsewhere already.
    """
    edited = record
    for kind, target in links.items():
        present = edited.links.get(kind)
        if present and present.value.lower() not in NOTHING_LINKED and present.value != target and not force:
            raise UsageError(
                f"its {kind} is {present.value} already", where=record.document.path, help="--force replaces it"
            )
        if not present or present.value != target:
            edited = with_link(edited, kind, target)
    return Replace(record.document.path, edited.document.text, record.document.text)


def with_link(record: Record, kind: str, target: str) -> Record:
    """The record with one link; see `link`."""
    edit = _link_edit(record.document.text, front_matter_of(record), kind, target)
    edited = _edited(record, *edit) if edit else record
    found = edited.links.get(kind)
    if found is None or found.value != target:
        raise UsageError(
            "its links are no mapping from kinds to targets",
            where=record.document.path,
            help=f"mend them, or have the record written anew: spec phr import {record.document.path}",
        )
    return edited


def _link_edit(text: str, front_matter: FrontMatter, kind: str, target: str) -> tuple[Span, str] | None:
    """The edit that sets a link, in whatever notation the links are; None where they are no mapping."""
    entry = f"{kind}: {quote(target)}"
    links = next((node for name, node in front_matter.entries.items() if name.lower() == "links"), None)
    if links is None:
        first = next(iter(front_matter.entries.values()), None)
        indent = _indent(text, first.key_start) if first else ""
        end = front_matter.content_end
        return Span(end, end), f"{indent}links:\n{indent}  {entry}\n"
    if links.entries:
        return _edit_of_mapping(text, links, kind, target)
    if isinstance(links.value, str):
        start = len(text[: links.start].rstrip(" \t"))
        nothing = links.value.lower() in NOTHING_LINKED
        return (Span(start, links.end), f"\n{_indent(text, links.key_start)}  {entry}") if nothing else None
    return None if links.items else (Span(links.start, links.end), f"{{{entry}}}")


def _edit_of_mapping(text: str, links: Node, kind: str, target: str) -> tuple[Span, str] | None:
    """The same where the links are a mapping; None where several targets stand under the kind."""
    present = next((node for name, node in links.entries.items() if name.lower() == kind), None)
    if present:
        written = f" {quote(target)}" if present.start == present.end else quote(target)
        return (Span(present.start, present.end), written) if isinstance(present.value, str) else None
    if text[links.start] == "{":
        end = len(text[: links.end - 1].rstrip())
        return Span(end, end), f", {kind}: {quote(target)}"
    end = len(text[: text.find("\n", links.end)].rstrip("\r"))
    return Span(end, end), f"\n{_indent(text, links.start)}{kind}: {quote(target)}"


def _indent(text: str, at: int) -> str:
    """The blanks before a key."""
    return text[text.rfind("\n", 0, at) + 1 : at]


def _edited(record: Record, span: Span, written: str) -> Record:
    """The record with other words at a span of its front matter, read again."""
    text = record.document.text
    ending = "\r\n" if "\r\n" in text[: record.header.end] else "\n"
    written = written.replace("\r\n", "\n").replace("\n", ending)
    edited = read_record(Document(record.document.path, text[: span.start] + written + text[span.end :]))
    front_matter_of(edited)
    return edited
