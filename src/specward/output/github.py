"""A report as GitHub workflow commands, which become annotations on a pull request.

Source: GitHub's documentation of workflow commands; ten annotations per level and step are shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.output.text import printable

if TYPE_CHECKING:
    from specward.check.report import Report
    from specward.finding import Finding

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report) -> str:
    """One workflow command a finding and one for each undetermined item."""
    lines = [_finding(finding) for finding in report.findings]
    lines += [
        f"::error title=undetermined,file={_property(item.path)}::{_data(item.reason)}" for item in report.undetermined
    ]
    return "".join(f"{line}\n" for line in lines)


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


def _data(text: str) -> str:
    return printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
