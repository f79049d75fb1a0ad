"""What a line of work or a commit brought: the lines that it added, and by which commit a file came."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING

from specward import noted
from specward.errors import UndeterminedError
from specward.git.process import run

if TYPE_CHECKING:
    from collections.abc import Sequence

_DIFF = ["-c", "core.quotePath=false", "diff", "-U0", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames"]
_DIFF += ["--no-prefix", "--relative", "--ignore-submodules"]


def added_lines(root: str, since: str, until: str = "") -> dict[str, set[str]]:
    """The lines that were added between two commits, by path below `root`; up to the work tree where `until` is empty.

    Of the work tree, files count that git does not know yet and is not told to ignore: all of their lines are added.

    Raises:
        UndeterminedError: git refuses, or is missing (`GitMissing`).
    """
    found = _added(_asked(root, [*_DIFF, since, *([until] if until else []), "--"]))
    if not until:
        listed = _asked(root, ["ls-files", "-z", "--others", "--exclude-standard"])
        for path in filter(None, os.fsdecode(listed).split("\0")):
            noted.unsure("a file that git does not know")
            found[path] = set(_lines_of(os.path.join(root, path)))
    return found


def has_commit(root: str) -> bool:
    """Whether anything is committed on the branch that is checked out."""
    return run(["rev-parse", "--verify", "--quiet", "HEAD"], root).status == 0


def came_with(root: str, path: str) -> str:
    """The commit by which the file at a path came to the checked-out line: the last, where it came more than once.

    It may be the merge of the branch that the file was written on. Empty where no commit brought it.

    Raises:
        GitMissing: there is no git.
    """
    options = ["-1", "--first-parent", "-m", "--diff-filter=A", "--no-renames", "--format=%H", "--no-show-signature"]
    answer = run(["log", *options, "--", path], root)  # it fails where there is no commit yet
    return answer.out.decode().split("\n")[0].strip()


def ages(root: str, paths: Sequence[str]) -> dict[str, int]:
    """How old files are on the checked-out line: the more commits and merges have come since one came, the older.

    Numbers to compare, no counts; -1 for a file that is not committed yet. See `came_with`.

    Raises:
        GitMissing: there is no git.
    """
    found = dict.fromkeys(paths, -1)
    options = ["--first-parent", "-m", "--diff-filter=A", "--no-renames", "--name-only", "-z", "--no-show-signature"]
    arguments = ["--literal-pathspecs", "log", *options, "--format=%x01", "--relative"]
    answer = run([*arguments, "--", *paths], root) if paths else None  # it fails where there is no commit yet
    for age, names in enumerate(os.fsdecode(answer.out).split("\1")[1:] if answer else ()):
        for name in names.replace("\n", "\0").split("\0"):
            if found.get(name) == -1:
                found[name] = age
    return found


def parent_of(root: str, commit: str) -> str:
    """The commit before one on the same line; empty where it is the first."""
    ids = _asked(root, ["rev-list", "--parents", "-1", commit]).decode().split()
    return ids[1] if len(ids) > 1 else ""


def _added(patch: bytes) -> dict[str, set[str]]:
    """Read the added lines of a patch without context (git-diff(1))."""
    found: dict[str, set[str]] = {}
    lines: set[str] = set()
    removed = added = 0
    for line in patch.split(b"\n"):
        if removed and line.startswith(b"-"):
            removed -= 1
        elif added and line.startswith(b"+"):
            added -= 1
            lines.add(_decoded(line[1:]))
        elif line.startswith(b"+++ "):
            lines = found.setdefault(os.fsdecode(line[4:]).rstrip("\t"), set())
        elif hunk := _hunk().match(line):
            removed, added = (int(count or b"1") for count in hunk.groups())
    return found


def _lines_of(path: str) -> list[str]:
    if not os.path.isfile(path) or os.path.islink(path):
        return []
    try:
        with open(path, "rb") as file:
            return [_decoded(line) for line in file.read().split(b"\n")]
    except OSError:
        return []


def _decoded(line: bytes) -> str:
    return line.decode("utf-8", "replace").removesuffix("\r")


def _asked(root: str, arguments: list[str]) -> bytes:
    result = run(arguments, root)
    if result.status:
        words = next(word for word in arguments if word in {"diff", "ls-files", "log", "rev-list"})
        raise UndeterminedError(f"git {words}: {result.complaint}", where=root)
    return result.out


@cache
def _hunk() -> re.Pattern[bytes]:
    return re.compile(rb"@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@")
