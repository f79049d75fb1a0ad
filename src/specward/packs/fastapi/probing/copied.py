"""A copy of a project's files for its application to run on: what that writes or deletes is gone with it.

Only what git does not ignore is copied, so neither an environment nor `.env` with the user's secrets. A hard link would
be cheaper, and a write through it would reach the project. Folders are made even where all that is in them is ignored:
an application that serves files looks for their folder as it is imported.
"""

from __future__ import annotations

import os
from itertools import islice
from typing import TYPE_CHECKING

from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project

_LARGEST = 8 << 20
_RUNS = 0o100
"""The bit of the mode of a file that its owner may run."""
_MOST_BYTES = 256 << 20
_MOST_FILES = 50_000
_MOST_FOLDERS = 5000
_HEAVY = frozenset(
    {".git", ".hg", ".svn", ".tox", ".nox", ".venv", "venv", "node_modules", "__pycache__", "site-packages"}
    | {".mypy_cache", ".ruff_cache", ".pytest_cache", ".cache"}
)
"""Folders that tools make, which no application serves."""


def copy_project(project: Project, root: str, target: str) -> int:
    """Copy a project's files, its Python source first.

    Args:
        project: the project, in its work tree.
        root: its root.
        target: a folder.

    Returns:
        How many files were left out: for their size, for their number, or since they cannot be read.

    Raises:
        OSError: the copy cannot be written.
    """
    files = sorted(project.source.files(), key=lambda path: (not path.endswith(".py"), path))
    room, left_out = _MOST_BYTES, max(0, len(files) - _MOST_FILES)
    made = {os.path.join(target, folder) for folder in islice(_folders(root), _MOST_FOLDERS)}
    for folder in sorted(made):
        os.makedirs(folder, exist_ok=True)
    for path in files[:_MOST_FILES]:
        data = _content(project, root, path, min(room, _LARGEST))
        if data is None:
            left_out += 1
            continue
        room -= len(data)
        place = os.path.join(target, *path.split("/"))
        if os.path.dirname(place) not in made:
            os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "wb") as file:
            file.write(data)
        if _may_run(os.path.join(root, path)):
            os.chmod(place, os.stat(place).st_mode | _RUNS)
    return left_out


def _folders(root: str) -> Iterator[str]:
    """Every folder of a project, relative to its root; no link is followed."""
    for above, folders, _ in os.walk(root):
        folders[:] = sorted(folder for folder in folders if folder not in _HEAVY)
        for folder in folders:
            if not os.path.islink(path := os.path.join(above, folder)):
                yield os.path.relpath(path, root)


def _may_run(path: str) -> bool:
    """Whether a file may be run as a program: an application may start one as it is imported."""
    try:
        return bool(os.lstat(path).st_mode & _RUNS)
    except OSError:
        return False


def _content(project: Project, root: str, path: str, most: int) -> bytes | None:
    """The bytes of a file; None where there are too many, or they cannot be had."""
    try:
        if os.lstat(os.path.join(root, path)).st_size > most:
            return None
        return project.source.read(path)
    except (OSError, UnreadableFile):
        return None
