"""A report as JSON, version 1. The form is an interface: see `docs/schemas/report-v1.json`.

It is kept apart from the internal values, so that they can change without breaking anybody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specward import __version__
from specward.check.identity import fingerprints
from specward.finding import Severity
from specward.output.safe_json import dumps
from specward.output.summary import fixable
from specward.output.view import PLAIN, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.check.fix_places import FixPlaces
    from specward.check.report import Report
    from specward.finding import Finding, Fix, Location, Position
    from specward.rule import Rule


def render(report: Report, view: View = PLAIN) -> str:
    """The report as one JSON object."""
    identified = zip(report.findings, fingerprints(report.findings), strict=True)
    value = {
        "schema": "specward/report/v1",
        "version": __version__,
        "summary": {
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "infos": report.count(Severity.INFO),
            "suppressed": report.suppressed,
            "waived": report.waived,
            "known": report.known,
            "gone": report.gone,
            "undetermined": len(report.undetermined),
            "fixable": fixable(report.findings)._asdict(),
            "rules": report.rules,
            "checked": dict(sorted(_checked(report))),
        },
        "findings": [
            {
                **finding_as_dict(finding),
                "fingerprint": fingerprint,
                "fix": _fix(finding.fix, view.places) if finding.fix else None,
            }
            for finding, fingerprint in identified
        ],
        "undetermined": [
            {"path": item.path, "rule": item.rule or None, "reason": item.reason} for item in report.undetermined
        ],
    }
    return dumps(value)


def _checked(report: Report) -> Iterator[tuple[str, int]]:
    yield from ((kind.value, count) for kind, count in report.checked.items())
    if report.modules:
        yield "module", report.modules


def rule_as_dict(rule: Rule) -> dict[str, Any]:
    """What a rule declares, as plain values; its texts left out."""
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.label,
        "strict": (rule.strict or rule.severity).label,
        "scope": rule.scope.value,
        "needs": rule.needs.value if rule.needs else None,
        "since": rule.since,
        "fixable": rule.fixable,
        "read": rule.read,
        "right": rule.right,
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
        "start": _position(location.start),
        "end": _position(location.end),
        "label": location.label or None,
    }


def _fix(fix: Fix, places: FixPlaces) -> dict[str, Any] | None:
    """A fix whole, or None where the places of its edits are not known."""
    edits = places.edits(fix)
    if edits is None:
        return None
    return {
        "title": fix.title,
        "safe": fix.safe,
        "edits": [
            {"path": edit.path, "start": _position(edit.start), "end": _position(edit.end), "text": edit.text}
            for edit in edits
        ],
        "renames": [{"path": rename.path, "to": rename.to} for rename in fix.renames],
    }


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}
