"""A report as rdjson, from which reviewdog writes comments with suggestions.

Source: the Reviewdog Diagnostic Format (`reviewdog.proto`): columns count bytes of UTF-8 from 1, ends are exclusive,
and a suggestion lies in the file that its diagnostic is about. Messages become Markdown in a comment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specward.finding import Severity
from specward.output.markdown_words import inert
from specward.output.safe_json import dumps
from specward.output.view import PLAIN, View

if TYPE_CHECKING:
    from specward.check.fix_places import FixPlaces
    from specward.check.report import Report, Undetermined
    from specward.finding import Finding, Location, Position

_PROJECT = "."
"""The path of what is about the project as a whole: a diagnostic must have one."""
_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def render(report: Report, view: View = PLAIN) -> str:
    """The report as one `DiagnosticResult`."""
    diagnostics = [_diagnostic(finding, view.places) for finding in report.findings]
    diagnostics += [_undetermined(item) for item in report.undetermined]
    return dumps({"source": {"name": "specward"}, "diagnostics": diagnostics})


def _diagnostic(finding: Finding, places: FixPlaces) -> dict[str, Any]:
    words = f"{finding.message}\n{finding.help}" if finding.help else finding.message
    location: dict[str, Any] = {"path": finding.location.path}
    if finding.location.excerpt or finding.location.start != (1, 1):
        location["range"] = _range(finding.location, places)
    diagnostic: dict[str, Any] = {
        "message": "\n".join(inert(line) for line in words.split("\n")),
        "location": location,
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": f"{finding.rule} [{finding.code}]"},
    }
    if suggestion := _suggestion(finding, places):
        diagnostic["suggestions"] = [suggestion]
    return diagnostic


def _suggestion(finding: Finding, places: FixPlaces) -> dict[str, Any] | None:
    """The finding's fix, where it is an edit of the file that the finding is about and of no other."""
    edit = places.one_edit(finding.fix) if finding.fix else None
    if edit is None or edit.path != finding.location.path:
        return None
    columns = [places.byte_column(edit.path, position) for position in (edit.start, edit.end)]
    lines = (edit.start.line, edit.end.line)
    start, end = ({"line": line, "column": column} for line, column in zip(lines, columns, strict=True))
    return {"range": {"start": start, "end": end}, "text": edit.text}


def _range(place: Location, places: FixPlaces) -> dict[str, Any]:
    """A place by bytes, or by whole lines where its text is not at hand."""
    columns = (_column(place, place.start, places), _column(place, place.end, places))
    if None in columns:
        return {"start": {"line": place.start.line}, "end": {"line": place.end.line}}
    return {
        "start": {"line": place.start.line, "column": columns[0]},
        "end": {"line": place.end.line, "column": columns[1]},
    }


def _column(place: Location, position: Position, places: FixPlaces) -> int | None:
    before = position.column - 1
    if position.line == place.start.line and before <= len(place.excerpt):
        return len(place.excerpt[:before].encode("utf-8", "surrogatepass")) + 1
    return places.byte_column(place.path, position)


def _undetermined(item: Undetermined) -> dict[str, Any]:
    said = f"rule {item.rule} crashed: {item.reason}" if item.rule else item.reason
    return {
        "message": inert(said),
        "location": {"path": item.path or _PROJECT},
        "severity": "ERROR",
        "code": {"value": "undetermined"},
    }
