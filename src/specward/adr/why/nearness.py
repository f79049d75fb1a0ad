"""Which lines of a file speak for one of them: its own comment or paragraph, what encloses it, the head of the file."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from specward.markdown.document import Document

HERE = "here"
"""The line itself, with the comment right above it; in a document its paragraph, item, row or heading."""
AROUND = "around"
"""What the line stands in: a function and all that encloses it, the head of the file; in a document its section."""
_LONGEST_DOCSTRING = 60


class Nearness(NamedTuple):
    """The lines of a file that are near to one of them."""

    here: frozenset[int]
    around: frozenset[int]

    def of(self, line: int) -> str:
        """`HERE`, `AROUND` or nothing."""
        return HERE if line in self.here else AROUND if line in self.around else ""


def in_document(document: Document, line: int) -> Nearness:
    """The lines of a document that are near to one of them."""
    blocks = (block for block in document.blocks if block.line <= line <= document.line(block.end))
    here = {number for block in blocks for number in range(block.line, document.line(block.end) + 1)}
    sections = [
        (document.line(section.heading.start), document.line(section.end - 1))
        for section in document.sections
        if document.line(section.heading.start) <= line <= document.line(section.end - 1)
    ]
    first, last = sections[-1] if sections else (line, line)
    return Nearness(frozenset(here | {line}), frozenset(range(first, last + 1)))


def in_code(lines: list[str], line: int) -> Nearness:
    """The lines of any other file that are near to one of them, by their indent alone: it serves every language."""
    return _Code(lines).near(line)


class _Code:
    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def near(self, line: int) -> Nearness:
        around = self._paragraph(line) | self._enclosing(line) | self._head()
        return Nearness(frozenset(self._comment_above(line) | {line}), frozenset(around))

    def _comment_above(self, line: int) -> set[int]:
        """The lines of the comment, or of decorators, that end right above a line."""
        first = line - 1
        while first >= 1 and _aside().match(self._lines[first - 1]):
            first -= 1
        return set(range(first + 1, line))

    def _paragraph(self, line: int) -> set[int]:
        """The lines around without a blank one between."""
        first = last = line
        while first > 1 and self._lines[first - 2].strip():
            first -= 1
        while last < len(self._lines) and self._lines[last].strip():
            last += 1
        return set(range(first, last + 1))

    def _enclosing(self, line: int) -> set[int]:
        """The lines above that begin what a line is part of: each less indented than all that follow it."""
        found: set[int] = set()
        indent = self._indent(line)
        for above in range(line - 1, 0, -1):
            text = self._lines[above - 1]
            if indent == 0:
                break
            if text.strip() and not _closing().fullmatch(text) and self._indent(above) < indent:
                indent = self._indent(above)
                found |= {above} | self._comment_above(above) | self._docstring(above)
        return found

    def _docstring(self, above: int) -> set[int]:
        """The string right below a line, as Python documents what it defines; below none, at the top of the file."""
        first = above + 1
        opening = _quotes().match(self._lines[above]) if above < len(self._lines) else None
        if opening is None:
            return set()
        last = min(len(self._lines), first + _LONGEST_DOCSTRING)
        if self._lines[above].count(opening[1]) < 2:
            closing = (line for line in range(first + 1, last + 1) if opening[1] in self._lines[line - 1])
            last = next(closing, last)
        else:
            last = first
        return set(range(first, last + 1))

    def _head(self) -> set[int]:
        """The comment or the string with which the file begins."""
        last = 0
        while last < len(self._lines) and (not self._lines[last].strip() or _aside().match(self._lines[last])):
            last += 1
        return set(range(1, last + 1)) | self._docstring(last)

    def _indent(self, line: int) -> int:
        """The width of a line's indent; of a blank line that of the next one with words."""
        for index in range(line - 1, len(self._lines)):
            expanded = self._lines[index].expandtabs(4)
            if expanded.strip():
                return len(expanded) - len(expanded.lstrip())
        return 0


@cache
def _aside() -> re.Pattern[str]:
    """A line that is a comment or a decorator."""
    return re.compile(r"[ \t]*(?://|#|--|;;|/\*|\*|%|<!--|@\w)")


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(r"[\s})\];,]*|\s*end\s*")


@cache
def _quotes() -> re.Pattern[str]:
    return re.compile(r"[ \t]*[rRuUbB]?(\"\"\"|''')")
