"""JSON as text: where each value stands, and edits that leave every other character as it is.

Settings belong to people and to other tools. To read them into values and write the values back would change their
indentation, their order, `1.0` and what stands under a key that occurs twice; so an edit here is an edit of the text.

Source of the grammar: RFC 8259. Comments, trailing commas and `NaN` are none of it. Of a key that occurs twice the last
counts, as in `JSON.parse`.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_DEEPEST = 100
_BLANK = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(r'"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"')
_SCALAR = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null")
_CLOSING = {"{": "}", "[": "]"}
_WIDTH = 2


class NotJson(ValueError):
    """The text is not valid JSON.

    Attributes:
        problem: what is wrong, as a clause.
        line: where, from 1.
        column: where, in characters from 1.
    """

    def __init__(self, problem: str, text: str, at: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = text.count("\n", 0, at) + 1
        self.column = at - text.rfind("\n", 0, at)


class Child(NamedTuple):
    """A member of an object, or an item of an array."""

    start: int
    """Where it begins: its key, or the item itself."""
    key: str | None
    """None in an array."""
    node: Node

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.node.end


class Node(NamedTuple):
    """A value: `text[start:end]`."""

    start: int
    end: int
    kind: str
    """`{` for an object, `[` for an array, empty for all else."""
    children: tuple[Child, ...] = ()

    def member(self, key: str) -> Node | None:
        """The value under a key of this object; the last of several."""
        return next((child.node for child in reversed(self.children) if child.key == key), None)

    def find(self, keys: Sequence[str]) -> Node | None:
        """The value under keys in each other, this one where there are none."""
        node: Node | None = self
        for key in keys:
            node = node.member(key) if node and node.kind == "{" else None
        return node


def parse(text: str) -> Node:
    """The value that a text is; a byte order mark may stand before it.

    Raises:
        NotJson: it is none, or is nested a hundred deep.
    """
    reader = _Reader(text)
    start = reader.skip(1 if text.startswith("\ufeff") else 0)
    node = reader.value(start, 0)
    end = reader.skip(node.end)
    if end < len(text):
        raise NotJson("something follows after the value", text, end)
    return node


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text

    def skip(self, at: int) -> int:
        """Where the blanks from here on end."""
        blank = _BLANK.match(self._text, at)
        return blank.end() if blank else at

    def value(self, at: int, depth: int) -> Node:
        kind = self._text[at : at + 1]
        if kind in _CLOSING:
            if depth == _DEEPEST:
                raise NotJson(f"it is nested more than {_DEEPEST} deep", self._text, at)
            return self._holder(at, kind, depth)
        found = (_STRING if kind == '"' else _SCALAR).match(self._text, at)
        if not found:
            raise self._expected("a valid string" if kind == '"' else "a value", at)
        return Node(at, found.end(), "")

    def _holder(self, start: int, kind: str, depth: int) -> Node:
        children: list[Child] = []
        closing = _CLOSING[kind]
        at = self.skip(start + 1)
        while self._text[at : at + 1] != closing or children:
            child = self._child(at, kind, depth)
            children.append(child)
            at = self.skip(child.end)
            mark = self._text[at : at + 1]
            if mark == closing:
                break
            if mark != ",":
                raise self._expected(f"`,` or `{closing}`", at)
            at = self.skip(at + 1)
        return Node(start, at + 1, kind, tuple(children))

    def _child(self, at: int, kind: str, depth: int) -> Child:
        if kind == "[":
            return Child(at, None, self.value(at, depth + 1))
        key = _STRING.match(self._text, at)
        if not key:
            raise self._expected("a key in double quotes", at)
        colon = self.skip(key.end())
        if self._text[colon : colon + 1] != ":":
            raise self._expected("`:`", colon)
        return Child(at, json.loads(key[0]), self.value(self.skip(colon + 1), depth + 1))

    def _expected(self, what: str, at: int) -> NotJson:
        comment = "; comments are no part of JSON" if self._text.startswith(("//", "/*", "#"), at) else ""
        return NotJson(f"{what} is expected here{comment}", self._text, at)


def loads(text: str, node: Node) -> Any:  # noqa: ANN401 -- whatever JSON can hold
    """What a node of the text holds."""
    return json.loads(text[node.start : node.end])


def insert(text: str, holder: Node, value: object, key: str | None = None) -> str:
    """The text with one more member or item at the end of an object or array, written like its neighbours.

    What an empty holder has between its brackets is lost: who wants it back remembers it.

    Args:
        text: valid JSON.
        holder: a node of it that is an object or an array.
        value: what is inserted.
        key: its key in an object.
    """
    style = _Style.of(text, parse(text))
    indent = style.indent_in(holder)
    piece = style.render(value, key, indent)
    if holder.children:
        at = holder.children[-1].end
        return text[:at] + "," + style.gap(holder, indent) + piece + text[at:]
    inside = piece if indent is None else f"{style.newline}{indent}{piece}{style.newline}{style.indent_of(holder)}"
    return text[: holder.start + 1] + inside + text[holder.end - 1 :]


def remove(text: str, holder: Node, index: int) -> str:
    """The text without a member or item: what `insert` has written goes, and nothing else does."""
    children = holder.children
    if len(children) == 1:
        return text[: holder.start + 1] + text[holder.end - 1 :]
    start, end = (
        (children[0].start, children[1].start) if index == 0 else (children[index - 1].end, children[index].end)
    )
    return text[:start] + text[end:]


def replace(text: str, node: Node, value: object) -> str:
    """The text with another value in a node's place, on one line where the node stands on one."""
    style = _Style.of(text, parse(text))
    indent = style.indent_of(node) if "\n" in text[node.start : node.end] else None
    return text[: node.start] + style.render(value, None, indent) + text[node.end :]


