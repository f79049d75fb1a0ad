"""Small projects in work trees, and what may be done to them."""

from __future__ import annotations

import os
import time
from functools import partial
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from specward.check.memory.memory import Memory
from specward.check.run import check
from specward.check.select import Selection
from specward.opening import open_committed, open_elsewhere
from specward.project import Project
from specward.rules import RULES
from specward.sources.worktree import WorkTreeSource

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from hypothesis.strategies import SearchStrategy

    from specward.check.report import Report

LATER = 10_000_000_000
"""Nanoseconds after which every file that a test has written has rested."""


def later() -> int:
    """A clock by which whatever was just written was written long ago."""
    return time.time_ns() + LATER


def fresh(root: Path) -> Report:
    """What a check finds that remembers nothing."""
    return _checked(root, WorkTreeSource(str(root)))


def remembering(
    root: Path,
    *,
    now: Callable[[], int] = later,
    asked: str = "",
    tell: Callable[[str], None] | None = None,
) -> Report:
    """What a check finds, or is told, that remembers the former ones."""
    memory = Memory(str(root), asked, now=now, tell=tell)
    report = memory.recall()
    if report is not None:
        return report
    with memory:
        return _checked(root, memory.source, memory)


def _checked(root: Path, source: WorkTreeSource, memory: Memory | None = None) -> Report:
    committed, elsewhere = partial(open_committed, str(root)), partial(open_elsewhere, str(root))
    project = Project(source, committed=committed, elsewhere=elsewhere)
    return check(project, Selection.of(project, RULES), memory=memory)


def write(root: Path, files: Mapping[str, str]) -> None:
    """Write files, whatever stood there."""
    for path, text in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.is_symlink():
            place.unlink()
        place.write_text(text, encoding="utf-8")


SPECS = (
    (
        "# Feature Specification: Login\n\n**Status**: Draft\n\n## Requirements\n\n- **FR-001**: The system MUST log.\n"
        "- **FR-002**: The system MUST log out. [NEEDS CLARIFICATION: how?]\n"
    ),
    (
        "# Feature Specification: Login\n\n**Status**: Implemented\n\n## Requirements\n\n"
        "- **FR-001**: The system MUST log in (refines 002-store/FR-001).\n- **FR-001**: again, see ADR-0001\n"
    ),
    (
        "# Specification: Store\n\n## Requirements\n\n- **FR-001**: The system MUST keep (supersedes FR-003)\n\n"
        "[link](../002-store/plan.md) [gone](nowhere.md)\n"
    ),
    "# Spec\n\n<!-- spec: ignore SPC001 -- asked -->\n[NEEDS CLARIFICATION: what?]\n\n<!-- spec: ignore SPC004 -->\n",
    "",
)
PLANS = (
    (
        "# Implementation Plan: Login\n\n## Summary\n\nFR-001 is met by ADR-0001.\n\n## Constitution Check\n\n"
        "| Principle | Applies |\n|---|---|\n| I. Tests first | yes |\n"
    ),
    "# Plan\n\nWe chose PostgreSQL over MySQL.\n\n[FEATURE]\n",
)
TASKS = (
    "# Tasks: Login\n\n- [ ] T001 Add src/a.py (FR-001)\n- [X] T002 Add src/gone.py (FR-009)\n",
    "# Tasks: Login\n\n- [x] T001 [US1] Test in tests/test_a.py\n- [ ] T001 twice, 002-store/FR-001\n",
)
RECORDS = (
    '---\nid: "0001"\ntitle: Login\nstage: green\ndate: 2026-01-04\nfeature: 001-login\n---\n\n## Prompt\n\nBuild.\n',
    '---\nid: "2"\ntitle: Login\nstage: red\ndate: soon\n---\n\n## Prompt\n\n\n',
)
DECISIONS = (
    (
        "# 1. Use PostgreSQL\n\n## Status\n\nAccepted\n\n## Context\n\nData.\n\n## Decision\n\nPostgreSQL, "
        "because it is there.\n\n## Consequences\n\nGood: one store.\n"
    ),
    "# 1. Use PostgreSQL\n\nDate: 2099-01-01\n\n## Status\n\nSuperseded by [2](0002-use-mysql.md)\n\n## Context\n",
)
CONSTITUTIONS = (
    (
        "# Constitution\n\n## Core Principles\n\n### I. Tests first\n\nEvery change MUST have a test.\n\n"
        "**Version**: 1.0.0 | **Ratified**: 2026-01-01 | **Last Amended**: 2026-01-01\n"
    ),
    (
        "# Constitution\n\n## Core Principles\n\n### I. Tests first\n\nTests MUST come first.\n\n```enforce\n"
        "- rule: task-without-test\n  severity: error\n- forbid: {pattern: 'print[(]', in: 'src/**/*.py'}\n```\n"
    ),
)
CODE = ("print(1)  # see ADR-0001\n", "x = 1\n", '# ADR-0007\n"""FR-001"""\n')
TESTS = (
    'import pytest\n\n\n@pytest.mark.verifies("001-login/FR-001")\ndef test_a() -> None:\n    assert 1\n',
    'import pytest\n\n\n@pytest.mark.verifies("FR-O01")\ndef test_a() -> None:\n    pass\n',
)
CONFIGURATIONS = (
    "rules:\n  severity:\n    SPC001: error\n",
    "rules:\n  ignore: [DOC]\n  per-path:\n    'specs/001-login/**':\n      ignore: [unresolved-clarification]\n",
    "phr:\n  require: commit\n  paths: [src/**]\n",
    "rules:\n  slect: [ALL]\n",
)
WAIVERS = ("waivers:\n  - rule: unresolved-clarification\n    path: specs/001-login/spec.md\n    until: 2099-01-01\n",)
CHECKLISTS = ("# Checklist\n\n- [ ] CHK001 Is it good?\n- [x] CHK001 Twice\n",)

