from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.artifacts.kind import Kind
from specward.artifacts.read import read_artifact
from specward.errors import UsageError
from specward.markdown.document import Document
from specward.scaffold.tick import find_task, tick

if TYPE_CHECKING:
    from specward.artifacts.tasks import Tasks

TEXT = (
    "\ufeff# Tasks: Login\r\n\r\n- [ ] T001 First\r\n* [x] **T002** Second\r\n  - [~] T003 Third\r\n- [ ] T004a Fourth"
)


def tasks_of(text: str, encoding: str = "utf-8") -> Tasks:
    tasks: Tasks = read_artifact(Kind.TASKS, Document("specs/001-a/tasks.md", text, encoding))
    return tasks


@pytest.mark.parametrize(
    ("identity", "done", "before", "after"),
    [
        ("T001", True, "- [ ] T001", "- [X] T001"),
        ("t1", True, "- [ ] T001", "- [X] T001"),
        ("T002", False, "* [x] **T002**", "* [ ] **T002**"),
        ("T003", True, "- [~] T003", "- [X] T003"),
        ("T003", False, "- [~] T003", "- [ ] T003"),
        ("T004a", True, "- [ ] T004a", "- [X] T004a"),
    ],
)
def test_one_character_changes(identity: str, done: bool, before: str, after: str) -> None:
    tasks = tasks_of(TEXT)
    change = tick(tasks, find_task(tasks, identity), done=done)
    assert change.text == TEXT.replace(before, after)
    assert change.old_text == TEXT


@pytest.mark.parametrize(
    ("identity", "done", "said"), [("T001", False, "open already"), ("T002", True, "done already")]
)
def test_a_box_that_says_so_already_is_said(identity: str, done: bool, said: str) -> None:
    tasks = tasks_of(TEXT)
    with pytest.raises(UsageError, match=said):
        tick(tasks, find_task(tasks, identity), done=done)


def test_an_unknown_task_is_answered_with_near_ones() -> None:
    with pytest.raises(UsageError, match="no task T0010") as caught:
        find_task(tasks_of(TEXT), "T0010")
    assert "T001" in caught.value.help


def test_an_id_that_two_tasks_have_is_not_guessed_at() -> None:
    with pytest.raises(UsageError, match="2 tasks have the id T001") as caught:
        find_task(tasks_of("# Tasks: T\n\n- [ ] T001 a\n- [ ] T001 b\n"), "T001")
    assert "lines 3, 4" in caught.value.help


def test_a_document_that_is_not_utf_8_is_not_edited() -> None:
    tasks = tasks_of("- [ ] T001 é\n", "windows-1252")
    with pytest.raises(UsageError, match="not UTF-8"):
        tick(tasks, find_task(tasks, "T001"), done=True)


def test_a_task_told_by_a_heading_has_no_box_to_tick() -> None:
    tasks = tasks_of("# Tasks: T\n\n### Task 1: a\n\n- [x] b\n- [ ] c\n")
    with pytest.raises(UsageError, match="a heading, done when all boxes below it are ticked") as caught:
        tick(tasks, find_task(tasks, "task 1"), done=True)
    assert "lines 5, 6" in caught.value.help
