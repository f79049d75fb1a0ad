"""Which commit removed a file that was once there, and where it went."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from specward.git.process import GitMissing, run

if TYPE_CHECKING:
    from collections.abc import Collection

# Against configuration; %x01 parts commits, for it can be in no path that `-z` writes.
_LOG = ["-c", "log.showRoot=true", "log", "--no-renames", "--diff-filter=D", "--name-only", "-z", "--relative"]
_LOG += ["--format=%x01%H %cs", "--no-color", "--no-show-signature"]
_SHOW = [
    "show",
    "--find-renames",
    "--diff-filter=R",
    "--name-status",
    "-z",
    "--relative",
    "--format=%x01%H",
    "--no-color",
]


class Removal(NamedTuple):
    """The last commit that removed a file."""

    commit: str
    date: str
    """Of the commit: `2026-01-31`."""
    to: str
    """Where the commit put what was in the file; empty where nowhere."""


def removals(root: str, paths: Collection[str]) -> dict[str, Removal]:
    """The removals of some paths, by path; those that no commit behind HEAD removed are left out.

    Args:
        root: the project's root; paths count from there.
        paths: files that are not there now.

    Returns:
        Nothing where git cannot tell: no git, no repository, no commit. In a shallow clone only what is behind it.
    """
    if not paths:
        return {}
    pathspecs = [f":(literal){path}" for path in paths]
    try:
        log = run([*_LOG, "HEAD", "--", *pathspecs], root)
        removed = _last_removals(os.fsdecode(log.out)) if log.status == 0 else {}
        moves = _moves(root, sorted({commit for commit, _ in removed.values()})) if removed else {}
    except GitMissing:
        return {}
    return {path: Removal(*by, moves.get((by[0], path), "")) for path, by in removed.items() if path in paths}


def _last_removals(log: str) -> dict[str, tuple[str, str]]:
    """Read `SOH <id> <date> NUL LF <path> NUL <path> NUL` …, newest first (git-log(1))."""
    found: dict[str, tuple[str, str]] = {}
    for entry in log.split("\x01")[1:]:
        head, _, names = entry.partition("\0")
        commit, _, date = head.strip().partition(" ")
        for name in names.split("\0"):
            if path := name.lstrip("\n"):
                found.setdefault(path, (commit, date))
    return found


def _moves(root: str, commits: list[str]) -> dict[tuple[str, str], str]:
    """What commits moved where, by commit and former path.

    Git writes `SOH <id> NUL R<score> NUL <path> NUL <path> NUL` for each commit (git-show(1)).
    """
    shown = run([*_SHOW, *commits], root)
    found = {}
    for entry in os.fsdecode(shown.out).split("\x01")[1:] if shown.status == 0 else ():
        commit, *fields = entry.split("\0")
        moved = zip(fields[1::3], fields[2::3], strict=False)
        found.update({(commit.strip(), former): new for former, new in moved})
    return found
