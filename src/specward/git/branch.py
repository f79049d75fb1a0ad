"""Starting a branch, with a way back."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from specward.errors import UsageError
from specward.git.process import run

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.git.repository import Repository


def start_branch(repository: Repository, name: str) -> Callable[[], None]:
    """Create a branch where HEAD is and switch to it; no file changes.

    Returns:
        What takes it back, for when the work that was to follow fails.

    Raises:
        UsageError: git refuses: the branch exists, a merge is under way, the name is none.
    """
    head, former = repository.head(), repository.branch()
    # An unborn branch has no ref that git could find taken.
    if former == name:
        raise UsageError(f"the branch {name} is checked out already", help="leave out --branch")
    result = run(["switch", "--quiet", "--create", name], repository.root)
    if result.status:
        reason = result.complaint.removeprefix("fatal: ")
        raise UsageError(
            f"git does not start the branch {name}: {reason}", help="leave out --branch, or mend that first"
        )

    def take_back() -> None:
        if head is None:
            run(["symbolic-ref", "HEAD", f"refs/heads/{former}"], repository.root)
        else:
            target = [former] if former else ["--detach", head]
            run(["switch", "--quiet", *target], repository.root)
            run(["branch", "--quiet", "-D", name], repository.root)

    return take_back


def changed_paths(repository: Repository, folder: str) -> list[str]:
    """The paths below a folder that differ from where the branch left the main line, untracked ones included.

    Args:
        repository: the repository.
        folder: relative to the folder that the repository is looked at from; so are the paths.
    """
    paths: list[str] = []
    fork = _fork_point(repository)
    if fork:
        options = ["--name-only", "-z", "--no-renames", "--relative"]
        paths += _names(run(["diff", *options, fork, "--", folder], repository.cwd).out)
    untracked = ["ls-files", "-z", "--others", "--exclude-standard", "--", folder]
    return paths + _names(run(untracked, repository.cwd).out)


def _fork_point(repository: Repository) -> str:
    for line in ("refs/remotes/origin/HEAD", "refs/heads/main", "refs/heads/master"):
        result = run(["merge-base", "HEAD", line], repository.root)
        if result.status == 0:
            return result.out.decode().strip()
    return ""


def _names(out: bytes) -> list[str]:
    return [path for path in os.fsdecode(out).split("\0") if path]
