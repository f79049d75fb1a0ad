"""One writer at a time: the lock under which numbers are allocated and files are written."""

from __future__ import annotations

import os
import sys
import time
from _thread import get_ident
from contextlib import contextmanager

from specward.errors import UndeterminedError
from specward.git.place import find_place

TYPE_CHECKING = False  # before `typing`, which a prompt does not wait for
if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = "specward.lock"
_PAUSE = 0.01
_held: dict[tuple[str, int], int] = {}
"""How deep each thread of this process is inside of each lock."""


@contextmanager
def lock(root: str, timeout: float = 30) -> Iterator[None]:
    """Keep every other writer of the project out, in this process and in others, until the block ends.

    In a repository the lock is the file `specward.lock` in the git folder that all linked work trees share; it stays
    there, empty. Elsewhere it is the root folder itself, so that no file is left behind (on Windows, where a folder
    cannot be locked, `.specward.lock` in it). The system frees it when the process ends, however it ends. The same
    thread may take it again inside.

    Args:
        root: the project's root.
        timeout: for how many seconds to wait for another writer.

    Raises:
        UndeterminedError: another process holds it for longer than that, or it cannot be made.
    """
    place = lock_place(root)
    key = place, get_ident()
    if key in _held:
        _held[key] += 1
        try:
            yield
        finally:
            _held[key] -= 1
        return
    descriptor = _open(place)
    try:
        _wait_for(descriptor, place, timeout)
        _held[key] = 1
        try:
            yield
        finally:
            del _held[key]
    finally:
        os.close(descriptor)  # frees the lock


def lock_place(root: str) -> str:
    """The file, or outside of a repository the folder, that is locked for a project."""
    folder = os.path.realpath(root)
    while not os.path.isdir(folder):  # a project that is about to be made
        folder = os.path.dirname(folder)
    # Never git's own answer: inside a hook the environment names a repository, and every process must find one lock.
    place = find_place(folder)
    if place:
        return os.path.join(os.path.realpath(place.common_dir), _NAME)
    return os.path.join(folder, "." + _NAME) if sys.platform == "win32" else folder


def _open(place: str) -> int:
    try:
        if os.path.isdir(place):
            return os.open(place, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
        return os.open(place, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
    except OSError as problem:
        raise _unlockable(problem, place) from None


def _unlockable(problem: OSError, place: str) -> UndeterminedError:
    reason = problem.strerror or str(problem)
    return UndeterminedError(f"the project cannot be locked for writing: {reason}", where=place)


def _wait_for(descriptor: int, place: str, timeout: float) -> None:
    deadline = time.monotonic() + timeout
    while not _try(descriptor, place):
        if time.monotonic() >= deadline:
            raise UndeterminedError(
                f"another process has been writing to this project for more than {timeout:g} seconds",
                where=place,
                help="wait for the other `spec` to end, or end it; the lock is free as soon as its process is gone",
            )
        time.sleep(_PAUSE)


if sys.platform == "win32":
    import msvcrt

    def _try(descriptor: int, place: str) -> bool:
        os.lseek(descriptor, 0, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        except OSError as problem:
            raise _unlockable(problem, place) from None
        return True

else:
    import fcntl

    def _try(descriptor: int, place: str) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as problem:
            raise _unlockable(problem, place) from None
        return True
