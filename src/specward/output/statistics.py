"""A report as numbers: how often each rule found something, the most frequent first."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from specward.output.summary import fixable, mendable, outdated, summary
from specward.output.terminal import painter, printable
from specward.output.view import PLAIN, View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.check.report import Report
    from specward.finding import Finding

_HEAD = ("findings", "fixable", "unsafe", "severity", "code", "rule")
_NUMBERS = 3
"""So many columns stand to the right."""
_BOLD = "1"


class _Row(NamedTuple):
    """What one rule came to; the fields are the columns."""

    findings: str
    fixable: str
    unsafe: str
    severity: str
    code: str
    rule: str


def render(report: Report, view: View = PLAIN) -> str:
    """The report as a table of rules, ending in its totals."""
    by_rule: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        by_rule[finding.code].append(finding)
    rows = [_row(same) for _, same in sorted(by_rule.items(), key=lambda item: (-len(item[1]), item[0]))]
    table = [_HEAD, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(_HEAD))]
    paint = painter(colour=view.colour)
    lines = [_line(row, widths) for row in table]
    parts = [paint(lines[0], _BOLD), *lines[1:], ""] if rows else []
    parts.append(f"{len(rows)} of {report.rules} rules found something: {printable(summary(report))}")
    parts += [said for said in (mendable(report), outdated(report)) if said]
    return "".join(f"{line}\n" for line in parts)


def _row(findings: Sequence[Finding]) -> _Row:
    first = findings[0]
    safe, unsafe = fixable(findings)
    severities = sorted({finding.severity for finding in findings}, reverse=True)
    return _Row(
        str(len(findings)),
        str(safe or "–"),
        str(unsafe or "–"),
        "/".join(severity.label for severity in severities),
        first.code,
        first.rule,
    )


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        cell.rjust(width) if column < _NUMBERS else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()
