"""A hook lists only the neighbourhood of a change; it must come to what the whole index would tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.artifacts.kind import STANDARD
from specward.check.run import check
from specward.check.select import Selection
from specward.config import DEFAULTS
from specward.hooks.neighbourhood import neighbourhood
from specward.project import Project
from specward.rules import RULES
from specward.sources.index import IndexSource

if TYPE_CHECKING:
    from tests.conftest import GitRepository
    from tests.hooks.conftest import Guarded

RECORD = "---\nid: 1\ntitle: X\nstage: general\ndate: 2025-01-15\n---\n\n## Prompt\n\nDo it.\n"
ADR = "# ADR-0001: X\n\n## Status\n\nSuperseded by [ADR-0002](0002-y.md)\n"
FILES = {
    "specs/001-login/spec.md": "# Feature Specification: Login\n\n- **FR-001**: x\n- **FR-001**: y\n",
    "specs/001-login/plan.md": "# Implementation Plan: Login\n\n## Constitution Check\n\n| Principle |\n|---|\n| I |\n",
    "specs/001-login/tasks.md": "# Tasks\n\n- [ ] T001 One (FR-009)\n- [ ] T001 Two\n",
    "specs/001-logout/spec.md": "# Feature Specification: Logout\n",
    "specs/0001-other/tasks.md": "# Tasks\n\n- [ ] T001 One\n",
    "specs/010-export/spec.md": "# Feature Specification: Export\n",
    "specs/odd[1]*/spec.md": "# Feature Specification: Odd\n",
    "specs/odd1x/spec.md": "# Feature Specification: Odd one\n",
    "history/prompts/001-login/0001-a.general.prompt.md": RECORD,
    "history/prompts/001-login/0001-b.general.prompt.md": RECORD,
    "history/prompts/general/0001-c.general.prompt.md": RECORD,
    "history/prompts/odd[1]*/0001-d.general.prompt.md": RECORD,
    "history/adr/0001-x.md": ADR,
    "history/adr/0001-z.md": ADR,
    "history/adr/0002-y.md": "# ADR-0002: Y\n\n## Status\n\nWhatever\n",
    "history/adr/0003-w.md": "# ADR-0003: W\n\n## Status\n\nAccepted\n",
    "history/adr/decisions.lock": "specward decisions.lock 1\n"
    f"0002-y.md title 2026-01-02 sf1:{'1' * 32} 11111111\n0009-gone.md title 2026-01-02 sf1:{'1' * 32} 11111111\n",
    ".specify/memory/constitution.md": "# C Constitution\n\n## Core Principles\n\n### I. A\n\nx\n\n### II. B\n\ny\n",
}


@pytest.fixture
def staged(repository: GitRepository) -> GitRepository:
    """A project with a fault of every reach, staged."""
    for path, text in FILES.items():
        repository.write(path, text)
    repository.git("add", "-A")
    return repository


@pytest.mark.parametrize("path", FILES)
def test_the_neighbourhood_of_a_path_tells_what_the_whole_index_tells(staged: GitRepository, path: str) -> None:
    root = str(staged.root)
    selection = Selection(RULES, DEFAULTS)
    whole = check(Project(IndexSource(root), DEFAULTS), selection, only={path})
    near = check(Project(neighbourhood(root, {path}, STANDARD), DEFAULTS), selection, only={path})
    assert near == whole


def test_two_neighbourhoods_are_one(staged: GitRepository) -> None:
    source = neighbourhood(str(staged.root), ["specs/010-export/spec.md", "specs/001-logout/spec.md"], STANDARD)
    listed = set(source.paths())
    assert {"specs/010-export/spec.md", "specs/001-login/plan.md", ".specify/memory/constitution.md"} <= listed
    assert "history/prompts/general/0001-c.general.prompt.md" not in listed


def test_what_is_not_listed_can_still_be_read(staged: GitRepository) -> None:
    source = neighbourhood(str(staged.root), ["specs/010-export/spec.md"], STANDARD)
    assert source.read("history/adr/0001-x.md") == ADR.encode()
    assert source.exists("history/adr/0001-x.md")
    assert source.read("history/adr/0009-x.md") is None


def test_a_deleted_document_has_a_neighbourhood(guarded: Guarded) -> None:
    source = neighbourhood(str(guarded.root), ["specs/001-login/plan.md"], STANDARD)
    assert source.paths() == [".specify/specward.yml", "specs/001-login/spec.md"]
