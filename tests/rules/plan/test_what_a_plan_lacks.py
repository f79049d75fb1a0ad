"""Plans with unknown values, missing sections, too many risks, or files that never came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

PLAN = "specs/001-login/plan.md"
TASKS = "specs/001-login/tasks.md"
NINE = (
    "Scope and Dependencies",
    "Key Decisions and Rationale",
    "Interfaces and API Contracts",
    "Non-Functional Requirements (NFRs)",
    "Data Management and Migration",
    "Operational Readiness",
    "Risk Analysis and Mitigation",
    "Evaluation and Validation",
    "Architectural Decision Record (ADR)",
)


def sections(*titles: str) -> dict[str, str]:
    return {PLAN: "# Implementation Plan: Login\n\n" + "\n\n".join(f"## {n}. {t}" for n, t in enumerate(titles, 1))}


def context(line: str, heading: str = "Technical Context") -> dict[str, str]:
    return {PLAN: f"# Implementation Plan: Login\n\n## {heading}\n\n**Testing**: pytest\n{line}\n"}


@pytest.mark.verifies("005-the-whole-checker/AC-001")
def test_a_value_that_is_not_known_is_told_where_it_stands(findings: Find) -> None:
    (found,) = findings("PLN003", context("**Storage**: NEEDS CLARIFICATION (none is installed)"))
    assert found.message == "not known yet: Storage"
    assert (found.location.start.line, found.location.start.column) == (6, 14)


@pytest.mark.parametrize(
    "value", ["**NEEDS CLARIFICATION**", "[NEEDS CLARIFICATION: which?]", "PostgreSQL (NEEDS CLARIFICATION: version)"]
)
def test_the_marker_may_have_any_form(value: str, findings: Find) -> None:
    assert len(findings("PLN003", context(f"**Storage**: {value}"))) == 1


@pytest.mark.parametrize(
    "value",
    [
        "[e.g., PostgreSQL, files or NEEDS CLARIFICATION]",
        "all NEEDS CLARIFICATION markers are resolved",
        "PostgreSQL; was NEEDS CLARIFICATION until research",
        "PostgreSQL",
    ],
)
def test_the_templates_own_value_and_a_mention_ask_nothing(value: str, findings: Find) -> None:
    assert findings("PLN003", context(f"**Storage**: {value}")) == []


def test_the_marker_elsewhere_in_a_plan_is_left_alone(findings: Find) -> None:
    assert findings("PLN003", context("**Storage**: NEEDS CLARIFICATION", heading="Research")) == []


@pytest.mark.verifies("005-the-whole-checker/AC-001")
def test_a_plan_by_the_nine_sections_that_lacks_two_is_told_once(findings: Find) -> None:
    (found,) = findings("PLN004", sections(*NINE[:4], *NINE[5:8]))
    assert found.message == "the plan has no section on Data Management and Migration, Architecture Decisions"
    assert found.location.start.line == 1


def test_all_nine_sections_are_complete_and_five_are_another_kind_of_plan(findings: Find) -> None:
    assert findings("PLN004", sections(*NINE)) == []
    assert findings("PLN004", sections(*NINE[:5], "Summary", "Project Structure")) == []


RISKS = {
    "rows": "| Risk | Guard |\n|---|---|\n" + "".join(f"| r{n} | g |\n" for n in range(4)),
    "items": "".join(f"- r{n}\n  - its guard\n" for n in range(4)),
    "headings": "".join(f"### Risk {n}: r\n\n- guard\n\n" for n in range(1, 5)),
}


@pytest.mark.parametrize("form", RISKS)
def test_four_risks_are_one_too_many(form: str, findings: Find) -> None:
    (found,) = findings("PLN007", {PLAN: f"# P\n\n## 6. Risk Analysis and Mitigation\n\n{RISKS[form]}"})
    assert found.message == "4 risks are listed; the guideline asks for the 3 that matter most"
    assert found.location.start.line == 3


@pytest.mark.parametrize(
    "text",
    [
        "## Risk Analysis\n\n- a\n- b\n- c\n  - d\n  - e\n",
        "## Risk Analysis\n\n### Risk 1: a\n\n- x\n- y\n- z\n- w\n\n### Risk 2: b\n",
        f"## Risks\n\n{RISKS['rows']}",
        "## Risk Analysis\n\nOne risk, in four sentences. Two. Three. Four.\n",
    ],
)
def test_three_risks_and_a_section_of_another_name_are_left_alone(text: str, findings: Find) -> None:
    assert findings("PLN007", {PLAN: f"# P\n\n{text}"}) == []


TREE = {TASKS: "- [x] T001 a\n", "src/form.py": "FIELDS = ()\n"}


@pytest.mark.verifies("005-the-whole-checker/AC-001")
def test_a_file_that_never_came_is_told_once_the_feature_is_done(findings: Find) -> None:
    plan = {PLAN: "# P\n\nThe form is `src/form.py`.\n\n- `src/checking.py` checks\n- `src/asking.py` asks\n"}
    (found,) = findings("PLN006", {**plan, **TREE})
    assert found.message == "every task is ticked, and no commit ever held `src/checking.py`, `src/asking.py`"
    assert (found.location.start.line, [place.start.line for place in found.related]) == (5, [6])
    assert findings("PLN006", {**plan, **TREE, TASKS: "- [x] T001 a\n- [ ] T002 b\n"}) == []


@pytest.mark.parametrize(
    "words",
    [
        "`lib/form.py` has moved",
        "`src/<name>.py`",
        "`src/*.py`",
        "`src/checking.rs`",
        "`checking.py`",
        "`docs/checking.md`",
        "`src/.checking.py`",
        "`https://example.org/checking.py`",
        "`@form/checking.py`",
        "```\nsrc/checking.py\n```",
    ],
)
def test_what_nobody_can_tell_is_not_missing(words: str, findings: Find) -> None:
    plan = f"# P\n\n{words}\n"
    assert findings("PLN006", {PLAN: plan, **TREE}) == []
