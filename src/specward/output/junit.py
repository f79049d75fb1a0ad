"""A report as JUnit XML: what one rule finds in one file is a test case, and a rule that finds nothing is one too.

A finding that fails the run is a failure; a lesser one is written down in a case that passes. What could not be
decided is an error. The names of cases hold no lines, so that a server knows a case again.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from specward.output.excerpt import position
from specward.output.junit_xml import ERROR, FAILURE, PASSED, Case, document
from specward.output.view import PLAIN, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.check.report import Report, Undetermined
    from specward.finding import Finding, Severity

_NAME = "spec check"


def render(report: Report, view: View = PLAIN) -> str:
    """The report as one XML document with one suite."""
    return document(_NAME, [(_NAME, [*_cases(report, view)])])


def _cases(report: Report, view: View) -> Iterator[Case]:
    found = {finding.code for finding in report.findings}
    for rule in view.rules:
        if rule.code not in found:
            yield Case("finds nothing", group=f"{rule.code} {rule.name}")
    for _, same in groupby(sorted(report.findings, key=_of_one_case), key=_of_one_case):
        yield _case([*same], view.fail_on)
    for _, items in groupby(report.undetermined, key=lambda item: (item.path, item.rule)):
        yield _undetermined([*items])


def _of_one_case(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.location.path


def _case(findings: list[Finding], fail_on: Severity) -> Case:
    worst = max(findings, key=lambda finding: finding.severity)
    fails = worst.severity >= fail_on
    more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
    return Case(
        worst.location.path,
        FAILURE if fails else PASSED,
        group=f"{worst.code} {worst.rule}",
        message=f"{worst.message}{more}",
        kind=worst.severity.label,
        lines=[line for finding in findings for line in _lines(finding)],
    )


def _lines(finding: Finding) -> Iterator[str]:
    yield f"{position(finding.location)}: {finding.severity.label}: {finding.message}"
    if finding.help:
        yield f"  help: {finding.help}"


def _undetermined(items: list[Undetermined]) -> Case:
    first = items[0]
    return Case(
        first.path or "project",
        ERROR,
        group=f"crash of {first.rule}" if first.rule else "undetermined",
        message=first.reason,
        kind="undetermined",
        lines=[item.reason for item in items],
    )
