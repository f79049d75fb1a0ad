"""Defects of structure: what is linked to what, and what cannot be."""

from __future__ import annotations

from tests.seeded.defect import (
    EXPORT_SPEC,
    LOGIN_SPEC,
    LOGIN_TASKS,
    Defect,
)

FR_003 = "reject a password shorter than 12 characters (US1)"

GRAPH = (
    Defect(
        "dangling task",
        "a task names a requirement that does not exist",
        lambda s: s.edit(LOGIN_TASKS, "(FR-003)", "(FR-077)"),
        found=(
            "TSK008 specs/001-login/spec.md:41",
            "TSK003 specs/001-login/tasks.md:10",
        ),
        check=1,
        says="T004 names FR-077, and the specification has no such item",
    ),
    Defect(
        "dangling criterion",
        "a criterion verifies a requirement that does not exist",
        lambda s: s.edit(LOGIN_SPEC, "**AC-003** (FR-003)", "**AC-003** (FR-077)"),
        found=(
            "CHK006 specs/001-login/checklists/acceptance.md:15",
            "TRC009 specs/001-login/spec.md:21",
            "TRC001 specs/001-login/spec.md:21",
            "SPC012 specs/001-login/spec.md:41",
            "TSK011 specs/001-login/tasks.md:10",
        ),
        check=1,
        says="AC-003 names FR-077, and 001-login has no such item",
    ),
    Defect(
        "dangling principle",
        "a requirement derives from a principle that does not exist",
        lambda s: s.edit(LOGIN_SPEC, "(derives from P-01)", "(derives from P-09)"),
        found=(
            "TRC009 specs/001-login/spec.md:40",
            "TRC001 specs/001-login/spec.md:40",
        ),
        check=1,
        says="FR-002 names P-09, and 001-login has no such item",
    ),
    Defect(
        "dangling reference to another feature",
        "a requirement refines one that the other feature does not have",
        lambda s: s.edit(LOGIN_SPEC, "owner signs out (US2)", "owner signs out (US2; refines 002-export/FR-077)"),
        found=("TRC001 specs/001-login/spec.md:42",),
        check=1,
        says="this document names 002-export/FR-077, and 002-export has no such item",
    ),
    Defect(
        "uncovered requirement",
        "a task names another requirement than the one that it was for",
        lambda s: s.edit(LOGIN_TASKS, "(FR-003)", "(FR-004)"),
        found=(
            "TSK008 specs/001-login/spec.md:41",
            "TRC010 specs/001-login/tasks.md:10",
        ),
        check=1,
        says="no task implements 001-login/FR-003",
    ),
    Defect(
        "requirement without parent",
        "nothing says for whose sake a requirement is there",
        lambda s: s.edit(
            LOGIN_SPEC,
            "### Constraints",
            "- **FR-005**: The system MUST count the sign-ins of a day.\n\n### Constraints",
        ),
        found=(
            "PLN008 specs/001-login/plan.md:1",
            "PLN009 specs/001-login/plan.md:1",
            "SPC012 specs/001-login/spec.md:44",
            "TRC022 specs/001-login/spec.md:44",
            "TSK008 specs/001-login/spec.md:44",
        ),
        check=1,
        says="no criterion names FR-005",
    ),
    Defect(
        "requirement without words",
        "a requirement has an id and no text",
        lambda s: s.edit(LOGIN_SPEC, f" The system MUST {FR_003}.", ""),
        found=(
            "PLN009 specs/001-login/plan.md:1",
            "SPC020 specs/001-login/spec.md:41",
            "TRC009 specs/001-login/spec.md:41",
        ),
        check=1,
        says="FR-003 says nothing",
    ),
    Defect(
        "two definitions in one document",
        "a requirement is defined twice",
        lambda s: s.edit(
            LOGIN_SPEC,
            "- **FR-004**",
            "- **FR-003**: The system MUST forget a session after a day (US1).\n- **FR-004**",
        ),
        found=(
            "PLN009 specs/001-login/plan.md:1",
            "SPC002 specs/001-login/spec.md:42",
        ),
        check=1,
        says="FR-003 is declared a second time",
    ),
    Defect(
        "two criteria of one id",
        "two criteria of a feature bear one id",
        lambda s: s.edit(LOGIN_SPEC, "**AC-004** (FR-004)", "**AC-003** (FR-004)"),
        found=(
            "CHK006 specs/001-login/checklists/acceptance.md:15",
            "CHK006 specs/001-login/checklists/acceptance.md:17",
            "PLN009 specs/001-login/plan.md:1",
            "TRC009 specs/001-login/spec.md:21",
            "TRC010 specs/001-login/spec.md:21",
            "SPC002 specs/001-login/spec.md:29",
            "TRC001 tests/test_login.py:21",
        ),
        check=1,
        says="another criterion has this id; give it an id of its own",
    ),
    Defect(
        "two folders of one number",
        "a second folder has the number of the first, and its ids",
        lambda s: s.write({"specs/001-signin/spec.md": s.text(EXPORT_SPEC).replace("002-export", "001-signin")}),
        found=("PRJ001 specs/001-signin/spec.md:1",),
        check=1,
        says="no test says that it verifies this",
    ),
    Defect(
        "cycle",
        "two requirements refine each other",
        lambda s: s.edit(LOGIN_SPEC, "right password (US1)", "right password (US1; refines FR-003)").edit(
            LOGIN_SPEC, "12 characters (US1)", "12 characters (US1; refines FR-001)"
        ),
        found=(
            "TRC009 specs/001-login/spec.md:39",
            "TRC010 specs/001-login/spec.md:39",
            "TRC021 specs/001-login/spec.md:39",
            "TRC009 specs/001-login/spec.md:41",
        ),
        check=1,
        says="001-login/FR-001 lies on a ring of 2 links: 001-login/FR-001 → 001-login/FR-003 → 001-login/FR-001",
    ),
    Defect(
        "self-link",
        "a requirement refines itself",
        lambda s: s.edit(LOGIN_SPEC, "12 characters (US1)", "12 characters (US1; refines FR-003)"),
        found=(
            "TRC009 specs/001-login/spec.md:41",
            "TRC010 specs/001-login/spec.md:41",
            "TRC021 specs/001-login/spec.md:41",
        ),
        check=1,
        says="001-login/FR-003 is linked to itself: 001-login/FR-003 → 001-login/FR-003",
    ),
    Defect(
        "ring entered from outside",
        "a requirement refines one that lies on a ring",
        lambda s: (
            s.edit(LOGIN_SPEC, "right password (US1)", "right password (US1; refines FR-003)")
            .edit(LOGIN_SPEC, "12 characters (US1)", "12 characters (US1; refines FR-001)")
            .edit(LOGIN_SPEC, "signs out (US2)", "signs out (US2; refines FR-001)")
        ),
        found=(
            "TRC009 specs/001-login/spec.md:39",
            "TRC010 specs/001-login/spec.md:39",
            "TRC021 specs/001-login/spec.md:39",
            "TRC009 specs/001-login/spec.md:41",
            "TRC009 specs/001-login/spec.md:42",
        ),
        check=1,
        says="001-login/FR-001 lies on a ring of 2 links: 001-login/FR-001 → 001-login/FR-003 → 001-login/FR-001",
    ),
    Defect(
        "unwanted link",
        "a task links straight to a principle",
        lambda s: s.edit(LOGIN_TASKS, "(FR-003)", "(FR-003, P-01)"),
        found=(
            "TRC010 specs/001-login/tasks.md:10",
            "TRC023 specs/001-login/tasks.md:10",
        ),
        verify=0,
    ),
    Defect(
        "two tasks of one id",
        "a task id is given twice",
        lambda s: s.edit(LOGIN_TASKS, "T004", "T003"),
        found=(
            "TRC010 specs/001-login/tasks.md:9",
            "TSK002 specs/001-login/tasks.md:10",
        ),
        check=1,
        verify=0,
    ),
    Defect(
        "tasks that wait for each other",
        "two tasks each come after the other",
        lambda s: s.edit(LOGIN_TASKS, "(FR-001)\n", "(FR-001; after T003)\n").edit(
            LOGIN_TASKS, "login.py (FR-002)", "login.py (FR-002; after T002)"
        ),
        found=("TSK004 specs/001-login/tasks.md:8",),
        check=1,
        verify=0,
    ),
    Defect(
        "feature without a specification",
        "spec.md is gone",
        lambda s: s.without(LOGIN_SPEC),
        found=(
            "DOC007 specs/001-login/checklists/acceptance.md:7",
            "PRJ003 specs/001-login/plan.md:1",
            "DOC007 specs/001-login/plan.md:3",
            "TRC001 tests/test_login.py:5",
            "TRC001 tests/test_login.py:10",
            "TRC001 tests/test_login.py:16",
            "TRC001 tests/test_login.py:21",
        ),
        check=1,
        says="a mark names 001-login/AC-001, and 001-login has no such item",
    ),
)
