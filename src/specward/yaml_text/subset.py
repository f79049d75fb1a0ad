"""The YAML that front matter and configuration usually hold, read in one pass over the lines.

Block mappings and sequences at any indent, plain scalars, quoted scalars without escapes, flow collections on one
line, comments. The reader accepts or declines and never guesses: whatever it is not sure of is declined.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from specward.finding import new
from specward.yaml_text.node import DEPTH_LIMIT, Node

_KEY_LIMIT = 1000
"""A little less than the 1,024 characters that YAML allows a key on one line to have."""
_NOT_PLAIN = "-?:,[]{}#&*!|>'\"%@`"
_NOT_A_PLAIN_KEY = _NOT_PLAIN + ".<"
_REMEMBERED = 100
"""Characters of a line that may be remembered."""


class _Declined(Exception):
    """This may be YAML, but not of the kind that is read here."""


class _Line(NamedTuple):
    """What one line says, wherever it stands: places count from its beginning."""

    indent: int
    dash: bool = False
    key: str | None = None
    """None where it is no entry of a mapping."""
    key_start: int = -1
    value: str | list[Node] | dict[str, Node] | None = None
    """None where that is still to come, from `start` on."""
    start: int = 0
    end: int = 0


_MARK = _Line(0)
"""The line that begins a document."""


def read(text: str, start: int, end: int) -> Node | None:
    """Read the document between two offsets of `text`, or answer None: not mine."""
    chunk = text[start:end]
    if "\r" in chunk:
        if chunk.count("\r") != chunk.count("\r\n"):
            return None
        # A blank stands in for each carriage return: trailing blanks mean nothing, and offsets stay true.
        chunk = chunk.replace("\r\n", " \n")
    lines = chunk.split("\n")
    # Tabs, the line breaks of YAML 1.1 (U+0085, U+2028, U+2029), no-break spaces, controls: none is printable.
    if not "".join(lines).isprintable():
        return None
    try:
        return _document(lines, start)
    except _Declined:
        return None


class _Block:
    """A block collection that is being read. `slot` is the place of a value still to come, or -1."""

    __slots__ = ("end", "entries", "indent", "items", "key", "key_start", "mapping", "slot", "start")

    key: str
    key_start: int

    def __init__(self, indent: int, start: int, *, mapping: bool) -> None:
        self.indent = indent
        self.start = start
        self.end = start
        self.mapping = mapping
        self.items: list[Node] = []
        self.entries: dict[str, Node] = {}
        self.slot = -1

    def expect(self, key: str | None, key_start: int, slot: int) -> None:
        """Take note of the place of a value still to come, and of its key in a mapping."""
        if key is not None:
            if key in self.entries:
                raise _Declined
            self.key = key
            self.key_start = key_start
        self.slot = slot

    def fill(self, value: str | list[Node] | dict[str, Node], start: int, end: int) -> None:
        """Put a value where one was to come."""
        if self.mapping:
            self.entries[self.key] = new(Node, (value, start, end, self.key_start))
        else:
            self.items.append(new(Node, (value, start, end, -1)))
        self.end = end
        self.slot = -1

    def node(self) -> Node:
        """What was read; a value that never came is empty."""
        if self.slot >= 0:
            self.fill("", self.slot, self.slot)
        return Node(self.entries if self.mapping else self.items, self.start, self.end)


def _document(lines: list[str], start: int) -> Node:
    stack: list[_Block] = []
    marked = False
    offset = start
    for text in lines:
        line = _line(text) if len(text) <= _REMEMBERED else _read_line(text)
        if line is _MARK:
            if stack or marked:
                raise _Declined
            marked = True
        elif line:
            _take_line(stack, line, offset)
        offset += len(text) + 1
    while len(stack) > 1:
        _close(stack)
    return stack[0].node() if stack else Node("", start, start)


def _close(stack: list[_Block]) -> None:
    """Hand the innermost block to the one that holds it."""
    node = stack.pop().node()
    stack[-1].fill(node.value, node.start, node.end)


def _take_line(stack: list[_Block], line: _Line, offset: int) -> None:
    """Put what a line says, which begins at `offset`, into the block that it belongs to."""
    indent, dash, key, key_start, value, start, end = line
    if not stack or indent != (top := stack[-1]).indent or dash == top.mapping:
        top = _block_at(stack, indent, offset + indent, dash=dash)
    if top.slot >= 0:
        top.fill("", top.slot, top.slot)
    if dash and key is not None:
        if len(stack) >= DEPTH_LIMIT:
            raise _Declined
        top.slot = offset + indent
        top = _Block(key_start, offset + key_start, mapping=True)
        stack.append(top)
    if value is None:
        top.expect(key, offset + key_start, offset + start)
        return
    if not isinstance(value, str):
        value = _moved(value, offset)
    top.end = end = offset + end
    if key is None:
        top.items.append(new(Node, (value, offset + start, end, -1)))
    elif key in top.entries:
        raise _Declined
    else:
        top.entries[key] = new(Node, (value, offset + start, end, offset + key_start))


def _block_at(stack: list[_Block], indent: int, place: int, *, dash: bool) -> _Block:
    """The block that a line with this indent continues or opens."""
    top = stack[-1] if stack else None
    while top and (indent < top.indent or (indent == top.indent and not dash and not top.mapping)):
        if len(stack) == 1:
            raise _Declined
        _close(stack)
        top = stack[-1]
    if top and indent == top.indent and dash != top.mapping:
        return top
    if top and (top.slot < 0 or len(stack) >= DEPTH_LIMIT):
        raise _Declined
    stack.append(_Block(indent, place, mapping=not dash))
    return stack[-1]


def _read_line(text: str) -> _Line | None:
    """What a line says; None where that is nothing."""
    content = text.strip(" ")
    if not content or content[0] == "#":
        return None
    indent = len(text) - len(text.lstrip(" "))
    if content == "---":
        if indent:
            raise _Declined
        return _MARK
    if content[0] != "-" or content[1:2] not in ("", " "):
        return _read_entry(content, indent, indent)
    item = content[1:].lstrip(" ")
    if not item or item[0] == "#":
        return _Line(indent, dash=True, start=indent + 1)
    place = indent + len(content) - len(item)
    if _begins_with_key(item):
        return _read_entry(item, place, indent, dash=True)
    node = _value(item, place)
    return _Line(indent, True, None, -1, node.value, node.start, node.end)


_line = lru_cache(maxsize=2048)(_read_line)
"""The same, of a line that may come again: a record has most of its lines in common with others."""


def _begins_with_key(item: str) -> bool:
    first = item[0]
    if first in "\"'":
        close = item.find(first, 1)
        return close > 0 and item.startswith(":", close + 1)
    return first not in "[{" and (": " in item or item[-1] == ":")


def _read_entry(content: str, place: int, indent: int, *, dash: bool = False) -> _Line:
    """Read `key: value` or `key:`."""
    key, colon = _key(content)
    if len(key) > _KEY_LIMIT:
        raise _Declined
    value = content[colon + 1 :].lstrip(" ")
    if not value or value[0] == "#":
        return _Line(indent, dash, key, place, None, place + colon + 1)
    node = _value(value, place + len(content) - len(value))
    return _Line(indent, dash, key, place, node.value, node.start, node.end)


def _moved(value: list[Node] | dict[str, Node], offset: int) -> list[Node] | dict[str, Node]:
    """The collection of a line that begins at `offset`."""
    if isinstance(value, list):
        return [_node_at(node, offset) for node in value]
    return {key: _node_at(node, offset) for key, node in value.items()}


def _node_at(node: Node, offset: int) -> Node:
    value, start, end, key_start = node
    moved = value if isinstance(value, str) else _moved(value, offset)
    return new(Node, (moved, start + offset, end + offset, key_start if key_start < 0 else key_start + offset))


def _key(content: str) -> tuple[str, int]:
    """The key that a line begins with, and where its colon stands."""
    if content[-1] == ":" and content[:-1].isidentifier():
        return content[:-1], len(content) - 1
    first = content[0]
    if first in "\"'":
        colon = content.find(first, 1) + 1
        key = content[1 : colon - 1]
        if not colon or content[colon : colon + 2] not in (": ", ":") or (first == '"' and "\\" in key):
            raise _Declined
        return key, colon
    colon = content.find(": ")
    if colon < 0:
        colon = len(content) - 1
        if content[colon] != ":":
            raise _Declined
    key = content[:colon].rstrip(" ")
    if first in _NOT_A_PLAIN_KEY or " #" in key:
        raise _Declined
    return key, colon


def _value(value: str, place: int) -> Node:
    """A scalar or a flow collection that fills the rest of a line."""
    first = value[0]
    if first not in _NOT_PLAIN:
        if " #" in value:
            value = value[: value.index(" #")].rstrip(" ")
        if ": " in value or value[-1] == ":":
            raise _Declined
        return new(Node, (value, place, place + len(value), -1))
    if first in "[{":
        node = _collection(value, 0, place, 1)
    elif first in "\"'":
        node = _quoted(value, 0, place)
    else:
        raise _Declined
    rest = value[node.end - place :]
    if rest and not (rest[0] == " " and rest.lstrip(" ")[0] == "#"):
        raise _Declined
    return node


def _quoted(value: str, position: int, place: int) -> Node:
    """The quoted scalar at `position`; `place` is the offset of `value` in the whole text."""
    quote = value[position]
    close = value.find(quote, position + 1)
    content = value[position + 1 : close]
    if close < 0 or (quote == '"' and "\\" in content):
        raise _Declined
    return new(Node, (content, place + position, place + close + 1, -1))


@cache
def _flow_plain() -> re.Pattern[str]:
    return re.compile(r"[\w./(][^,\[\]{}:#?]*")


def _collection(value: str, position: int, place: int, depth: int) -> Node:
    """The flow collection that opens at `position`; `place` is the offset of `value` in the whole text."""
    if depth > DEPTH_LIMIT:
        raise _Declined
    start = place + position
    closer = "]" if value[position] == "[" else "}"
    items: list[Node] = []
    entries: dict[str, Node] = {}
    collection = items if closer == "]" else entries
    position = _past_blanks(value, position + 1)
    while value[position : position + 1] != closer:
        if items or entries:
            if not value.startswith(",", position):
                raise _Declined
            position = _past_blanks(value, position + 1)
        if closer == "]":
            node = _flow_value(value, position, place, depth)
            items.append(node)
        else:
            key = _scalar(value, position, place)
            position = _past_blanks(value, key.end - place)
            if key.value in entries or not value.startswith(": ", position):
                raise _Declined
            node = _flow_value(value, _past_blanks(value, position + 1), place, depth)
            entries[str(key.value)] = node._replace(key_start=key.start)
        position = _past_blanks(value, node.end - place)
    return Node(collection, start, place + position + 1)


def _flow_value(value: str, position: int, place: int, depth: int) -> Node:
    if value.startswith(("[", "{"), position):
        return _collection(value, position, place, depth + 1)
    return _scalar(value, position, place)


def _scalar(value: str, position: int, place: int) -> Node:
    if value.startswith(('"', "'"), position):
        return _quoted(value, position, place)
    found = _flow_plain().match(value, position)
    if found is None:
        raise _Declined
    plain = found[0].rstrip(" ")
    return Node(plain, place + position, place + position + len(plain))


def _past_blanks(value: str, position: int) -> int:
    while value.startswith(" ", position):
        position += 1
    return position
