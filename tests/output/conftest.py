"""One report that has everything a form must show, and the view that goes with it."""

from __future__ import annotations

import pytest

from specward.artifacts.kind import Kind
from specward.check.fix_places import FixPlaces
from specward.check.report import Report, Undetermined
from specward.finding import Edit, Finding, Fix, Location, Rename, Severity, Span
from specward.markdown.document import Document
from specward.output.view import View
from specward.rules import RULES

SPEC = "specs/001-é login/spec.md"
TASKS = "specs/002-out/tasks.md"
TEXTS = {
    SPEC: "# Specification\n\n- **FR-001**: It MUST work\n- **FR-001**: Es größer 漢字 MUST work\n",
    TASKS: "# Tasks\r\n\r\n- []T001 Write it\r\n",
}


def read(path: str) -> Document | None:
    return Document(path, TEXTS[path]) if path in TEXTS else None


def at(path: str, words: str, label: str = "") -> Location:
    document = Document(path, TEXTS[path])
    start = document.text.index(words)
    return document.location(start, start + len(words), label)


def edit(path: str, words: str, text: str) -> Edit:
    start = TEXTS[path].index(words)
    return Edit(path, Span(start, start + len(words)), text)


DUPLICATE = Finding(
    "SPC002",
    "duplicate-requirement-id",
    Severity.ERROR,
    "`FR-001` is declared a second time",
    at(SPEC, "größer 漢字"),
    (at(SPEC, "FR-001", "first declared here"), Location(TASKS, label="cites it")),
    "delete one copy",
    Fix("write FR-002", (edit(SPEC, "größer 漢字", "FR-002"), edit(SPEC, "# Spec", "# A spec"))),
)
MALFORMED = Finding(
    "TSK001",
    "malformed-task",
    Severity.WARNING,
    "no blank in the box",
    at(TASKS, "[]T001"),
    fix=Fix("put a blank in the box", (edit(TASKS, "[]T001", "[ ] T001\n  more"),), safe=True),
)
MISPLACED = Finding(
    "PRJ002",
    "malformed-feature-folder",
    Severity.INFO,
    "the folder 002-out is not named NNN-slug",
    Location("specs/002-out"),
    fix=Fix("rename it", renames=(Rename("specs/002-out", "specs/002-sign-out"),), safe=True),
)
UNREAD = Undetermined("specs/003-x/spec.md", "permission denied")
CRASHED = Undetermined("", "KeyError: 'x'", "story-without-criterion")


@pytest.fixture
def full() -> Report:
    """Findings of each severity and kind, and what could not be decided."""
    findings = (DUPLICATE, MISPLACED, MALFORMED)
    return Report(findings, (CRASHED, UNREAD), {Kind.SPEC: 2, Kind.TASKS: 1}, 2, rules=40, waived=1)


@pytest.fixture
def empty() -> Report:
    """A clean project."""
    return Report((), (), {Kind.SPEC: 3}, 0, rules=40)


@pytest.fixture
def view() -> View:
    """All rules, and the documents that the findings are in."""
    return View(rules=RULES, places=FixPlaces(read))
