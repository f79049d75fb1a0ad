"""The `key: value` fields of one line of a decision record, with or without emphasis, one or several.

`**Status:** Accepted`, `**Status**: Accepted`, `*Status: Accepted*`, `Status: Accepted · Date: 2026-01-02`.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_LONGEST = 10_000
"""Characters of a line that are searched for fields: more is prose, or hostile."""
_SEPARATORS = "·•|;,/–—"
_BETWEEN = "·•|;,–— \t"


class Field(NamedTuple):
    """One field."""

    name: str
    """Lower case; `author(s)` is `authors`."""
    start: int
    """Of the value."""
    end: int
    key_start: int


def lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each line of a block stands that is neither blank nor a comment, without indent and quote mark."""
    for match in _text_line().finditer(text, start, end):
        yield match.start(1), match.start(1) + len(match[1].rstrip())


def fields(text: str, start: int, end: int, known: Collection[str]) -> list[Field]:
    """The fields of a line that begins with one.

    Args:
        text: the document.
        start: of the line, past its list mark.
        end: of the line.
        known: the names that count without emphasis, and anywhere on the line.
    """
    if text.find(":", start, end) < 0 and text.find("：", start, end) < 0:
        return []
    found = later_fields(text, start, end, known)
    if found and found[0].key_start == start:
        return found
    bare = start + len(text[start:end]) - len(text[start:end].lstrip("*_"))
    if start < bare <= start + 3:  # the whole line is emphasised
        found = later_fields(text, bare, end, known)
        if found and found[0].key_start == bare:
            return [_without_marks(text, field) for field in found]
    return []


def later_fields(text: str, start: int, end: int, known: Collection[str]) -> list[Field]:
    """The fields of a line wherever the first one stands; `Accepted · Date: 2026-01-02` has one."""
    keys = []
    for key in _key().finditer(text, start, min(end, start + _LONGEST)):
        name = _name(key)
        first = key.start() == start
        if (key["mark"] or name in known) if first else (name in known and _is_apart(text, start, key)):
            keys.append((name, key.start(), key.end()))
    limits = [value + len(text[value:limit].rstrip(_BETWEEN)) for (_, _, value), (_, limit, _) in pairwise(keys)]
    return [
        Field(name, *trimmed(text, value, limit), key_start)
        for (name, key_start, value), limit in zip(keys, [*limits, end], strict=False)
    ]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A value without the comments, line breaks and separators around it."""
    while True:
        words = text[start:end].rstrip(" \t·•|\\")
        end = start + len(words)
        if words.endswith("-->") and "<!--" in words:
            end = start + words.rindex("<!--")
        elif words[-6:].lower().endswith(("<br>", "<br/>", "<br />")):
            end = start + words.rindex("<")
        elif words.startswith("<!--") and "-->" in words:
            past = words.index("-->") + 3
            start += past + len(words[past:]) - len(words[past:].lstrip())
        else:
            return start, end


def _name(key: re.Match[str]) -> str:
    name: str = (key["strong"] or key["plain"]).lower()
    return name[:-3] + "s" if name.endswith("(s)") else name


def _is_apart(text: str, start: int, key: re.Match[str]) -> bool:
    """Whether a key is set apart from what is before it, by emphasis, a mark or several blanks: else it is prose."""
    before = text[max(start, key.start() - 8) : key.start()]
    return bool(key["mark"]) or before.rstrip()[-1:] in _SEPARATORS or before.endswith(("  ", "\t", ">"))


def _without_marks(text: str, field: Field) -> Field:
    return field._replace(end=field.start + len(text[field.start : field.end].rstrip("*_ \t")))


@cache
def _text_line() -> re.Pattern[str]:
    return re.compile(r"[ \t]*(?:>[ \t]?)?((?!<!--)[^\s>][^\r\n]*)")


@cache
def _key() -> re.Pattern[str]:
    """A key in emphasis with the colon inside or outside of it, or a plain one, after a blank or a separator."""
    name = r"[^\W\d_][\w-]{0,30}(?:[ /][\w-]{1,30}){0,2}(?:\(s\))?"
    return re.compile(
        rf"(?<![^\s·•|>*_])(?:(?P<mark>\*\*|__|\*|_)(?P<strong>{name})[ \t]{{0,3}}"
        rf"(?:[:：][ \t]?(?P=mark)|(?P=mark)[ \t]{{0,3}}[:：])|(?P<plain>{name})[:：])[ \t]*"
    )
