from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from specward.finding import Severity
from specward.output import junit

if TYPE_CHECKING:
    from specward.check.report import Report
    from specward.output.view import View

# What `junit-10.xsd` of Jenkins' xUnit plugin allows, of what is written here; it requires all but what ends in `?`.
ALLOWED = {
    "testsuites": "name tests failures errors",
    "testsuite": "name tests failures errors skipped",
    "testcase": "name classname",
    "failure": "message type",
    "error": "message type",
    "system-out": "",
}
HOLDS = {"testsuites": {"testsuite"}, "testsuite": {"testcase"}, "testcase": {"failure", "error", "system-out"}}


def parsed(report: Report, view: View) -> ET.Element:
    return ET.fromstring(junit.render(report, view))  # noqa: S314 -- written here


@pytest.mark.verifies("005-the-whole-checker/AC-009")
def test_the_whole_form_of_a_report(full: Report, view: View) -> None:
    assert junit.render(full, view._replace(rules=view.rules[:1])) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites name="spec check" tests="6" failures="1" errors="2">\n'
        '  <testsuite name="spec check" tests="6" failures="1" errors="2" skipped="0">\n'
        '    <testcase classname="DOC001 unreadable-document" name="finds nothing" />\n'
        '    <testcase classname="PRJ002 malformed-feature-folder" name="specs/002-out">\n'
        "      <system-out>specs/002-out: info: the folder 002-out is not named NNN-slug</system-out>\n"
        "    </testcase>\n"
        '    <testcase classname="SPC002 duplicate-requirement-id" name="specs/001-é login/spec.md">\n'
        '      <failure message="`FR-001` is declared a second time" type="error">'
        "specs/001-é login/spec.md:4:18: error: `FR-001` is declared a second time\n"
        "  help: delete one copy</failure>\n"
        "    </testcase>\n"
        '    <testcase classname="TSK001 malformed-task" name="specs/002-out/tasks.md">\n'
        "      <system-out>specs/002-out/tasks.md:3:3: warning: no blank in the box</system-out>\n"
        "    </testcase>\n"
        '    <testcase classname="crash of story-without-criterion" name="project">\n'
        """      <error message="KeyError: 'x'" type="undetermined">KeyError: 'x'</error>\n"""
        "    </testcase>\n"
        '    <testcase classname="undetermined" name="specs/003-x/spec.md">\n'
        '      <error message="permission denied" type="undetermined">permission denied</error>\n'
        "    </testcase>\n"
        "  </testsuite>\n"
        "</testsuites>\n"
    )


@pytest.mark.verifies("005-the-whole-checker/AC-009")
def test_only_what_the_schema_of_jenkins_knows_is_written(full: Report, empty: Report, view: View) -> None:
    for report in (full, empty):
        for element in parsed(report, view).iter():
            assert set(element.keys()) == set(ALLOWED[element.tag].split())
            assert {child.tag for child in element} <= HOLDS.get(element.tag, set())


def test_what_fails_the_run_is_what_fails(full: Report, view: View) -> None:
    strict = parsed(full, view._replace(fail_on=Severity.INFO))
    assert (strict.get("failures"), strict.get("errors")) == ("3", "2")
    assert parsed(full, view).get("failures") == "1"


def test_every_rule_is_seen_to_have_been_run(full: Report, view: View) -> None:
    groups = {case.get("classname", "").partition(" ")[0] for case in parsed(full, view).iter("testcase")}
    assert {rule.code for rule in view.rules} <= groups


def test_several_findings_of_a_rule_in_a_file_are_one_case_that_is_known_again(full: Report, view: View) -> None:
    first = full.findings[0]
    lower = first._replace(location=first.location._replace(start=first.location.start._replace(line=9)))
    report = full._replace(findings=(first, lower), undetermined=())
    (case,) = [case for case in parsed(report, view).iter("testcase") if len(case)]
    assert case[0].get("message") == "`FR-001` is declared a second time (and 1 more)"
    assert (case[0].text or "").count("declared a second time") == 2
    assert "4" not in f"{case.get('name')}{case.get('classname')}"
