"""How task lists are mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.fixes import fixed

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

TASKS = "specs/001-login/tasks.md"
PLAN = "specs/001-login/plan.md"


@pytest.mark.verifies("005-the-whole-checker/AC-003")
@pytest.mark.parametrize(
    ("line", "message", "mended"),
    [
        ("- [ x] T002 b", "the box holds more than one mark", "- [x] T002 b"),
        ("* [X ] T002 b", "the box holds more than one mark", "* [X] T002 b"),
        ("1. [  ] **T002** b", "the box holds more than one mark", "1. [ ] **T002** b"),
        ("- [✓] T002 b", "unknown mark '✓' in the box of T002", "- [x] T002 b"),
        ("- [☑\ufe0f] T002 b", "unknown mark '☑\ufe0f' in the box of T002", "- [x] T002 b"),
        ("- [☐] T002 b", "unknown mark '☐' in the box of T002", "- [ ] T002 b"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_box_with_one_meaning_is_written_as_it_must_be(
    line: str, message: str, mended: str, end: str, findings: Find
) -> None:
    text = end.join(["# Tasks", "", "- [ ] T001 a", line, ""])
    (found,) = findings("TSK001", {TASKS: text})
    assert found.message == message
    assert found.fix
    assert found.fix.safe
    after = fixed({TASKS: text}, found.fix)
    assert after[TASKS] == text.replace(line, mended)
    assert findings("TSK001", after) == []


@pytest.mark.parametrize("line", ["- [  ] a validation", "- [ab](c) T001", "- [x x] T001 a", "- [x]: T001"])
def test_what_is_no_box_of_a_task_is_left_alone(line: str, findings: Find) -> None:
    assert findings("TSK001", {TASKS: f"# Tasks\n\n{line}\n"}) == []


def test_a_later_task_of_the_same_id_gets_the_next_free_one_when_asked_for(findings: Find) -> None:
    files = {TASKS: "- [ ] T001 a\n- [x] **T001**: b (after T003)\n- [ ] T002 c\n", PLAN: "# P\n\nT004 is to come.\n"}
    (found,) = findings("TSK002", files)
    assert found.fix
    assert not found.fix.safe
    after = fixed(files, found.fix)
    assert after[TASKS] == files[TASKS].replace("**T001**", "**T005**")
    assert findings("TSK002", after) == []


@pytest.mark.parametrize("second", ["- [x] T001 a\n", "- [ ] T001  a\n"])
def test_a_copy_of_a_task_is_not_renumbered(second: str, findings: Find) -> None:
    (found,) = findings("TSK002", {TASKS: f"- [ ] T001 a\n{second}"})
    assert found.fix is None


@pytest.mark.verifies("005-the-whole-checker/AC-003")
def test_boxes_behind_the_ids_are_put_before_them(findings: Find) -> None:
    text = "# Tasks\r\n\r\nT001 [X] a\r\nT002 [P] [ ] b\r\n\r\n- **T003**: [x] c [ ] d\r\n"
    (found,) = findings("TSK012", {TASKS: text})
    assert found.fix
    assert found.fix.safe
    after = fixed({TASKS: text}, found.fix)
    assert after[TASKS] == "# Tasks\r\n\r\n- [X] T001 a\r\n- [ ] T002 [P] b\r\n\r\n- [x] **T003**: c [ ] d\r\n"
    assert findings("TSK012", after) == []


def test_a_task_without_a_box_among_others_is_no_words_of_the_one_above(findings: Find) -> None:
    text = "# Tasks\n\nT001 [X] a\nT002 [P] b\n\nT003  [P]  [x] c\n"
    (found,) = findings("TSK012", {TASKS: text})
    assert found.fix
    assert not found.fix.safe
    after = fixed({TASKS: text}, found.fix)
    assert after[TASKS] == "# Tasks\n\n- [X] T001 a\n- [ ] T002 [P] b\n\n- [x] T003  [P] c\n"
    assert findings("TSK012", after) == []


def test_new_boxes_are_open_and_written_only_when_asked_for(findings: Find) -> None:
    text = "# Tasks\n\n- T001 a\n* **T002**: b\n  - T003 c\n"
    (found,) = findings("TSK012", {TASKS: text})
    assert found.fix
    assert not found.fix.safe
    after = fixed({TASKS: text}, found.fix)
    assert after[TASKS] == "# Tasks\n\n- [ ] T001 a\n* [ ] **T002**: b\n  - [ ] T003 c\n"
    assert findings("TSK012", after) == []


@pytest.mark.parametrize(
    "text",
    [
        "- T001 a\n- T002 b\n- T001 more of a\n",
        "### T001 a\n\n### T002 b\n",
        "- T001 a\n\n### T002 b\n",
        "### T001 [x] a\n\n### T002 [x] b\n",
    ],
)
def test_headings_and_lists_that_name_a_task_twice_are_not_made_tasks(text: str, findings: Find) -> None:
    (found,) = findings("TSK012", {TASKS: f"# Tasks\n\n{text}"})
    assert found.fix is None