class _Style(NamedTuple):
    """How a text is written."""

    text: str
    newline: str
    unit: str | None
    """By how much a holder's children stand further right; None where everything stands on one line."""
    colon: str

    @classmethod
    def of(cls, text: str, root: Node) -> _Style:
        newline = "\r\n" if "\r\n" in text else "\n"
        if not root.children:
            return cls(text, newline, " " * _WIDTH, ": ")
        first = root.children[0]
        lead = text[root.start + 1 : first.start]
        unit = None
        if "\n" in lead:
            unit = lead.rpartition("\n")[2] or " " * _WIDTH
        elif "\n" in text[root.start : root.end]:
            unit = " " * _WIDTH
        return cls(text, newline, unit, cls._colon(text, first))

    @staticmethod
    def _colon(text: str, first: Child) -> str:
        key = _STRING.match(text, first.start)
        colon = text[key.end() : first.node.start] if key and first.key is not None else ": "
        return ": " if "\n" in colon or "\r" in colon else colon

    def indent_of(self, node: Node) -> str:
        """The blanks at the beginning of the line that a node begins on."""
        line = self.text[self.text.rfind("\n", 0, node.start) + 1 : node.start]
        return line[: len(line) - len(line.lstrip(" \t"))]

    def indent_in(self, holder: Node) -> str | None:
        """The blanks before a new child of a holder; None where it goes on the line of its neighbours."""
        if not holder.children:
            return None if self.unit is None else self.indent_of(holder) + self.unit
        lead = self._lead(holder)
        return lead.rpartition("\n")[2] if "\n" in lead else None

    def _lead(self, holder: Node) -> str:
        """The blanks before the last child of a holder."""
        start = holder.children[-1].start
        before = self.text[holder.start + 1 : start]
        return before[len(before.rstrip(" \t\r\n")) :]

    def gap(self, holder: Node, indent: str | None) -> str:
        """What stands between a comma and a new child."""
        if indent is not None:
            return self.newline + indent
        return self._lead(holder) or (" " if self.colon.endswith((" ", "\t")) else "")

    def render(self, value: object, key: str | None, indent: str | None) -> str:
        """A value, with its key in an object, as it is to stand with an indentation or on one line."""
        name = "" if key is None else json.dumps(key, ensure_ascii=False) + self.colon
        if indent is None or self.unit is None:
            comma = ", " if self.colon.endswith((" ", "\t")) else ","
            return name + json.dumps(value, ensure_ascii=False, separators=(comma, self.colon))
        lines = json.dumps(value, ensure_ascii=False, indent=self.unit, separators=(",", self.colon)).split("\n")
        return name + f"{self.newline}{indent}".join(lines)
