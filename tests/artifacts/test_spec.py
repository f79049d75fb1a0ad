"""Specifications, in every form that they are written in."""

from __future__ import annotations

import pytest

from specward.artifacts.spec import Spec, read_spec
from specward.markdown.document import Document

PATH = "specs/001-login/spec.md"
STORY = "### User Story 1 - Sign in (Priority: P1)\n\n"


def spec_of(text: str) -> Spec:
    return read_spec(Document(PATH, text))


def clauses(spec: Spec) -> list[tuple[str | None, str | None, str | None]]:
    return [(scenario.given, scenario.when, scenario.then) for scenario in spec.scenarios]


def test_title_and_header_fields_are_read() -> None:
    spec = spec_of(
        "# Feature Specification: Login\n\n**Feature Branch**: `001-login`  \n**Created**: 2026-01-31\n\n"
        '- **Status:** Draft\n\n**Input**: User description: "sign in"\n\n## Requirements\n\n**Status**: Later\n'
    )
    assert spec.title == "Login"
    assert spec.title_span is not None
    assert spec.document.slice(spec.title_span) == "Login"
    assert spec.status == "Draft"
    assert spec.fields["feature branch"].value == "001-login"
    assert spec.fields["created"].value == "2026-01-31"
    branch = spec.fields["feature branch"]
    assert spec.document.text[branch.start : branch.end] == "001-login"


@pytest.mark.parametrize(
    ("heading", "number", "title", "priority"),
    [
        ("### User Story 1 - Sign in (Priority: P1)", "1", "Sign in", "P1"),
        ("### User Story 2 — Sign out (P2)", "2", "Sign out", "P2"),
        ("### User Story 3: Reset", "3", "Reset", ""),
        ("#### US-4 – Lock (Priority: P3) ✅ IMPLEMENTED", "4", "Lock", "P3"),
        ("### P1 User Story 5: Unlock", "5", "Unlock", ""),
        ("### User Story 3b - Remind (Rank: 2)", "3b", "Remind", "P2"),
        ("### User Story 1.2 - Renew (#123) (Priority: P1)", "1.2", "Renew (#123)", "P1"),
        ("### 🎯 User Story 6 - Star (Capstone) (Priority: P1)", "6", "Star (Capstone)", "P1"),
        ("### 使用者故事 7 - 登入（優先級：P1）", "7", "登入", "P1"),
    ],
)
def test_a_story_heading_is_read_in_each_of_its_forms(heading: str, number: str, title: str, priority: str) -> None:
    (story,) = spec_of(f"# S\n\n## User Scenarios\n\n{heading}\n\nText.\n").stories
    assert (story.number, story.title, story.priority) == (number, title, priority)
    assert story.id == f"US{number}"


@pytest.mark.parametrize("heading", ["#### Settings tab (User Story 6)", "### User Stories", "#### Read (US1 / US3)"])
def test_a_heading_that_only_cites_a_story_is_none(heading: str) -> None:
    assert spec_of(f"# S\n\n{heading}\n").stories == []


def test_a_story_ends_at_the_next_heading_of_its_level() -> None:
    spec = spec_of(f"# S\n\n{STORY}#### Notes\n\nin\n\n### Edge Cases\n\nout\n")
    (story,) = spec.stories
    assert spec.document.text[story.start : story.end].strip() == "#### Notes\n\nin"


@pytest.mark.parametrize(
    "text",
    [
        "1. **Given** an account, **When** a key is sent, **Then** a session starts\n",
        "1. **Given** an account, **When** a key\n   is sent, **Then** a session starts\n".replace("\n   ", " "),
        "- **GIVEN** an account, **WHEN** a key is sent, **THEN** a session starts\n",
        "**Given** an account, **When** a key is sent, **Then** a session starts\n",
        "1. Given an account, When a key is sent, Then a session starts\n",
        "1. **Given** an account, when a key is sent, then a session starts\n",
        "1. ✅ **Given** an account, **When** a key is sent, **Then** a session starts\n",
        "- **Given** an account\n- **When** a key is sent\n- **Then** a session starts\n",
        "1. Sign in\n   - **Given**: an account\n   - **When**: a key is sent\n   - **Then**: a session starts\n",
        "**Given** an account\n\n**When** a key is sent\n\n**Then** a session starts\n",
        "| # | Given | When | Then |\n|---|---|---|---|\n| 1 | an account | a key is sent | a session starts |\n",
        "1. Given an account, when a key is sent, a session starts\n",
        "```gherkin\nScenario: one\n  Given an account\n  When a key is sent\n  Then a session starts\n```\n",
        "1. **Dado** an account, **Quando** a key is sent, **Então** a session starts\n",
        "1. **前提** an account、**もし** a key is sent、**ならば** a session starts\n",
    ],
)
def test_a_scenario_is_read_in_each_of_its_forms(text: str) -> None:
    spec = spec_of(f"# S\n\n{STORY}**Acceptance Scenarios**:\n\n{text}")
    assert clauses(spec) == [("an account", "a key is sent", "a session starts")]
    assert spec.stories[0].scenarios == spec.scenarios
    assert (spec.scenarios[0].id, spec.scenarios[0].stable) == ("US1.1", False)


