"""Marks in comments, `// spec: verifies 001-login/AC-002` right above a test, in any language that has comments.

The comment must be the first thing in its line. Several ids are parted by blanks or commas; `(partial)` behind them
says that the test verifies only a part of each, and what follows ` -- ` is a remark.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from specward.evidence.code import Code
from specward.evidence.mark import Form, MalformedMark, Mark, TestCase
from specward.evidence.target import target_fault
from specward.evidence.titles import title_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LONGEST_LINE = 2_000


class CommentMarks:
    """The marks in a file's comments, until a test takes them.

    Args:
        code: the file.
        lines: the numbers of the lines that may hold one, ascending.
        malformed: where what cannot count is put.
    """

    def __init__(self, code: Code, lines: Iterable[int], malformed: list[MalformedMark]) -> None:
        self._code = code
        self._malformed = malformed
        self._marks: dict[int, list[Mark]] = {}
        for line in lines:
            found = _mark().match(code.lines[line - 1][:_LONGEST_LINE])
            if found:
                self._marks[line] = list(self._read(line, found))

    def above(self, line: int) -> list[Mark]:
        """Take the marks in the comments right above a line."""
        found: list[Mark] = []
        while self._marks and line > 1 and is_comment(self._code.lines[line - 2]):
            line -= 1
            found = self._marks.pop(line, []) + found
        return found

    def refuse_others(self) -> None:
        """Report the marks that nothing has taken."""
        for marks in self._marks.values():
            if marks:
                reason = "no test follows the mark: it must stand right above one"
                self._malformed.append(MalformedMark(marks[0].location, reason))
        self._marks.clear()

    def _read(self, line: int, found: re.Match[str]) -> Iterator[Mark]:
        words = list(_word().finditer(self._code.lines[line - 1], *found.span("claim")))
        if not words:
            self._malformed.append(MalformedMark(self._code.location(line, *found.span()), "the mark names nothing"))
        for word in words:
            place = self._code.location(line, *word.span())
            fault = target_fault(word[0])
            if fault:
                self._malformed.append(MalformedMark(place, fault))
                return  # what follows a word that is no id is mostly a sentence
            yield Mark(word[0], place, found["partial"] is not None, Form.COMMENT)


def read_comments(path: str, text: str) -> tuple[list[TestCase], list[MalformedMark]]:
    """The marked tests of a file in any language but Python, and what was meant as a mark; both by line."""
    code = Code(path, text)
    malformed: list[MalformedMark] = []
    lines = [number for number, line in enumerate(code.lines, 1) if "verifies" in line]
    comments = CommentMarks(code, lines, malformed)
    cases: dict[str, TestCase] = {}
    claims: defaultdict[str, list[Mark]] = defaultdict(list)
    below = 0
    for line in lines:
        if line >= below:
            below = _past_comments(code.lines, line)
            marks = comments.above(below) if code.lines[below - 1].strip() else []
            if marks:
                case = _case(code, below)
                # Of two tests of one title a report tells no more than the title: they are one, which must hold.
                cases.setdefault(case.id, case)
                claims[case.id] += marks
    comments.refuse_others()
    return [case._replace(marks=tuple(claims[case.id])) for case in cases.values()], malformed


def is_comment(line: str) -> bool:
    """Whether a line is a comment, or goes on with one."""
    return _comment().match(line) is not None


def _past_comments(lines: list[str], line: int) -> int:
    """The first line below one that is no comment; the last line where all are."""
    while line < len(lines) and is_comment(lines[line - 1]):
        line += 1
    return line


def _case(code: Code, line: int) -> TestCase:
    """The test that begins at a line, its marks still left out."""
    title, place = title_at(code.lines, line)
    words = code.lines[place - 1]
    start = len(words) - len(words.lstrip())
    identity = f"{code.path}::{title}" if title else f"{code.path}:{place}"
    return TestCase(identity, code.location(place, start, len(words)), ())


@cache
def _comment() -> re.Pattern[str]:
    return re.compile(r"[ \t]*(?://|#(?!\[|include|define|if|endif)|--|;|/\*|\*(?![\w(])|%|<!--|'|\(\*|REM\b|rem\b)")


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(
        r"[ \t]*(?:/{2,}!?|#+|-{2,}|;+|/\*+|\*+|%+|<!--|'+|\(\*+|REM\b)[ \t]*[sS]pec[ \t]*:[ \t]*verifies\b[ \t]*:?"
        r"(?P<claim>(?:(?! --)[^(*\r\n])*+)(?P<partial>\([ \t]*partial[ \t]*\))?"
    )


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\s,]+")
