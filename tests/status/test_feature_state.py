from __future__ import annotations

import pytest

from specward.project import Project
from specward.sources.memory import MemorySource
from specward.sources.source import UnreadableFile
from specward.status.feature_state import FeatureState, Stage, project_state

SPEC = "# Feature Specification: Login\n\n1. **AC-001**: **Given** a, **When** b, **Then** c\n"
QUESTION = "\n- **FR-001**: System MUST [NEEDS CLARIFICATION: what?]\n"
PLAN = "# Implementation Plan: Login\n"
TASKS = "# Tasks: Login\n\n- [x] T001 First\n- [ ] T002 Second (after T003)\n- [ ] T003 Third\n- [~] T004 Dropped\n"


def state(**documents: str) -> FeatureState:
    files = {f"specs/001-login/{name}.md": text for name, text in documents.items()}
    (only,) = project_state(Project(MemorySource(files)))
    return only


@pytest.mark.parametrize(
    ("documents", "stage", "following"),
    [
        ({"plan": PLAN}, Stage.EMPTY, "write specs/001-login/spec.md"),
        ({"spec": SPEC}, Stage.SPEC, "spec new plan 001-login"),
        ({"spec": SPEC + QUESTION}, Stage.SPEC, "answer 1 question: spec.md:5"),
        ({"spec": SPEC + "\n[TODO: a] [TODO: b]\n"}, Stage.SPEC, "fill in 2 places: spec.md:5"),
        ({"spec": SPEC, "plan": PLAN}, Stage.PLAN, "spec new tasks 001-login"),
        ({"spec": SPEC, "plan": PLAN + "[TODO: a]\n"}, Stage.PLAN, "fill in 1 place: plan.md:2"),
        ({"spec": SPEC, "plan": PLAN, "tasks": TASKS}, Stage.TASKS, "T003 Third"),
        ({"spec": SPEC, "tasks": TASKS}, Stage.TASKS, "T003 Third"),
        ({"spec": SPEC, "tasks": "# Tasks: Login\n"}, Stage.TASKS, "add tasks to tasks.md"),
        ({"spec": SPEC + QUESTION, "tasks": "- [x] T001 a\n- [~] T002 b\n"}, Stage.DONE, ""),
    ],
)
def test_the_stage_and_the_next_step_follow_from_the_documents(
    documents: dict[str, str], stage: Stage, following: str
) -> None:
    found = state(**documents)
    assert (found.stage, found.next) == (stage, following)


def test_everything_is_counted() -> None:
    found = state(spec=SPEC + QUESTION, plan=PLAN + "[TODO: a]\n", tasks=TASKS)
    assert found.as_json() == {
        "feature": "001-login",
        "folder": "specs/001-login",
        "number": 1,
        "stage": "tasks",
        "open_questions": 1,
        "to_fill_in": 1,
        "tasks": {"done": 1, "total": 4},
        "criteria": 1,
        "warnings": [],
        "next": "answer 1 question: spec.md:5",
    }


def test_where_all_tasks_wait_for_each_other_the_first_is_named() -> None:
    found = state(spec=SPEC, tasks="- [ ] T001 a (after T002)\n- [ ] T002 b (after T001)\n")
    assert found.next == "T001 a (after T002)"


def test_a_number_used_twice_is_a_warning_on_both() -> None:
    source = MemorySource(
        {
            "specs/001-a/spec.md": SPEC,
            "specs/001-b/spec.md": SPEC,
            "x/specs/001-c/spec.md": SPEC,
            "specs/d/spec.md": SPEC,
        }
    )
    assert [found.warnings for found in project_state(Project(source))] == [
        ("number used twice: 001-b",),
        ("number used twice: 001-a",),
        (),
        (),
    ]


def test_a_number_that_many_use_is_one_warning_on_each() -> None:
    source = MemorySource({f"specs/001-{slug}/spec.md": SPEC for slug in "abc"})
    assert {found.warnings for found in project_state(Project(source))} == {("number shared with 2 others",)}


def test_one_feature_can_be_asked_for() -> None:
    source = MemorySource({"specs/001-a/spec.md": SPEC, "specs/002-b/spec.md": SPEC})
    assert [found.feature for found in project_state(Project(source), "specs/002-b")] == ["002-b"]


class Locked(MemorySource):
    """A source one of whose files cannot be read."""

    def read(self, path: str) -> bytes | None:
        if path.endswith("plan.md"):
            raise UnreadableFile(path, "permission denied")
        return super().read(path)


def test_what_cannot_be_read_is_undetermined_and_hides_no_other_feature() -> None:
    source = Locked({"specs/001-a/spec.md": SPEC, "specs/001-a/plan.md": PLAN, "specs/002-b/spec.md": SPEC})
    first, second = project_state(Project(source))
    assert first.stage is Stage.UNKNOWN
    assert first.warnings == ("specs/001-a/plan.md: permission denied",)
    assert second.stage is Stage.SPEC
