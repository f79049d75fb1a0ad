from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Spec

pytestmark = pytest.mark.usefixtures("inside")
SPEC = """# Feature Specification: Sign in

### User Story 1 - Sign in (Priority: P1)

1. **AC-001**: **Given** an account, **When** the password is sent, **Then** a session starts
2. **Given** a, **When** b, **Then** c
"""
PATH = "tests/acceptance/test_001_sign_in_ac_001.py"


def prepared(spec: Spec) -> None:
    spec.write("specs/001-sign-in/spec.md", SPEC)
    spec.write(".specify/feature.json", '{"feature_directory": "specs/001-sign-in"}')


def test_the_test_is_written_and_its_path_is_told(spec: Spec) -> None:
    prepared(spec)
    done = spec("test", "scaffold", "AC-001")
    assert (done.code, done.out, done.err) == (0, f"{PATH}\n", "")
    assert "def test_a_session_starts():" in spec.read(PATH)


def test_a_test_that_is_there_is_never_overwritten(spec: Spec) -> None:
    prepared(spec)
    spec.write(PATH, "# mine\n")
    done = spec("test", "scaffold", "001-sign-in/AC-001")
    assert (done.code, spec.read(PATH)) == (2, "# mine\n")
    assert "exists already" in done.err


def test_a_dry_run_writes_nothing(spec: Spec) -> None:
    prepared(spec)
    before = spec.files()
    done = spec("test", "scaffold", "sign-in/AC-1", "--steps", "--dry-run")
    assert "+from specward.steps import given, then, when" in done.out
    assert spec.files() == before


def test_json_says_what_was_written(spec: Spec) -> None:
    prepared(spec)
    spec.write("tests/test_a.py", '@pytest.mark.verifies("001-sign-in/AC-001")\ndef test_a(): assert x\n')
    done = spec("test", "scaffold", "AC-001", "--feature", "1", "--output", "checks/session.py", "--json")
    assert done.json == {
        "id": "001-sign-in/AC-001",
        "path": "checks/session.py",
        "test": "checks/session.py::test_a_session_starts",
        "verified_by": ["tests/test_a.py::test_a"],
        "files": ["checks/session.py"],
        "dry_run": False,
    }
    assert "is verified already by tests/test_a.py::test_a" in done.err
    assert "trace.tests" in done.err


def test_what_cannot_be_tested_is_refused_politely(spec: Spec) -> None:
    prepared(spec)
    before = spec.files()
    for identity, said in (("AC-009", "has no item AC-009"), ("US1.2", "**AC-002**"), ("009/AC-001", "no feature")):
        done = spec("test", "scaffold", identity)
        assert (done.code, done.out) == (2, "")
        assert said in done.err
    assert spec("test", "scaffold", "AC-001", "--output", "../test_x.py").code == 2
    assert spec.files() == before
