"""The commit that a line of the work tree comes from."""

from __future__ import annotations

import os
from typing import NamedTuple

from specward.git.process import GitMissing, run

# Against configuration that hides commits.
_BLAME = ["-c", "blame.ignoreRevsFile=", "blame", "--porcelain", "-w", "-L"]
_SHOW = ["show", "--format=%H%x00%cs%x00%B%x00", "--name-only", "--no-renames", "-z", "--relative", "--first-parent"]
_SHOW += ["--no-color", "--no-show-signature"]


class Blamed(NamedTuple):
    """The last commit that changed a line."""

    commit: str
    date: str
    message: str
    paths: tuple[str, ...]
    """What it changed, relative to the root."""

    @property
    def subject(self) -> str:
        """The first line of the message."""
        return self.message.strip().partition("\n")[0]


def blamed(root: str, path: str, line: int) -> Blamed | None:
    """The commit that a line comes from; None where it is not committed, or git cannot tell.

    Args:
        root: the project's root.
        path: relative to it.
        line: from 1.
    """
    try:
        answer = run([*_BLAME, f"{line},{line}", "--", path], root)
        commit = answer.out[:64].partition(b" ")[0].decode("ascii", "replace") if answer.status == 0 else ""
        if not commit.strip("0"):
            return None
        shown = run([*_SHOW, commit, "--"], root)
    except GitMissing:
        return None
    fields = os.fsdecode(shown.out).split("\0")
    if shown.status or len(fields) < 3:
        return None
    commit, date, message, *paths = fields
    return Blamed(commit, date, message, tuple(name for field in paths if (name := field.lstrip("\n"))))
