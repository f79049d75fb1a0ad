from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import GitRepository

from specward import ids

SOURCE = str(Path(ids.__file__).parents[1])
ALLOCATE = """
import sys
from specward.changes import Create, apply, lock
from specward.ids import next_number
root = sys.argv[1]
with lock(root, timeout=120):
    number = next_number(root, "specs", lambda name: int(name[:3]) if name[:3].isdigit() else None)
    apply([Create(f"specs/{number:03}-parallel/spec.md", sys.argv[2])], root)
"""


def allocate(roots: list[Path]) -> None:
    """Let one process for each root take the next number, all at once."""
    start([str(root) for root in roots], ALLOCATE)


def start(roots: list[str], script: str) -> None:
    """Run a script in one process for each root, all at once."""
    env = {**os.environ, "PYTHONPATH": SOURCE}
    running = [
        subprocess.Popen([sys.executable, "-c", script, root, f"process {number}"], env=env)
        for number, root in enumerate(roots)
    ]
    assert [process.wait() for process in running] == [0] * len(roots)


def allocated(*roots: Path) -> tuple[list[str], set[str]]:
    """The folders made in all roots, sorted, and what the processes wrote into them."""
    files = [path for root in roots for path in root.glob("specs/*/spec.md")]
    return sorted(path.parent.name for path in files), {path.read_text() for path in files}


EXPECTED = [f"{number:03}-parallel" for number in range(1, 21)], {f"process {number}" for number in range(20)}


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.verifies("001-guarded-commit/AC-005")
@pytest.mark.parametrize("git", [True, False])
def test_twenty_processes_get_twenty_numbers(repository: GitRepository, tmp_path: Path, *, git: bool) -> None:
    root = repository.root if git else tmp_path / "plain"
    root.mkdir(exist_ok=True)
    allocate([root] * 20)
    assert allocated(root) == EXPECTED


@pytest.mark.usefixtures("unmeasured")
def test_two_work_trees_never_share_a_number(repository: GitRepository, tmp_path: Path) -> None:
    repository.commit()
    side = tmp_path / "side"
    repository.git("worktree", "add", "-q", str(side))
    allocate([repository.root, side] * 10)
    assert allocated(repository.root, side) == EXPECTED


DECIDE = """
import sys
from specward.adr.life.draft import new_decision
from specward.artifacts.adr_identity import AdrIdentity
from specward.cli.writing import carry_out
from specward.ids import next_number
from specward.opening import open_project
root, title = sys.argv[1:]
project = open_project(root)

def make():
    number = next_number(root, project.config.adr_folder, lambda name: AdrIdentity.parse(name).number)
    return new_decision(project, title, number=number, today="2026-01-02")

carry_out(root, make, dry_run=False)
"""


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.verifies("004-decisions/AC-007")
def test_twenty_decisions_at_once_get_twenty_numbers_that_no_branch_has(
    repository: GitRepository, tmp_path: Path
) -> None:
    folder = "history/adr"
    repository.write(f"{folder}/0001-first.md", "# ADR-0001: First\n\n- **Status:** Accepted\n")
    repository.commit()
    repository.git("clone", "-q", str(repository.root), str(tmp_path / "here"))
    repository.write(f"{folder}/0005-published.md")
    repository.commit()
    here = GitRepository(tmp_path / "here")
    here.git("fetch", "-q")
    here.git("checkout", "-q", "-b", "parked")
    here.write(f"{folder}/0007-parked.md")
    here.commit()
    here.git("checkout", "-q", "main")
    here.git("worktree", "add", "-q", "-b", "desk", str(tmp_path / "desk"))
    start([str(root) for root in (here.root, tmp_path / "desk")] * 10, DECIDE)
    made = [path.name for root in (here.root, tmp_path / "desk") for path in (root / folder).glob("*-process-*.md")]
    assert sorted(name[:4] for name in made) == [f"{number:04}" for number in range(8, 28)]
