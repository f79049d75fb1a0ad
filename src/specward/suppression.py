"""Inline suppressions: `<!-- spec: ignore RULE[, RULE] -- reason -->`.

A comment silences the named rules on its own line or, where it stands alone on its line, on the next line that is
not blank. `ignore-file` silences them in the whole document. Without a reason it silences nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.finding import Position
from specward.markdown.scan import CODE, FENCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.finding import Finding, Location
    from specward.markdown.document import Document, Place

MARK = "spec: ignore"


class Suppression(NamedTuple):
    """One suppression comment."""

    place: Place | Location
    rules: tuple[str, ...]
    """Rule names or codes, as written."""
    reason: str
    """Why; empty where none was given, and then nothing is silenced."""
    lines: range | None
    """The lines that it covers, or None for the whole document."""


def read_suppressions(document: Document) -> list[Suppression]:
    """Every suppression in a document; those in code are examples and do not count."""
    if MARK not in document.text:
        return []
    code = [block for block in document.blocks if block.kind in {FENCE, CODE}]
    starts = [block.start for block in code]

    def is_shown(offset: int) -> bool:
        index = bisect_right(starts, offset) - 1
        return index >= 0 and offset < code[index].end

    found = _comment().finditer(document.text)
    return [_suppression(document, match) for match in found if not is_shown(match.start())]


def places_in(text: str) -> Iterator[int]:
    """Where the comments of a document begin that may be suppressions."""
    return (match.start() for match in _comment().finditer(text))


def silence(findings: Iterable[Finding], suppressions: Iterable[Suppression]) -> tuple[list[Finding], set[Suppression]]:
    """Part findings by suppressions: those that stay, and the suppressions that silenced something."""
    reach: defaultdict[tuple[str, int | None, str], list[Suppression]] = defaultdict(list)
    for suppression in suppressions:
        for line in (suppression.lines or (None,)) if suppression.reason else ():
            for word in set(suppression.rules):
                reach[suppression.place.path, line, word].append(suppression)
    kept: list[Finding] = []
    met: set[tuple[str, int | None, str]] = set()
    for finding in findings:
        path, line = finding.location.path, finding.location.start.line
        keys = ((path, at, word) for at in (line, None) for word in (finding.code, finding.rule))
        silencing = [key for key in keys if key in reach]
        met.update(silencing)
        if not silencing:
            kept.append(finding)
    return kept, {suppression for key in met for suppression in reach[key]}


@cache
def _comment() -> re.Pattern[str]:
    return re.compile(r"<!-- *spec: ignore(-file)? +([A-Za-z0-9_, -]{1,300}?)(?: +-- *([^\r\n]{0,500}?))? *-->")


def _suppression(document: Document, match: re.Match[str]) -> Suppression:
    whole_file, rules, reason = match.groups()
    return Suppression(
        place=document.place(match.start(), match.end()),
        rules=tuple(rule.strip() for rule in rules.split(",") if rule.strip()),
        reason=(reason or "").strip(),
        lines=None if whole_file else _covered_lines(document, match.start(), match.end()),
    )


def _covered_lines(document: Document, start: int, end: int) -> range:
    line = document.line(start)
    # What follows is looked at first: of a hundred thousand comments on one line, only the last goes on.
    following = _line_ends().match(document.text, end)
    if not following or document.text[document.offset(Position(line, 1)) : start].strip():
        return range(line, line + 1)
    return range(line, document.line(following.end()) + 1)


@cache
def _line_ends() -> re.Pattern[str]:
    """Only blanks up to the end of the line, and blank lines behind it."""
    return re.compile(r"[ \t]*+(?:[\r\n][ \t\r\n]*+|\Z)")
