"""PLN005: choices of a plan that deserve a record and have none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.adr.suggest.gathered import planned
from specward.adr.suggest.suggestion import suggestions
from specward.check.manual import run_example
from specward.project import Project
from specward.rules import RULES
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

PLAN = "specs/001-login/plan.md"
CHOICE = """\
## Decisions

### Database

**Decision**: PostgreSQL for all persistent data
**Rationale**: transactions across all services
**Alternatives considered**: MongoDB, rejected for its weaker transactions
"""
FILES = {
    "specs/001-login/spec.md": "# Feature Specification: Login\n",
    PLAN: f"# Implementation Plan: Login\n\n{CHOICE}",
    "history/adr/0001-records.md": "# ADR-0001: Keep records\n\n- **Status:** Accepted\n",
}


@pytest.mark.verifies("004-decisions/AC-017")
def test_a_significant_decision_without_a_record_is_told_as_the_one_test_has_it(findings: Find) -> None:
    project = Project(MemorySource(FILES))
    (suggestion,) = suggestions(planned(project, project.feature("specs/001-login")))
    (found,) = findings("PLN005", FILES)
    assert found.message == f"no record says why: {suggestion.brief}"
    assert (found.location.path, found.location.start.line) == (suggestion.place.path, suggestion.place.line)
    assert found.location.excerpt == "**Decision**: PostgreSQL for all persistent data"
    assert f"`spec new adr --suggestion {suggestion.key}`" in found.help
    assert f"`spec adr suggest --decline {suggestion.key}`" in found.help


def test_what_research_decides_counts_too(findings: Find) -> None:
    files = {**FILES, PLAN: "# Implementation Plan: Login\n", "specs/001-login/research.md": f"# Research\n\n{CHOICE}"}
    (found,) = findings("PLN005", files)
    assert found.location.path == "specs/001-login/research.md"


def test_a_decision_that_is_recorded_or_declined_is_not_asked_for(findings: Find) -> None:
    record = "# ADR-0002: PostgreSQL as database\n\n- **Status:** Accepted\n\n## Decision\n\nPostgreSQL.\n"
    assert findings("PLN005", {**FILES, "history/adr/0002-database.md": record}) == []
    declined = "- key: abcdefgh\n  title: x\n  decides: [PostgreSQL as database]\n"
    assert findings("PLN005", {**FILES, ".specify/declined-decisions.yml": declined}) == []


def test_a_project_without_records_is_left_alone_until_it_says_that_it_wants_them(findings: Find) -> None:
    files = {path: text for path, text in FILES.items() if not path.startswith("history/")}
    assert findings("PLN005", files) == []
    assert len(findings("PLN005", {**files, ".specify/specward.yml": "adr: {format: madr}\n"})) == 1


def test_refusals_that_cannot_be_read_leave_it_undetermined() -> None:
    rule = next(rule for rule in RULES if rule.code == "PLN005")
    report = run_example(rule, {**FILES, ".specify/declined-decisions.yml": "- key: [\n"}, RULES)
    assert [undetermined.path for undetermined in report.undetermined] == [".specify/declined-decisions.yml"]
    assert report.findings == ()


def test_a_long_decision_is_shortened(findings: Find) -> None:
    options = ", ".join(f"Option number {number} of a long list" for number in range(20))
    files = {**FILES, PLAN: FILES[PLAN].replace("MongoDB, rejected", f"MongoDB, MySQL, Oracle, {options}, rejected")}
    (found,) = findings("PLN005", files)
    assert len(found.message) <= 125
