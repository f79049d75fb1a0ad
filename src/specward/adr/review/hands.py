"""Who wrote records and who approved of them, as the commits of a range tell."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from specward.errors import UndeterminedError
from specward.git.process import run

if TYPE_CHECKING:
    from collections.abc import Sequence

_APPROVALS = ("Reviewed-by", "Approved-by", "Acked-by")
_TRAILERS = ",".join(f"key={key}" for key in _APPROVALS)
_FORMAT = f"--format=%x01%aN%x00%(trailers:{_TRAILERS},valueonly,separator=%x02)%x00"


class Hands(NamedTuple):
    """Who had a hand in a record."""

    authors: tuple[str, ...] = ()
    """Those who committed it, the first first."""
    approved: tuple[str, ...] = ()
    """Those whom the commits name as having reviewed or approved it."""


def hands_of(root: str, revisions: str, paths: Sequence[str]) -> dict[str, Hands]:
    """Who had a hand in each of some files, by path; a file that no commit of the range touches is left out.

    Args:
        root: the project's root, in a repository.
        revisions: the range.
        paths: the files, relative to the root.

    Raises:
        UndeterminedError: git refuses, or is missing.
    """
    if not paths:
        return {}
    line = ["--literal-pathspecs", "log", "--reverse", "--no-merges", "--no-renames", "--relative", "-z", "--name-only"]
    # Git compares each commit with each path that is named: the few folders are named in place of many files.
    folders = sorted({path.rpartition("/")[0] or "." for path in paths})
    result = run([*line, _FORMAT, revisions, "--", *folders], root)
    if result.status:
        raise UndeterminedError(f"git log: {result.complaint}", where=root)
    wanted = set(paths)
    found: dict[str, Hands] = {}
    for commit in os.fsdecode(result.out).split("\x01")[1:]:
        author, approvals, *names = commit.split("\0")
        approved = [_name(one) for one in approvals.split("\x02") if one.strip()]
        for name in (name.lstrip("\n") for name in names):
            if name in wanted:
                former = found.get(name, Hands())
                found[name] = Hands(_with(former.authors, [author]), _with(former.approved, approved))
    return found


def _with(names: tuple[str, ...], more: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*names, *more]))


def _name(person: str) -> str:
    """`Ann Example <ann@example.org>` by the name alone."""
    return person.partition("<")[0].strip() or person.strip()
