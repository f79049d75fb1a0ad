from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from specward.acceptance.criteria import Criterion, criteria_of
from specward.artifacts.spec import read_spec
from specward.markdown.document import Document


def criteria(text: str) -> list[Criterion]:
    return criteria_of(read_spec(Document("specs/001-a/spec.md", text)))


STORY = "# Feature Specification: A\n\n### User Story 1 - B (Priority: P1)\n\n"


def test_a_scenario_says_its_whole_sentence_and_in_short_what_happens_then() -> None:
    (found,) = criteria(STORY + "1. **AC-001** (FR-001): **Given** an account,\n   **When** x, **Then** it `ends`\n")
    assert (found.id, found.named, found.refs) == ("AC-001", True, ("FR-001",))
    assert (found.title, found.text) == ("it `ends`", "Given an account, When x, Then it `ends`")


def test_an_id_without_notes_begins_a_scenario_of_its_own() -> None:
    found = criteria(
        STORY
        + "1. **AC-001**: **Given** a, **When** b, **Then** c\n"
        + "2. **AC-002**: **Given** d, **When** e, **Then** f\n"
    )
    assert [(one.id, one.title) for one in found] == [("AC-001", "c"), ("AC-002", "f")]


def test_criteria_with_a_line_of_their_own_stand_in_source_order_among_scenarios() -> None:
    found = criteria(STORY + "1. **Given** a, **When** b, **Then** c\n\n- **AC-007** (FR-001): It MUST end\n")
    assert [(one.id, one.named, one.text) for one in found] == [
        ("US1.1", False, "Given a, When b, Then c"),
        ("AC-007", True, "It MUST end"),
    ]


def test_spellings_of_one_id_are_one_id() -> None:
    found = criteria(
        STORY
        + "1. **AC-001**: **Given** a, **When** b, **Then** c\n"
        + "2. **AC-1**: **Given** d, **When** e, **Then** f\n"
    )
    assert [one.named for one in found] == [False, False]


def test_a_criterion_of_any_length_is_shown_in_bearable_length() -> None:
    (found,) = criteria(STORY + f"1. **AC-001**: **Given** a, **When** b, **Then** {'x ' * 100_000}\n")
    assert len(found.text) <= 400
    assert found.text.endswith("…")


@given(st.text(max_size=300))
def test_no_text_is_refused(text: str) -> None:
    for criterion in criteria(STORY + text):
        assert "\n" not in criterion.text
        assert criterion.id
