"""Defects of coverage: what is asked for and not proved, or not asked for at all."""

from __future__ import annotations

from tests.seeded.defect import (
    LOGIN_PLAN,
    LOGIN_SPEC,
    LOGIN_TASKS,
    LOGIN_TESTS,
    Defect,
)

MARK = '"001-login/AC-003"'
EMPTY = """\
# Feature Specification: Empty

**Status**: Implemented

## User Scenarios & Testing

Nothing yet.

## Requirements

- A list without ids.

## Success Criteria

None.
"""

COVERAGE = (
    Defect(
        "criterion without a test",
        "the mark of its only test is gone",
        lambda s: s.edit(LOGIN_TESTS, f"@pytest.mark.verifies({MARK})\n", "").tested(),
        found=("TSK011 specs/001-login/tasks.md:10",),
        says="no test says that it verifies this",
    ),
    Defect(
        "criterion verified in part",
        "its only test says that it verifies a part",
        lambda s: s.edit(LOGIN_TESTS, MARK, f"{MARK}, partial=True"),
        says="verified in part only",
    ),
    Defect(
        "requirement without a criterion",
        "no criterion names FR-003 any more",
        lambda s: s.edit(LOGIN_SPEC, "**AC-003** (FR-003)", "**AC-003** (FR-002)"),
        found=(
            "CHK006 specs/001-login/checklists/acceptance.md:15",
            "TRC009 specs/001-login/spec.md:21",
            "TRC010 specs/001-login/spec.md:21",
            "SPC012 specs/001-login/spec.md:41",
            "TSK011 specs/001-login/tasks.md:10",
        ),
        check=1,
        says="no criterion names FR-003",
    ),
    Defect(
        "story without a criterion",
        "a story is added and nothing says when it is done",
        lambda s: s.edit(
            LOGIN_SPEC, "### Edge Cases", "### User Story 3 - Stay (Priority: P3)\n\nStay.\n\n### Edge Cases"
        ),
        found=(
            "PLN009 specs/001-login/plan.md:1",
            "SPC007 specs/001-login/spec.md:31",
            "TSK007 specs/001-login/spec.md:31",
        ),
        check=1,
        says="US3 has no criterion",
    ),
    Defect(
        "criterion without an outcome",
        "a scenario has no Then",
        lambda s: s.edit(LOGIN_SPEC, ", **Then** the session is over", ""),
        found=(
            "CHK006 specs/001-login/checklists/acceptance.md:17",
            "PLN009 specs/001-login/plan.md:1",
            "SPC008 specs/001-login/spec.md:29",
            "TRC009 specs/001-login/spec.md:29",
        ),
        check=1,
        says="no Then in scenario AC-004",
    ),
    Defect(
        "feature without any criterion",
        "a finished feature asks for nothing",
        lambda s: s.write({"specs/003-empty/spec.md": EMPTY}),
        says="there is no acceptance criterion",
    ),
    Defect(
        "code task without a test task",
        "the constitution asks for tests first, and a story's tasks write none",
        lambda s: s.edit(
            LOGIN_TASKS,
            "Test and write the end of a session in src/login.py and tests/test_login.py",
            "Write the end of a session in src/login.py",
        ),
        found=("TSK010 specs/001-login/tasks.md:14",),
        check=1,
        says="1 task changes code for US2, and none writes a test",
    ),
    Defect(
        "criterion behind an open fence",
        "a code fence that nothing closes hides a criterion",
        lambda s: s.edit(LOGIN_SPEC, "1. **AC-004**", "```text\nPOST /session\n\n1. **AC-004**"),
        found=(
            "CHK006 specs/001-login/checklists/acceptance.md:17",
            "PLN009 specs/001-login/plan.md:1",
            "DOC001 specs/001-login/spec.md:29",
            "TSK011 specs/001-login/tasks.md:14",
            "TRC001 tests/test_login.py:21",
        ),
        check=1,
        says="this code fence is never closed",
    ),
    Defect(
        "open question",
        "a requirement still asks what it means",
        lambda s: s.edit(LOGIN_SPEC, "(US2).", "(US2) [NEEDS CLARIFICATION: at once?]."),
        found=(
            "PLN009 specs/001-login/plan.md:1",
            "TRC009 specs/001-login/spec.md:42",
            "SPC001 specs/001-login/spec.md:42",
        ),
        check=1,
        says="open question",
    ),
    Defect(
        "requirement that no plan takes up",
        "the plan names every requirement but one",
        lambda s: s.edit(LOGIN_PLAN, "FR-001, FR-002, FR-003 and FR-004", "FR-001, FR-002 and FR-004"),
        found=("PLN008 specs/001-login/plan.md:1",),
        verify=0,
    ),
)
