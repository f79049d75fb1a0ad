"""The keys of a prompt history record, in any of the forms in which they stand before its body.

Real records keep them in closed front matter (96 of 100), and else in front matter that is never closed, in keys
without `---` around them or in a code fence, or in lines of bold keys, with or without front matter of other keys.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.finding import new
from specward.markdown.front_matter import loose_keys
from specward.yaml_text import Node

if TYPE_CHECKING:
    from specward.markdown.document import Document

FRONT_MATTER = "front matter"
"""Between two `---` lines at the head of the file."""
UNCLOSED = "unclosed"
"""After a `---` line that has no second."""
BARE = "bare"
"""Keys on the first lines, or in a fence there, with no `---` before them."""
BOLD = "bold"
"""Lines of `**Key**: value` under a heading."""
NONE = "none"
"""No keys at all."""

_ALIASES = {
    "date_iso": "date",
    "created_date": "date",
    "date_created": "date",
    "created": "date",
    "files_yaml": "files",
    "tests_yaml": "tests",
    "phr_id": "id",
    "phr_title": "title",
    "phr_stage": "stage",
    "phr_date": "date",
    "created_at": "date",
    "phr_created_at": "date",
}
_TELLING = {"id", "title", "stage"}
"""Keys that tell a record's keys from other text that happens to hold a colon."""
_NOTHING = {"", "none", "null", "~"}
_BLOCK_MARKS = {"|", "|-", ">", ">-"}
"""What stands for a value that follows on the next lines, in bold keys as in YAML."""
_INDENT_LIMIT = 80


class Field(NamedTuple):
    """One value and where it stands."""

    value: str
    """The text without quotes; empty for null and where nothing is written."""
    start: int
    end: int


class Header:
    """The keys as read. Names are asked for in lower case; names that mean the same are one name."""

    __slots__ = ("_document", "_folded", "end", "entries", "form")

    def __init__(self, document: Document, form: str, entries: dict[str, Node], end: int = 0) -> None:
        self._document = document
        self._folded: dict[str, Node] | None = None
        self.form = form
        self.entries = entries
        """Every key as written."""
        self.end = end
        """Where the body begins."""

    @property
    def tells(self) -> bool:
        """Whether one of the keys shows that these are a record's."""
        return not _TELLING.isdisjoint(self.entries) or not _TELLING.isdisjoint(map(_canonical, self.entries))

    def _node(self, key: str) -> Node | None:
        node = self.entries.get(key)
        if node is not None:
            return node
        if self._folded is None:
            self._folded = {}
            for name, entry in self.entries.items():
                self._folded.setdefault(_canonical(name), entry)
        return self._folded.get(key)

    def field(self, key: str) -> Field | None:
        """The value of a key; None where the key is missing, empty text where it is null, a list or a mapping."""
        node = self._node(key)
        return None if node is None else new(Field, (node.text, node.start, node.end))

    def has(self, key: str) -> bool:
        """Whether a key is there and has a value of any kind."""
        node = self._node(key)
        return node is not None and bool(node.value) and not node.is_null

    def items(self, key: str) -> list[Field]:
        """The items of a list, however it is written; `none` and `null` are no items."""
        node = self._node(key)
        if node is None:
            return []
        if node.items:
            found = [Field(item.text or self._document.text[item.start : item.end], *item[1:3]) for item in node.items]
        else:
            lines = (line.strip().removeprefix("-").strip() for line in node.text.splitlines())
            found = [Field(line, node.start, node.end) for line in lines]
        return [item for item in found if item.value.lower() not in _NOTHING]

    def mapping(self, key: str) -> dict[str, Field]:
        """The keys below a key by lower-case name; those without a value are left out."""
        node = self._node(key)
        entries = node.entries.items() if node else ()
        return {name.lower(): Field(entry.text, entry.start, entry.end) for name, entry in entries if entry.text}


def read_header(document: Document) -> Header:
    """The keys of a record; `NONE` where it has none. Never raises."""
    front_matter = document.front_matter
    if front_matter is not None:
        form = FRONT_MATTER if front_matter.closed else UNCLOSED
        header = Header(document, form, front_matter.entries, front_matter.body_start)
        bold = {} if header.tells else _bold_keys(document)
        return Header(document, BOLD, bold, front_matter.body_start) if bold else header
    text = document.text
    entries = loose_keys(text, _past_indented_dashes(text))
    if _TELLING.isdisjoint(map(_canonical, entries)):
        entries = _bold_keys(document)
        return Header(document, BOLD if entries else NONE, entries)
    return Header(document, BARE, entries, max(node.end for node in entries.values()))


def _past_indented_dashes(text: str) -> int:
    start = len(text[:_INDENT_LIMIT]) - len(text[:_INDENT_LIMIT].lstrip("\ufeff \t\r\n"))
    return start + 3 if text.startswith("---", start) else 0


def _bold_keys(document: Document) -> dict[str, Node]:
    """The bold keys before the first section."""
    if "**" not in document.text:
        return {}
    end = next((heading.start for heading in document.headings if heading.depth > 1), len(document.text))
    entries: dict[str, Node] = {}
    found = list(_bold_key().finditer(document.text, document.body_start, end))
    for index, match in enumerate(found):
        value, start = match[2].strip(), match.start(2)
        if value in _BLOCK_MARKS:
            below = document.text[match.end() : found[index + 1].start() if index + 1 < len(found) else end]
            value, start = below.strip(), match.end() + len(below) - len(below.lstrip())
        entries.setdefault(_canonical(match[1]), Node(value, start, start + len(value), match.start(1)))
    return entries if not _TELLING.isdisjoint(entries) else {}


def _canonical(key: str) -> str:
    name = key.lower().replace(" ", "_").replace("-", "_")
    return _ALIASES.get(name, name)


@cache
def _bold_key() -> re.Pattern[str]:
    return re.compile(
        r"^[-* ]{0,3}\*\*([A-Za-z][\w -]{0,40})(?::\*\*|\*\*[ \t]{0,3}:)[ \t]*([^\r\n]*)", re.ASCII | re.MULTILINE
    )
