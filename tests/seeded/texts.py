"""The clean project, file by file: a constitution that is enforced, two features that use the same ids, code, tests."""

from __future__ import annotations

CONFIGURATION = """\
trace:
  profile: strict
acceptance:
  checks:
    - Somebody has read every message aloud
"""

CONSTITUTION = """\
# Shop Constitution

## Core Principles

### I. Nobody sees a secret

Passwords and tokens MUST NOT be printed or logged.

```yaml enforce
- forbid:
    pattern: 'print[(]'
    in: 'src/**'
    why: 'what is printed ends up in a log'
  pass: ['return token']
  fail: ['print(token)']
```

### II. Tests come first

No code MUST be written before a test that fails without it.

```yaml enforce
- rule: task-without-test
  severity: error
```

### III. Plans answer the constitution

Every plan MUST say how it keeps each principle.

```yaml enforce
- plan: answer
```

### IV. Messages are kind

Every message MUST tell people what they can do next.

```yaml enforce
- manual: 'Tone is judged by people, at review'
```

**Version**: 1.0.0 | **Ratified**: 2026-01-05 | **Last Amended**: 2026-01-05
"""

LOGIN_SPEC = """\
# Feature Specification: Login

**Feature Branch**: `001-login`

**Created**: 2026-01-10

**Status**: Implemented

**Input**: People sign in with a password

## User Scenarios & Testing

### User Story 1 - Sign in (Priority: P1)

Somebody with an account signs in with a password.

**Acceptance Scenarios**:

1. **AC-001** (FR-001): **Given** an account, **When** the right password is sent, **Then** a session starts
2. **AC-002** (FR-002): **Given** an account, **When** a wrong password is sent, **Then** it is refused
3. **AC-003** (FR-003): **Given** a new account, **When** a password of 11 characters is chosen, **Then** it is refused

### User Story 2 - Sign out (Priority: P2)

Somebody who is signed in ends the session.

**Acceptance Scenarios**:

1. **AC-004** (FR-004): **Given** a session, **When** its owner signs out, **Then** the session is over

### Edge Cases

- An empty password is refused like any other wrong one.

## Requirements

### Functional Requirements

- **FR-001**: The system MUST start a session for the right password (US1).
- **FR-002**: The system MUST refuse a wrong password without saying why (derives from P-01).
- **FR-003**: The system MUST reject a password shorter than 12 characters (US1).
- **FR-004**: The system MUST end a session when its owner signs out (US2).

### Constraints

- A session lives in memory only.

## Success Criteria

### Measurable Outcomes

- **SC-001**: 95 of 100 people sign in at the first attempt.
"""

LOGIN_TASKS = """\
# Tasks: Login

**Input**: specs/001-login/

## Phase 1: User Story 1 - Sign in (Priority: P1)

- [x] T001 [US1] Write the tests of sign-in in tests/test_login.py (FR-001, FR-002)
- [x] T002 [US1] Start a session in src/login.py (FR-001)
- [x] T003 [US1] Refuse a wrong password in src/login.py (FR-002)
- [x] T004 [US1] Refuse a short password in src/login.py (FR-003)

## Phase 2: User Story 2 - Sign out (Priority: P2)

- [x] T005 [US2] Test and write the end of a session in src/login.py and tests/test_login.py (FR-004)
"""

LOGIN_CODE = """\
SHORTEST = 12
SESSIONS = set()


def sign_in(password, known):
    if password != known:
        return None
    token = f"session-{len(SESSIONS)}"
    SESSIONS.add(token)
    return token


def sign_out(token):
    SESSIONS.discard(token)


def may_choose(password):
    return len(password) >= SHORTEST
"""

