"""What a change brought, told from what was there before, wherever that has gone."""

from __future__ import annotations

import pytest

from specward.check.brought import Change, brought
from specward.check.run import check
from specward.check.select import Selection
from specward.project import Project
from specward.rules import RULES
from specward.sources.memory import MemorySource

pytestmark = pytest.mark.verifies("005-the-whole-checker/AC-012")

SPEC = "specs/001-a/spec.md"
HEAD = "# Feature Specification: A\n\n"
OPEN = "- **FR-001**: It MUST go [NEEDS CLARIFICATION: where?]\n"
OTHER = "- **FR-002**: It MUST stop [NEEDS CLARIFICATION: when?]\n"


def new(before: dict[str, str], after: dict[str, str]) -> list[tuple[str, int]]:
    """The path and line of each finding that a change brought."""
    later = Project(MemorySource(after))
    selection = Selection.of(later, RULES, select=["SPC001", "TSK003", "PRJ001", "PRJ003"])
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    change = Change(frozenset(changed), frozenset(changed - after.keys()))
    report = brought(check(later, selection), Project(MemorySource(before)), selection, change)
    return [(finding.location.path, finding.location.start.line) for finding in report.findings]


def test_what_was_there_before_is_left_out() -> None:
    assert new({SPEC: HEAD + OPEN}, {SPEC: HEAD + OPEN + OTHER}) == [(SPEC, 4)]


def test_a_finding_whose_line_moves_is_an_old_one() -> None:
    assert new({SPEC: HEAD + OPEN}, {SPEC: HEAD + "\nWords.\n\n" + OPEN}) == []


def test_a_second_equal_finding_is_new_and_it_is_the_added_one() -> None:
    assert new({SPEC: HEAD + OPEN}, {SPEC: HEAD + OPEN + OPEN}) == [(SPEC, 4)]


def test_a_finding_whose_file_moves_is_an_old_one() -> None:
    assert new({SPEC: HEAD + OPEN}, {"specs/004-a/spec.md": HEAD + OPEN}) == []


def test_a_finding_that_is_copied_into_a_new_file_is_new() -> None:
    copy = "specs/004-b/spec.md"
    assert new({SPEC: HEAD + OPEN}, {SPEC: HEAD + OPEN, copy: HEAD + OPEN}) == [(copy, 3)]


def test_what_a_change_breaks_in_a_document_that_it_leaves_alone_is_new() -> None:
    tasks = "# Tasks: A\n\n- [ ] T001 Go (FR-001)\n- [ ] T002 Stop (FR-009)\n"
    path = "specs/001-a/tasks.md"
    whole = HEAD + "- **FR-001**: It MUST go.\n- **FR-002**: It MUST stop.\n"
    without = HEAD + "- **FR-002**: It MUST stop.\n"
    assert new({SPEC: whole, path: tasks}, {SPEC: without, path: tasks}) == [(path, 3)]


def test_what_is_wrong_with_a_folder_is_known_too() -> None:
    before = {"specs/001-a/tasks.md": "# Tasks: A\n\n- [ ] T001 Go\n", SPEC.replace("001-a", "001-b"): HEAD}
    assert new(before, {**before, "README.md": "# Shop\n"}) == []


def test_what_is_mended_does_not_excuse_what_is_broken_elsewhere() -> None:
    other = "specs/002-b/spec.md"
    assert new({SPEC: HEAD + OPEN, other: HEAD}, {SPEC: HEAD, other: HEAD + OPEN}) == [(other, 3)]


def test_nothing_before_makes_everything_new() -> None:
    assert new({}, {SPEC: HEAD + OPEN}) == [(SPEC, 3)]
