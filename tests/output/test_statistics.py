from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.finding import Severity
from specward.output import statistics

if TYPE_CHECKING:
    from specward.check.report import Report
    from specward.output.view import View


@pytest.mark.verifies("005-the-whole-checker/AC-009")
def test_rules_are_counted_the_most_frequent_first(full: Report, view: View) -> None:
    duplicate, folder, task = full.findings
    findings = (*[task] * 12, duplicate, duplicate._replace(severity=Severity.WARNING, fix=None), folder)
    assert statistics.render(full._replace(findings=findings, undetermined=()), view) == (
        "findings  fixable  unsafe  severity       code    rule\n"
        "      12       12       –  warning        TSK001  malformed-task\n"
        "       2        –       1  error/warning  SPC002  duplicate-requirement-id\n"
        "       1        1       –  info           PRJ002  malformed-feature-folder\n"
        "\n"
        "3 of 40 rules found something: 1 error, 13 warnings, 1 info in 2 of 3 documents and 1 other place"
        " · 2 suppressed · 1 waived\n"
        "13 can be mended with `spec check --fix`, 1 more with `--unsafe-fixes`\n"
    )


def test_rules_that_found_as_much_are_sorted_by_code(full: Report, view: View) -> None:
    codes = [line.split()[4] for line in statistics.render(full, view).splitlines()[1:4]]
    assert codes == ["PRJ002", "SPC002", "TSK001"]


def test_a_clean_project_is_one_line(empty: Report, view: View) -> None:
    assert statistics.render(empty, view) == "0 of 40 rules found something: no findings in 3 documents\n"


def test_what_could_not_be_decided_is_counted(full: Report, view: View) -> None:
    assert "2 undetermined" in statistics.render(full, view)


def test_the_head_is_bold_on_a_terminal(full: Report, view: View) -> None:
    assert statistics.render(full, view._replace(colour=True)).startswith("\x1b[1mfindings ")
