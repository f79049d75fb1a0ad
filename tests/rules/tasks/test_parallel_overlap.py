"""Parallel tasks that work in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

TASKS = "specs/001-login/tasks.md"


@pytest.mark.verifies("005-the-whole-checker/AC-001")
def test_parallel_tasks_in_one_file_are_one_finding_at_the_first(findings: Find) -> None:
    text = "# Tasks\n\n- [ ] T001 [P] a in src/a.py\n- [ ] T002 [P] b in src/b.py\n- [ ] T003 [P] c to `src/a.py`.\n"
    (found,) = findings("TSK005", {TASKS: text})
    assert found.message == "T001, T003 may run in parallel and change src/a.py"
    assert (found.location.start.line, [place.start.line for place in found.related]) == (3, [5])


def test_tasks_that_share_two_files_are_one_finding(findings: Find) -> None:
    text = "- [ ] T001 [P] a in src/a.py and to src/b.py\n- [ ] T002 [P] c in src/a.py and to src/b.py\n"
    (found,) = findings("TSK005", {TASKS: text})
    assert found.message == "T001, T002 may run in parallel and change src/a.py, src/b.py"


@pytest.mark.parametrize(
    "second",
    [
        "- [ ] T002 b in src/a.py",
        "- [x] T002 [P] b in src/a.py",
        "- [~] T002 [P] b in src/a.py",
        "- [ ] T002 [P] b in src/a.py (after T001)",
        "- [ ] T002 [P] b in src/a.py (after T003)\n- [ ] T003 c (after T001)",
        "- [ ] T002 [P] call src/a.py from src/b.py",
        "- [ ] T002 [P] b in lib/a.py",
        "## Phase 2: Next\n\n- [ ] T002 [P] b in src/a.py",
    ],
)
def test_what_cannot_meet_does_not_overlap(second: str, findings: Find) -> None:
    assert findings("TSK005", {TASKS: f"# Tasks\n\n- [ ] T001 [P] a in src/a.py\n{second}\n"}) == []


@pytest.mark.parametrize("path", ["src/", "src/<name>.py", "src/*.py", "specs/001-login/plan.md"])
def test_folders_patterns_and_documents_are_not_compared(path: str, findings: Find) -> None:
    assert findings("TSK005", {TASKS: f"- [ ] T001 [P] a in {path}\n- [ ] T002 [P] b in {path}\n"}) == []


def test_of_three_in_one_file_those_are_told_that_may_meet(findings: Find) -> None:
    text = "- [ ] T001 [P] a in src/a.py\n"
    text += "- [ ] T002 [P] b in src/a.py (after T001)\n- [ ] T003 [P] c in src/a.py (after T002)\n"
    assert findings("TSK005", {TASKS: text}) == []
    text += "- [ ] T004 [P] d in src/a.py (after T002)\n"
    assert [found.message[:10] for found in findings("TSK005", {TASKS: text})] == ["T003, T004"]


def test_a_circle_of_tasks_in_one_file_ends(findings: Find) -> None:
    text = "- [ ] T001 [P] a in src/a.py (after T002)\n- [ ] T002 [P] b in src/a.py (after T001)\n"
    assert findings("TSK005", {TASKS: text}) == []
