"""A report as SARIF 2.1.0, for code scanning and for whatever else reads results of static analysis.

Source: OASIS, Static Analysis Results Interchange Format Version 2.1.0; the properties are those that GitHub's code
scanning reads. Paths are relative to the root of the project, which the reader knows as `%SRCROOT%`; times, hosts and
absolute paths are left out, so that the same project gives the same file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from specward import __version__
from specward.check.identity import fingerprints
from specward.output.safe_json import dumps
from specward.output.sarif_rules import LEVELS, descriptor
from specward.output.view import PLAIN, View

if TYPE_CHECKING:
    from specward.check.fix_places import FixPlaces
    from specward.check.report import Report, Undetermined
    from specward.finding import Finding, Fix, Location, Position

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_UNDETERMINED = "undetermined"
_HELP = "Something could not be read or decided. It is not a pass."
_NOTIFICATION = {
    "id": _UNDETERMINED,
    "shortDescription": {"text": "Something could not be read or decided."},
    "fullDescription": {"text": _HELP},
    "help": {"text": _HELP, "markdown": _HELP},
    "defaultConfiguration": {"level": "error"},
}
_EXCERPT_LIMIT = 400
"""An excerpt of so many characters may be the head of a longer line, and then it is no whole snippet."""
_MOST_LINKS = 3


def render(report: Report, view: View = PLAIN) -> str:
    """The report as one SARIF log with one run."""
    return dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(report, view)]})


def _run(report: Report, view: View) -> dict[str, Any]:
    rules = [descriptor(rule) for rule in view.rules]
    indexes = {rule.code: index for index, rule in enumerate(view.rules)}
    for finding in report.findings:
        if finding.code not in indexes:
            indexes[finding.code] = len(rules)
            rules.append({"id": finding.code, "name": finding.rule})
    named = {rule.name: rule.code for rule in view.rules}
    identified = zip(report.findings, fingerprints(report.findings), strict=True)
    return {
        "tool": {
            "driver": {
                "name": "Specward",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": rules,
                "notifications": [_NOTIFICATION],
            }
        },
        "invocations": [
            {
                "executionSuccessful": not report.undetermined,
                "toolExecutionNotifications": [_notification(item, named, indexes) for item in report.undetermined],
            }
        ],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the project."}}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": [_result(finding, indexes[finding.code], mark, view.places) for finding, mark in identified],
    }


def _notification(item: Undetermined, named: dict[str, str], indexes: dict[str, int]) -> dict[str, Any]:
    said: dict[str, Any] = {
        "descriptor": {"id": _UNDETERMINED, "index": 0},
        "level": "error",
        "message": {"text": _plain(f"the rule {item.rule} crashed: {item.reason}" if item.rule else item.reason)},
    }
    if item.path:
        said["locations"] = [{"physicalLocation": {"artifactLocation": _artifact(item.path)}}]
    if code := named.get(item.rule):
        said["associatedRule"] = {"id": code, "index": indexes[code]}
    return said


def _result(finding: Finding, index: int, fingerprint: str, places: FixPlaces) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [_location(finding.location)],
        # The second name is the one that GitHub's code scanning knows alerts by.
        "partialFingerprints": {"specwardFinding/v1": fingerprint, "primaryLocationLineHash": fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [{"id": n, **_location(place)} for n, place in enumerate(finding.related, 1)]
    if fix := _fix(finding.fix, places):
        result["fixes"] = [fix]
    return result


def _message(finding: Finding) -> str:
    """What is wrong and what to do, as sentences, with links to the places that belong to it."""
    sentences = [_sentence(finding.message), *([_sentence(finding.help)] if finding.help else [])]
    links = [f"[{_linked(place)}]({n})" for n, place in enumerate(finding.related[:_MOST_LINKS], 1)]
    return " ".join([*sentences, *([f"See {', '.join(links)}."] if links else [])])


def _sentence(words: str) -> str:
    text = _plain(words)
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _linked(place: Location) -> str:
    words = place.label or place.path
    return _plain(words).replace("[", "(").replace("]", ")")


def _plain(words: str) -> str:
    """Words of a document in which nobody sees a link: in a message, `[words](target)` is one."""
    return words.replace("](", "] (")


def _location(place: Location) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(place.path)}
    if not place.excerpt and place.start == (1, 1):
        # Left out it would be the whole file, as is meant, but code scanning takes nothing without a line.
        physical["region"] = {"startLine": 1}
    else:
        physical["region"] = {**_region(place.start, place.end), **_snippet(place)}
        if place.excerpt and len(place.excerpt) < _EXCERPT_LIMIT:
            physical["contextRegion"] = {"startLine": place.start.line, "snippet": {"text": place.excerpt}}
    located: dict[str, Any] = {"physicalLocation": physical}
    if place.label:
        located["message"] = {"text": _plain(place.label)}
    return located


def _artifact(path: str) -> dict[str, Any]:
    return {"uri": quote(path, errors="surrogatepass"), "uriBaseId": _ROOT}


def _region(start: Position, end: Position) -> dict[str, Any]:
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _snippet(place: Location) -> dict[str, Any]:
    """The words at a place of one line, where all of them are known."""
    first, past = place.start.column - 1, place.end.column - 1
    if place.start.line != place.end.line or not first < past <= len(place.excerpt):
        return {}
    return {"snippet": {"text": place.excerpt[first:past]}}


def _fix(fix: Fix | None, places: FixPlaces) -> dict[str, Any] | None:
    """A fix, or None where it cannot be said: SARIF has no word for giving a file another name."""
    edits = places.edits(fix) if fix and not fix.renames else None
    if not fix or not edits:
        return None
    changes: dict[str, list[dict[str, Any]]] = {}
    for edit in edits:
        replacement = {"deletedRegion": _region(edit.start, edit.end), "insertedContent": {"text": edit.text}}
        changes.setdefault(edit.path, []).append(replacement)
    return {
        "description": {"text": _plain(fix.title)},
        "artifactChanges": [
            {"artifactLocation": _artifact(path), "replacements": replacements}
            for path, replacements in changes.items()
        ],
        "properties": {"safe": fix.safe},
    }
