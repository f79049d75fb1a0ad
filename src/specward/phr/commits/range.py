"""Which commits are looked at: the range that somebody names, or what a branch adds to the default branch."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from specward.errors import UndeterminedError, UsageError
from specward.git.process import run
from specward.git.range import is_shallow, merge_base

if TYPE_CHECKING:
    from specward.git.repository import Repository

WHOLE_HISTORY = "HEAD"

_DEFAULT_BRANCHES = (
    "refs/remotes/origin/HEAD",
    "refs/heads/main",
    "refs/heads/master",
    # In the clones of CI systems no branch is checked out but the one that is built.
    "refs/remotes/origin/main",
    "refs/remotes/origin/master",
)


class CommitRange(NamedTuple):
    """A range of commits."""

    revisions: str
    """What git takes: `main..HEAD`; a single revision stands for all its ancestors."""
    branch: str = ""
    """The branch that they were made on, where that can be told: it may be named after a feature."""
    base: str = ""
    """The id of the commit that they begin after; empty for a whole history."""


def named_range(repository: Repository, revisions: str) -> CommitRange:
    """The range that somebody has named.

    Args:
        repository: the repository, looked at from the project's root.
        revisions: `main..HEAD`, `v1.0..`; a single revision stands for all its ancestors.

    Raises:
        UsageError: git knows no such revisions.
        UndeterminedError: the clone is too shallow to tell.
    """
    first, dots, _ = revisions.partition("..")
    last = _last_of(revisions)
    branch = (repository.branch() or "") if last == "HEAD" else last
    if dots and first:
        return CommitRange(f"{first}..{last}", branch, merge_base(repository.root, first, last))
    _refuse_shallow(repository)
    return CommitRange(revisions, branch)


def default_range(repository: Repository) -> CommitRange:
    """What HEAD adds to the default branch; where it stands on that itself, the whole history.

    Raises:
        UndeterminedError: the clone is too shallow to tell.
    """
    branch, default = repository.branch() or "", _default_branch(repository)
    if default and branch != default.removeprefix("origin/"):
        try:
            base = merge_base(repository.root, default)
        except UsageError:  # nothing in common with it
            base = ""
        if base and (branch or base != repository.head()):
            return CommitRange(f"{default}..HEAD", branch, base)
    _refuse_shallow(repository)
    return CommitRange(WHOLE_HISTORY, branch)


def _last_of(revisions: str) -> str:
    """The revision that a range leads to."""
    return revisions.rpartition("..")[2].lstrip(".") or "HEAD"


def _default_branch(repository: Repository) -> str:
    """The short name of the default branch, such as `main` or `origin/main`; empty where nothing tells."""
    listing = run(["for-each-ref", "--format=%(refname) %(symref)", *_DEFAULT_BRANCHES], repository.root)
    refs = dict(line.partition(" ")[::2] for line in os.fsdecode(listing.out).splitlines())
    found = next((name for name in _DEFAULT_BRANCHES if name in refs), "")
    name = refs.get(found) or found
    return name.removeprefix("refs/heads/").removeprefix("refs/remotes/")


def _refuse_shallow(repository: Repository) -> None:
    if is_shallow(repository.root):
        raise UndeterminedError(
            "this clone is shallow: of the history it holds the youngest part alone", help="git fetch --unshallow"
        )
