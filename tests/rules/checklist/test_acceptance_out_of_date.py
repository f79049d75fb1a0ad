from __future__ import annotations

from typing import TYPE_CHECKING

from specward.acceptance.checklist import MARK

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

SPEC = """\
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **AC-001**: **Given** an account, **When** the right password is sent, **Then** a session starts
2. **AC-002**: **Given** an account, **When** a wrong one is sent, **Then** it is refused
"""
FIRST = "- [x] CHK001 **AC-001**: Given an account, When the right password is sent, Then a session starts\n"
SECOND = "- [ ] CHK002 **AC-002**: Given an account, When a wrong one is sent, Then it is refused\n"


def said(findings: Find, boxes: str, spec: str = SPEC, mark: str = MARK) -> list[tuple[str, int]]:
    files = {
        "specs/001-login/spec.md": spec,
        "specs/001-login/checklists/acceptance.md": f"{mark}\n\n# Acceptance Checklist: Login\n\n{boxes}",
    }
    return [(finding.message, finding.location.start.line) for finding in findings("CHK006", files)]


def test_a_checklist_that_lists_every_criterion_is_current_whatever_is_ticked(findings: Find) -> None:
    assert said(findings, FIRST + SECOND) == []
    assert said(findings, (FIRST + SECOND).replace("[x]", "[ ]")) == []
    assert said(findings, SECOND + "  - `tests/test_login.py::test_refused`\n" + FIRST) == []


def test_criteria_without_a_box_are_told_at_once(findings: Find) -> None:
    assert said(findings, "") == [("AC-001 and 1 more of the spec has no box", 1)]


def test_a_box_with_other_words_than_the_spec_is_told(findings: Find) -> None:
    assert said(findings, FIRST + SECOND.replace("refused", "accepted")) == [
        ("the spec says something else of this criterion", 6)
    ]


def test_a_box_for_a_criterion_that_is_gone_is_told(findings: Find) -> None:
    third = SECOND.replace("2", "3")
    assert said(findings, FIRST + SECOND + third) == [("the spec has no such criterion", 7)]


def test_a_checklist_of_somebody_else_is_not_judged(findings: Find) -> None:
    assert said(findings, FIRST, mark="<!-- ours -->") == []


def test_a_criterion_without_an_id_of_its_own_is_not_missed(findings: Find) -> None:
    spec = SPEC.replace("**AC-002**: ", "")
    assert said(findings, FIRST, spec) == []
