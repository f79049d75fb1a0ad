"""What a reader of prose must not take literally: code spans and comments inside text."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

_COMMENT = "<!--"
_COMMENT_END = "-->"


def visible(text: str, start: int, end: int) -> str:
    """The slice of `text` with code spans and HTML comments blanked: same length, line endings kept.

    A code span runs from one run of backticks to the next of the same length (CommonMark 0.31.2, section 6.1);
    a run without a partner is text, and so is a comment that nothing closes.
    """
    words = text[start:end]
    if "`" not in words and _COMMENT not in words:
        return words
    pieces: list[str] = []
    shown = 0
    for hidden, past in _hidden(words):
        pieces += words[shown:hidden], _not_line_ending().sub(" ", words[hidden:past])
        shown = past
    pieces.append(words[shown:])
    return "".join(pieces)


def _hidden(words: str) -> list[tuple[int, int]]:
    """Start and end of each code span and comment. What begins first hides the marks inside it."""
    marks = list(_mark().finditer(words))
    runs: dict[int, list[int]] = {}
    for index, mark in enumerate(marks):
        if mark[0] != _COMMENT:
            runs.setdefault(len(mark[0]), []).append(index)
    last_comment_end = words.rfind(_COMMENT_END)
    spans: list[tuple[int, int]] = []
    past = 0
    for index, mark in enumerate(marks):
        begin, end = mark.span()
        if begin < past:
            continue
        escaped = _is_escaped(words, begin, past)
        if mark[0] == _COMMENT:
            # `<!-->` is a whole comment: its end may share the hyphens of its start.
            if escaped or last_comment_end < begin + 2:
                continue
            past = words.find(_COMMENT_END, begin + 2) + len(_COMMENT_END)
        else:
            begin += escaped
            closers = runs.get(end - begin, [])
            closer = bisect_right(closers, index)
            if begin == end or closer == len(closers):
                continue
            past = marks[closers[closer]].end()
        spans.append((begin, past))
    return spans


def _is_escaped(words: str, offset: int, floor: int) -> bool:
    """Whether an odd number of backslashes stands right before `offset`, none of them before `floor`."""
    first = offset
    while first > floor and words[first - 1] == "\\":
        first -= 1
    return (offset - first) % 2 == 1


@cache
def _mark() -> re.Pattern[str]:
    return re.compile("`+|<!--")


@cache
def _not_line_ending() -> re.Pattern[str]:
    return re.compile(r"[^\r\n]")
