from __future__ import annotations

from typing import TYPE_CHECKING

from specward.check.run import check
from specward.check.select import Selection
from specward.evidence.result import Evidence
from specward.project import Project
from specward.rules import RULES
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

PATH = ".specify/memory/constitution.md"
FILES = {
    PATH: "# C\n\n## Core Principles\n\n### I. Clean\n\nKeep it.\n\n"
    "```yaml enforce\n- command: make lint\n- command: make test\n```\n"
}


def found(evidence: Evidence | None) -> list[tuple[str, int]]:
    project = Project(MemorySource(FILES), evidence=evidence)
    report = check(project, Selection.of(project, RULES, select=["CON008"]))
    assert not report.undetermined
    return [(finding.message, finding.location.start.line) for finding in report.findings]


def test_a_check_says_nothing_about_trust(findings: Callable[[str, dict[str, str]], list[Finding]]) -> None:
    assert found(None) == []
    assert findings("CON008", FILES) == []


def test_a_verification_names_each_command_that_may_not_run() -> None:
    message = "the command of P-01 is not trusted here, so it does not run"
    assert found(Evidence()) == [(message, 10), (message, 11)]
    assert found(Evidence(trusted=frozenset({"make lint"}))) == [(message, 11)]
    assert found(Evidence(trusted=frozenset({"make lint", "make test"}))) == []
