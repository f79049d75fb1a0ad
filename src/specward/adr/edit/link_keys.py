"""A link in the front matter of a record that keeps its links there: in a key of its own, or as data under `links`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.adr.edit.editing import Edit
from specward.adr.edit.line_spans import indent_of
from specward.adr.edit.link_statement import NOTHING
from specward.adr.edit.reference import bare
from specward.adr.edit.wording import as_scalar
from specward.artifacts.adr_identity import folder_of
from specward.artifacts.adr_links import kind_of
from specward.markdown.scalar import quote

if TYPE_CHECKING:
    from specward.adr.edit.link_statement import Statement
    from specward.artifacts.adr import Adr
    from specward.yaml_text import Node

_LEAST_DIGITS = 4


def in_key(adr: Adr, statement: Statement) -> Edit | None:
    """In a key that the record has for links of this kind, whatever shape its value has."""
    front_matter = adr.document.front_matter
    if front_matter is None or statement.part:
        return None
    node = next((node for name, node in front_matter.entries.items() if statement.reads_as(name)), None)
    return _appended(adr.document.text, node, quote(bare(statement.target, adr))) if node else None


def in_data(adr: Adr, statement: Statement) -> Edit | None:
    """Under `links`, as ADG has them (a list for each kind) or adrs (an item with target and kind); by number."""
    front_matter, number = adr.document.front_matter, statement.target.number
    links = front_matter.entries.get("links") if front_matter else None
    near = folder_of(adr.document.path) == folder_of(statement.target.path)
    if links is None or number is None or not near or statement.partly:
        return None
    text = adr.document.text
    for name, node in links.entries.items():
        if kind_of(name) == statement.kind:
            digits = next((item.text for item in node.items if item.text.isdigit()), "0" * _LEAST_DIGITS)
            return _appended(text, node, f'"{number:0{len(digits)}d}"')
    if not links.items or not all(item.entries for item in links.items):
        return None
    last, kind = links.items[-1], statement.kind.replace(" ", "-")
    if text[last.start] == "{":
        lead = ", " if text[links.start] == "[" else f"\n{_dash(text, last)}"
        return Edit(last.end, last.end, f"{lead}{{target: {number}, kind: {kind}}}")
    dash = _dash(text, last)
    return Edit(last.end, last.end, f"\n{dash}target: {number}\n{' ' * len(dash)}kind: {kind}")


def _appended(text: str, node: Node, named: str) -> Edit:
    """The edit that adds a name to a value: a list in brackets, a list of lines, words, or nothing yet."""
    if node.items and text[node.start] != "[":
        last = node.items[-1]
        return Edit(last.end, last.end, f"\n{_dash(text, last)}{named}")
    if isinstance(node.value, list):
        end = len(text[: node.end - 1].rstrip())
        return Edit(end, end, f"{', ' if node.items else ''}{named}")
    former = text[node.start : node.end]
    if node.text.lower() in NOTHING:
        return Edit(node.start, node.end, named if former else f" {named}")
    both = f"{node.text}, {named.strip(chr(34))}"
    return Edit(node.start, node.end, as_scalar(both, former))


def _dash(text: str, item: Node) -> str:
    """What stands before an item of a list on its line: indent, dash, blanks."""
    before = indent_of(text, item.start)
    return before if before.strip() == "-" else "  - "
