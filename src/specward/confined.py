"""Paths that stay inside the project: nothing is written anywhere else, whatever a document or an agent says."""

from __future__ import annotations

import os
import stat

from specward.errors import UndeterminedError, UsageError


def refuse_path(path: str, root: str) -> None:
    """Refuse a path that leads out of the project, into git's own folder, or through a symbolic link.

    Args:
        path: relative to the root, with forward slashes.
        root: the project's root.

    Raises:
        UsageError: it does.
        UndeterminedError: what stands on the way cannot be looked at.
    """
    refuse_words(path)
    place = root
    for folder in path.replace(os.sep, "/").split("/")[:-1]:
        place = os.path.join(place, folder)
        _refuse_folder(place, path)


def refuse_words(path: str) -> None:
    """Refuse a path that by its words alone leads out of the project or into git's own folder.

    Raises:
        UsageError: it does.
    """
    parts = path.replace(os.sep, "/").split("/")
    if "\0" in path or os.path.splitdrive(path)[0] or {"", ".", ".."}.intersection(parts):
        raise UsageError("this path leads out of the project, so nothing is written there", where=path)
    # Windows and macOS take `.GIT`, `.git.` and `git~1` for `.git`.
    if any(part.rstrip(". ").lower() in {".git", "git~1"} for part in parts):
        raise UsageError("this path leads into git's own folder, so nothing is written there", where=path)


def _refuse_folder(place: str, path: str) -> None:
    """A folder on the way is a real folder, or is not there yet."""
    try:
        mode = os.lstat(place).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as problem:
        raise UndeterminedError(f"this cannot be written: {problem.strerror or problem}", where=path) from None
    name = os.path.basename(place)
    if stat.S_ISLNK(mode):
        raise UsageError(f"the folder {name} on this path is a symbolic link; nothing is written there", where=path)
    if not stat.S_ISDIR(mode):
        raise UsageError(f"{name} on this path is no folder", where=path)
