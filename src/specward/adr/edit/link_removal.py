"""A link taken out of a record: with its line where it stands there alone, else with the comma that parts it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.adr.edit.editing import Edit
from specward.adr.edit.line_spans import line_end, line_start, past_line, without_line
from specward.adr.edit.link_places import LINK_TITLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.artifacts.adr import Adr
    from specward.artifacts.adr_links import AdrLink
    from specward.yaml_text import Node

_RELATED = re.compile(r"related\b[^:]*:", re.IGNORECASE)


def removal(adr: Adr, link: AdrLink, kin: Sequence[AdrLink]) -> Edit:
    """The edit that takes a link out.

    Args:
        adr: the record.
        link: the link.
        kin: all links of its kind, in source order.
    """
    text = adr.document.text
    front_matter = adr.document.front_matter
    if front_matter is not None and link.start < front_matter.end:
        return _from_front_matter(adr, link, kin)
    start, end = line_start(text, link.start), line_end(text, link.end)
    end_of_link = _past_note(text, link.end, end)
    others = [each for each in kin if each.start != link.start and start <= each.start < end]
    before = [each for each in others if each.start < link.start]
    if before:
        former = before[-1]
        return Edit(_past_note(text, former.end, link.start), end_of_link, "")
    if others:
        return Edit(link.start, others[0].start, "")
    if _RELATED.search(text, start, link.start):
        return Edit(link.start, end_of_link, "none")
    return _whole_line(adr, start, end)


def _whole_line(adr: Adr, start: int, end: int) -> Edit:
    """The edit that takes out a line; with the heading of a section of links that holds nothing else."""
    text = adr.document.text
    for section in adr.document.sections:
        alone = section.title in LINK_TITLES and not text[section.start : start].strip()
        if alone and section.start < start and not text[end : section.end].strip():
            first, past = without_line(text, section.heading.start, end)
            return Edit(first, past, "")
    return Edit(*without_line(text, start, end), "")


def _from_front_matter(adr: Adr, link: AdrLink, kin: Sequence[AdrLink]) -> Edit:
    """The edit that takes a link out of a key: with its item, else with its comma, else with the key."""
    text, front_matter = adr.document.text, adr.document.front_matter
    entries = list(front_matter.entries.values()) if front_matter else []
    node = next(node for node in entries if node.start <= link.start <= node.end)
    while node.entries:
        node = next(child for child in node.entries.values() if child.start <= link.start <= child.end)
    for index, item in enumerate(node.items):
        if item.start <= link.start <= item.end:
            return _without_item(text, node, index)
    parts = [each for each in kin if node.start <= each.start <= node.end]
    quote = text[node.start] in "\"'"
    index = next((place for place, each in enumerate(parts) if each.start == link.start), 0)
    if index:
        return Edit(parts[index - 1].end + quote, link.end + quote, "")
    if len(parts) > 1:
        return Edit(link.start + quote, parts[1].start + quote, "")
    return Edit(line_start(text, node.key_start), past_line(text, node.end), "")


def _without_item(text: str, node: Node, index: int) -> Edit:
    items, item = node.items, node.items[index]
    if text[node.start] != "[":
        return Edit(line_start(text, item.start), past_line(text, item.end), "")
    if index:
        return Edit(items[index - 1].end, item.end, "")
    return Edit(item.start, items[1].start if len(items) > 1 else item.end, "")


def _past_note(text: str, at: int, limit: int) -> int:
    """Past a remark in parentheses that follows a reference: `(§4)`."""
    note = _note().match(text, at, limit)
    return note.end() if note else at


@cache
def _note() -> re.Pattern[str]:
    return re.compile(r"[ \t]*\([^()\r\n]{0,200}\)")
