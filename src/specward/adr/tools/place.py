"""Where the records lie, seen from a folder: what adr-tools finds by walking up, found the same way."""

from __future__ import annotations

import os
from typing import NamedTuple

from specward.errors import UndeterminedError, UsageError
from specward.git.place import find_place as find_repository

POINTER = ".adr-dir"
"""The file that holds the path of the records' folder, relative to its own place."""
USUAL = "doc/adr"
_LONGEST = 4096


class Place(NamedTuple):
    """A folder of records."""

    root: str
    """Absolute; nothing is read or written outside of it. The folder that the pointer, or `doc`, lies in; where a
    pointer leads elsewhere in the repository, or through a symbolic link, the records' folder itself."""
    folder: str
    """Of the records, relative to the root, with forward slashes; empty where the two are one."""
    shown: str
    """What it is called where the command runs: `doc/adr`, `../doc/adr`."""

    def shown_path(self, name: str) -> str:
        """What a file of the folder is called where the command runs."""
        return f"{self.shown}/{name}"

    def path(self, name: str) -> str:
        """The path of a file of the folder, relative to the root."""
        return f"{self.folder}/{name}".lstrip("/")


def find_place(start: str) -> Place:
    """The folder of the records for a command that runs in `start`.

    In each folder from there upwards the pointer counts first, then `doc/adr`; the top of the file system is never
    looked at. Where there is neither, it is `doc/adr` below the start, which need not be there yet.

    Raises:
        UsageError: a pointer names no folder, or one outside of the project.
        UndeterminedError: a pointer cannot be read.
    """
    home = os.path.abspath(start)
    above = ""
    while os.path.dirname(home) != home:
        if os.path.isfile(os.path.join(home, POINTER)):
            return place_at(home, _pointed(os.path.join(home, POINTER)), above)
        if os.path.isdir(os.path.join(home, USUAL)):
            return place_at(home, USUAL, above)
        home = os.path.dirname(home)
        above += "../"
    return place_at(start, USUAL)


def place_at(home: str, folder: str, above: str = "") -> Place:
    """The place of a folder.

    Args:
        home: the folder that the path counts from.
        folder: the path, relative or absolute.
        above: what leads from where the command runs to `home`: `../`.

    Raises:
        UsageError: it lies outside of the repository around `home`, or, where there is none, outside of `home`.
    """
    home = os.path.abspath(home)
    target = os.path.normpath(os.path.join(home, folder))
    shown = folder.rstrip("/") or "/"
    if not os.path.isabs(folder):
        shown = above + shown
    way = _way(home, target)
    if way is None:
        real, repository = os.path.realpath(target), find_repository(home)
        top = os.path.realpath(repository.top if repository else home)
        if os.path.commonpath([top, real]) != top:
            # adr-tools goes wherever a pointer leads; who clones a project has not read it yet.
            help_ = f"keep the records below {top}"
            raise UsageError(f"{shown} lies outside of the project", where=os.path.join(home, POINTER), help=help_)
        home, way = _nearest(real)
    return Place(home, way.replace(os.sep, "/"), shown)


def file_names(place: Place) -> list[str] | None:
    """The name of every file directly in the folder; None where there is no such folder.

    Raises:
        UndeterminedError: it cannot be listed.
    """
    try:
        with os.scandir(os.path.join(place.root, place.folder)) as entries:
            return [entry.name for entry in entries if entry.is_file()]
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as problem:
        raise UndeterminedError(f"this folder cannot be listed: {problem.strerror}", where=place.shown) from None


def _pointed(pointer: str) -> str:
    """The folder that a pointer names: its whole first line, for a path may hold blanks."""
    try:
        with open(pointer, "rb") as file:
            line = os.fsdecode(file.read(_LONGEST).partition(b"\n")[0]).strip()
    except OSError as problem:
        raise UndeterminedError(f"this cannot be read: {problem.strerror}", where=pointer) from None
    if not line or "\0" in line:
        raise UsageError("this names no folder", where=pointer, help="write the path of the records' folder into it")
    return line


def _way(home: str, target: str) -> str | None:
    """The way from a folder to one inside of it; None where it leads out of it, or through a symbolic link."""
    if target == home:
        return ""
    way = target.removeprefix(home + os.sep)
    real = os.path.join(os.path.realpath(home), way)
    return way if way != target and os.path.realpath(target) == real else None


def _nearest(target: str) -> tuple[str, str]:
    """The nearest folder that is there, at or above a path, and the way from it to the path."""
    home = target
    while not os.path.isdir(home):
        home = os.path.dirname(home)
    return home, os.path.relpath(target, home) if home != target else ""
