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


def test_an_open_question_is_a_warning_beside_a_plan_that_is_still_the_template(findings: Find) -> None:
    plan = (
        "# Implementation Plan: [FEATURE]\n\n**Branch**: `[###-feature-name]` | **Date**: [DATE] | **Spec**: [link]\n"
    )
    fields = "[domain-specific, e.g., x]\n\n[Gates determined based on constitution file]\n\n[REMOVE IF UNUSED]\n"
    spec = {SPEC: "# Spec\n\n- **FR-001**: [NEEDS CLARIFICATION: when?]\n"}
    (found,) = findings("SPC001", {**spec, "specs/001-login/plan.md": f"{plan}\n{fields}"})
    assert found.severity is Severity.WARNING


def test_a_duplicate_shows_where_the_id_was_first(findings: Find) -> None:
    (found,) = findings("SPC002", {SPEC: "# Spec\n\n- **SC-001**: a\n- **SC-001**: b\n"})
    assert (found.location.start.line, found.related[0].start.line) == (4, 3)


def test_a_block_pasted_twice_is_one_duplicate_with_the_rest_related(findings: Find) -> None:
    block = "- **SC-001**: a page opens at once\n- **SC-002**: a form is sent at once\n"
    (found,) = findings("SPC002", {SPEC: f"# Spec\n\n{block}\n## Again\n\n{block}- **SC-003**: c\n"})
    assert found.message == "2 ids, SC-001 to SC-002, are declared a second time"
    assert [place.start.line for place in found.related] == [3, 4, 9]


@pytest.mark.parametrize(
    ("second", "help_"),
    [
        ("System MUST accept a password", "delete one copy"),
        ("System MUST accept a password (of 8 signs)", "delete one copy"),
        ("Sessions MUST end after an hour", "give one of the two the next free id, and mend what cites it"),
    ],
)
def test_what_helps_against_a_duplicate_depends_on_its_text(second: str, help_: str, findings: Find) -> None:
    text = f"# Spec\n\n- **FR-001**: System MUST accept a password\n- **FR-001**: {second}\n"
    assert [found.help for found in findings("SPC002", {SPEC: text})] == [help_]


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


@pytest.mark.parametrize(("silent", "told"), [(1, 1), (2, 0)])
def test_of_a_few_requirements_one_may_be_silent_by_mistake_and_two_are_so_on_purpose(
    silent: int, told: int, findings: Find
) -> None:
    lines = ["The page is shown to the user."] * silent + ["The system MUST work."] * (12 - silent)
    text = "# Spec\n\n" + "".join(f"- **FR-{number:03d}**: {line}\n" for number, line in enumerate(lines, 1))
    assert len(findings("SPC003", {SPEC: text})) == told


def test_words_that_any_sentence_may_have_make_no_style(findings: Find) -> None:
    text = (
        "# Spec\n\n- **FR-001**: Sign-in requires a token of it.\n- **FR-002**: Only the user is shown the page.\n"
        "- **FR-003**: The page is shown to the user.\n- **FR-004**: The system MUST work.\n"
    )
    assert findings("SPC003", {SPEC: text}) == []


def test_the_style_of_one_family_of_requirements_says_nothing_of_another(findings: Find) -> None:
    text = (
        "# Spec\n\n- **FR-001**: The system MUST work.\n- **FR-002**: The user MUST sign in.\n"
        "- **FR-003**: The page is shown to the user.\n- **NFR-001**: The page is shown in a second to the user.\n"
    )
    assert [found.message[:6] for found in findings("SPC003", {SPEC: text})] == ["FR-003"]


def test_a_requirement_that_is_out_of_scope_obliges_nobody(findings: Find) -> None:
    text = "# Spec\n\n- **FR-001**: The system MUST work.\n- **FR-002**: Refunds of the shop are **out of scope**.\n"
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
        "Once signed in, the page must show the name.\n",
        "Identical to User Story 2 of issue #12.\n",
        "Same flow as the existing `signIn`.\n",
        "See [the other story](../002-export/spec.md).\n",
    ],
)
def test_a_criterion_of_any_form_is_a_criterion(body: str, findings: Find) -> None:
    assert findings("SPC007", {SPEC: STORY + body}) == []


@pytest.mark.parametrize(
    "body",
    ["As a user, I want to sign in so that I can work.\n", "**Why this priority**: nobody can work without it.\n"],
)
def test_what_every_story_says_is_no_criterion(body: str, findings: Find) -> None:
    assert len(findings("SPC007", {SPEC: STORY + body})) == 1


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


def test_a_scenario_whose_given_may_hold_the_action_is_a_warning(findings: Find) -> None:
    complete = "1. **Given** a, **When** b, **Then** c\n" * 2
    text = f"{STORY}{complete}3. **Given** a, **Then** c\n4. **Given** a, **When** b\n"
    found = findings("SPC008", {SPEC: text})
    assert [(one.message, one.severity) for one in found] == [
        ("no When in scenario US1.3", Severity.WARNING),
        ("no Then in scenario US1.4", Severity.ERROR),
    ]
    assert found[0].help == "turn the action in the Given into a When"


def test_a_specification_that_does_without_when_has_a_style_of_its_own(findings: Find) -> None:
    bare = "1. **Given** a, **Then** c\n2. **Given** d, **Then** e\n"
    assert findings("SPC008", {SPEC: f"{STORY}{bare}3. **Given** a, **When** b, **Then** c\n"}) == []
    assert [one.message for one in findings("SPC008", {SPEC: f"{STORY}{bare}3. **Given** a\n"})] == [
        "no When and no Then in scenario US1.3"
    ]


@pytest.mark.parametrize("label", ["**Acceptance**:", "**Acceptance:**", "**Critérios de aceite**:"])
def test_a_label_on_a_further_line_of_a_paragraph_says_what_is_accepted(label: str, findings: Find) -> None:
    body = f"**Independent Test**: look at the list.\n{label} (1) the form; (2) back to the list.\n"
    assert findings("SPC007", {SPEC: STORY + body}) == []
    assert len(findings("SPC007", {SPEC: STORY + body.partition("\n")[0]})) == 1


@pytest.mark.parametrize(
    "more",
    [
        "### Delivery status\n\n- **FR-001**: built\n- **FR-002**: put off\n",
        "### Who\n\n- FR-002: one hour\n",
        "### Who\n\n- FR-002: one hour\n- FR-3-4: two hours\n",
        "### FR-001 in detail: the fields\n\nName and mail.\n",
    ],
)
def test_what_is_said_again_of_a_requirement_declares_nothing(more: str, findings: Find) -> None:
    spec = "# S\n\n## Requirements\n\n- **FR-001**: x MUST a\n- **FR-002**: x MUST b\n"
    assert findings("SPC002", {SPEC: f"{spec}\n{more}"}) == []
    assert len(findings("SPC002", {SPEC: f"{spec}- **FR-001**: x MUST c\n\n{more}"})) == 1
    assert len(findings("SPC002", {SPEC: f"{spec}\n### More\n\n- **FR-002**: x MUST c\n- **FR-003**: x MUST d\n"})) == 1


def test_headings_of_two_levels_are_no_two_requirements(findings: Find) -> None:
    spec = "# S\n\n## Requirements\n\n### FR-001: Sign in\n\nx MUST a\n\n{} FR-001: Sign in\n\nx MUST b\n"
    assert findings("SPC002", {SPEC: spec.format("##")}) == []
    assert len(findings("SPC002", {SPEC: spec.format("###")})) == 1
