"""Requirements that no criterion names, beyond the examples of the manual."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

SPEC = "specs/001-login/spec.md"
STRICT = {".specify/specward.yml": "trace:\n  profile: strict\n"}
REQUIREMENTS = "\n## Requirements\n\n- **FR-001**: It MUST a.\n- **FR-002**: It MUST b.\n- **FR-003**: It MUST c.\n"
STORY = "# Spec\n\n### User Story 1 - Sign in (Priority: P1)\n\n"
TIED = "1. **AC-001** (FR-001): **Given** a, **When** b, **Then** c\n"
PLAIN = "1. **Given** a, **When** b, **Then** c\n"


def missing(found: list[Finding]) -> list[str]:
    return [finding.message.rpartition(" ")[2] for finding in found]


@pytest.mark.parametrize(
    "criteria",
    [
        TIED,
        "1. **Given** a, **When** b, **Then** c (FR-001)\n",
        TIED + PLAIN.replace("1.", "2."),
        "- **AC-001**: The account is there (FR-001)\n",
    ],
)
def test_where_criteria_are_tied_each_requirement_without_one_is_named(criteria: str, findings: Find) -> None:
    found = findings("SPC012", {SPEC: STORY + criteria + REQUIREMENTS})
    assert missing(found) == ["FR-002", "FR-003"]
    assert {finding.severity for finding in found} == {Severity.WARNING}


@pytest.mark.parametrize(
    "criteria", ["", PLAIN, TIED + PLAIN + PLAIN, "1. **Given** a, **When** b, **Then** c as FR-001 says\n"]
)
def test_where_criteria_are_not_tied_nothing_is_said(criteria: str, findings: Find) -> None:
    assert findings("SPC012", {SPEC: STORY + criteria + REQUIREMENTS}) == []


@pytest.mark.parametrize(
    "more",
    [
        "2. **AC-002** (FR-002, FR-003): **Given** a, **When** b, **Then** c\n",
        "2. **Given** a, **When** b, **Then** what FR-002 and FR-003 ask for\n",
        "\nCovers FR-001–FR-003.\n",
        "\n## Success Criteria\n\n- **SC-001**: 99% of FR-002\n- **SC-002**: all of FR-3\n",
        "\n## Edge Cases\n\n- **EC-001**: FR-002 to 003 hold when the store is down\n",
    ],
)
def test_a_requirement_may_be_named_in_many_ways(more: str, findings: Find) -> None:
    assert findings("SPC012", {SPEC: STORY + TIED + more + REQUIREMENTS}) == []


def test_what_is_set_aside_or_superseded_needs_no_criterion(findings: Find) -> None:
    requirements = (
        "\n## Requirements\n\n- **FR-001**: It MUST a.\n- **FR-002**: Deferred: it MUST b.\n- **FR-003**: It MUST c.\n"
        "- **FR-004** (supersedes FR-003): It MUST d.\n- **R-001**: It may rain.\n- **C-001**: One server.\n"
    )
    assert missing(findings("SPC012", {SPEC: STORY + TIED + requirements})) == ["FR-004"]


def test_a_strict_profile_judges_every_specification_as_an_error(findings: Find) -> None:
    (found,) = findings("SPC012", {SPEC: STORY + PLAIN + REQUIREMENTS, **STRICT})
    assert (found.message, found.severity) == ("no criterion names any of the 3 requirements", Severity.ERROR)
    assert len(found.related) == 2
    found = findings("SPC012", {SPEC: STORY + TIED + PLAIN + PLAIN + REQUIREMENTS, **STRICT})[0]
    assert found.severity is Severity.ERROR


def test_a_story_is_not_covered_by_the_requirements_below_it(findings: Find) -> None:
    requirements = REQUIREMENTS.replace("\n## Requirements\n", "")
    assert missing(findings("SPC012", {SPEC: STORY + TIED + requirements})) == ["FR-002", "FR-003"]
