"""A report as GitLab's Code Quality artifact: what a merge request brings is shown beside its changes.

Source: GitLab's documentation of Code Quality, "Import Code Quality results from a CI/CD job". An entry needs a path, a
line and a fingerprint, and two of one fingerprint are one: places for which there is no better word are line 1, and
what is about the project as a whole is about `.`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specward.check.identity import TAG, fingerprints
from specward.finding import Severity
from specward.fingerprint import digest
from specward.output.safe_json import dumps
from specward.output.terminal import printable
from specward.output.view import PLAIN, View

if TYPE_CHECKING:
    from specward.check.report import Report, Undetermined
    from specward.finding import Finding

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
_PROJECT = "."


def render(report: Report, view: View = PLAIN) -> str:
    """The report as one JSON array."""
    del view
    identified = zip(report.findings, fingerprints(report.findings), strict=True)
    entries = [_finding(finding, fingerprint) for finding, fingerprint in identified]
    return dumps(entries + [_undetermined(item) for item in report.undetermined])


def _finding(finding: Finding, fingerprint: str) -> dict[str, Any]:
    words = f"{finding.message}. {finding.help}" if finding.help else finding.message
    return {
        "description": printable(f"{finding.rule} [{finding.code}]: {words}"),
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": finding.location.path, "lines": {"begin": finding.location.start.line}},
    }


def _undetermined(item: Undetermined) -> dict[str, Any]:
    said = f"rule {item.rule} crashed: {item.reason}" if item.rule else item.reason
    fields = (("kind", "undetermined"), ("path", item.path), ("rule", item.rule), ("reason", item.reason))
    return {
        "description": printable(f"undetermined: {said}"),
        "check_name": "undetermined",
        "fingerprint": digest(TAG, fields),
        "severity": "critical",
        "location": {"path": item.path or _PROJECT, "lines": {"begin": 1}},
    }
