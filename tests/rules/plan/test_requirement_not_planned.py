"""Requirements that a plan leaves out, beyond the examples of the manual."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

FOLDER = "specs/001-login"
SPEC = {f"{FOLDER}/spec.md": "# Spec\n\n" + "".join(f"- **FR-00{n}**: It MUST {n}.\n" for n in range(1, 7))}
STRICT = {".specify/specward.yml": "trace:\n  profile: strict\n"}


def plan(text: str) -> dict[str, str]:
    return {f"{FOLDER}/plan.md": f"# Plan\n\n{text}\n"}


def test_what_a_plan_by_requirements_leaves_out_is_one_finding(findings: Find) -> None:
    (found,) = findings("PLN008", SPEC | plan("FR-001 to FR-003, and FR-5"))
    assert (found.message, found.severity) == ("the plan does not name FR-004, FR-006", Severity.INFO)
    assert [place.start.line for place in found.related] == [6, 8]


@pytest.mark.parametrize("text", ["", "A form.", "FR-001, FR-002 and FR-003", "FR-001–006", "FR-001 … FR-006"])
def test_other_plans_are_left_alone(text: str, findings: Find) -> None:
    assert findings("PLN008", SPEC | plan(text)) == []


def test_the_documents_beside_the_plan_count_and_the_tasks_do_not(findings: Find) -> None:
    files = SPEC | plan("FR-001 to FR-004")
    tasks = {f"{FOLDER}/tasks.md": "- [ ] T001 a (FR-005, FR-006)\n"}
    beside = {f"{FOLDER}/research.md": "FR-005\n", f"{FOLDER}/contracts/api.md": "FR-006\n"}
    assert len(findings("PLN008", files | tasks)) == 1
    assert findings("PLN008", files | beside) == []


def test_a_strict_profile_judges_every_plan_and_warns(findings: Find) -> None:
    (found,) = findings("PLN008", SPEC | plan("A form.") | STRICT)
    assert found.message == "the plan does not name FR-001, FR-002, FR-003, FR-004, FR-005 and 1 more"
    assert found.severity is Severity.WARNING


def test_without_a_plan_nothing_is_left_out(findings: Find) -> None:
    assert findings("PLN008", SPEC | STRICT) == []
