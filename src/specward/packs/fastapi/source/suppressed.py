"""Suppressions in the comments of a Python file: `# spec: ignore RULE[, RULE] -- reason`.

They say what those of documents say (`suppression`): one behind code is about its own line, one that stands alone about
the next line that is neither blank nor a comment, and `ignore-file` about the whole file.
"""

from __future__ import annotations

import re
import tokenize
from functools import cache
from io import StringIO
from typing import TYPE_CHECKING

from specward.suppression import MARK, Suppression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.evidence.code import Code

_LONGEST = 1_000
"""Characters at the end of a comment among which one is looked for."""


def suppressions_in(code: Code) -> list[Suppression]:
    """Every suppression in a Python file; what stands in a string is none."""
    if MARK not in code.text:
        return []
    found = [(line, start, match) for line, start, text in _comments(code) if (match := _search(text))]
    below = _code_below(code) if found else []
    return [_suppression(code, line, start, match, below) for line, start, match in found]


def _comments(code: Code) -> Iterator[tuple[int, int, str]]:
    """The line, the column from 0 and the text of each comment, up to where the file is no Python any more."""
    try:
        for token in tokenize.generate_tokens(StringIO(code.text).readline):
            if token.type == tokenize.COMMENT:
                yield *token.start, token.string
    except (tokenize.TokenError, SyntaxError, RecursionError):
        return


def _search(comment: str) -> re.Match[str] | None:
    return _comment().search(comment, max(0, len(comment) - _LONGEST))


@cache
def _comment() -> re.Pattern[str]:
    return re.compile(r"#[ \t]*+spec: ignore(-file)? ++([A-Za-z0-9_, -]{1,300}?)(?: ++-- *+(.{0,500}))?[ \t]*+$")


def _suppression(code: Code, line: int, start: int, match: re.Match[str], below: list[int]) -> Suppression:
    whole_file, rules, reason = match.groups()
    is_alone = not code.lines[line - 1][:start].strip()
    covered = below[line] if is_alone else line
    return Suppression(
        place=code.location(line, start + match.start(), start + match.end()),
        rules=tuple(rule.strip() for rule in rules.split(",") if rule.strip()),
        reason=(reason or "").strip(),
        lines=None if whole_file else range(covered, covered + 1),
    )


def _code_below(code: Code) -> list[int]:
    """By each line from 1, the next below it that is neither blank nor a comment; itself where there is none."""
    found = [*range(len(code.lines) + 1)]
    next_code = 0
    for number in range(len(code.lines), 0, -1):
        found[number] = next_code or number
        if code.lines[number - 1].lstrip()[:1] not in {"", "#"}:
            next_code = number
    return found
