"""A report for GitHub Actions: workflow commands, which become annotations, and the summary of a step.

Source: GitHub's documentation of workflow commands; ten annotations per level and step are shown, and a summary holds
one mebibyte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.output import markdown
from specward.output.terminal import printable
from specward.output.view import PLAIN, View

if TYPE_CHECKING:
    from specward.check.report import Report, Undetermined
    from specward.finding import Finding

_SUMMARY = 1 << 20
"""Bytes of the summary of a step."""
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, view: View = PLAIN) -> str:
    """One workflow command a finding and one for each undetermined item."""
    del view
    lines = [_finding(finding) for finding in report.findings]
    lines += [_undetermined(item) for item in report.undetermined]
    return "".join(f"{line}\n" for line in lines)


def summary(report: Report, view: View = PLAIN) -> str:
    """The report as Markdown, to be appended to the file that `GITHUB_STEP_SUMMARY` names."""
    return markdown.body(report, view, _SUMMARY)


def _finding(finding: Finding) -> str:
    place = finding.location
    properties = {
        "title": f"{finding.rule} [{finding.code}]",
        "file": place.path,
        "line": str(place.start.line),
        "col": str(place.start.column),
        "endLine": str(place.end.line),
        "endColumn": str(place.end.column),
    }
    joined = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    text = f"{finding.message}. {finding.help}" if finding.help else finding.message
    return f"::{_LEVELS[finding.severity]} {joined}::{_data(text)}"


def _undetermined(item: Undetermined) -> str:
    file = f",file={_property(item.path)}" if item.path else ""
    crashed = f"rule {item.rule} crashed: " if item.rule else ""
    return f"::error title=undetermined{file}::{_data(crashed + item.reason)}"


def _data(text: str) -> str:
    return printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
