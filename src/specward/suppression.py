"""Inline suppressions: `<!-- spec: ignore RULE[, RULE] -- reason -->`.

A comment silences the named rules on its own line or, where it stands alone on its line, on the next line that is
not blank. `ignore-file` silences them in the whole document. Without a reason it silences nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.markdown.scan import CODE, FENCE

if TYPE_CHECKING:
    from collections.abc import Iterable

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

    def covers(self, line: int, code: str, name: str) -> bool:
        """Whether a finding of this rule at this line of the same document is silenced."""
        in_reach = self.lines is None or line in self.lines
        return bool(self.reason) and in_reach and (name in self.rules or code in self.rules)


def read_suppressions(document: Document) -> list[Suppression]:
    """Every suppression in a document; those in code are examples and do not count."""
    if MARK not in document.text:
        return []
    code = [block for block in document.blocks if block.kind in {FENCE, CODE}]
    return [
        _suppression(document, match)
        for match in _comment().finditer(document.text)
        if not any(block.start <= match.start() < block.end for block in code)
    ]


def silence(
    findings: Iterable[Finding], suppressions: Iterable[Suppression]
) -> tuple[list[Finding], list[Suppression]]:
    """Part findings by suppressions: those that stay, and the suppressions that silenced something."""
    by_path: defaultdict[str, list[Suppression]] = defaultdict(list)
    for suppression in suppressions:
        by_path[suppression.place.path].append(suppression)
    kept: list[Finding] = []
    used: list[Suppression] = []
    for finding in findings:
        line = finding.location.start.line
        silencing = [s for s in by_path.get(finding.location.path, ()) if s.covers(line, finding.code, finding.rule)]
        used += silencing
        if not silencing:
            kept.append(finding)
    return kept, used


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
    line = document.position(start).line
    text = document.line_text(line)
    if text.strip() != document.text[start:end]:
        return range(line, line + 1)
    following = re.compile(r"[ \t\r\n]*").match(document.text, end)
    next_line = document.position(following.end()).line if following else line
    return range(line, next_line + 1)
