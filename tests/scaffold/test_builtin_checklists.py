"""The checklists that Specward brings, with what is measured filled in."""

from __future__ import annotations

import re

import pytest

from specward.acceptance.built_in import checklist_on
from specward.acceptance.code_references import code_references
from specward.acceptance.measured import measured
from specward.artifacts.checklist import CheckItem, Checklist, read_checklist
from specward.changes import Create
from specward.check.run import check
from specward.check.select import Selection
from specward.errors import UsageError
from specward.markdown.document import Document
from specward.project import Project
from specward.rules.checklist import tick_against_measurement
from specward.scaffold.builtin_checklists import BUILT_IN, QUESTIONS
from specward.sources.memory import MemorySource

FOLDER = "specs/001-login"
SPEC = """\
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **AC-001**: **Given** an account, **When** a wrong password is sent, **Then** it is refused

## Success Criteria

- **SC-001**: A sign-in takes at most 300 ms
"""
FILES = {f"{FOLDER}/spec.md": SPEC, "src/login.py": "x = 1\n", f"{FOLDER}/notes.md": "See `src/login.py:9`.\n"}
TOPICS = sorted(BUILT_IN)


def written(topic: str, files: dict[str, str] = FILES) -> Checklist:
    project = Project(MemorySource(files))
    draft = checklist_on(project, project.feature(FOLDER), topic, today="2026-02-03")
    (change,) = draft.changes
    assert isinstance(change, Create)
    assert draft.path == f"{FOLDER}/checklists/{topic}.md" == change.path
    return read_checklist(Document(change.path, change.text))


def item(checklist: Checklist, identity: str) -> tuple[CheckItem, str]:
    """The item of a measure, and the line below it."""
    (found,) = (one for one in checklist.items if one.text.startswith(f"**{identity}**"))
    return found, checklist.document.text[found.end :].strip().splitlines()[0]


@pytest.mark.parametrize("topic", TOPICS)
def test_every_question_is_an_item_with_an_id(topic: str) -> None:
    asked = [question for questions in BUILT_IN[topic].groups.values() for question in questions]
    checklist = written(topic)
    assert [one.id for one in checklist.items] == [f"CHK{number:03d}" for number in range(1, len(asked) + 1)]
    assert all(question.text in one.text for question, one in zip(asked, checklist.items, strict=True))


def test_every_id_is_measured_and_every_measure_is_asked_for() -> None:
    project = Project(MemorySource(FILES))
    assert list(measured(project, project.feature(FOLDER), QUESTIONS)) == list(QUESTIONS)
    assert {re.sub(r"\d", "", identity) for identity in QUESTIONS} == {"EXC-", "MIN-", "ARC-"}
    assert len(QUESTIONS) == 6 + 5 + 9


@pytest.mark.verifies("006-the-five-agents/AC-012")
def test_what_a_machine_can_measure_is_filled_in() -> None:
    checklist = written("minimum")
    met, below = item(checklist, "MIN-1")
    assert (met.ticked, below) == (True, "- measured: 1 criterion")
    unmet, below = item(checklist, "MIN-5")
    assert (unmet.ticked, below) == (False, "- measured, and not met: not there: src/login.py, line 9 (1 of 1)")
    unknown, below = item(checklist, "MIN-4")
    assert (unknown.ticked, below) == (False, "- not measured: no change is examined")


@pytest.mark.verifies("006-the-five-agents/AC-012")
@pytest.mark.parametrize("topic", TOPICS)
def test_what_is_for_a_person_is_left_open(topic: str) -> None:
    assert not any(one.ticked for one in written(topic).items if not one.text.startswith("**"))


@pytest.mark.parametrize("topic", TOPICS)
def test_nothing_speaks_against_a_tick_that_was_just_made(topic: str) -> None:
    checklist = written(topic)
    project = Project(MemorySource({**FILES, checklist.document.path: checklist.document.text}))
    report = check(project, Selection([tick_against_measurement.check], project.config))
    assert (report.findings, report.undetermined) == ((), ())


def test_a_line_that_is_named_in_an_answer_is_no_reference_of_its_own() -> None:
    assert list(code_references(written("minimum").document)) == []


def test_a_comment_in_an_answer_hides_nothing() -> None:
    plan = "# Plan\n\n## Decisions\n\n**Decision**: PostgreSQL <!-- all\n**Rationale**: x\n**Alternatives**: MongoDB\n"
    text = written("contract", {**FILES, f"{FOLDER}/plan.md": plan}).document.text
    assert "<!--" not in text


def test_another_topic_is_asked_as_before() -> None:
    assert all("security" in one.text for one in written("security").items)


def test_a_checklist_that_is_there_is_not_overwritten() -> None:
    with pytest.raises(UsageError, match="there already"):
        written("contract", {**FILES, f"{FOLDER}/checklists/contract.md": "# Mine\n"})
