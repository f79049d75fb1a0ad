"""Asking git what is staged: what a hook asks before it imports anything else."""

from __future__ import annotations

import os

from specward.git.process import start

TYPE_CHECKING = False  # as in `process`: before `typing`
if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.git.process import Child

# No renames and no abbreviation: one entry a path, ids at full length in either hash. What is only announced by
# `git add --intent-to-add` is not staged.
_OPTIONS = ("--cached", "--raw", "-z", "--no-renames", "--no-abbrev", "--relative", "--ita-invisible-in-index")


def start_listing(cwd: str, pathspecs: Sequence[str] = (), *, base: str = "HEAD") -> Child:
    """Let git begin to list what differs between a tree and the index, below a folder and relative to it.

    Raises:
        GitMissing: there is no git.
    """
    return start(["diff-index", *_OPTIONS, base, "--", *pathspecs], cwd)


def start_index(cwd: str, pathspecs: Sequence[str] = ()) -> Child:
    """Let git begin to list the index below a folder and relative to it; see `sources.listing`.

    Raises:
        GitMissing: there is no git.
    """
    return start(["ls-files", "-s", "-z", "--", *pathspecs], cwd)


def staged_blobs(listing: bytes) -> dict[str, str]:
    """The id of what is staged at each path of a listing; all zeros where the path is deleted.

    It reads `:<mode> <mode> <id> <id> <status> NUL <path> NUL` … (git-diff(1), raw output format).
    """
    fields = os.fsdecode(listing).split("\0")
    return {path: entry.split(" ")[3] for entry, path in zip(fields[::2], fields[1::2], strict=False)}
