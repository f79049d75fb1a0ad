"""Which stories lack a priority, and which need none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

SPEC = "specs/001-login/spec.md"


def spec(*headings: str, below: str = "") -> dict[str, str]:
    return {SPEC: "# Feature Specification: Login\n\n" + "\n\n".join(f"### {one}\n\n{below}" for one in headings)}


@pytest.mark.verifies("005-the-whole-checker/AC-001")
def test_a_story_without_a_priority_beside_one_that_has_it_is_told_at_its_heading(findings: Find) -> None:
    (found,) = findings("SPC006", spec("User Story 1 - a (Priority: P1)", "User Story 2 - b"))
    assert found.message == "US2 has no priority"
    assert found.location.excerpt == "### User Story 2 - b"


def test_stories_none_of_which_has_a_priority_are_one_finding(findings: Find) -> None:
    (found,) = findings("SPC006", spec("User Story 1 - a", "User Story 2 - b", "User Story 3 - c"))
    assert found.message == "none of the 3 stories has a priority"
    assert [place.excerpt for place in found.related] == ["### User Story 2 - b", "### User Story 3 - c"]


@pytest.mark.parametrize(
    "second",
    [
        "User Story 2 - b (P2)",
        "P2 User Story 2: b",
        "User Story 2 - b (Prioridade: P2)",
        "User Story 2 - b (deferred)",
        "User Story 2 - b (Priority: OUT OF SCOPE)",
        "Primary User Story",
    ],
)
def test_a_priority_in_any_form_and_a_story_that_is_put_off_are_left_alone(second: str, findings: Find) -> None:
    assert findings("SPC006", spec("User Story 1 - a (Priority: P1)", second)) == []


def test_a_priority_below_the_heading_or_above_it_counts(findings: Find) -> None:
    assert findings("SPC006", spec("User Story 1 - a", "User Story 2 - b", below="**Priority**: P1\n")) == []
    grouped = "# Spec\n\n## Must have (P1)\n\n### User Story 1 - a\n\nx\n\n### User Story 2 - b\n\nx\n"
    assert findings("SPC006", {SPEC: grouped}) == []


def test_an_only_story_needs_no_priority(findings: Find) -> None:
    assert findings("SPC006", spec("User Story 1 - a")) == []


def test_two_stories_of_one_number_are_told_at_the_second(findings: Find) -> None:
    (found,) = findings("SPC021", spec("User Story 1 - a", "User Story 2 - b", "User Story 1: c"))
    assert found.message == "US1 is the number of another story already"
    assert (found.location.excerpt, found.related[0].excerpt) == ("### User Story 1: c", "### User Story 1 - a")


def test_parts_of_a_story_and_headings_that_mention_one_have_other_numbers(findings: Find) -> None:
    headings = ("User Story 1 - a", "User Story 1b - b", "User Story 1.1 - c", "Settings (User Story 1)")
    assert findings("SPC021", spec(*headings)) == []


@pytest.mark.parametrize("title", ["Functional Requirements", "Requisitos funcionais", "Anforderungen", "機能要件"])
def test_a_heading_that_groups_requirements_by_story_is_no_second_story(title: str, findings: Find) -> None:
    story = "### User Story 1 - a (Priority: P1)\n\n1. **Given** a, **When** b, **Then** c\n"
    text = f"# S\n\n{story}\n### {title}\n\n#### User Story 1: a\n\n- **FR-001**: The page MUST show it\n"
    for code in ("SPC021", "SPC006", "SPC007"):
        assert findings(code, {SPEC: text}) == []
    assert len(findings("SPC021", {SPEC: text.replace(f"### {title}", "### More")})) == 1
