"""What a seeded defect is: one small change to the clean project, and everything that must come of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.seeded.project import State

LOGIN_SPEC = "specs/001-login/spec.md"
LOGIN_PLAN = "specs/001-login/plan.md"
LOGIN_TASKS = "specs/001-login/tasks.md"
LOGIN_LOCK = "specs/001-login/trace.lock"
LOGIN_SIGNED = "specs/001-login/signoffs.yml"
LOGIN_TESTS = "tests/test_login.py"
EXPORT_SPEC = "specs/002-export/spec.md"
EXPORT_TASKS = "specs/002-export/tasks.md"
EXPORT_TESTS = "tests/test_export.py"
CONSTITUTION = ".specify/memory/constitution.md"
CONFIGURATION = ".specify/specward.yml"
WAIVERS = ".specify/waivers.yml"
LOGIN_ACCEPTANCE = "specs/001-login/checklists/acceptance.md"


class Defect(NamedTuple):
    """One defect."""

    name: str
    what: str
    """What is changed, in a few words."""
    change: Callable[[State], State]
    found: tuple[str, ...] = ()
    """Every finding: `CODE path:line`. Those that need results of tests are seen by `spec verify` alone."""
    check: int = 0
    """The exit status of `spec check`."""
    verify: int | None = 1
    """The exit status of `spec verify`; None in a project at work, which nothing is accepted of yet."""
    says: str = ""
    """Words of the gate's report that name the defect."""
    sample: str = "shop"
    """The clean project that it is seeded into, as `seeded.samples` calls it."""


def at_work(
    name: str,
    what: str,
    change: Callable[[State], State],
    *found: str,
    check: int = 0,
    sample: str = "library",
) -> Defect:
    """A defect of the project at work."""
    return Defect(name, what, change, found, check=check, verify=None, sample=sample)


TICKS = (
    *(f"TSK011 {LOGIN_TASKS}:{line}" for line in (7, 8, 9, 10, 14)),
    *(f"TSK011 {EXPORT_TASKS}:{line}" for line in (7, 8, 9)),
)
"""Every task is ticked; where nothing is proved, each tick is told."""
