"""A report as Markdown: a comment on a pull request, or the summary of a CI job.

The files with findings that fail the run are open, the others folded. What has no room is counted. Nothing from a
document makes a tag, a link or a mention.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from specward.output.markdown_words import code, plain, prose
from specward.output.summary import counts, mendable, outdated, summary
from specward.output.view import PLAIN, View
from specward.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.check.report import Report, Undetermined
    from specward.finding import Finding

MARKER = "<!-- specward report -->"
"""The first line of a comment, by which a bot finds the one that it wrote before."""
_COMMENT = 65_536
"""The characters that GitHub takes in a comment; GitLab takes more."""
_RESERVE = 1_000
"""Characters that are kept for what follows the findings, and for their ends."""
_MOST_UNDETERMINED = 20


def render(report: Report, view: View = PLAIN) -> str:
    """The report as a comment."""
    return f"{MARKER}\n{body(report, view, _COMMENT - len(MARKER) - 1)}"


def body(report: Report, view: View, limit: int) -> str:
    """The report as one Markdown document of so many bytes at most."""
    lines = [*_head(report, view), *_undetermined(report.undetermined)]
    room = limit - _RESERVE - _size(lines)
    shown = 0
    for path, found in groupby(report.findings, key=lambda finding: finding.location.path):
        findings = [*found]
        table = _Table(path, findings, view, room)
        if not table.rows:
            break
        lines += table.lines
        shown += table.rows
        room -= _size(table.lines)
        if table.rows < len(findings):
            break
    if shown < len(report.findings):
        lines += ["", f"{counted(len(report.findings) - shown, 'more finding')}: `spec check` shows them all."]
    return "".join(f"{line}\n" for line in lines)


class _Table:
    """The findings of a file, as many as there is room for.

    Attributes:
        lines: a folded table.
        rows: how many findings are in it.
    """

    def __init__(self, path: str, findings: list[Finding], view: View, room: int) -> None:
        fails = any(finding.severity >= view.fail_on for finding in findings)
        self.lines = [
            "",
            f"<details{' open' * fails}><summary>{code(path)}: {counts(findings)}</summary>",
            "",
            "| line | | rule | |",
            "|---:|---|---|---|",
        ]
        end = ["", "</details>"]
        room -= _size(self.lines) + _size(end)
        self.rows = 0
        for finding in findings:
            row = _row(finding)
            room -= _size([row])
            if room < 0:
                break
            self.lines.append(row)
            self.rows += 1
        self.lines += end


def _size(lines: Iterable[str]) -> int:
    return sum(len(line.encode()) + 1 for line in lines)


def _head(report: Report, view: View) -> Iterator[str]:
    mark = {0: "✓", 1: "✗"}.get(report.exit_code(view.fail_on), "?")
    yield f"### {mark} spec check: {prose(summary(report))}"
    for said in (mendable(report), outdated(report)):
        if said:
            yield from ("", f"{prose(said)}.")


def _row(finding: Finding) -> str:
    place = finding.location
    line = str(place.start.line) if place.excerpt or place.start != (1, 1) else ""
    words = prose(finding.message)
    if finding.fix:
        words += f"<br>fix: {prose(finding.fix.title)}{'' if finding.fix.safe else ' (unsafe)'}"
    if finding.help:
        words += f"<br>help: {prose(finding.help)}"
    return f"| {line} | {finding.severity.label} | {finding.rule} `{finding.code}` | {words} |"


def _undetermined(items: tuple[Undetermined, ...]) -> Iterator[str]:
    if not items:
        return
    yield from ("", "Undetermined, which is not a pass:", "")
    for item in items[:_MOST_UNDETERMINED]:
        crashed = f"rule {item.rule} crashed: " if item.rule else ""
        yield f"- {code(item.path) if item.path else 'project'}: {crashed}{plain(item.reason)}"
    if len(items) > _MOST_UNDETERMINED:
        yield f"- and {len(items) - _MOST_UNDETERMINED} more"
