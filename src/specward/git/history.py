"""The commits of a range: what each says about itself and what it touched. Not for the hook: it imports GitPython."""

from __future__ import annotations

import re
from typing import NamedTuple

from specward.changeset import ChangedPath
from specward.errors import UndeterminedError, UsageError
from specward.git.process import GitMissing

# NUL cannot occur in a message or a path. The fields of `_FORMAT` are followed by the changed paths of the commit.
_FORMAT = "%H%x00%P%x00%an%x00%ae%x00%aI%x00%s%x00%B%x00%(trailers:only=true,unfold=true)%x00"
_FIELDS = 8
_IS_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?", re.ASCII)


class Commit(NamedTuple):
    """One commit."""

    sha: str
    parents: tuple[str, ...]
    author: str
    email: str
    date: str
    """When it was written, ISO 8601 with the author's time zone."""
    subject: str
    message: str
    """All of it, subject included."""
    trailers: tuple[tuple[str, str], ...]
    """The `Key: value` lines of its last paragraph, as git reads them; values unfolded."""
    changes: tuple[ChangedPath, ...]
    """What it changed, relative to the folder that was asked from; nothing for a merge."""

    @property
    def is_merge(self) -> bool:
        """Whether it has more than one parent."""
        return len(self.parents) > 1


def commits(root: str, revisions: str) -> list[Commit]:
    """The commits of a range, oldest first.

    Args:
        root: the project's root; paths outside of it are left out, commits are not.
        revisions: what git takes for a range: `main..HEAD`, `v1.0..`; a single revision stands for all its ancestors.

    Raises:
        UsageError: git knows no such range.
        UndeterminedError: git is missing (`GitMissing`) or refuses.
    """
    if not revisions or revisions.startswith("-"):
        raise UsageError(f"{revisions!r} is no range of commits", help="write it as `main..HEAD`")
    return _commits(_log(root, revisions))


def _log(root: str, revisions: str) -> str:
    try:
        from git import Git, GitCommandError
    except ImportError as problem:  # GitPython looks for git when it is imported
        raise GitMissing(str(problem).partition("\n")[0]) from None

    options = ["--reverse", "--topo-order", "--raw", "--no-renames", "--no-abbrev", "--relative", "-z"]
    options += ["--encoding=UTF-8", "--no-show-signature", "--no-color", f"--format={_FORMAT}"]
    line = ["git", "-c", "log.showRoot=true", "log", *options, revisions, "--"]
    try:
        return str(Git(root).execute(line, strip_newline_in_stdout=False))
    except GitCommandError as problem:
        if "bad revision" in problem.stderr or "unknown revision" in problem.stderr:
            raise UsageError(
                f"git knows no range {revisions!r}", help="`git log --oneline --all` lists the commits"
            ) from None
        raise UndeterminedError(f"git log: {problem.stderr.strip()}", where=root) from None


def _commits(log: str) -> list[Commit]:
    """Read the fields of `_FORMAT`, then `:<modes> <ids> <status> NUL <path> NUL` for each path (git-log(1))."""
    fields = log.split("\0")
    found = []
    index = 0
    while index + _FIELDS < len(fields):
        head = fields[index : index + _FIELDS]
        index += _FIELDS
        changes = []
        while index + 1 < len(fields) and not _IS_ID.fullmatch(fields[index].strip()):
            entry = fields[index].lstrip("\n")
            if entry.startswith(":"):
                changes.append(ChangedPath(entry.rpartition(" ")[2][:1], fields[index + 1]))
                index += 1
            index += 1
        found.append(_commit(head, tuple(changes)))
    return found


def _commit(head: list[str], changes: tuple[ChangedPath, ...]) -> Commit:
    sha, parents, author, email, date, subject, message, trailers = head
    pairs = tuple(
        (key.strip(), value.strip()) for key, _, value in (line.partition(":") for line in trailers.splitlines())
    )
    return Commit(sha.strip(), tuple(parents.split()), author, email, date, subject, message, pairs, changes)
