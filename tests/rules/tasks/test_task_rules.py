"""The rules on task lists, beyond the examples of their manuals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

TASKS = "specs/001-login/tasks.md"
SPEC = "specs/001-login/spec.md"


def messages(found: list[Finding]) -> list[str]:
    return [finding.message for finding in found]


@pytest.mark.parametrize(
    ("line", "message", "fixed"),
    [
        ("- [] T002 b", "the box holds no mark", "- [ ] T002 b"),
        ("-[ ] T002 b", "no blank between bullet and box", "- [ ] T002 b"),
        ("- [?] T002 b", "unknown mark '?' in the box of T002", None),
        ("- [ ] T002", "T002 does not say what to do", None),
        ("- [ ] T002_b c", "its first word is no task id", None),
    ],
)
def test_a_task_that_cannot_be_read_is_malformed(line: str, message: str, fixed: str | None, findings: Find) -> None:
    text = f"# Tasks\n\n{line}\n"
    (found,) = findings("TSK001", {TASKS: text})
    assert found.message == message
    assert (found.fix is not None) == (fixed is not None)
    if found.fix:
        (edit,) = found.fix.edits
        assert text[: edit.span.start] + edit.text + text[edit.span.end :] == f"# Tasks\n\n{fixed}\n"


@pytest.mark.parametrize(
    "line", ["- [ ] **T001** a", "- [x] T001: a", "- [~] T001 a", "- [P] tasks = x", "- [ ] a box"]
)
def test_what_can_be_read_is_not_malformed(line: str, findings: Find) -> None:
    assert findings("TSK001", {TASKS: f"# Tasks\n\n{line}\n"}) == []


def test_the_legend_and_fences_make_no_duplicates(findings: Find) -> None:
    text = "# Tasks\n\n- [ ] T001 a\n- [P] T001 runs first\n\n```\n- [ ] T001 a\n```\n"
    assert findings("TSK002", {TASKS: text}) == []


def test_each_further_use_of_an_id_is_a_duplicate(findings: Find) -> None:
    text = "- [ ] T001 a\n- [x] **T001** b\n- [ ] T002 c\n- [ ] T001 d\n"
    assert [found.location.start.line for found in findings("TSK002", {TASKS: text})] == [2, 4]


def test_duplicates_that_follow_each_other_are_one_finding(findings: Find) -> None:
    block = "- [ ] T001 a\n- [ ] T002 b\n- [ ] T003 c\n"
    (found,) = findings("TSK002", {TASKS: block * 2 + "- [ ] T004 d\n"})
    assert found.message == "T001 and the next 2 tasks have ids of other tasks already"
    assert [place.start.line for place in found.related] == [1, 2, 5, 3, 6]


@pytest.mark.parametrize(
    ("task", "message"),
    [
        ("T001 [US2] a", "T001 names US2, and the specification has no such item"),
        ("T001 a (FR-009)", "T001 names FR-009, and the specification has no such item"),
        ("T001 a after T099", "T001 names T099, and there is no such task"),
    ],
)
def test_what_the_feature_does_not_have_is_unknown(task: str, message: str, findings: Find) -> None:
    spec = "# Spec\n\n### User Story 1 - a\n\n- **FR-001**: x\n"
    assert messages(findings("TSK003", {SPEC: spec, TASKS: f"- [ ] {task}\n"})) == [message]


@pytest.mark.parametrize(
    "task",
    [
        "T001 [US1] a (FR-1)",
        "T001 [US1.2] a (FR-001a)",
        "T001 a (SC-001)",
        "T001 a (002-export/FR-009)",
        "T001 a (FR-050)",
        "T001 a after T001a",
    ],
)
def test_what_the_feature_has_in_any_spelling_is_known(task: str, findings: Find) -> None:
    spec = "# Spec\n\n### User Story 1 - a\n\n- **FR-001**: x, formerly FR-050\n"
    assert findings("TSK003", {SPEC: spec, TASKS: f"- [ ] {task}\n"}) == []


def test_a_story_named_by_label_and_text_of_one_task_is_named_once(findings: Find) -> None:
    found = findings("TSK003", {SPEC: "# S\n\n### User Story 1 - a\n", TASKS: "- [ ] T001 [US-2] a (US2) b-c\n"})
    assert messages(found) == ["T001 names US2, and the specification has no such item"]


def test_an_unknown_id_is_reported_once_with_the_other_lines_related(findings: Find) -> None:
    text = "- [ ] T001 [US2] a\n- [ ] T002 b (after T099)\n- [ ] T003 [US2] c\n- [ ] T004 d (after T099)\n"
    found = findings("TSK003", {SPEC: "# Spec\n\n### User Story 1 - a\n", TASKS: text})
    assert messages(found) == [
        "T001 and 1 more name US2, and the specification has no such item",
        "T002 and 1 more name T099, and there is no such task",
    ]
    assert [[place.start.line for place in one.related] for one in found] == [[3], [4]]


@pytest.mark.parametrize(
    ("task", "count"),
    [
        ("by 005 FR-083's surface", 0),
        ("by 005's FR-083", 0),
        ("(005 FR-083)", 0),
        ("by spec 005 §FR-083", 0),
        ("by 005 §4 FR-083", 0),
        ("by 001 FR-083", 1),
        ("by HTTP 2005 FR-083", 1),
    ],
)
def test_an_id_of_another_feature_is_not_looked_for_in_this_one(task: str, count: int, findings: Find) -> None:
    assert len(findings("TSK003", {SPEC: "# S\n\n- **FR-001**: x\n", TASKS: f"- [ ] T001 a {task}\n"})) == count


def test_a_circle_is_reported_once_at_its_first_task(findings: Find) -> None:
    text = "- [ ] T001 a\n- [ ] T002 b (after T004)\n- [ ] T003 c (after T002)\n- [ ] T004 d (after T003, T001)\n"
    (found,) = findings("TSK004", {TASKS: text})
    assert found.location.start.line == 2
    assert found.message == "tasks wait for each other: T002 → T004 → T003 → T002"


def test_a_task_may_not_wait_for_itself(findings: Find) -> None:
    assert messages(findings("TSK004", {TASKS: "- [ ] T001 a (after T001)\n"})) == ["T001 waits for itself"]


def test_a_chain_of_thousands_is_walked_without_recursion(findings: Find) -> None:
    chain = "".join(f"- [ ] T{number:04} a (after T{number + 1:04})\n" for number in range(3000))
    assert findings("TSK004", {TASKS: chain}) == []
    assert len(findings("TSK004", {TASKS: chain + "- [ ] T3000 a (after T0000)\n"})) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("# Tasks\n\n- T001 a\n- T002 b\n", 1),
        ("# Tasks\n\n| ID | What |\n|---|---|\n| T001 | a |\n| T002 | b |\n", 1),
        ("# Tasks\n\n### Task 1: a\n\n- [ ] part\n\n### Task 2: b\n", 0),
        ("# Work Packages: x\n\nT001 a\n\nT002 b\n", 0),
        ("# Tasks\n\nNothing yet.\n", 0),
        ("# Tasks\n\n| ID | What | Status |\n|---|---|---|\n| T001 | a | |\n| T002 | b | |\n", 0),
        ("# Tasks\n\n### T001 a\n**Status**: Done\n\n### T002 b\n", 0),
        ("# Tasks\n\n- T001 a ✅\n- T002 b\n", 0),
        ("# Tasks\n\n- T001 a\n- T002 b\n\nHow far they are stands in `wave-status.md`.\n", 0),
    ],
)
def test_only_a_list_that_nobody_can_tick_is_without_checkboxes(text: str, count: int, findings: Find) -> None:
    assert len(findings("TSK012", {TASKS: text})) == count


def test_a_file_beside_the_tasks_may_keep_their_state(findings: Find) -> None:
    text = "# Tasks\n\n- T001 a\n- T002 b\n"
    assert findings("TSK012", {TASKS: text, "specs/001-login/wave-status.md": "a\n"}) == []
    assert len(findings("TSK012", {TASKS: text, "specs/002-export/status.md": "a\n"})) == 1


@pytest.mark.parametrize(
    ("text", "message", "severity"),
    [
        ("- T001 a\n- T002 b\n", "2 tasks and not one check box", Severity.ERROR),
        ("## Task 1: a\n\n## Task 2: b\n", "2 tasks and not one check box", Severity.WARNING),
        ("T001 [X] a\n\nT002 [P] [ ] b\n", "the box must stand before the id", Severity.WARNING),
    ],
)
def test_how_sure_it_is_that_boxes_are_missing(text: str, message: str, severity: Severity, findings: Find) -> None:
    (found,) = findings("TSK012", {TASKS: f"# Tasks\n\n{text}"})
    assert (found.message, found.severity) == (message, severity)


def test_headings_counted_anew_in_each_phase_are_no_duplicates(findings: Find) -> None:
    phase = "## Phase 1: a\n\n### Task 1: b\n\n- [ ] c\n\n"
    assert findings("TSK002", {TASKS: phase * 2}) == []


def test_what_a_task_says_of_itself_is_no_wait(findings: Find) -> None:
    text = "- [ ] T001 Drop the chip; the key stays in use after {}'s removal\n"
    assert findings("TSK004", {TASKS: text.format("T001")}) == []
    assert findings("TSK004", {TASKS: text.format("T001").replace("'", "’")}) == []


def test_an_id_of_a_group_is_judged_where_the_specification_has_the_group(findings: Find) -> None:
    spec = "# S\n\n- **C-001**: a\n- **FR-AUTH-001**: b\n"
    tasks = "- [ ] T001 Honour C-NET-4\n- [ ] T002 Honour FR-AUTH-009\n"
    assert messages(findings("TSK003", {SPEC: spec, TASKS: tasks})) == [
        "T002 names FR-AUTH-009, and the specification has no such item"
    ]


def test_an_id_that_research_brought_up_is_known(findings: Find) -> None:
    files = {SPEC: "# S\n\n- **FR-001**: a\n", TASKS: "- [ ] T001 Keep the gate (FR-017)\n"}
    assert len(findings("TSK003", files)) == 1
    assert findings("TSK003", files | {SPEC.replace("spec.md", "research.md"): "The gate is of FR-017.\n"}) == []


def test_a_capital_or_a_number_may_follow_the_number_of_a_task(findings: Find) -> None:
    lines = "- [x] T019A a\n- [x] T019B b\n- [x] TX3b-1 c\n- [x] TX3b-2 d\n"
    for code in ("TSK001", "TSK002"):
        assert findings(code, {TASKS: lines}) == []
    assert messages(findings("TSK002", {TASKS: lines + "- [ ] T019A e\n"})) == [
        "T019A is the id of another task already"
    ]


def test_parts_of_work_packages_have_their_state_elsewhere(findings: Find) -> None:
    text = "# Tasks\n\n| ID | What | {} |\n|---|---|---|\n| T001 | a | {}01 |\n| T002 | b | {}02 |\n"
    assert findings("TSK012", {TASKS: text.format("Part", "WP", "WP")}) == []
    assert len(findings("TSK012", {TASKS: text.format("Room", "R", "R")})) == 1