LOGIN_TESTS = """\
import login
import pytest


@pytest.mark.verifies("001-login/AC-001")
def test_the_right_password_starts_a_session():
    assert login.sign_in("correct horse", "correct horse") in login.SESSIONS


@pytest.mark.verifies("001-login/AC-002")
@pytest.mark.parametrize("wrong", ["battery", "staple"])
def test_a_wrong_password_is_refused(wrong):
    assert login.sign_in(wrong, "correct horse") is None


@pytest.mark.verifies("001-login/AC-003")
def test_a_short_password_is_refused():
    assert not login.may_choose("eleven char")


@pytest.mark.verifies("001-login/AC-004")
def test_signing_out_ends_the_session():
    token = login.sign_in("a", "a")
    login.sign_out(token)
    assert token not in login.SESSIONS
"""

EXPORT_SPEC = """\
# Feature Specification: Export

**Feature Branch**: `002-export`

**Created**: 2026-01-20

**Status**: Implemented

**Input**: People take their data with them

## User Scenarios & Testing

### User Story 1 - Take it along (Priority: P1)

Somebody takes the whole order history along as one file.

**Acceptance Scenarios**:

1. **AC-001** (FR-001): **Given** two orders, **When** the history is exported, **Then** the file has two lines
2. **AC-002** (FR-002): **Given** no order, **When** the history is exported, **Then** an error says so

## Requirements

### Functional Requirements

- **FR-001**: The system MUST write one line for each order (US1).
- **FR-002**: The system MUST answer an empty history with an error that says what to do (derives from P-04).

### Constraints

- The file holds no password.

## Success Criteria

### Measurable Outcomes

- **SC-001**: A history of 1,000 orders is exported within 1 second.
"""

EXPORT_TASKS = """\
# Tasks: Export

**Input**: specs/002-export/

## Phase 1: User Story 1 - Take it along (Priority: P1)

- [x] T001 [US1] Write the tests of the file in tests/test_export.py (FR-001, FR-002)
- [x] T002 [US1] Write one line for each order in src/export.py (FR-001)
- [x] T003 [US1] Refuse an empty history in src/export.py (FR-002)
"""

EXPORT_CODE = """\
def export(orders):
    if not orders:
        raise ValueError("there is no order yet: buy something first")
    return "".join(f"{order}\\n" for order in orders)
"""

EXPORT_TESTS = """\
import export
import pytest


@pytest.mark.verifies("002-export/AC-001")
def test_each_order_is_a_line():
    assert export.export(["tea", "milk"]).splitlines() == ["tea", "milk"]


# spec: verifies 002-export/AC-002
def test_an_empty_history_is_an_error():
    with pytest.raises(ValueError, match="buy something"):
        export.export([])
"""


def plan(title: str, spec: str, requirements: str) -> str:
    """A plan that answers every principle and names every requirement."""
    return f"""\
# Implementation Plan: {title}

**Branch**: `{spec}` | **Date**: 2026-01-21 | **Spec**: [spec.md](spec.md)

## Summary

One module, for {requirements}.

## Technical Context

**Language/Version**: Python 3.11

## Constitution Check

| Principle | How this plan keeps it |
|---|---|
| I. Nobody sees a secret | nothing is printed |
| II. Tests come first | T001 comes first |
| III. Plans answer the constitution | by this table |
| IV. Messages are kind | reviewed by a person |

## Project Structure

One file below src, one below tests.
"""


FILES = {
    ".specify/specward.yml": CONFIGURATION,
    ".specify/memory/constitution.md": CONSTITUTION,
    "pytest.ini": "[pytest]\npythonpath = src\n",
    "specs/001-login/spec.md": LOGIN_SPEC,
    "specs/001-login/plan.md": plan("Login", "001-login", "FR-001, FR-002, FR-003 and FR-004"),
    "specs/001-login/tasks.md": LOGIN_TASKS,
    "specs/002-export/spec.md": EXPORT_SPEC,
    "specs/002-export/plan.md": plan("Export", "002-export", "FR-001 and FR-002"),
    "specs/002-export/tasks.md": EXPORT_TASKS,
    "src/login.py": LOGIN_CODE,
    "src/export.py": EXPORT_CODE,
    "tests/test_login.py": LOGIN_TESTS,
    "tests/test_export.py": EXPORT_TESTS,
}
"""What people wrote. What the tool itself writes beside it is made by `seeded.project`."""