def test_and_goes_on_with_its_clause() -> None:
    spec = spec_of(f"{STORY}1. **Given** a, **And** b, **When** c, **Then** d, **But** e\n")
    assert clauses(spec) == [("a b", "c", "d e")]


@pytest.mark.parametrize("lead", ["", "**AC-001** (FR-001): ", "**AC-001**: "])
@pytest.mark.parametrize("following", ["   - **And** d", "   **And** d", "2. **And** d"])
def test_and_may_follow_in_a_block_of_its_own(lead: str, following: str) -> None:
    spec = spec_of(f"1. {lead}**Given** a, **When** b, **Then** c\n{following}\n")
    assert clauses(spec) == [("a", "b", "c d")]


def test_a_scenario_may_have_an_id_and_say_what_it_verifies() -> None:
    spec = spec_of(f"{STORY}1. **AC-001** (FR-001, FR-002): **Given** a, **When** b, **Then** c\n")
    (scenario,) = spec.scenarios
    assert (scenario.id, scenario.stable, scenario.refs) == ("AC-001", True, ("FR-001", "FR-002"))
    assert spec.criteria == []


def test_position_counts_list_items_even_where_one_says_given_twice() -> None:
    spec = spec_of(
        f"{STORY}1. **Given** a, **When** b, **Then** c; **Given** no a, **Then** d\n"
        "2. **Given** e, **When** f, **Then** g\n"
    )
    assert [scenario.id for scenario in spec.scenarios] == ["US1.1", "US1.2"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. **Given** a, **Then** c\n", ("a", None, "c")),
        ("1. **Given** a, **When** b\n", ("a", "b", None)),
        ("1. **Given** a, **When** b, **Then**\n", ("a", "b", "")),
    ],
)
def test_an_absent_clause_is_none_and_an_empty_one_is_empty(
    text: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    assert clauses(spec_of(STORY + text)) == [expected]


def test_a_clause_may_stand_in_a_list_below_its_keyword() -> None:
    spec = spec_of(f"{STORY}1. **Given** a, **When** b, **Then**:\n   - c\n   - d\n")
    assert spec.scenarios[0].then == "- c\n   - d"


def test_prose_that_begins_with_given_is_no_scenario() -> None:
    assert spec_of("# S\n\nGiven the time we have, this is small.\n\n**When** it matters, ask.\n").scenarios == []


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("- **FR-001**: System MUST x\n", "FR-001"),
        ("- **FR-001** System MUST x\n", "FR-001"),
        ("- FR-001: System MUST x\n", "FR-001"),
        ("**FR-001:** System MUST x\n", "FR-001"),
        ("**FR-001**: System MUST x\n", "FR-001"),
        ("#### FR-001: System MUST x\n", "FR-001"),
        ("| ID | Requirement |\n|---|---|\n| **FR-001** | System MUST x |\n", "FR-001"),
        ("- [ ] **FR-012a**: System MUST x\n", "FR-012a"),
        ("- **FR-AUTH-001** (must): System MUST x\n", "FR-AUTH-001"),
        ("- **FR-1.1**: System MUST x\n", "FR-1.1"),
        ("- **FR9**: System MUST x\n", "FR9"),
        ("- **NFR-G001**: System MUST x\n", "NFR-G001"),
    ],
)
def test_a_requirement_is_declared_in_each_of_its_forms(text: str, identity: str) -> None:
    spec = spec_of(f"# S\n\n## Requirements\n\n{text}")
    (item,) = spec.requirements
    assert (item.id, item.text) == (identity, "System MUST x")
    assert spec.document.text[item.id_start : item.id_end] == identity


