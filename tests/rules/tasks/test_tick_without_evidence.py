"""A tick is a claim; evidence decides, where a project has any."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

SPEC = """# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **AC-001** (FR-001): **Given** an account, **When** the password is sent, **Then** a session starts
2. **AC-002** (FR-002): **Given** an account, **When** a wrong password is sent, **Then** it is refused

- **FR-001**: System MUST accept a password.
- **FR-002**: System MUST refuse a wrong password.
"""
TEST = """import pytest


@pytest.mark.verifies("001-login/AC-001")
def test_session(client):
    assert client.sign_in("ada")
"""


def files(task: str, outcome: str = "passed", test: str = TEST, profile: str = "story") -> dict[str, str]:
    return {
        ".specify/specward.yml": f"trace:\n  profile: {profile}\n",
        ".specify/evidence/pytest.jsonl": '{"specward": 1}\n'
        f'{{"test": "tests/test_login.py::test_session", "outcome": "{outcome}"}}\n',
        "specs/001-login/spec.md": SPEC,
        "specs/001-login/tasks.md": f"# Tasks: Login\n\n- {task}\n",
        "tests/test_login.py": test,
    }


@pytest.mark.parametrize(
    ("task", "names"),
    [
        ("[x] T001 Refuse (AC-002)", "AC-002"),
        ("[x] T001 Refuse (FR-002)", "FR-002"),
        ("[x] T001 [US1] Refuse (FR-002, AC-002)", "FR-002, AC-002"),
    ],
)
def test_a_tick_for_what_no_test_verifies_is_told(task: str, names: str, findings: Find) -> None:
    (finding,) = findings("TSK011", files(task))
    assert finding.message == f"T001 is ticked, and no passing test verifies {names}"
    assert finding.severity is Severity.INFO


@pytest.mark.parametrize(
    "task",
    [
        "[x] T001 Sign in (AC-001)",
        "[x] T001 Sign in (FR-001)",
        "[x] T001 Both (AC-001, AC-002)",
        "[ ] T001 Refuse (AC-002)",
        "[x] T001 [US1] Set up the project",
        "[x] T001 Set up the project",
    ],
)
def test_a_proved_an_open_and_a_modest_task_are_left_alone(task: str, findings: Find) -> None:
    assert findings("TSK011", files(task)) == []


@pytest.mark.parametrize("outcome", ["failed", "skipped", "xfailed", "deselected"])
def test_a_test_that_did_not_pass_is_no_evidence(outcome: str, findings: Find) -> None:
    assert len(findings("TSK011", files("[x] T001 Sign in (AC-001)", outcome))) == 1


def test_a_feature_that_no_test_is_marked_for_has_not_adopted_marks(findings: Find) -> None:
    unmarked = TEST.replace('@pytest.mark.verifies("001-login/AC-001")\n', "")
    assert findings("TSK011", files("[x] T001 Refuse (AC-002)", test=unmarked)) == []


@pytest.mark.parametrize("profile", ["strict", "safety"])
def test_where_the_profile_is_strict_it_is_an_error_for_every_feature(profile: str, findings: Find) -> None:
    unmarked = TEST.replace('@pytest.mark.verifies("001-login/AC-001")\n', "")
    (finding,) = findings("TSK011", files("[x] T001 Refuse (AC-002)", test=unmarked, profile=profile))
    assert finding.severity is Severity.ERROR


def test_without_results_a_tick_is_believed(findings: Find) -> None:
    project = files("[x] T001 Refuse (AC-002)")
    del project[".specify/evidence/pytest.jsonl"]
    assert findings("TSK011", project) == []
