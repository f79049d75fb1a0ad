"""The head of a specification held against its tasks and its folder."""

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
DONE = "- [x] T001 a\n- [X] T002 b\n- [~] T003 c\n"


@pytest.mark.verifies("005-the-whole-checker/AC-003")
@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("**Status**: Draft", "**Status**: Implemented"),
        ("**Status:** draft  ", "**Status:** implemented  "),
        ("- **Status**: `DRAFT`", "- **Status**: `IMPLEMENTED`"),
        ("**Created**: 2026-01-02 | **Status**: *Draft*", "**Created**: 2026-01-02 | **Status**: *Implemented*"),
    ],
)
def test_a_draft_whose_tasks_are_all_ticked_becomes_implemented_in_its_own_form(
    line: str, mended: str, findings: Find
) -> None:
    files = {SPEC: f"# S\r\n\r\n{line}\r\n\r\nDraft\r\n", TASKS: DONE}
    (found,) = findings("SPC016", files)
    assert found.location.start.line == 3
    assert found.fix
    assert found.fix.safe
    after = fixed(files, found.fix)
    assert after[SPEC] == f"# S\r\n\r\n{mended}\r\n\r\nDraft\r\n"
    assert findings("SPC016", after) == []


@pytest.mark.parametrize(
    ("status", "tasks"),
    [
        ("Draft", "- [x] T001 a\n- [ ] T002 b\n"),
        ("Draft", "- [~] T001 a\n"),
        ("Draft", "# Tasks\n"),
        ("Draft", f"{DONE}\n## Validation\n\n- [ ] All integration tests pass\n"),
        ("Draft", f"{DONE}  1. [ ] Try it on a phone\n"),
        ("Implemented", DONE),
        ("Draft, awaiting approval", DONE),
        ("Draft → implemented in this slice", DONE),
    ],
)
def test_a_status_that_may_be_true_is_left_alone(status: str, tasks: str, findings: Find) -> None:
    assert findings("SPC016", {SPEC: f"# S\n\n**Status**: {status}\n", TASKS: tasks}) == []


def test_a_draft_in_another_language_is_told_and_not_mended(findings: Find) -> None:
    (found,) = findings("SPC016", {SPEC: "# S\n\n**Status**: Rascunho\n", TASKS: DONE})
    assert found.fix is None


def test_a_specification_without_tasks_is_a_draft_as_it_says(findings: Find) -> None:
    assert findings("SPC016", {SPEC: "# S\n\n**Status**: Draft\n"}) == []


@pytest.mark.parametrize("written", ["`002-logout`", "[002-logout]", "002-logout"])
def test_the_branch_of_another_feature_is_told_and_named_anew_when_asked_for(written: str, findings: Find) -> None:
    text = f"# S\n\n**Feature Branch**: {written}\n"
    (found,) = findings("SPC017", {SPEC: text})
    assert found.message == "the branch is 002-logout, and the feature is 001-login"
    assert found.fix
    assert not found.fix.safe
    assert fixed({SPEC: text}, found.fix)[SPEC] == text.replace("002-logout", "001-login")


@pytest.mark.parametrize(
    "branch",
    ["001-login", "001-login-again", "`001-login` (merged)", "main", "feat/login", "story/6138-login", "20260102", ""],
)
def test_branches_that_are_no_other_features_name_are_left_alone(branch: str, findings: Find) -> None:
    assert findings("SPC017", {SPEC: f"# S\n\n**Feature Branch**: {branch}\n"}) == []


def test_a_folder_without_a_number_may_have_any_branch(findings: Find) -> None:
    assert findings("SPC017", {"specs/login/spec.md": "# S\n\n**Feature Branch**: `002-logout`\n"}) == []
