"""A failing test from a criterion."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import specward
from specward.acceptance.test_scaffold import NewTest, new_test
from specward.errors import UsageError
from specward.evidence.scan import scan
from specward.project import Project
from specward.sources.memory import MemorySource

SOURCE = str(Path(specward.__file__).parents[1])
SPEC = """# Feature Specification: Sign in

### User Story 1 - Sign in (Priority: P1)

1. **AC-002** (FR-001): **Given** an account, **When** the "right" password is
   sent, **Then** a session starts, **And** the user is told
2. **Given** a, **When** b, **Then** c

## Requirements

- **FR-001**: System MUST start sessions.
"""


def scaffolded(
    local: str = "AC-002", text: str = SPEC, files: dict[str, str] | None = None, **options: bool | str
) -> NewTest:
    project = Project(MemorySource({"specs/001-sign-in/spec.md": text, **(files or {})}))
    return new_test(project, project.feature("specs/001-sign-in"), local, **options)  # type: ignore[arg-type]


def test_the_clauses_stand_in_the_test_as_comments() -> None:
    draft = scaffolded()
    assert draft.id == "001-sign-in/AC-002"
    assert draft.path == "tests/acceptance/test_001_sign_in_ac_002.py"
    assert (
        draft.changes[0].text
        == '''"""001-sign-in/AC-002: a session starts."""

import pytest


@pytest.mark.verifies("001-sign-in/AC-002")
def test_a_session_starts():
    # Given an account
    # When the "right" password is sent
    # Then a session starts
    # And the user is told
    pytest.fail("001-sign-in/AC-002 is not tested yet")
'''
    )


def test_the_clauses_may_be_steps() -> None:
    text = scaffolded(with_steps=True).changes[0].text
    assert "from specward.steps import given, then, when\n" in text
    assert text.endswith("""    with given("an account"):
        ...
    with when('the "right" password is sent'):
        ...
    with then("a session starts"):
        ...
    with then("the user is told"):
        pytest.fail("001-sign-in/AC-002 is not tested yet")
""")


def test_a_requirement_can_be_tested_too() -> None:
    text = scaffolded("FR-1").changes[0].text
    assert "def test_system_must_start_sessions():\n    # System MUST start sessions.\n" in text


@pytest.mark.verifies("002-enforced-with-evidence/AC-015")
@pytest.mark.parametrize("with_steps", [False, True])
def test_the_test_is_importable_says_what_it_verifies_and_fails(tmp_path: Path, *, with_steps: bool) -> None:
    draft = scaffolded(with_steps=with_steps)
    path = tmp_path / draft.path
    path.parent.mkdir(parents=True)
    path.write_text(draft.changes[0].text, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = verifies: x\n", encoding="utf-8")
    arguments = ["-q", "-p", "no:cacheprovider", "-p", "no:randomly", "--strict-markers", str(path)]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": SOURCE},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout
    assert "001-sign-in/AC-002 is not tested yet" in done.stdout
    assert "1 failed" in done.stdout
    (case,) = scan(MemorySource({draft.path: path.read_bytes()}), ["tests/**"]).cases
    assert (case.id, case.hollow) == (f"{draft.path}::test_a_session_starts", "")
    assert [mark.target for mark in case.marks] == ["001-sign-in/AC-002"]


def test_the_file_stands_where_tests_are_kept() -> None:
    assert scaffolded(files={"test/a.py": ""}).path.startswith("test/acceptance/")
    other = scaffolded(path="checks/test_x.py")
    assert (other.path, other.seen) == ("checks/test_x.py", True)
    assert not scaffolded(path="checks/x.py").seen


def test_tests_that_verify_it_already_are_named() -> None:
    marked = '@pytest.mark.verifies("001-sign-in/AC-002")\ndef test_a(): assert x\n'
    assert scaffolded(files={"tests/test_a.py": marked}).verified_by == ("tests/test_a.py::test_a",)


@pytest.mark.parametrize(
    ("local", "said"),
    [
        ("AC-003", "001-sign-in has no item AC-003"),
        ("US1.2", "US1.2 is a place and no id: it changes with the order"),
    ],
)
def test_what_cannot_be_named_is_refused(local: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        scaffolded(local)
    assert caught.value.message == said
    assert caught.value.help in {"did you mean AC-002?", "write one before its first clause: **AC-003**"}


def test_a_path_that_is_no_module_is_refused() -> None:
    with pytest.raises(UsageError, match="Python module"):
        scaffolded(path="tests/test-a.py")


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60),
    st.text(st.sampled_from("\"'\\{}*`#\n\r\u2028\x07é ab"), max_size=60),
    st.booleans(),
)
def test_whatever_a_criterion_says_the_test_is_python(given: str, then: str, with_steps: bool) -> None:
    text = f"### User Story 1 - a\n\n1. **AC-002**: **Given** {given}, **When** x, **Then** {then} y\n"
    try:
        draft = scaffolded(text=text, with_steps=with_steps)
    except UsageError:
        return
    tree = ast.parse(draft.changes[0].text)
    assert [node.name for node in tree.body if isinstance(node, ast.FunctionDef)] == [draft.name]
    assert ast.get_docstring(tree)
    assert scan(MemorySource({draft.path: draft.changes[0].text}), ["tests/**"]).cases[0].hollow == ""
