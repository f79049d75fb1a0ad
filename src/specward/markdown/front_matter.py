"""Front matter: the YAML block between `---` lines at the head of a document, read tolerantly and edited in place.

Accepted as met in the wild: a byte order mark or blank lines before it, blanks after the dashes, CRLF, `...` at its
end, `key:value` without a blank, and a block that is opened and never closed. A document that begins with a thematic
break and prose has none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from specward.finding import Span
from specward.markdown.scalar import in_quotes, quote
from specward.yaml_text import Node, YamlError
from specward.yaml_text import read as read_yaml

SIZE_LIMIT = 1 << 18
"""Characters; of a longer block only so much is read, line by line. Documents are hostile."""


class FrontMatter(NamedTuple):
    """A document's front matter. Every offset counts characters of the document's text."""

    start: int
    """Of the opening dashes."""
    end: int
    """Past the closing dashes, line ending excluded; `content_end` where the block is not closed."""
    content_start: int
    content_end: int
    body_start: int
    """Where the Markdown begins."""
    entries: dict[str, Node]
    """Key to value. Where the block is not YAML, what could be read line by line."""
    problem: str = ""
    """Why the block is not as it must be, lower case, one line; empty where all is well."""
    problem_start: int = 0
    problem_end: int = 0
    closed: bool = True

    def text(self, key: str) -> str:
        """The scalar at `key`; empty where it is missing, null or a collection."""
        node = self.entries.get(key)
        return node.text if node else ""


def read(text: str) -> FrontMatter | None:
    """The front matter of a document, or None where it has none. Never raises."""
    start = 0 if text.startswith("---") else _opening(text)
    if start < 0:
        return None
    content_start = past_line(text, start)
    if text[start:content_start].rstrip(" \t\r\n") != "---":
        return None
    if not _key_line().match(text, _past_remarks(text, content_start)) and not _tight_block().match(
        text, content_start
    ):
        return None
    content_end, end = _closing(text, content_start)
    if content_end < 0:
        return _unclosed(text, start, content_start)
    body_start = past_line(text, end)
    entries, problem, place = _read_entries(text, content_start, content_end)
    if problem and _heading_inside(text, content_start, content_end):
        return _unclosed(text, start, content_start)
    return FrontMatter(start, end, content_start, content_end, body_start, entries, problem, place.start, place.end)


def loose_keys(text: str, start: int = 0) -> dict[str, Node]:
    """The `key: value` lines that open a document without dashes around them, bare or inside a code fence.

    Args:
        text: the document.
        start: where the keys, or the fence around them, begin; blank lines before are passed over.
    """
    start = _past_blank_lines(text, start + text.startswith("\ufeff", start))
    fence = text[start : start + 3]
    if fence in ("```", "~~~"):
        start = past_line(text, start)
        end = text.find("\n" + fence, start - 1)
        end = len(text) if end < 0 else max(start, end)
    elif _key_line().match(text, start):
        end = _end_of_keys(text, start)
    else:
        return {}
    return _read_entries(text, start, end)[0]


def _opening(text: str) -> int:
    """Where the dashes stand in a text that does not begin with them, or -1."""
    if text[:1] not in _BEFORE_DASHES:
        return -1
    start = _past_blank_lines(text, 1 if text.startswith("\ufeff") else 0)
    return start if text.startswith("---", start) else -1


_BEFORE_DASHES = ("\ufeff", "\n", "\r", " ", "\t")


def past_line(text: str, position: int) -> int:
    """Where the next line begins; the end of the text after the last."""
    end = text.find("\n", position)
    return len(text) if end < 0 else end + 1


def _past_blank_lines(text: str, position: int) -> int:
    limit = min(len(text), position + SIZE_LIMIT)
    while position < limit:
        end = past_line(text, position)
        if text[position:end].strip(" \t\r\n"):
            break
        position = end
    return position


def _past_remarks(text: str, position: int) -> int:
    """Past the blank lines and YAML comments from a line start on."""
    limit = position + SIZE_LIMIT
    while True:
        position = _past_blank_lines(text, position)
        if position > limit or not text.startswith("#", position):
            return position
        position = past_line(text, position)


@cache
def _key_line() -> re.Pattern[str]:
    """A line that begins with a key: a word or a few, or a quoted one."""
    return re.compile(
        r"""[ \t]{0,8}(?:"[^"\n]{1,80}"[ \t]{0,8}|'[^'\n]{1,80}'[ \t]{0,8}|\w[^:\n]{0,80}):(?=[ \t\r\n]|\Z)"""
    )


@cache
def _tight_block() -> re.Pattern[str]:
    """Lines such as `tag:web` up to the closing dashes: no YAML mapping, but meant for one, and no Markdown heading."""
    return re.compile(r"(?:[A-Za-z][\w-]{0,40}:[^\s/][^\r\n]{0,200}\r?\n){1,20}---[ \t]{0,8}\r?(?:\n|\Z)")


@cache
def heading_after_keys() -> re.Pattern[str]:
    """A Markdown heading that no YAML comment looks like: two or more `#`, or one after a blank line."""
    return re.compile(r"^(?:#{2,6}|(?<=\n\n)#|(?<=\n\r\n)#)[ \t]+\S", re.MULTILINE)


