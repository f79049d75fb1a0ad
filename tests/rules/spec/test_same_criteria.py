"""Criteria that say the same, and ids that two criteria have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

SPEC = "specs/001-login/spec.md"
HEAD = "# Feature Specification: Login\n\n### User Story 1 - Sign in (Priority: P1)\n\n"
ONE = "1. **Given** an account, **When** the password is sent, **Then** a session starts\n"


@pytest.mark.verifies("005-the-whole-checker/AC-001")
def test_a_criterion_that_was_told_before_is_told_at_the_copy(findings: Find) -> None:
    (found,) = findings("SPC009", {SPEC: HEAD + ONE + "2. **Given** a, **When** b, **Then** c\n" + ONE})
    assert found.message == "US1.3 says the same as US1.1"
    assert (found.location.start.line, found.related[0].start.line) == (7, 5)


@pytest.mark.parametrize(
    "copy",
    [
        "2. **Given** an Account **When** the password is sent **Then** a session starts.\n",
        "2. Given an account, when the password is sent, then a session starts\n",
        "2. **AC-009** (FR-001): **Given** an account, **When** the *password* is sent, **Then** a session starts\n",
    ],
)
def test_case_emphasis_points_and_ids_make_no_difference(copy: str, findings: Find) -> None:
    assert len(findings("SPC009", {SPEC: HEAD + ONE + copy})) == 1


@pytest.mark.parametrize(
    "other",
    [
        "2. **Given** an account, **When** a wrong password is sent, **Then** a session starts\n",
        "2. **Given** an account **When** the password is sent **Then** no session starts\n",
        "2. **Given** an account the password, **When** is sent, **Then** a session starts\n",
        "2. **Given** an account, **When** the password is sent\n",
        "2. **Given** [a state], **When** [an action], **Then** [an outcome]\n" * 2,
    ],
)
def test_criteria_that_differ_in_one_word_or_have_no_result_are_two(other: str, findings: Find) -> None:
    assert findings("SPC009", {SPEC: HEAD + ONE + other}) == []


def test_a_block_of_criteria_pasted_twice_is_one_finding(findings: Find) -> None:
    block = "".join(f"{n}. **Given** a{n}, **When** b, **Then** c\n" for n in (1, 2, 3))
    text = HEAD + block + "\n### User Story 2 - Again (Priority: P2)\n\n" + block
    (found,) = findings("SPC009", {SPEC: text})
    assert found.message == "3 criteria from US2.1 on say the same as others before"
    assert [place.start.line for place in found.related] == [5, 6, 12, 7, 13]


def test_criteria_on_lines_of_their_own_are_compared_too(findings: Find) -> None:
    text = "# S\n\n- **AC-001**: a session starts\n- **AC-002**: A session starts.\n"
    assert [found.message for found in findings("SPC009", {SPEC: text})] == ["AC-002 says the same as AC-001"]


def test_two_scenarios_with_one_id_are_a_duplicate(findings: Find) -> None:
    text = (
        HEAD
        + "1. **AC-001**: **Given** a, **When** b, **Then** c\n2. **AC-001**: **Given** d, **When** e, **Then** f\n"
    )
    (found,) = findings("SPC002", {SPEC: text})
    assert found.message == "AC-001 is declared a second time"
    assert (found.location.start.line, found.location.start.column) == (6, 6)
