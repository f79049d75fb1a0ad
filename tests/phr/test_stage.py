from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.artifacts.phr_filing import ROUTES
from specward.phr.stage import command_of, context_of, stage_of_command, stage_of_files, title_of


@pytest.mark.parametrize(
    ("prompt", "stage"),
    [
        ("/sp.plan the login", "plan"),
        ("/speckit.specify a login", "spec"),
        ("/speckit:tasks", "tasks"),
        ("/spec-plan use sqlite", "plan"),
        ("$spec-specify", "spec"),
        ("/spec:tasks", "tasks"),
        ("$speckit-clarify", "spec"),
        ("  /implement T003", "green"),
        ("/sp.adr use one store", "misc"),
        ("/greet Ada", ""),
        ("/plan/of/action.md is wrong", ""),
        ("/tasks.md is wrong", ""),
        ("plan the login", ""),
        ("a /sp.plan in the middle", ""),
        ("", ""),
    ],
)
def test_a_command_tells_the_stage(prompt: str, stage: str) -> None:
    assert stage_of_command(prompt) == stage


@pytest.mark.parametrize(
    ("prompt", "command"),
    [("/sp.plan the login", "/sp.plan"), ("/greet", "/greet"), ("/etc/hosts is wrong", ""), ("no /greet", "")],
)
def test_a_command_is_told_from_a_path(prompt: str, command: str) -> None:
    assert command_of(prompt) == command


@pytest.mark.parametrize(
    ("files", "stage"),
    [
        ([], ""),
        (["src/login.py", "tests/test_login.py"], "green"),
        (["tests/test_login.py"], "red"),
        (["web/login.spec.ts", "__tests__/a.js"], "red"),
        (["specs/001-login/spec.md", "specs/001-login/checklists/requirements.md"], "spec"),
        (["specs/001-login/plan.md", "specs/001-login/research.md"], "plan"),
        (["specs/001-login/tasks.md"], "tasks"),
        (["specs/001-login/tasks.md", "src/login.py"], "green"),
        ([".specify/memory/constitution.md"], "constitution"),
        (["docs/login.md", "README.md"], "explainer"),
        ([".github/workflows/ci.yml"], "explainer"),
    ],
)
def test_the_files_that_were_touched_tell_the_stage(files: list[str], stage: str) -> None:
    assert stage_of_files(files) == stage


@pytest.mark.parametrize(
    ("prompt", "title"),
    [
        ("Add the session store. Then test it", "Add the session store"),
        ("Add: the session store, then test it, and go on", "Add: the session store, then test it, and"),
        ("\n\n## Task\nmore", "Task"),
        ("**Fix** `login()` at https://example.org/x?y", "Fix login at"),
        ("```\n\n```", "Prompt"),
        ("!!!\n???", "Prompt"),
        ("日本語で書く", "日本語で書く"),
    ],
)
def test_the_first_words_are_the_title(prompt: str, title: str) -> None:
    assert title_of(prompt) == title


def test_a_stage_of_a_feature_is_general_where_there_is_none() -> None:
    assert context_of("green", "") == "general"
    assert context_of("green", "001-login") == "green"
    assert context_of("constitution", "") == "constitution"


@given(st.text(), st.lists(st.text()))
def test_whatever_is_asked_and_touched_has_a_title_and_a_stage(prompt: str, files: list[str]) -> None:
    assert any(character.isalnum() for character in title_of(prompt))
    assert stage_of_command(prompt) in {"", *ROUTES}
    assert stage_of_files(files) in {"", *ROUTES}
