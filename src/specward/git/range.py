"""What lies between two states of a repository: where a line of work began, and what it has changed since."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from specward.changeset import ChangedPath
from specward.errors import UndeterminedError, UsageError
from specward.git.process import run

if TYPE_CHECKING:
    from specward.git.process import Result

_CHANGES = ["diff", "--name-status", "-z", "--no-renames", "--no-ext-diff", "--relative"]


def merge_base(root: str, one: str, other: str = "HEAD") -> str:
    """The commit where two lines of work parted.

    Raises:
        UsageError: git does not know one of them, or they have nothing in common.
        UndeterminedError: they may have, but the clone is shallow; or git is missing.
    """
    commits = [commit_of(root, name) for name in (one, other)]
    result = run(["merge-base", *commits], root)
    if result.status == 0:
        return result.out.decode().strip()
    if is_shallow(root):
        raise UndeterminedError(
            f"this clone is too shallow to tell where {other} left {one}", help="git fetch --unshallow"
        )
    raise UsageError(f"{one} and {other} have no commit in common", help="`git log --oneline --all` lists the commits")


def is_shallow(root: str) -> bool:
    """Whether the repository has only the youngest part of its history."""
    return run(["rev-parse", "--is-shallow-repository"], root).out.strip() == b"true"


def changes_since(root: str, commit: str, until: str = "", *, staged: bool = False) -> tuple[ChangedPath, ...]:
    """What has changed below a folder since a commit, until another one or up to the work tree.

    In the work tree files count that git does not know yet and is not told to ignore.

    Args:
        root: the folder.
        commit: where the change begins.
        until: the commit that it leads to.
        staged: up to what is staged, where no commit is named.

    Raises:
        UndeterminedError: git refuses, or is missing.
    """
    ends = ["--cached", commit] if staged else [commit, until] if until else [commit]
    fields = _fields(_asked(root, [*_CHANGES, *ends, "--"]))
    changes = [ChangedPath(status[:1], path) for status, path in zip(fields[::2], fields[1::2], strict=True)]
    if not until and not staged:
        untracked = _fields(_asked(root, ["ls-files", "-z", "--others", "--exclude-standard"]))
        changes += [ChangedPath("A", path) for path in untracked]
    return tuple(changes)


def commit_of(root: str, name: str) -> str:
    """The id of the commit that a name stands for.

    Raises:
        UsageError: git does not know it.
        UndeterminedError: the clone is too shallow to know it.
    """
    result = run(["rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"], root)
    if result.status and is_shallow(root):
        raise UndeterminedError(f"this clone is too shallow to know {name}", help="git fetch --unshallow")
    if result.status and run(["rev-parse", "--git-dir"], root).status:
        raise UsageError("there are no revisions here: this is no git repository", where=root)
    if result.status:
        raise UsageError(f"git knows no commit {name!r}", help="`git log --oneline --all` lists the commits")
    return result.out.decode().strip()


def _asked(root: str, arguments: list[str]) -> Result:
    result = run(arguments, root)
    if result.status:
        raise UndeterminedError(f"git {arguments[0]}: {result.complaint}", where=root)
    return result


def _fields(result: Result) -> list[str]:
    return [field for field in os.fsdecode(result.out).split("\0") if field]
