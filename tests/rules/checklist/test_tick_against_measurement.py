"""CHK007: ticks that a measurement speaks against; and CHK002, which asks nobody to sign what was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.changeset import ChangedPath, Changeset
from specward.check.run import check
from specward.check.select import Selection
from specward.config import DEFAULTS
from specward.finding import Severity
from specward.project import Project
from specward.rules.checklist import tick_against_measurement, tick_without_signoff
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from specward.finding import Finding
    from specward.rule import Rule

FOLDER = "specs/001-login"
SPEC = """\
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **AC-001**: **Given** an account, **When** a wrong password is sent, **Then** it is refused
"""
TASKS = "# Tasks: Login\n\n- [x] T001 Hash passwords in src/passwords.py\n"


def findings(
    checklist: str,
    *changed: str,
    rule: Rule = tick_against_measurement.check,
    profile: str = "story",
    others: dict[str, str] | None = None,
) -> list[Finding]:
    paths = tuple(ChangedPath("M", path) for path in changed)
    files = {f"{FOLDER}/spec.md": SPEC, f"{FOLDER}/tasks.md": TASKS, f"{FOLDER}/checklists/minimum.md": checklist}
    config = DEFAULTS._replace(trace_profile=profile)
    source = MemorySource({**files, **(others or {})})
    project = Project(source, config, change=Changeset(paths) if changed else None)
    report = check(project, Selection([rule], config))
    assert not report.undetermined
    return list(report.findings)


@pytest.mark.parametrize(
    "box",
    [
        "- [x] CHK001 **MIN-1**: A test can decide it",
        "- [ ] CHK001 **MIN-3**: The constraints are stated",
        "- [x] CHK001 **MIN-4**: Nothing is changed that no task names",
        "- [x] CHK001 **MIN-9**: no such measure",
        "- [x] CHK001 Is **MIN-3** understood?",
    ],
    ids=["met", "open", "nobody can tell", "unknown", "mentioned"],
)
def test_a_tick_that_nothing_speaks_against_is_left_alone(box: str) -> None:
    assert findings(f"# Minimum\n\n{box}\n") == []


@pytest.mark.verifies("006-the-five-agents/AC-012")
@pytest.mark.parametrize(
    ("box", "detail"),
    [
        ("**MIN-3**: The constraints are stated", "no section says what limits the feature or is out of its scope"),
        ("**EXC-1**: Success is stated", "no success criterion is stated"),
        ("**EXC-5**: The prompts are on record", "no prompt record is filed under the feature"),
    ],
)
def test_a_tick_that_the_measurement_speaks_against_is_reported(box: str, detail: str) -> None:
    (found,) = findings(f"# Minimum\n\n- [ ] CHK001 One\n- [x] CHK002 {box}\n")
    assert (found.code, found.severity, found.location.start.line) == ("CHK007", Severity.WARNING, 4)
    assert found.message == f"{box[2:7]} is ticked, and measured it is not met: {detail}"


BOX = "# Minimum\n\n- [x] CHK001 **MIN-4**: Nothing is changed that no task names\n"


@pytest.mark.verifies("006-the-five-agents/AC-011", "006-the-five-agents/AC-012")
def test_the_change_is_measured_where_it_belongs_to_the_feature() -> None:
    own, other = f"{FOLDER}/tasks.md", "specs/002-export/tasks.md"
    assert findings(BOX, own, "src/passwords.py") == []
    (found,) = findings(BOX, own, "src/passwords.py", "src/colours.py")
    assert found.message.endswith("named by no task: src/colours.py (1 of 2)")
    export = {"specs/002-export/tasks.md": "# Tasks: Export\n\n- [x] T001 Write src/colours.py\n"}
    assert findings(BOX, other, "src/colours.py", others=export) == []
    assert findings(BOX, own, other, "src/passwords.py", "src/colours.py", others=export) == []


def test_nobody_signs_what_was_measured() -> None:
    unsigned = tick_without_signoff.check
    held = "# Minimum\n\n- [x] CHK001 **MIN-1**: A test can decide it\n"
    assert findings(held, rule=unsigned, profile="strict") == []
    (found,) = findings(held + "- [x] CHK002 No smaller change would have done\n", rule=unsigned, profile="strict")
    assert (found.code, found.location.start.line) == ("CHK002", 4)
    assert len(findings(BOX, rule=unsigned, profile="strict")) == 1
