"""ADR016, from a work tree to the report and the hook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import Spec

from specward.check.run import check
from specward.check.select import Selection
from specward.finding import Severity
from specward.opening import open_project
from specward.rules import RULES

if TYPE_CHECKING:
    from tests.conftest import GitRepository

HERE, THERE = "history/adr/0002-password-hash.md", "history/adr/0002-session-store.md"


def record(title: str) -> str:
    return f"# ADR-0002: {title}\n\n- **Status:** Proposed\n- **Date:** 2026-01-02\n"


@pytest.fixture
def claimed(repository: GitRepository) -> GitRepository:
    """The branch `sessions` has the second decision, and so has the work tree, not committed yet."""
    repository.write(".specify/specward.yml", "rules:\n  select: [ADR016]\n")
    repository.write("history/adr/0001-a.md", "# ADR-0001: A\n\n- **Status:** Accepted\n")
    repository.commit()
    repository.git("branch", "hashes")
    repository.git("checkout", "-q", "-b", "sessions")
    repository.write(THERE, record("Session store"))
    repository.commit()
    repository.git("checkout", "-q", "hashes")
    repository.write(HERE, record("Password hash"))
    return repository


@pytest.mark.verifies("004-decisions/AC-007")
def test_a_number_taken_on_another_branch_is_reported_with_branch_and_path(claimed: GitRepository) -> None:
    project = open_project(str(claimed.root))
    [finding] = check(project, Selection.of(project, RULES)).findings
    assert (finding.code, finding.severity, finding.location.path) == ("ADR016", Severity.WARNING, HERE)
    assert finding.message == f"number 2 is taken: sessions has {THERE}"
    assert finding.help == f"`spec adr renumber {HERE}` gives this one the next free number"


def test_a_revision_is_held_against_no_branch(claimed: GitRepository) -> None:
    claimed.commit()
    project = open_project(str(claimed.root), rev="HEAD")
    assert check(project, Selection.of(project, RULES)).findings == ()


@pytest.mark.usefixtures("unmeasured")
def test_the_commit_hook_says_it_of_a_record_that_the_commit_adds(claimed: GitRepository) -> None:
    claimed.git("add", HERE)
    done = Spec(claimed.root)("hook", "pre-commit")
    assert f"number 2 is taken: sessions has {THERE}" in done.out
    assert done.code == 0, "a warning stops no commit"