def _closing(text: str, position: int) -> tuple[int, int]:
    """Start of the closing line and end of its dashes or dots; (-1, -1) where there is none."""
    dashes = text.find("\n---", position - 1)
    while True:
        found = text.find("\n...", position - 1, dashes if dashes >= 0 else len(text))
        if found < 0:
            found = dashes
        if found < 0:
            return -1, -1
        end = past_line(text, found + 1)
        if not text[found + 4 : end].strip(" \t\r\n"):
            return found + 1, found + 1 + len(text[found + 1 : end].rstrip("\r\n"))
        position = end
        if found == dashes:
            dashes = text.find("\n---", position - 1)


def _heading_inside(text: str, start: int, end: int) -> bool:
    return heading_after_keys().search(text, start, end) is not None


def _unclosed(text: str, start: int, content_start: int) -> FrontMatter:
    """Front matter that is opened and never closed: it ends where the Markdown begins."""
    heading = heading_after_keys().search(text, content_start)
    end = _end_of_keys(text, content_start)
    if heading:
        end = min(end, heading.start())
    entries = _read_entries(text, content_start, end)[0]
    problem = "front matter is not closed"
    return FrontMatter(start, end, content_start, end, end, entries, problem, start, start + 3, closed=False)


def _end_of_keys(text: str, position: int) -> int:
    """The first line that follows a blank line and belongs to no key, or the end of the text."""
    blank = False
    limit = min(len(text), position + SIZE_LIMIT)
    while position < limit:
        end = past_line(text, position)
        line = text[position:end].rstrip(" \t\r\n")
        if not line:
            blank = True
        elif blank and line[0] not in " \t" and not line.startswith("- ") and not _key_line().match(line):
            return position
        else:
            blank = False
        position = end
    return position


def _read_entries(text: str, start: int, end: int) -> tuple[dict[str, Node], str, Span]:
    """The entries, why they had to be read line by line, and where that became clear."""
    if end - start > SIZE_LIMIT:
        return _read_lines(text, start, start + SIZE_LIMIT), "front matter is too long", Span(start, start)
    try:
        node = read_yaml(text, start, end)
    except YamlError as error:
        place = min(error.offset, end)
        line_end = max(place, min(past_line(text, place), end))
        return _read_lines(text, start, end), error.message, Span(place, place + len(text[place:line_end].rstrip()))
    if isinstance(node.value, dict):
        return node.value, "", Span(start, start)
    if node.is_null:
        return {}, "", Span(start, start)
    return _read_lines(text, start, end), "front matter is no mapping", Span(start, start)


def _read_lines(text: str, start: int, end: int) -> dict[str, Node]:
    """Every key at column 0 on its own, so that one bad value spoils no other. Of two equal keys the first counts."""
    starts = []
    position = start
    while position < end:
        if text[position] not in " \t-#" and _key_line().match(text, position, end):
            starts.append(position)
        position = past_line(text, position)
    entries: dict[str, Node] = {}
    for key_start, key_end in zip(starts, [*starts[1:], end], strict=False):
        key, node = _read_key(text, key_start, key_end)
        entries.setdefault(key, node)
    return entries


def _read_key(text: str, start: int, end: int) -> tuple[str, Node]:
    """One key with the lines that belong to it: as YAML, else its list items, else the rest of its line."""
    try:
        node = read_yaml(text, start, end)
    except YamlError:
        pass
    else:
        if isinstance(node.value, dict) and len(node.value) == 1:
            return next(iter(node.value.items()))
    found = _key_line().match(text, start, end)
    colon = found.end() - 1 if found else start
    line_end = min(past_line(text, colon), end)
    value = text[colon + 1 : line_end].strip()
    key = text[start:colon].strip().strip("\"'")
    if value:
        at = text.index(value, colon + 1)
        return key, Node(value, at, at + len(value), start)
    items = [
        Node(text[found.start(1) : found.end(1)], found.start(1), found.end(1))
        for found in _item_line().finditer(text, line_end, end)
    ]
    if items:
        return key, Node(items, items[0].start, items[-1].end, start)
    return key, Node("", colon + 1, colon + 1, start)


@cache
def _item_line() -> re.Pattern[str]:
    return re.compile(r"^[ \t]{0,8}-[ \t]{1,8}(\S[^\r\n]*)", re.MULTILINE)


def set_value(text: str, front_matter: FrontMatter, key: str, value: str | list[str]) -> tuple[Span, str]:
    """The edit that gives `key` this value: the span to replace, and with what. Every other byte stays.

    Args:
        text: the document.
        front_matter: its front matter, as `read` gave it.
        key: a key at the top level; a new one is put last.
        value: text, quoted where YAML needs it, or a list, written on one line.
    """
    written = quote(value) if isinstance(value, str) else "[" + ", ".join(map(in_quotes, value)) + "]"
    node = front_matter.entries.get(key)
    if node is None:
        return _new_entry(text, front_matter, f"{quote(key)}: {written}")
    if node.start == node.end:
        return Span(node.start, node.start), f" {written}"
    if isinstance(node.value, str) or text[node.start] in "[{":
        return Span(node.start, node.end), written
    return Span(node.key_start, node.end), f"{quote(key)}: {written}"


def _new_entry(text: str, front_matter: FrontMatter, line: str) -> tuple[Span, str]:
    first = min((node.key_start for node in front_matter.entries.values()), default=-1)
    indent = text[text.rfind("\n", 0, first) + 1 : first] if first >= 0 else ""
    newline = "\r\n" if "\r\n" in text[front_matter.start : front_matter.content_end] else "\n"
    if front_matter.closed:
        return Span(front_matter.content_end, front_matter.content_end), indent + line + newline
    at = front_matter.content_start + len(text[front_matter.content_start : front_matter.content_end].rstrip())
    return Span(at, at), newline + indent + line
