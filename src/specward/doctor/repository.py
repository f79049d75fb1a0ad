"""The repository: what history can tell, what is under way, what keeps git from writing."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from specward.doctor.check import Check, Grade
from specward.git.process import run
from specward.git.range import is_shallow
from specward.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.doctor.case import Case
    from specward.git.repository import Repository

_LOCKS = ("index.lock", "HEAD.lock", "config.lock", "packed-refs.lock")
_STALE = 600
"""Seconds after which a lock of git's is no running command's."""
_IDENTITY = 'git config --global user.name "Your Name" && git config --global user.email you@example.org'
_WAYS_ON = {
    "rebase": "git rebase --continue, or git rebase --abort",
    "merge": "git merge --continue, or git merge --abort",
    "cherry-pick": "git cherry-pick --continue, or git cherry-pick --abort",
    "revert": "git revert --continue, or git revert --abort",
}


def look(case: Case) -> Iterator[Check]:
    """The state that git is in."""
    repository = case.repository
    if repository is None:
        said = "the project lies in none: no commit hook, no history, no sign-off by commit"
        yield Check("repository", Grade.NOTE, said, "git init && spec hook install")
        return
    yield _branch(repository)
    if repository.head() is not None:
        yield _depth(repository)
    if repository.identity() is None:
        yield Check("identity", Grade.NOTE, "git knows no name and address for you, so it makes no commit", _IDENTITY)
    yield from _under_way(repository)
    yield from _locks(repository)


def _branch(repository: Repository) -> Check:
    branch, head = repository.branch(), repository.head()
    if branch is None:
        said = f"no branch is checked out, but the commit {(head or '')[:10]}: no branch tells which feature is meant"
        return Check("branch", Grade.NOTE, said, "git switch BRANCH")
    if head is None:
        said = f"{branch}, without any commit: there is nothing yet to compare with"
        return Check("branch", Grade.NOTE, said, 'git add --all && git commit --message "Begin"')
    return Check("branch", Grade.GOOD, f"{branch} of {repository.root}")


def _depth(repository: Repository) -> Check:
    if is_shallow(repository.root):
        said = "the clone is shallow: nothing that rests on older commits can be told"
        return Check("history", Grade.NOTE, said, "git fetch --unshallow    # in CI: fetch-depth: 0")
    return Check("history", Grade.GOOD, "it is complete")


def _under_way(repository: Repository) -> Iterator[Check]:
    listing = run(["ls-files", "-u", "-z"], repository.root)
    conflicts = {entry.rpartition(b"\t")[2] for entry in listing.out.split(b"\0") if entry}
    if conflicts:
        said = f"{counted(len(conflicts), 'file')} in conflict: documents hold both sides"
        yield Check("conflicts", Grade.BAD, said, "git status shows them; mend them, then git add")
    state = repository.state()
    if state:
        yield Check("under way", Grade.NOTE, f"a {state} is not finished", _WAYS_ON[state])


def _locks(repository: Repository) -> Iterator[Check]:
    """Locks that git has left behind, which keep it from writing."""
    places = {os.path.join(folder, name) for folder in (repository.git_dir, repository.common_dir) for name in _LOCKS}
    for place in sorted(places):
        try:
            age = time.time() - os.lstat(place).st_mtime
        except OSError:
            continue
        if age > _STALE:
            said = f"{place} is {counted(round(age / 60), 'minute')} old and keeps git from writing"
            yield Check("lock", Grade.BAD, said, f"when no git is running: rm {place}")