CONTENTS: dict[str, tuple[str, ...]] = {
    "specs/001-login/spec.md": SPECS,
    "specs/001-login/plan.md": PLANS,
    "specs/001-login/tasks.md": TASKS,
    "specs/001-login/checklists/requirements.md": CHECKLISTS,
    "specs/002-store/spec.md": SPECS,
    "specs/002-store/plan.md": PLANS,
    "specs/002-mail/tasks.md": TASKS,
    "history/prompts/001-login/0001-login.green.prompt.md": RECORDS,
    "history/prompts/001-login/0002-login.red.prompt.md": RECORDS,
    "history/prompts/general/0001-note.general.prompt.md": RECORDS,
    "docs/adr/0001-use-postgresql.md": DECISIONS,
    "docs/adr/0002-use-mysql.md": DECISIONS,
    "docs/adr/README.md": ("# Decisions\n\n- [1](0001-use-postgresql.md)\n- [9](0009-gone.md)\n",),
    ".specify/memory/constitution.md": CONSTITUTIONS,
    ".specify/specward.yml": CONFIGURATIONS,
    ".specify/waivers.yml": WAIVERS,
    "src/a.py": CODE,
    "src/gone.py": CODE,
    "tests/test_a.py": TESTS,
    ".gitignore": ("specs/002-store/\n", "*.log\n"),
    "README.md": ("# Read me\n\nsee [spec](specs/001-login/spec.md), ADR-0002\n",),
}
PATHS = sorted(CONTENTS)


def files() -> SearchStrategy[tuple[str, str]]:
    """A file, and what stands in it."""
    return st.sampled_from(PATHS).flatmap(lambda path: st.tuples(st.just(path), st.sampled_from(CONTENTS[path])))


def steps() -> SearchStrategy[tuple[str, ...]]:
    """Something that is done to a project."""
    path = st.sampled_from(PATHS)
    return st.one_of(
        files().map(lambda file: ("write", *file)),
        st.tuples(st.just("delete"), path),
        st.tuples(st.just("touch"), path),
        st.tuples(st.just("move"), path, path),
        st.tuples(st.just("link"), path, path),
        st.tuples(st.sampled_from(["add", "commit", "branch", "nothing"])),
    )


def take(step: tuple[str, ...], root: Path, git: Callable[..., str]) -> None:
    """Do it."""
    match step:
        case "write", path, text:
            write(root, {path: text})
        case "delete", path:
            (root / path).unlink(missing_ok=True)
        case "touch", path if (root / path).is_file():
            os.utime(root / path)
        case "move", path, to if (root / path).is_file() and path != to:
            (root / to).parent.mkdir(parents=True, exist_ok=True)
            (root / path).replace(root / to)
        case "link", path, to if path != to:
            (root / to).parent.mkdir(parents=True, exist_ok=True)
            (root / to).unlink(missing_ok=True)
            (root / to).symlink_to(root / path)
        case ("add",):
            git("add", "-A")
        case ("commit",):
            git("add", "-A")
            git("commit", "-qm", "one", check=False)
        case ("branch",):
            git("branch", "side", check=False)
        case _:  # nothing, or nothing to do it to
            pass