@pytest.mark.parametrize(
    "text",
    [
        "The system meets FR-001: see above.\n",
        "- FR-001 (no change)\n",
        "- FR-001, FR-002: covered by US1\n",
        "- **FR-001** to **FR-005**: later\n",
        "- **FR-001** (login) → User Story 1\n",
        "```\n- **FR-001**: x\n```\n",
        "<!-- - **FR-001**: x -->\n",
        "- **SHA-256**: a hash\n",
    ],
)
def test_an_id_elsewhere_is_only_cited(text: str) -> None:
    assert spec_of(f"# S\n\n{text}").declared == []


def test_a_table_that_repeats_declared_ids_declares_nothing() -> None:
    spec = spec_of("# S\n\n- **FR-001**: x\n\n| ID | Story |\n|---|---|\n| FR-001 | US1 |\n| FR-002 | US2 |\n")
    assert [item.id for item in spec.requirements] == ["FR-001", "FR-002"]


def test_families_are_kept_apart() -> None:
    spec = spec_of("# S\n\n- **SC-001**: a\n- **AC-001**: b\n- **EC-001**: c\n- **US-001**: d\n- **SEC-001**: e\n")
    assert [item.id for item in spec.success_criteria] == ["SC-001"]
    assert [item.id for item in spec.criteria] == ["AC-001"]
    assert [item.id for item in spec.edge_cases] == ["EC-001"]
    assert [item.id for item in spec.one_line_stories] == ["US-001"]
    assert [item.id for item in spec.requirements] == ["SEC-001"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("- **FR-001**: after [NEEDS CLARIFICATION: how long?]\n", 1),
        ("- **FR-001**: after [NEEDS CLARIFICATION]\n", 1),
        ("- [ ] No [NEEDS CLARIFICATION] markers remain\n", 0),
        ("No [NEEDS CLARIFICATION] markers remain.\n", 0),
        ("Use `[NEEDS CLARIFICATION: x]` for questions\n", 0),
        ("<!-- [NEEDS CLARIFICATION: x] -->\n", 0),
        ("```\n[NEEDS CLARIFICATION: x]\n```\n", 0),
        ("- ~~**FR-001**: [NEEDS CLARIFICATION: x]~~ dropped\n", 0),
        ("[NEEDS CLARIFICATION: a] and [NEEDS CLARIFICATION: b]\n", 2),
        ("NEEDS CLARIFICATION without brackets\n", 0),
        ("[NEEDS CLARIFICATION: never closed\n", 1),
    ],
)
def test_an_open_question_is_a_marker_that_asks(text: str, count: int) -> None:
    spec = spec_of(f"# S\n\n{text}")
    assert len(spec.open_questions) == count
    assert all(spec.document.slice(span).startswith("[NEEDS CLARIFICATION") for span in spec.open_questions)


def test_the_old_template_has_one_story_with_its_scenarios_beside_it() -> None:
    spec = spec_of(
        "# Feature Specification: X\n\n## User Scenarios & Testing\n\n### Primary User Story\nText.\n\n"
        "### Acceptance Scenarios\n1. **Given** a, **When** b, **Then** c\n\n## Requirements\n"
    )
    assert spec.legacy
    assert [(story.id, len(story.scenarios)) for story in spec.stories] == [("US1", 1)]


def test_a_comma_in_brackets_begins_no_outcome() -> None:
    spec = spec_of(f"{STORY}1. Given a, when b (c, d) is sent, e happens, f too\n")
    assert (spec.scenarios[0].when, spec.scenarios[0].then) == ("b (c, d) is sent", "e happens, f too")


def test_each_line_of_an_item_that_leads_with_a_bold_id_declares_it() -> None:
    spec = spec_of(
        "# S\n\n- **FR-011**: a goes\n  on\n  **FR-012**: b, see\n  FR-011: c\n  **FR-013:** d\n- **FR-014**: e\n"
    )
    assert [(item.id, item.text) for item in spec.requirements] == [
        ("FR-011", "a goes\n  on"),
        ("FR-012", "b, see\n  FR-011: c"),
        ("FR-013", "d"),
        ("FR-014", "e"),
    ]
