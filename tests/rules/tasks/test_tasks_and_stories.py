"""Tasks held against the stories of the specification and of their phases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.fixes import fixed

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

SPEC = "specs/001-login/spec.md"
TASKS = "specs/001-login/tasks.md"
STORIES = "# S\n\n### User Story 1 - a (Priority: P1)\n\nx\n\n### User Story 2 - b (Priority: P2)\n\nx\n"
PHASE = "# Tasks\n\n## Phase 3: User Story 1 - a (Priority: P1)\n\n"


def tasks(*lines: str, end: str = "\n") -> dict[str, str]:
    return {TASKS: (PHASE + "\n".join(lines) + "\n").replace("\n", end)}


@pytest.mark.verifies("005-the-whole-checker/AC-003")
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_tasks_without_the_label_of_their_phase_are_told_once_and_labelled(end: str, findings: Find) -> None:
    lines = ["- [ ] T001 [US1] a", "- [ ] T002 [P] [US1] b", "- [ ] T003 c", "- [x] T004 [P] d [x](y)"]
    files = tasks(*lines, end=end)
    (found,) = findings("TSK006", files)
    assert found.message == "no story label, in the phase of a story: T003, T004"
    assert [place.start.line for place in (found.location, *found.related)] == [7, 8]
    assert found.fix
    assert found.fix.safe
    after = fixed(files, found.fix)
    assert after == tasks(*lines[:2], "- [ ] T003 [US1] c", "- [x] T004 [P] [US1] d [x](y)", end=end)
    assert findings("TSK006", after) == []


def test_a_task_in_another_form_is_told_and_not_mended(findings: Find) -> None:
    (found,) = findings("TSK006", tasks("- [ ] T001 [US1] a", "- [ ] **T002**: b"))
    assert found.fix is None


@pytest.mark.parametrize(
    "lines",
    [
        ("- [ ] T001 [US1] a", "- [ ] T002 b", "- [ ] T003 c"),
        ("- [ ] T001 a", "- [ ] T002 b"),
        ("- [ ] T001 [US1] a", "- [~] T002 b"),
        ("- [ ] T001 [US1] a", "- [x] T002–T005 folded into T001"),
        ("- [ ] T001 [US1] a", "- [ ] T002 **[RED]** [US1] b"),
        ("- [ ] T001 [US1] a", "- [ ] ~~T002~~ does not apply"),
        ("- [ ] T001 [US1] a", "", "## Phase 4: Polish", "", "- [ ] T002 b"),
    ],
)
def test_lists_that_do_without_labels_and_tasks_that_need_none_are_left_alone(
    lines: tuple[str, ...], findings: Find
) -> None:
    assert findings("TSK006", tasks(*lines)) == []


@pytest.mark.verifies("005-the-whole-checker/AC-001")
def test_a_story_that_no_task_names_is_told_in_the_specification(findings: Find) -> None:
    (found,) = findings("TSK007", {SPEC: STORIES, **tasks("- [ ] T001 [US1] a")})
    assert found.message == "no task names US2"
    assert (found.location.path, found.location.start.line) == (SPEC, 7)


@pytest.mark.parametrize(
    "line",
    [
        "- [ ] T002 [US2] b",
        "- [ ] T002 [US2.1] b",
        "- [ ] T002 [US1,US2] b",
        "## Phase 4: User Story 2 - b",
        "User Stories 1 and 2 are built together.",
        "**Covers**: US1-US3",
        "Story 2 needs nothing.",
    ],
)
def test_a_story_that_the_tasks_name_in_any_way_is_covered(line: str, findings: Find) -> None:
    assert findings("TSK007", {SPEC: STORIES, **tasks("- [ ] T001 [US1] a", "", line)}) == []


@pytest.mark.parametrize("note", ["(deferred)", "(Priority: OUT OF SCOPE)", "✅ COMPLETED"])
def test_a_story_that_is_put_off_or_done_needs_no_task(note: str, findings: Find) -> None:
    spec = STORIES.replace("b (Priority: P2)", f"b {note}")
    assert findings("TSK007", {SPEC: spec, **tasks("- [ ] T001 [US1] a")}) == []


def test_a_list_that_goes_by_no_story_is_not_judged(findings: Find) -> None:
    assert findings("TSK007", {SPEC: STORIES, TASKS: "- [ ] T001 a\n"}) == []


@pytest.mark.verifies("005-the-whole-checker/AC-001")
def test_tasks_with_the_label_of_another_story_are_one_finding(findings: Find) -> None:
    lines = ("- [ ] T001 [US1] a", "- [ ] T002 [US2] b", "- [ ] T003 [US2] c")
    (found,) = findings("TSK014", tasks(*lines))
    assert found.message == "T002, T003 are labelled US2, in the phase of US1"
    assert [place.start.line for place in (found.location, *found.related)] == [6, 7, 3]


@pytest.mark.parametrize(
    "line",
    ["- [ ] T001 [US1.2] a", "- [ ] T001 [US1b] a", "- [ ] T001 [US1,US2] a", "- [ ] T001 a", "- [-] T001 [US2] a"],
)
def test_a_label_that_fits_or_is_absent_is_no_other_storys(line: str, findings: Find) -> None:
    assert findings("TSK014", tasks(line)) == []


def test_a_phase_of_two_stories_may_hold_tasks_of_both(findings: Find) -> None:
    text = "## Phase 3: User Story 1 & 2 - a\n\n- [ ] T001 [US2] a\n"
    assert findings("TSK014", {TASKS: text}) == []


@pytest.mark.verifies("005-the-whole-checker/AC-001")
def test_a_tick_before_its_prerequisite_is_told_at_the_box(findings: Find) -> None:
    text = "- [ ] T001 a\n- [ ] T002 b\n- [x] T003 c (after T001, T002)\n"
    (found,) = findings("TSK013", {TASKS: text})
    assert found.message == "T003 is ticked, and T001, T002 that must come first are open"
    assert (found.location.start.line, found.location.start.column) == (3, 3)
    assert [place.start.line for place in found.related] == [1, 2]


@pytest.mark.parametrize(
    "text",
    [
        "- [x] T001 a\n- [x] T002 b (after T001)\n",
        "- [~] T001 a\n- [x] T002 b (after T001)\n",
        "- [ ] T001 a\n- [ ] T002 b (after T001)\n",
        "- [x] T002 b (after T001)\n",
        "- [ ] T001 a\n- [x] T002 b, not after T001\n",
        "- [ ] T001 a\n- [x] T1 a again\n- [x] T002 b (after T001)\n",
    ],
)
def test_ticks_in_order_and_after_what_was_dropped_or_is_unknown_are_sound(text: str, findings: Find) -> None:
    assert findings("TSK013", {TASKS: text}) == []


def test_a_list_that_goes_by_other_things_too_is_not_judged(findings: Find) -> None:
    text = "# Tasks\n\n## Phase 3: User Story 1 - a\n\n- [ ] T001 a\n\n## Phase 4: {title}\n\n- [ ] T002 b\n"
    assert findings("TSK007", {SPEC: STORIES, TASKS: text.format(title="The dialog")}) == []
    assert len(findings("TSK007", {SPEC: STORIES, TASKS: text.format(title="Polish")})) == 1


@pytest.mark.parametrize(
    ("heading", "label", "told"),
    [
        ("User Story 2-4 (Lessons)", "US3", 0),
        ("User Story 2 – 4 (Lessons)", "US4", 0),
        ("User Story 2-4 (Lessons)", "US5", 1),
        ("User Story 12 (Capstone)", "US1-12", 0),
        ("User Story 12 (Capstone)", "US1-11", 1),
        ("User Story 2 (2024-2999)", "US3", 1),
    ],
)
def test_a_range_of_stories_names_each_of_them(heading: str, label: str, told: int, findings: Find) -> None:
    text = f"# Tasks\n\n## Phase 3: {heading}\n\n- [ ] T001 [{label}] a\n"
    assert len(findings("TSK014", {TASKS: text})) == told
