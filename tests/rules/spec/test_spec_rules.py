"""The rules on specifications, beyond the examples of their manuals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

SPEC = "specs/001-login/spec.md"
STORY = "# Feature Specification: Login\n\n### User Story 1 - Sign in (Priority: P1)\n\n"


def test_an_open_question_is_an_error_once_there_is_a_plan(findings: Find) -> None:
    spec = {SPEC: "# Spec\n\n- **FR-001**: [NEEDS CLARIFICATION: when?]\n"}
    assert [found.severity for found in findings("SPC001", spec)] == [Severity.WARNING]
    planned = {**spec, "specs/001-login/plan.md": "# Plan\n"}
    assert [found.severity for found in findings("SPC001", planned)] == [Severity.ERROR]


def test_a_duplicate_shows_where_the_id_was_first(findings: Find) -> None:
    (found,) = findings("SPC002", {SPEC: "# Spec\n\n- **SC-001**: a\n- **SC-001**: b\n"})
    assert (found.location.start.line, found.related[0].start.line) == (4, 3)


def test_a_coverage_list_is_no_duplicate(findings: Find) -> None:
    text = "# Spec\n\n- **FR-001**: a\n\n## Coverage\n\n- **FR-001** (a) → User Story 1\n- FR-001, FR-002: later\n"
    assert findings("SPC002", {SPEC: text}) == []


@pytest.mark.parametrize(
    "second",
    [
        "The system:\n  - MUST log the attempt of the user",
        "ログインできなければならない",
        "Payment and refunds of the shop need a receipt",
        "Sign in",
    ],
)
def test_a_requirement_with_a_norm_or_in_an_unknown_language_is_left_alone(second: str, findings: Find) -> None:
    text = f"# Spec\n\n- **FR-001**: The system MUST work.\n- **FR-002**: {second}\n"
    assert findings("SPC003", {SPEC: text}) == []


def test_a_spec_that_never_uses_modals_has_a_style_of_its_own(findings: Find) -> None:
    text = "# Spec\n\n- **FR-001**: The page shows the name of the user.\n- **FR-002**: The user is sent to the page.\n"
    assert findings("SPC003", {SPEC: text}) == []


@pytest.mark.parametrize(
    "body",
    [
        "**Acceptance Criteria**:\n\n- the session starts\n",
        "**Acceptance**: a session starts\n",
        "#### Acceptance Tests\n\n| Input | Output |\n|---|---|\n| a | b |\n",
        "- wrong password → 401\n",
        "- **AC-001**: a session starts\n",
        "**驗收情境**:\n\n1. 登入\n",
    ],
)
def test_a_criterion_of_any_form_is_a_criterion(body: str, findings: Find) -> None:
    assert findings("SPC007", {SPEC: STORY + body}) == []


def test_a_story_out_of_scope_needs_no_criterion(findings: Find) -> None:
    assert findings("SPC007", {SPEC: "# Spec\n\n### User Story 1 - Later (Priority: OUT OF SCOPE)\n\nText.\n"}) == []


@pytest.mark.parametrize(
    ("scenario", "message"),
    [
        ("**Given** a, **Then** c", "no When in scenario US1.1"),
        ("**Given** a, **When** b", "no Then in scenario US1.1"),
        ("**Given** a", "no When and no Then in scenario US1.1"),
        ("**Given** a, **When** b, **Then**", "Then says nothing in scenario US1.1"),
    ],
)
def test_an_incomplete_scenario_says_what_is_missing(scenario: str, message: str, findings: Find) -> None:
    assert [found.message for found in findings("SPC008", {SPEC: f"{STORY}1. {scenario}\n"})] == [message]


def test_a_scenario_without_given_is_complete(findings: Find) -> None:
    assert findings("SPC008", {SPEC: f"{STORY}1. **When** b, **Then** c\n"}) == []
