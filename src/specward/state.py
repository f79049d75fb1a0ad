"""Where Specward keeps what belongs to one work tree on one machine and is never committed.

In a repository that is `specward/` in the work tree's own git folder; elsewhere `.specify/state/`, with a `.gitignore`
that takes it out of a repository that is made later.
"""

from __future__ import annotations

import os

from specward.git.place import find_place

WITHOUT_GIT = ".specify/state"
_IGNORED = b"# What belongs to one machine is not committed.\n*\n"


def state_folder(root: str) -> str:
    """The folder for what is kept about the project at `root`; not made yet. Projects of one repository share it."""
    place = find_place(root)
    return os.path.join(place.git_dir, "specward") if place else os.path.join(root, *WITHOUT_GIT.split("/"))


def make_state_folder(root: str, *below: str) -> str:
    """The same, made where it is not there yet, or a folder below it; only the user may enter what is made.

    Raises:
        OSError: it cannot be made.
    """
    folder = state_folder(root)
    wanted = os.path.join(folder, *below)
    if not os.path.isdir(wanted):
        os.makedirs(folder, exist_ok=True)
        ignore = os.path.join(folder, ".gitignore")
        if folder.endswith(os.path.join(*WITHOUT_GIT.split("/"))) and not os.path.lexists(ignore):
            with open(ignore, "wb") as file:
                file.write(_IGNORED)
        os.makedirs(wanted, mode=0o700, exist_ok=True)
    return wanted
