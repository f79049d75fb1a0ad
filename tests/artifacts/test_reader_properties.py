"""What holds for the readers whatever the text is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specward.artifacts.checklist import read_checklist
from specward.artifacts.constitution import read_constitution
from specward.artifacts.kind import Kind
from specward.artifacts.plan import read_plan
from specward.artifacts.spec import read_spec
from specward.artifacts.tasks import read_tasks
from specward.artifacts.template_tokens import TOKENS, leftovers
from specward.markdown.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterable

PIECES = [
    *(
        "# ",
        "## ",
        "### ",
        "- ",
        "1. ",
        "  ",
        "\t",
        "\n",
        "\r\n",
        "\n\n",
        "| ",
        "|---|",
        "```",
        "```gherkin\n",
        "<!--",
        "-->",
    ),
    *(
        "[ ] ",
        "[x] ",
        "[] ",
        "[P] ",
        "[~] ",
        "[⚠️] ",
        "### Task 1: ",
        "**",
        "`",
        "~~",
        ":",
        " - ",
        " — ",
        "→",
        "{#P-01}",
        "---\n",
        "\ufeff",
        "\x00",
    ),
    *("**Given** ", "**When** ", "**Then** ", "**And** ", "Given ", ", when ", ", then ", "**前提** ", "Scenario: "),
    *("FR-001", "**FR-001**: ", "SC-1", "AC-001", "US1", "T001", "T012a ", "[US1] ", "TASK-001", "FR-001, FR-002"),
    *(
        "User Story 1 - x (Priority: P1)",
        "Primary User Story",
        "Phase 1: Setup",
        "Constitution Check",
        "Core Principles",
    ),
    *(
        "I. Name",
        "**Version**: 1.0.0",
        "**Status**: Draft | ",
        "Technical Context",
        "Complexity Tracking",
        "| ID | x |\n",
    ),
    *("[NEEDS CLARIFICATION: x]", "[NEEDS CLARIFICATION", "[FEATURE NAME]", "(after T001)", "depends on T001, T002"),
]
texts = st.one_of(
    st.text(), st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=60).map("".join)
)


def whole(document: Document, spans: Iterable[tuple[int, int]]) -> bool:
    return all(0 <= start <= end <= len(document.text) for start, end in spans)


@pytest.mark.verifies("001-guarded-commit/AC-003")
@settings(max_examples=300, deadline=None)
@given(texts)
def test_a_spec_is_read_and_every_span_slices_back(text: str) -> None:
    spec = read_spec(Document("specs/001-a/spec.md", text))
    document = spec.document
    for item in spec.declared:
        assert document.text[item.id_start : item.id_end] == item.id
        assert item.id in document.text[item.start : item.end]
    for story in spec.stories:
        assert story.number in document.slice(story.heading)
        assert story.heading.end <= story.end
    assert whole(document, ((scenario.start, scenario.end) for scenario in spec.scenarios))
    assert all(document.slice(span).startswith("[NEEDS CLARIFICATION") for span in spec.open_questions)
    assert all(document.text[field.start : field.end] == field.value for field in spec.fields.values())


@pytest.mark.verifies("001-guarded-commit/AC-003")
@settings(max_examples=300, deadline=None)
@given(texts)
def test_tasks_are_read_and_every_span_slices_back(text: str) -> None:
    tasks = read_tasks(Document("specs/001-a/tasks.md", text))
    document = tasks.document
    for task in tasks.tasks:
        assert document.slice(task.id_span) == task.id
        assert task.box is None or document.slice(task.box) == f"[{task.mark}]"
        assert all(document.slice(step).startswith("[") and document.slice(step).endswith("]") for step in task.steps)
        assert task.text in document.slice(task.text_span)
        assert set(task.after) | set(task.refs) | set(task.paths) is not None
    assert all(other.id in document.text[other.start : other.end] for other in tasks.lookalikes)
    assert whole(document, ((line.start, line.end) for line in tasks.unreadable))


@pytest.mark.verifies("001-guarded-commit/AC-003")
@settings(max_examples=200, deadline=None)
@given(texts)
def test_a_plan_is_read_and_every_span_slices_back(text: str) -> None:
    plan = read_plan(Document("specs/001-a/plan.md", text))
    assert all(plan.document.text[field.start : field.end] == field.value for field in plan.context)
    rows = plan.check.rows if plan.check else []
    assert whole(plan.document, ((row.start, row.end) for row in rows))


@pytest.mark.verifies("001-guarded-commit/AC-003")
@settings(max_examples=200, deadline=None)
@given(texts)
def test_a_checklist_is_read_and_every_span_slices_back(text: str) -> None:
    checklist = read_checklist(Document("specs/001-a/checklists/a.md", text))
    for item in checklist.items:
        assert checklist.document.slice(item.box) == f"[{item.mark}]"
        assert item.id_span is None or checklist.document.slice(item.id_span) == item.id


@pytest.mark.verifies("001-guarded-commit/AC-003")
@settings(max_examples=200, deadline=None)
@given(texts)
def test_a_constitution_is_read_and_every_span_slices_back(text: str) -> None:
    constitution = read_constitution(Document(".specify/memory/constitution.md", text))
    document = constitution.document
    assert all(principle.name in document.slice(principle.heading) for principle in constitution.principles)
    if constitution.version:
        assert constitution.version.number in document.text[constitution.version.start : constitution.version.end]


@settings(max_examples=200, deadline=None)
@given(texts, st.sampled_from(Kind))
def test_leftovers_are_the_tokens_themselves(text: str, kind: Kind) -> None:
    document = Document("x.md", text)
    assert all(document.slice(span) in TOKENS[kind] for span in leftovers(document, kind))
