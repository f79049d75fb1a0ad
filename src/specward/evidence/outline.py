"""A Python file's syntax tree outside of its functions, and the text of what is inside of them.

Marks stand outside. A file whose functions are emptied is parsed in a fraction of the time that the whole one takes,
and what stands in a function need not be Python of the version that runs here.
"""

from __future__ import annotations

import ast
import re
import warnings
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.evidence.code import Unparsable

if TYPE_CHECKING:
    from collections.abc import Iterator

Function = ast.FunctionDef | ast.AsyncFunctionDef

_INSIDE = "\r"
"""Stands for a line break inside of a string. The text itself has none: its line endings are all line feeds."""
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))


class Body(NamedTuple):
    """The body of a function."""

    first: int
    """Its first line, counted from 1."""
    last: int
    indent: str
    """Of the function."""
    code: str
    """Its text without comments, each string as `""`."""


class Outline(NamedTuple):
    """What a file is outside of its functions."""

    tree: ast.Module
    """Where `bodies` has a function's body, that is one `pass` here, in the body's first line."""
    bodies: dict[int, Body]
    """The bodies of the outermost functions, by first line; without those that begin in the line of the `def`."""
    comments: list[tuple[int, int]]
    """Where each comment begins and ends: offsets in the file's text."""
    lines: list[str]
    """Those of the file, without its comments."""

    def body(self, function: Function) -> Body:
        """The body of a function of the tree."""
        first, last = function.body[0].lineno, function.end_lineno or function.lineno
        return self.bodies.get(first) or Body(first, last, "", _masked("\n".join(self.lines[first - 1 : last]))[0])


def read_outline(text: str) -> Outline:
    """Read a file whose line endings are all line feeds.

    Raises:
        Unparsable: it is not Python, or not of a version that this one can read.
    """
    masked, comments, doubtful = _masked(text)
    bare = _without(text, comments).split("\n")
    if not doubtful:
        bodies = {body.first: body for body in _bodies(masked)}
        lines = text.split("\n")
        for first, last, indent, _ in bodies.values():
            lines[first - 1 : last] = [indent + " pass", *[""] * (last - first)]
        try:
            return Outline(_parse("\n".join(lines)), bodies, comments, bare)
        except Unparsable:
            pass  # a body was taken to end too early: lines that go on with others may be indented less than those
    return Outline(_parse(text), {}, comments, bare)


def without_docstring(body: str) -> str:
    """The text of a function's body without the string that it begins with."""
    prefix = _docstring_prefix().match(body)
    string = prefix and _token().match(body, prefix.end())
    return body if not string or body[string.end() :].lstrip(" \t")[:1] not in {"", "\n", ";"} else body[string.end() :]


def _parse(text: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of `"\d"` and the like: whoever runs the file is told
            return ast.parse(text)
    except SyntaxError as error:
        where = f" (line {error.lineno})" if error.lineno else ""
        raise Unparsable(f"{error.msg}{where}") from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise Unparsable(str(error) or "it is nested too deep") from None


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    return "".join(text[end:start] for end, start in zip(ends, starts, strict=True))


def _masked(text: str) -> tuple[str, list[tuple[int, int]], bool]:
    """The text without comments and with empty strings, the comments, and whether quotes or brackets do not pair."""
    comments: list[tuple[int, int]] = []
    unclosed = False

    def mask(match: re.Match[str]) -> str:
        nonlocal unclosed
        token = match[0]
        if token[0] == "#":
            comments.append(match.span())
            return ""
        unclosed = unclosed or token[-1] != token[0] or len(token) == 1
        return '""' + _INSIDE * token.count("\n")

    masked = _token().sub(mask, text)
    return masked, comments, unclosed or any(masked.count(left) != masked.count(right) for left, right in _BRACKETS)


def _bodies(masked: str) -> Iterator[Body]:
    """The outermost functions' bodies: the lines that are indented more than `def`, once its header has ended.

    A line that begins with a closing bracket goes on with the one before, however it is indented.
    """
    lines = masked.split("\n")
    indent = ""
    depth = -1  # of the brackets in a header; 0 past it; -1 where no function is open
    first = last = start = end = number = 0
    for index, line in enumerate(lines):
        opening = number = number + 1
        if _INSIDE in line:
            number += line.count(_INSIDE)
        words = line.lstrip(" \t\f")
        if not words:
            continue
        if depth == 0:
            if len(line) - len(words) > len(indent) or words[0] in ")]}":
                first, start = first or opening, start or index
                last, end = number, index
                continue
            if first:
                yield Body(first, last, indent, "\n".join(lines[start : end + 1]))
            depth = -1
        if depth > 0 or words.startswith(("def ", "async def ")):
            if depth < 0:
                indent = line[: len(line) - len(words)]
                first = start = 0
            depth = max(0, depth) + sum(words.count(left) - words.count(right) for left, right in _BRACKETS)
    if depth == 0 and first:
        yield Body(first, last, indent, "\n".join(lines[start : end + 1]))


@cache
def _token() -> re.Pattern[str]:
    """A comment or a string, to the end of the line or of the file where it is not closed."""
    return re.compile(
        r"#[^\n]*+"
        r'|"""[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+(?:""")?'
        r"|'''[^'\\]*+(?:(?:\\.|'(?!''))[^'\\]*+)*+(?:''')?"
        r'|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?'
        r"|'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'?",
        re.DOTALL,
    )


@cache
def _docstring_prefix() -> re.Pattern[str]:
    return re.compile(r"\s*+[rRuU]?(?=[\"'])")
