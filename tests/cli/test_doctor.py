"""`spec doctor`, as it runs."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import Spec

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository

CONSTITUTION = "# Shop Constitution\n\n## Core Principles\n\n### I. Simple\n\nKeep it simple.\n\n"
VERSION = "**Version**: 1.0.0 | **Ratified**: 2026-01-01 | **Last Amended**: 2026-01-01\n"

pytestmark = pytest.mark.usefixtures("unmeasured")


@pytest.fixture
def doctor(repository: GitRepository) -> Spec:
    """`spec` in a project, with itself on the PATH."""
    repository.write(".specify/memory/constitution.md", CONSTITUTION + VERSION)
    repository.write("specs/001-login/spec.md", "# Feature Specification: Login\n")
    repository.commit()
    return Spec(repository.root)


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A PATH on which `spec` is found."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "spec"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m specward "$@"\n')
    program.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def test_what_is_in_place_takes_a_line_and_what_is_not_is_told(doctor: Spec, path: str) -> None:
    done = doctor("doctor", PATH=path)
    assert done.code == 1
    assert "✓ environment    Python, spec, git\n" in done.out
    assert "✗ git hooks\n  ✗ pre-commit: missing\n      spec hook install\n" in done.out
    assert done.out.endswith("\n3 problems, 1 note\n")


def test_agents_are_tried_and_nothing_wrong_ends_well(doctor: Spec, path: str) -> None:
    doctor("hook", "install", PATH=path)
    doctor("hook", "install", "--agent", "claude", "--agent", "opencode", PATH=path)
    done = doctor("doctor", "--verbose", PATH=path)
    assert "✓ Claude Code: installed, and an event leaves a record" in done.out
    assert "✓ opencode: installed, and an event leaves a record" in done.out
    assert (done.code, done.out.splitlines()[-1]) == (0, "nothing is wrong")


def test_every_check_is_had_as_json(doctor: Spec, path: str) -> None:
    doctor.write(
        ".git/specward/capture/failures.log", '{"at": "2026-01-01", "agent": "claude", "problem": "disk full"}\n'
    )
    done = doctor("doctor", "--json", "--clear", PATH=path)
    checks = {(check["group"], check["name"]): check for check in done.json["checks"]}
    assert checks["capture", "failures"] == {
        "group": "capture",
        "name": "failures",
        "grade": "bad",
        "said": "1 failure; the last at 2026-01-01: claude, disk full",
        "help": "spec phr sync    # records what was missed; spec doctor --clear empties the log",
    }
    assert checks["repository", "branch"]["help"] is None
    assert not (doctor.root / ".git/specward/capture/failures.log").exists()
