"""Where Specward keeps what belongs to one work tree on one machine and is never committed.

In a repository that is `specward/` in the work tree's own git folder; elsewhere `.specify/state/`, with a `.gitignore`
that takes it out of a repository that is made later.
"""

from __future__ import annotations

import os
import sys

from specward import __version__
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


def keep_newest(folder: str, count: int) -> None:
    """Remove the oldest files of a folder, so that it does not grow by whatever is kept there.

    Raises:
        OSError: that cannot be done.
    """
    with os.scandir(folder) as entries:
        found = sorted((entry.stat().st_mtime_ns, entry.path) for entry in entries)
    for _, path in found[:-count]:
        os.unlink(path)


def program() -> str:
    """What finds whatever is kept: Specward's version, and for those who work on it when its modules were changed."""
    home = os.path.dirname(__file__)
    if os.path.basename(os.path.dirname(home)).endswith("-packages"):  # installed, and replaced as a whole
        return f"{__version__} {sys.implementation.cache_tag} {os.stat(home).st_mtime_ns}"
    found, folders = [], [home]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    found.append((status.st_mtime_ns, status.st_size))
                elif "." not in entry.name and entry.name != "__pycache__":
                    folders.append(entry.path)
    return f"{__version__} {sys.implementation.cache_tag} {len(found)} {hash(tuple(sorted(found)))}"
