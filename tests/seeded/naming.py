"""Defects of identity and marks: by which name something is meant."""

from __future__ import annotations

from tests.seeded.defect import (
    EXPORT_SPEC,
    EXPORT_TESTS,
    LOGIN_SPEC,
    LOGIN_TESTS,
    Defect,
)

MARK = '"001-login/AC-003"'

IDENTITY = (
    Defect(
        "bare id of two features",
        "a test outside of both features names AC-001, which both have",
        lambda s: s.edit(LOGIN_TESTS, '"001-login/AC-001"', '"AC-001"').tested(),
        found=(
            "TSK011 specs/001-login/tasks.md:8",
            "TRC002 tests/test_login.py:5",
        ),
        check=1,
        says="a mark names AC-001, which may be 001-login/AC-001, 002-export/AC-001",
    ),
    Defect(
        "number of two features",
        "a test names AC-001 of feature 001, and two folders have that number",
        lambda s: (
            s.edit(LOGIN_TESTS, '"001-login/AC-001"', '"001/AC-001"')
            .write({"specs/001-signin/spec.md": s.text(EXPORT_SPEC).replace("002-export", "001-signin")})
            .tested()
        ),
        found=(
            "TSK011 specs/001-login/tasks.md:8",
            "PRJ001 specs/001-signin/spec.md:1",
            "TRC002 tests/test_login.py:5",
        ),
        check=1,
        says="a mark names 001/AC-001, which may be 001-login/AC-001, 001-signin/AC-001",
    ),
    Defect(
        "criterion without an id",
        "a criterion is known by its position only",
        lambda s: s.edit(LOGIN_SPEC, "**AC-003** (FR-003): ", "(FR-003) "),
        found=(
            "CHK006 specs/001-login/checklists/acceptance.md:15",
            "PLN009 specs/001-login/plan.md:1",
            "SPC011 specs/001-login/spec.md:21",
            "TSK011 specs/001-login/tasks.md:10",
            "TRC001 tests/test_login.py:16",
        ),
        check=1,
        says="it has no id that a test could name; give it an id, such as **AC-001**",
    ),
)

MARKER = (
    Defect(
        "mark with an id that is nearly one",
        "AC-0O3 with a letter for a digit",
        lambda s: s.edit(LOGIN_TESTS, MARK, '"001-login/AC-0O3"').tested(),
        found=(
            "TSK011 specs/001-login/tasks.md:10",
            "TRC003 tests/test_login.py:16",
        ),
        check=1,
        says="`001-login/AC-0O3` is no id; did you mean `001-login/AC-003`?",
    ),
    Defect(
        "mark of nothing that exists",
        "AC-077",
        lambda s: s.edit(LOGIN_TESTS, MARK, '"001-login/AC-077"').tested(),
        found=(
            "TSK011 specs/001-login/tasks.md:10",
            "TRC001 tests/test_login.py:16",
        ),
        check=1,
        says="a mark names 001-login/AC-077, and 001-login has no such item",
    ),
    Defect(
        "mark from a variable",
        "the argument of a mark is a name",
        lambda s: s.edit(LOGIN_TESTS, MARK, "CRITERION").tested(),
        found=(
            "TSK011 specs/001-login/tasks.md:10",
            "TRC003 tests/test_login.py:16",
        ),
        check=1,
        says="`CRITERION` is a variable; write the id itself",
    ),
    Defect(
        "mark computed at run time",
        "the argument of a mark is an f-string",
        lambda s: s.edit(LOGIN_TESTS, MARK, 'f"001-login/AC-{3:03d}"').tested(),
        found=(
            "TSK011 specs/001-login/tasks.md:10",
            "TRC003 tests/test_login.py:16",
        ),
        check=1,
        says="an f-string is computed when the test runs; write the id itself",
    ),
    Defect(
        "mark without an argument",
        "a mark says nothing",
        lambda s: s.edit(LOGIN_TESTS, MARK, "").tested(),
        found=(
            "TSK011 specs/001-login/tasks.md:10",
            "TRC003 tests/test_login.py:16",
        ),
        check=1,
        says="the mark names nothing",
    ),
    Defect(
        "comment mark above no test",
        "a comment at the head of a file is meant for all of its tests",
        lambda s: (
            s.edit(EXPORT_TESTS, "# spec: verifies 002-export/AC-002\n", "")
            .edit(EXPORT_TESTS, "import export\n", "# spec: verifies 002-export/AC-002\nimport export\n")
            .tested()
        ),
        found=(
            "TSK011 specs/002-export/tasks.md:9",
            "TRC003 tests/test_export.py:1",
        ),
        check=1,
        says="no test follows the mark: it must stand right above one",
    ),
    Defect(
        "test file that cannot be parsed",
        "a bracket is missing in a file with marks",
        lambda s: s.edit(LOGIN_TESTS, "import login\n", "import login(\n"),
        found=(
            "TSK011 specs/001-login/tasks.md:7",
            "TSK011 specs/001-login/tasks.md:8",
            "TSK011 specs/001-login/tasks.md:9",
            "TSK011 specs/001-login/tasks.md:10",
            "TSK011 specs/001-login/tasks.md:14",
            "TRC003 tests/test_login.py:1",
            "TRC019 tests/test_login.py:1",
            "TRC019 tests/test_login.py:1",
            "TRC019 tests/test_login.py:1",
            "TRC019 tests/test_login.py:1",
        ),
        check=1,
        verify=3,
        says="invalid syntax (line 1)",
    ),
    Defect(
        "runner and source disagree",
        "the results name a criterion that no mark in the source names",
        lambda s: s._replace(
            results=tuple(
                result._replace(verifies=("001-login/AC-002",)) if "short" in result.test else result
                for result in s.results
            )
        ),
        found=(
            "TRC019 tests/test_login.py:17",
            "TRC019 tests/test_login.py:17",
        ),
        verify=0,
    ),
)
