"""Headings without the rest: one pattern finds the few lines that matter, any doubt is left to the whole scanner."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.markdown.lines import line_number
from specward.markdown.marks import FENCE_OPENING, atx_heading

if TYPE_CHECKING:
    from specward.markdown.block import Block


def plain_headings(text: str, start: int) -> list[Block] | None:
    """The headings of a simple document, or None where only the whole scanner can tell.

    In a simple document every heading is an ATX one that begins its line, and only fences and comments that begin
    a line can hide one. Nothing else can: such a line ends lists, quotes, tables and text.
    """
    if "\r" in text and text.count("\r") != text.count("\r\n"):
        return None
    body = "\n" + text[start:]
    shift = start - 1
    found: list[Block] = []
    number = line_number(text, start) - 1
    counted = heading_end = position = 0
    while match := _candidate().search(body, position):
        begin = match.start() + 1
        line_end = body.find("\n", begin)
        position = line_end = len(body) if line_end < 0 else line_end
        if match[0] == "\n#":
            number += body.count("\n", counted, begin)
            counted = begin
            heading = atx_heading(body[begin:line_end].rstrip("\r"), 0, begin + shift, number)
            if heading:
                found.append(heading)
                heading_end = line_end
        elif match[0] == "\n<":
            position = _past_comment(body, begin)
        elif match[0] in ("\n```", "\n~~~"):
            position = _past_fence(body, begin, line_end)
        elif match.lastindex or not (heading_end == begin - 1 or _is_blank_before(body, begin)):
            return None
        if position < 0:
            return None
    return found


def _past_comment(body: str, begin: int) -> int:
    """The end of the last line of the comment that begins there; -1 where no comment does."""
    if not body.startswith("<!--", begin):
        return -1
    end = body.find("-->", begin + 2)
    line_end = body.find("\n", end) if end >= 0 else -1
    return line_end if line_end >= 0 else len(body)


def _past_fence(body: str, begin: int, line_end: int) -> int:
    """The end of the closing line of the fence that begins there, or of the line where it is none; -1: never closed."""
    opening = FENCE_OPENING.match(body[begin:line_end])
    if not opening:
        return line_end
    for closing in _closing().finditer(body, line_end):
        if closing[1].startswith(opening[1]):
            return closing.end()
    return -1


def _is_blank_before(body: str, begin: int) -> bool:
    """Whether the line before the one that begins there is blank or missing."""
    last = begin - 2
    while last >= 0 and body[last] in " \t\r":
        last -= 1
    return last < 0 or body[last] == "\n"


@cache
def _candidate() -> re.Pattern[str]:
    underline = r"[-=]++[ \t\r]*+(?=\n|\Z)"
    marker = r"(?:[-+*]|[0-9]{1,9}[.)])"
    doubt = rf"[ \t]++(?:[#<]|```|~~~|{underline})|<(?!!--)(?=[A-Za-z/?!])|[ \t]*+(?:{marker}[ \t]++)++#"
    return re.compile(rf"\n(?:#|```|~~~|<(?=!--)|{underline}|({doubt}))", re.ASCII)


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(r"\n {0,3}(`{3,}+|~{3,}+)[ \t\r]*+(?=\n|\Z)")
