"""A change to a project: the commit that is being made, or what a range of revisions brought."""

from __future__ import annotations

from typing import NamedTuple

ADDED = "A"
DELETED = "D"
MOVED = "R"


class ChangedPath(NamedTuple):
    """One path that a change touches. A rename is two: what is deleted and what is added."""

    status: str
    """Git's letter: `A` added, `M` modified, `D` deleted, `T` another type of file; `R` moved here, nothing changed."""
    path: str
    """Relative to the project's root, forward slashes."""


class Changeset(NamedTuple):
    """What changes, and what its author says about it."""

    paths: tuple[ChangedPath, ...]
    branch: str = ""
    """The branch that the change is made on; empty where HEAD is detached or it does not matter."""
    message: str | None = None
    """The commit message; None where it is not written yet, as when git runs `pre-commit`."""
    comment: str = "#"
    """What begins a comment line in the message: git's `core.commentChar`."""
    state: str = ""
    """What git is in the middle of: `merge`, `revert`, `cherry-pick`, `rebase`; empty otherwise."""
