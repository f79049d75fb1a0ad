"""Task lists, in every form that they are written in."""

from __future__ import annotations

import pytest

from specward.artifacts.tasks import Tasks, read_tasks
from specward.markdown.document import Document


def tasks_of(text: str) -> Tasks:
    return read_tasks(Document("specs/001-login/tasks.md", text))


@pytest.mark.parametrize(
    ("line", "identity", "labels", "text"),
    [
        ("- [ ] T001 Make it", "T001", (), "Make it"),
        ("- [ ] T001 [P] [US1] Make it", "T001", ("P", "US1"), "Make it"),
        ("- [ ] T001 [US1] [P] Make it", "T001", ("US1", "P"), "Make it"),
        ("- [ ] **T001** [P] Make it", "T001", ("P",), "Make it"),
        ("- [ ] **T001**: Make it", "T001", (), "Make it"),
        ("- [ ] `T001` Make it", "T001", (), "Make it"),
        ("- [ ] [T001] Make it", "T001", (), "Make it"),
        ("- [ ] T001: Make it", "T001", (), "Make it"),
        ("- [ ] T001 - Make it", "T001", (), "Make it"),
        ("  - [ ] T012a Make it", "T012a", (), "Make it"),
        ("- [ ] T1000 Make it", "T1000", (), "Make it"),
        ("- [ ] T1.2 Make it", "T1.2", (), "Make it"),
        ("- [ ] TASK-001 Make it", "TASK-001", (), "Make it"),
        ("- [ ] T40.README Make it", "T40.README", (), "Make it"),
        ("- [ ] T071-B Make it", "T071-B", (), "Make it"),
        ("- [ ] T001 [GATED] [US1,US2] Make it", "T001", ("GATED", "US1,US2"), "Make it"),
        ("- [ ] T001 [slug]/page.tsx is made", "T001", (), "[slug]/page.tsx is made"),
    ],
)
def test_a_task_is_read_in_each_of_its_forms(line: str, identity: str, labels: tuple[str, ...], text: str) -> None:
    tasks = tasks_of(f"# Tasks: Login\n\n{line}\n")
    (task,) = tasks.tasks
    assert (task.id, task.labels, task.text) == (identity, labels, text)
    assert tasks.document.slice(task.id_span) == identity
    assert task.box
    assert tasks.document.slice(task.box) == "[ ]"
    assert tasks.document.slice(task.text_span) == text


@pytest.mark.parametrize(("mark", "done"), [(" ", False), ("x", True), ("X", True), ("~", None), ("-", None)])
def test_an_unknown_mark_is_neither_done_nor_open(mark: str, done: bool | None) -> None:
    (task,) = tasks_of(f"- [{mark}] T001 Make it\n").tasks
    assert (task.mark, task.done) == (mark, done)


@pytest.mark.parametrize(
    "text",
    [
        "- [P] tasks = different files, no dependencies\n",
        "- [P] T001 and T002 run together\n",
        "- [Story] label maps a task to a story\n",
        "- [ ] a box without an id\n",
        "- [T](link.md) T001\n",
        "```\n- [ ] T001 in a fence\n```\n",
        "<!--\n- [ ] T001 in a comment\n-->\n",
        "| T001 | in a table |\n|---|---|\n",
    ],
)
def test_what_looks_like_a_task_and_is_none_is_left_alone(text: str) -> None:
    tasks = tasks_of(text)
    assert tasks.tasks == []
    assert tasks.unreadable == []


def test_boxes_without_ids_are_counted() -> None:
    assert tasks_of("- [ ] T001 a\n  - [x] part\n- [ ] other\n").checkboxes == 3


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- [] T001 Make it\n", "the box holds no mark"),
        ("-[ ] T001 Make it\n", "no blank between bullet and box"),
        ("- [ ] T001_a Make it\n", "its first word is no task id"),
    ],
)
def test_a_broken_task_is_kept_as_unreadable(text: str, reason: str) -> None:
    (line,) = tasks_of(f"# Tasks: X\n\n{text}").unreadable
    assert line.reason == reason


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("### T001 Make it\n", "heading"),
        ("### Task 1.1: Make it\n", "heading"),
        ("- **T001**: Make it\n", "bullet"),
        ("T001 [P] Make it\n", "line"),
        ("| ID | What |\n|---|---|\n| T001 | Make it |\n", "row"),
    ],
)
def test_tasks_without_a_box_are_kept_as_lookalikes(text: str, form: str) -> None:
    assert [other.form for other in tasks_of(f"# Tasks: X\n\n{text}").lookalikes] == [form]


