"""A report as JSON, version 1. The form is an interface: see `docs/schemas/report-v1.json`.

It is kept apart from the internal values, so that they can change without breaking anybody.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from specward import __version__
from specward.finding import Severity

if TYPE_CHECKING:
    from specward.check.report import Report
    from specward.finding import Finding, Location
    from specward.rule import Rule


def render(report: Report) -> str:
    """The report as one JSON object, two blanks of indent, ASCII escapes only where JSON needs them."""
    return json.dumps(as_dict(report), indent=2, ensure_ascii=False) + "\n"


def as_dict(report: Report) -> dict[str, Any]:
    """The report as plain values."""
    return {
        "schema": "specward/report/v1",
        "version": __version__,
        "summary": {
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "infos": report.count(Severity.INFO),
            "suppressed": report.suppressed,
            "waived": report.waived,
            "undetermined": len(report.undetermined),
            "rules": report.rules,
            "checked": {kind.value: count for kind, count in sorted(report.checked.items(), key=lambda x: x[0].value)},
        },
        "findings": [finding_as_dict(finding) for finding in report.findings],
        "undetermined": [
            {"path": item.path, "rule": item.rule or None, "reason": item.reason} for item in report.undetermined
        ],
    }


def rule_as_dict(rule: Rule) -> dict[str, Any]:
    """What a rule declares, as plain values; its texts left out."""
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.label,
        "scope": rule.scope.value,
        "since": rule.since,
    }


def finding_as_dict(finding: Finding) -> dict[str, Any]:
    """A finding as plain values."""
    return {
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity.label,
        "message": finding.message,
        "help": finding.help or None,
        "location": _location(finding.location),
        "related": [_location(location) for location in finding.related],
    }


def _location(location: Location) -> dict[str, Any]:
    return {
        "path": location.path,
        "start": {"line": location.start.line, "column": location.start.column},
        "end": {"line": location.end.line, "column": location.end.column},
        "label": location.label or None,
    }
