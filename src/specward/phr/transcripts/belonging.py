"""Whether a folder that an agent worked in belongs to a project."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specward.phr.transcripts.turn import Turn

_MARK = ".specify"


def belongs(turn: Turn, root: str) -> bool:
    """Whether a turn was asked in the project at `root`, and not in another one that lies in its folder."""
    return inside(turn.cwd, root)


def inside(folder: str, root: str) -> bool:
    """Whether a folder lies in the project at `root`: the nearest folder with a `.specify` above it is the root.

    A folder that is not there any more counts by its name alone; an empty or a relative one tells nothing.
    """
    if not os.path.isabs(folder):
        return False
    try:
        here, top = os.path.realpath(folder), os.path.realpath(root)
    except (OSError, ValueError):  # a transcript may call anything a folder
        return False
    while here != top:
        above = os.path.dirname(here)
        if above == here or os.path.isdir(os.path.join(here, _MARK)):
            return False
        here = above
    return True
