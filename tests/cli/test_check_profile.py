"""`spec check --profile`: how strict a run is, whatever the configuration says."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.checked import CONSTITUTION, Check

from specward.check.run import check as check_project
from specward.check.select import Selection
from specward.config import parse
from specward.project import Project
from specward.rules import RULES
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.verifies("005-the-whole-checker/AC-013")

SPEC = """\
# Feature Specification: A

### User Story 1 - Go (Priority: P1)

1. **Given** a start, **When** it goes, **Then** it has gone (FR-001)

- **FR-001**: It MUST go.
- **FR-002**: It MUST stop.
"""
PLAN = "# Implementation Plan: A\n\n## Summary\n\nFR-001 is met by going.\n"
TASKS = "# Tasks: A\n\n- [x] T001 [US1] Go (FR-001)\n"
CHECKLIST = "# Checklist\n\n- [ ] CHK001 All is said\n- [ ] CHK002 Nothing is said twice\n"
FILES = {
    ".specify/memory/constitution.md": CONSTITUTION,
    "specs/001-a/spec.md": SPEC,
    "specs/001-a/plan.md": PLAN,
    "specs/001-a/tasks.md": TASKS,
    "specs/001-a/checklists/ux.md": CHECKLIST,
}
DIFFERENT = ("SPC012", "PLN008", "TSK008", "CHK001")


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return Check(tmp_path, monkeypatch, capsys)


def severities(profile: str) -> dict[str, str]:
    """How severe each rule is that looks at something else, or more gravely, in a stricter profile."""
    project = Project(MemorySource(FILES), parse(f"trace:\n  profile: {profile}\n"))
    report = check_project(project, Selection.of(project, RULES))
    return {found.code: found.severity.label for found in report.findings if found.code in DIFFERENT}


def test_story_is_content_with_what_strict_and_safety_refuse() -> None:
    assert severities("story") == {"SPC012": "warning"}
    strict = {"SPC012": "error", "PLN008": "warning", "TSK008": "error", "CHK001": "error"}
    assert severities("strict") == severities("safety") == strict


def test_the_option_wins_over_the_configuration_and_is_for_one_run(check: Check) -> None:
    (check.root / ".specify/specward.yml").write_text("trace:\n  profile: safety\n")
    assert check(select=("SPC012", "CHK001")).summary == "2 errors in 2 of 5 documents"
    assert check(select=("SPC012", "CHK001"), profile="story").summary == "1 warning in 1 of 5 documents"
    assert check(select=("SPC012", "CHK001"), profile="strict").code == 1


def test_a_configured_severity_wins_over_the_profile(check: Check) -> None:
    (check.root / ".specify/specward.yml").write_text("rules:\n  severity: {SPC012: info}\n")
    assert check(select=("SPC012",), profile="strict").summary == "1 info in 1 of 5 documents"


@pytest.mark.usefixtures("unmeasured")
def test_another_word_is_refused_with_the_known_ones(check: Check) -> None:
    command = [sys.executable, "-m", "specward", "check", "--profile", "strickt"]
    done = subprocess.run(command, cwd=check.root, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "'strickt'" in done.stderr
    assert all(name in done.stderr for name in ("story", "strict", "safety"))
