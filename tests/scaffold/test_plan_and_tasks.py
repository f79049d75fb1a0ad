from __future__ import annotations

import pytest

from specward.artifacts.kind import Kind
from specward.artifacts.read import read_artifact
from specward.changes import Change, Create
from specward.errors import UsageError
from specward.markdown.document import Document
from specward.project import Project
from specward.scaffold.checklist import new_checklist
from specward.scaffold.plan import new_plan
from specward.scaffold.tasks import new_tasks
from specward.sources.memory import MemorySource

SPEC = """# Feature Specification: Login

## User Scenarios & Testing

### User Story 1 - Sign in (Priority: P1)

1. **AC-001** (FR-001, FR-002): **Given** an account, **When** the password is sent, **Then** a session starts
2. **Given** no account, **When** anything is sent, **Then** it is refused

### User Story 2 - Sign out (Priority: P2)

1. **AC-002** (FR-002): **Given** a session, **When** it is ended, **Then** it is gone

## Requirements

- **FR-001**: System MUST sign in
- **FR-002**: System MUST keep sessions
- **FR-003**: System MUST log
- **NFR-001**: System MUST answer within 1 s

## Success Criteria

- **SC-001**: 9 of 10 sign in at once
"""
CONSTITUTION = """# Shop Constitution

## Core Principles

### I. Test first | always

Tests MUST come first.

```yaml enforce
- rule: task-without-test   # a comment
- manual: 'at review'
```

### II. Simple

Code SHOULD be simple.

### III. [PRINCIPLE_3_NAME]

[PRINCIPLE_3_DESCRIPTION]

**Version**: 1.0.0 | **Ratified**: 2026-01-01 | **Last Amended**: 2026-01-01
"""
FOLDER = "specs/001-login"


def project(**files: str) -> Project:
    names = {f"{FOLDER}/{name}.md": text for name, text in files.items() if name != "constitution"}
    if "constitution" in files:
        names[".specify/memory/constitution.md"] = files["constitution"]
    return Project(MemorySource(names))


def text_of(changes: list[Change]) -> str:
    (change,) = changes
    assert isinstance(change, Create)
    return change.text


def test_the_plan_asks_one_row_of_each_principle_that_is_filled_in() -> None:
    opened = project(spec=SPEC, constitution=CONSTITUTION)
    draft = new_plan(opened, opened.feature(FOLDER), today="2026-11-21")
    plan = read_artifact(Kind.PLAN, Document(draft.path, text_of(draft.changes)))
    assert draft.principles == 2
    assert [row.principle for row in plan.check.rows] == [r"P-01 Test first \| always", "P-02 Simple"]
    assert "| rule task-without-test, manual |" in text_of(draft.changes)
    assert "| review |" in text_of(draft.changes)
    assert "US1 Sign in; US2 Sign out" in text_of(draft.changes)
    assert plan.title == "Login"


def test_without_a_constitution_the_plan_says_so() -> None:
    opened = project(spec=SPEC)
    draft = new_plan(opened, opened.feature(FOLDER), today="2026-11-21")
    assert "names no principle yet" in text_of(draft.changes)


def test_a_plan_needs_a_spec_and_settled_questions() -> None:
    opened = project(tasks="# Tasks: Login\n")
    with pytest.raises(UsageError, match="no spec to plan from"):
        new_plan(opened, opened.feature(FOLDER), today="2026-11-21")
    opened = project(spec=SPEC + "- **FR-004**: System MUST [NEEDS CLARIFICATION: what?]\n")
    with pytest.raises(UsageError, match=r"1 open question in spec\.md") as caught:
        new_plan(opened, opened.feature(FOLDER), today="2026-11-21")
    assert caught.value.where == "specs/001-login/spec.md:24:27"
    forced = new_plan(opened, opened.feature(FOLDER), today="2026-11-21", force=True)
    assert "| Planned with 1 open question in spec.md | [TODO:" in text_of(forced.changes)


def test_nothing_that_is_there_is_written_again() -> None:
    opened = project(spec=SPEC, plan="# Implementation Plan: Login\n", tasks="# Tasks: Login\n")
    feature = opened.feature(FOLDER)
    for write in (
        lambda: new_plan(opened, feature, today="2026-11-21", force=True),
        lambda: new_tasks(opened, feature, force=True),
    ):
        with pytest.raises(UsageError, match="already"):
            write()


def test_the_tasks_follow_stories_criteria_and_requirements() -> None:
    opened = project(spec=SPEC, plan="# Implementation Plan: Login\n")
    draft = new_tasks(opened, opened.feature(FOLDER))
    tasks = read_artifact(Kind.TASKS, Document(draft.path, text_of(draft.changes)))
    assert [phase.title for phase in tasks.phases][2:4] == [
        "User Story 1 - Sign in (Priority: P1) 🎯 MVP",
        "User Story 2 - Sign out (Priority: P2)",
    ]
    assert [(task.id, task.story, task.refs, task.after) for task in tasks.tasks] == [
        ("T001", "", (), ()),
        ("T002", "", (), ()),
        ("T003", "", ("FR-003",), ()),
        ("T004", "US1", ("AC-001", "FR-001", "FR-002"), ()),
        ("T005", "US1", (), ()),
        ("T006", "US1", ("FR-001",), ("T005",)),
        ("T007", "US1", ("FR-002",), ("T005",)),
        ("T008", "US2", ("AC-002", "FR-002"), ()),
        ("T009", "US2", (), ("T008",)),
        ("T010", "", ("NFR-001",), ()),
        ("T011", "", ("SC-001",), ()),
        ("T012", "", (), ()),
    ]
    assert draft.total == 12
    assert all(task.strict for task in tasks.tasks)
    assert tasks.unreadable == []


def test_tasks_need_a_plan_without_unresolved_values_or_a_waiver() -> None:
    opened = project(spec=SPEC)
    with pytest.raises(UsageError, match="no plan"):
        new_tasks(opened, opened.feature(FOLDER))
    assert "**Waived**: Written with no plan.md: [TODO:" in text_of(
        new_tasks(opened, opened.feature(FOLDER), force=True).changes
    )
    opened = project(
        spec=SPEC, plan="# Implementation Plan: Login\n\n## Technical Context\n\n**Storage**: NEEDS CLARIFICATION\n"
    )
    with pytest.raises(UsageError, match=r"1 unresolved value in plan\.md"):
        new_tasks(opened, opened.feature(FOLDER))


def test_a_checklist_of_a_topic_goes_on_with_the_numbers_of_its_feature() -> None:
    opened = project(**{"spec": SPEC, "checklists/requirements": "# Checklist\n\n- [x] CHK001 a\n- [ ] CHK014 b\n"})
    draft = new_checklist(opened, opened.feature(FOLDER), "data protection", today="2026-11-21")
    assert draft.path == "specs/001-login/checklists/data-protection.md"
    text = text_of(draft.changes)
    assert text.startswith("# Data protection Checklist: Login\n")
    assert "- [ ] CHK015 Does FR-001 leave nothing open about data protection? [Clarity, Spec §FR-001]" in text


@pytest.mark.parametrize(("topic", "reason"), [("requirements", "already"), ("acceptance", "generated")])
def test_a_checklist_is_neither_overwritten_nor_made_in_place_of_a_generated_one(topic: str, reason: str) -> None:
    opened = project(**{"spec": SPEC, "checklists/requirements": "# Checklist\n"})
    with pytest.raises(UsageError, match=reason):
        new_checklist(opened, opened.feature(FOLDER), topic, today="2026-11-21")