def test_phases_and_their_stories_are_read() -> None:
    tasks = tasks_of(
        "# Tasks: Login\n\n## Phase 1: Setup (Shared Infrastructure)\n\n- [ ] T001 a\n\n"
        "## Phase 2: Foundational (Blocking Prerequisites)\n\n- [ ] T002 b\n\n"
        "## Phase 3: User Story 1 - Sign in (Priority: P1) 🎯 MVP\n\n### Tests for User Story 1\n\n"
        "- [ ] T003 [US1] c\n\n"
        "## Phase N: Polish & Cross-Cutting Concerns\n\n- [ ] T004 d\n\n## Notes\n\n- [ ] T005 e\n"
    )
    assert [(phase.number, phase.kind, phase.story) for phase in tasks.phases] == [
        ("1", "setup", ""),
        ("2", "foundation", ""),
        ("3", "story", "US1"),
        ("N", "polish", ""),
    ]
    assert [task.phase for task in tasks.tasks] == [0, 1, 2, 3, None]


def test_the_old_templates_dotted_phases_are_known() -> None:
    assert tasks_of("# Tasks: X\n\n## Phase 3.1: Setup\n\n- [ ] T001 a\n").legacy


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Make it (after T001)", ("T001",)),
        ("Make it (depends on T012, T013)", ("T012", "T013")),
        ("Make it; requires tasks T001 and T002", ("T001", "T002")),
        ("Does not depend on T001", ()),
        ("Before T005", ()),
        ("After lunch", ()),
    ],
)
def test_dependencies_are_read_from_the_text(text: str, after: tuple[str, ...]) -> None:
    assert tasks_of(f"- [ ] T900 {text}\n").tasks[0].after == after


def test_references_stories_and_paths_are_read_from_a_task() -> None:
    (task,) = tasks_of(
        "- [ ] T001 [US1+US2] Store it in src/login.py and `README.md`, see https://example.org/a/b "
        "(FR-001, SC-002; US1/AC2; 002-export/FR-009)\n"
    ).tasks
    assert task.stories == ("US1", "US2")
    assert task.refs == ("FR-001", "SC-002", "US1")
    assert task.paths == ("src/login.py", "README.md")


def test_only_the_exact_form_is_strict() -> None:
    tasks = tasks_of("- [ ] T001 [P] [US1] a\n- [ ] T002 [US1] [P] b\n- [ ] **T003** c\n* [ ] T004 d\n")
    assert [task.strict for task in tasks.tasks] == [True, False, False, False]


def test_a_heading_with_boxes_below_is_a_task_done_when_all_are_ticked() -> None:
    tasks = tasks_of(
        "# Tasks\n\n## Phase 1: Setup\n\n### Task 1.1: Make it\n\n- [x] a\n\n#### Accepted when\n\n- [X] b\n\n"
        "### 🟢 T002 - Mend it\n\n- [x] c\n- [ ] d\n\n### T003: Nothing to tick\n\n## Notes\n\n- [ ] e\n"
    )
    assert [(task.id, task.done, task.mark, task.text, len(task.steps), task.phase) for task in tasks.tasks] == [
        ("Task 1.1", True, "x", "Make it", 2, 0),
        ("T002", False, " ", "Mend it", 2, 0),
    ]
    assert {task.box for task in tasks.tasks} == {None}
    assert [tasks.document.slice(task.id_span) for task in tasks.tasks] == ["Task 1.1", "T002"]
    assert [tasks.document.slice(task.text_span) for task in tasks.tasks] == ["Make it", "Mend it"]
    assert [tasks.document.slice(step) for step in tasks.tasks[1].steps] == ["[x]", "[ ]"]
    assert [other.id for other in tasks.lookalikes] == ["T003"]
    assert tasks.checkboxes == 5


def test_a_heading_over_tasks_with_boxes_of_their_own_is_none() -> None:
    tasks = tasks_of("### T1: Group\n\n- [ ] T001 a\n- [ ] b\n")
    assert [task.id for task in tasks.tasks] == ["T001"]


def test_a_heading_that_says_more_of_a_task_with_a_box_is_no_second_task() -> None:
    tasks = tasks_of("- [ ] T001 a\n\n## T001: in detail\n\n- [x] b\n")
    assert [(task.id, task.done) for task in tasks.tasks] == [("T001", False)]


def test_a_mark_of_two_code_points_is_an_unknown_mark() -> None:
    (task,) = tasks_of("- [⚠️] T001 Make it\n").tasks
    assert (task.mark, task.done, task.text) == ("⚠️", None, "Make it")
