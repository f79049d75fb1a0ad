"""Headings without the rest: one pattern finds the few lines that matter, any doubt is left to the whole scanner."""

from __future__ import annotations

import re
from functools import cache

from specward.finding import new
from specward.markdown.block import HEADING, Block
from specward.markdown.lines import line_number
from specward.markdown.marks import FENCE_OPENING, atx_heading

_WORDS, _DOUBT = 1, 2
"""Groups of `_candidate`: the words of a plain heading; what only the whole scanner can judge."""


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
    search = _candidate().search
    while match := search(body, position):
        begin = match.start() + 1
        line_end = body.find("\n", begin)
        position = line_end = len(body) if line_end < 0 else line_end
        if match[0].startswith("\n#"):
            number += body.count("\n", counted, begin)
            counted = begin
            heading = _heading(body, match, line_end, shift, number)
            if heading:
                found.append(heading)
                heading_end = line_end
        elif match[0] == "\n<":
            position = _past_comment(body, begin)
        elif match[0] in ("\n```", "\n~~~"):
            position = _past_fence(body, begin, line_end)
        elif match.lastindex == _DOUBT or not (heading_end == begin - 1 or _is_blank_before(body, begin)):
            return None
        if position < 0:
            return None
    return found


def _heading(body: str, match: re.Match[str], line_end: int, shift: int, number: int) -> Block | None:
    """The heading that a line is whose first character is `#`, if it is one."""
    begin = match.start() + 1
    if match.lastindex != _WORDS:
        return atx_heading(body[begin:line_end].rstrip("\r"), 0, begin + shift, number)
    words, end = match.span(_WORDS)
    end += shift
    return new(Block, (HEADING, begin + shift, end, words + shift, end, number, words - begin - 1, "#", True))


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
    # Nearly every heading is a mark, one blank and words without another `#`; the rest is left to `atx_heading`.
    plain = r"#{1,6}+ ([^\n\r\t #](?:[^\n\r#]*[^\n\r\t #])?+)(?=\n)"
    return re.compile(rf"\n(?:{plain}|#|```|~~~|<(?=!--)|{underline}|({doubt}))", re.ASCII)


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(r"\n {0,3}(`{3,}+|~{3,}+)[ \t\r]*+(?=\n|\Z)")
