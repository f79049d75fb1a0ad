from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from specward import ids

if TYPE_CHECKING:
    from tests.conftest import GitRepository

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
    env = {**os.environ, "PYTHONPATH": SOURCE}
    running = [
        subprocess.Popen([sys.executable, "-c", ALLOCATE, str(root), f"process {number}"], env=env)
        for number, root in enumerate(roots)
    ]
    assert [process.wait() for process in running] == [0] * len(roots)


def allocated(*roots: Path) -> tuple[list[str], set[str]]:
    """The folders made in all roots, sorted, and what the processes wrote into them."""
    files = [path for root in roots for path in root.glob("specs/*/spec.md")]
    return sorted(path.parent.name for path in files), {path.read_text() for path in files}


EXPECTED = [f"{number:03}-parallel" for number in range(1, 21)], {f"process {number}" for number in range(20)}


@pytest.mark.verifies("001-guarded-commit/AC-005")
@pytest.mark.parametrize("git", [True, False])
def test_twenty_processes_get_twenty_numbers(repository: GitRepository, tmp_path: Path, *, git: bool) -> None:
    root = repository.root if git else tmp_path / "plain"
    root.mkdir(exist_ok=True)
    allocate([root] * 20)
    assert allocated(root) == EXPECTED


def test_two_work_trees_never_share_a_number(repository: GitRepository, tmp_path: Path) -> None:
    repository.commit()
    side = tmp_path / "side"
    repository.git("worktree", "add", "-q", str(side))
    allocate([repository.root, side] * 10)
    assert allocated(repository.root, side) == EXPECTED
