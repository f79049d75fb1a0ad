"""Finding the project that a folder lies in."""

from __future__ import annotations

import os

MARKER = ".specify"


def find_root(start: str) -> str:
    """The root of the project that `start` lies in.

    It is the nearest folder at or above `start` that holds `.specify/`; without one, the top of the git work tree;
    without that, `start` itself. So a nested project in a monorepo is a project of its own.
    """
    folder = os.path.abspath(start)
    candidate = ""
    while True:
        if os.path.isdir(os.path.join(folder, MARKER)):
            return folder
        if not candidate and os.path.exists(os.path.join(folder, ".git")):
            candidate = folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return candidate or os.path.abspath(start)
        folder = parent
