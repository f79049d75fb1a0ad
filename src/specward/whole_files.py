"""Files that other processes see whole or not at all: written beside their place, then given their name."""

from __future__ import annotations

import os
import stat
from contextlib import suppress

_PREFIX = ".spec-"
_SUFFIX = ".tmp"


def spare_name(target: str) -> str:
    """A free name in the target's folder, which `sweep` knows again."""
    return os.path.join(os.path.dirname(target), f"{_PREFIX}{os.urandom(8).hex()}{_SUFFIX}")


def write_beside(target: str, data: bytes, mode: int | None = None) -> str:
    """Write a file beside the target and return its path; where that fails, it is gone again.

    Args:
        target: the file that it is to become.
        data: what it holds.
        mode: its permissions; None for what the user's umask gives a new file.

    Raises:
        OSError: it cannot be written.
    """
    path = spare_name(target)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    descriptor = os.open(path, flags, 0o666)
    try:
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
        finally:
            os.close(descriptor)
        if mode is not None:
            os.chmod(path, mode)
    except BaseException:
        os.unlink(path)
        raise
    return path


def overwrite(target: str, data: bytes, mode: int) -> None:
    """Give a file its content, be it there or not: others find the former one or this one, never a part.

    Raises:
        OSError: it cannot be written; what stood there stands.
    """
    path = write_beside(target, data, mode)
    try:
        os.replace(path, target)
    except BaseException:
        os.unlink(path)
        raise


def create(target: str, data: bytes, mode: int | None = None) -> None:
    """Make a file.

    Args:
        target: where.
        data: what it holds.
        mode: see `write_beside`.

    Raises:
        FileExistsError: something stands there; it is left as it is.
        OSError: it cannot be written.
    """
    path = write_beside(target, data, mode)
    try:
        _claim(path, target)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(path)


def _claim(path: str, target: str) -> None:
    """Give a file its name, which must be free: a hard link never overwrites, a rename would."""
    try:
        os.link(path, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links: take the name with an empty file, then put the other over it
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        os.replace(path, target)


def replace(target: str, data: bytes) -> str:
    """Give a file another content, keeping its permissions.

    Returns:
        Where the former content is kept: a name from `spare_name`.

    Raises:
        OSError: it cannot be written.
    """
    mode = stat.S_IMODE(os.lstat(target).st_mode)
    former = _keep(target, mode)
    path = former
    try:
        path = write_beside(target, data, mode)
        os.replace(path, target)
    except BaseException:
        for leftover in {path, former}:
            os.unlink(leftover)
        raise
    return former


def _keep(target: str, mode: int) -> str:
    former = spare_name(target)
    try:
        os.link(target, former)
    except OSError:  # a file system without hard links
        return write_beside(target, content(target), mode)
    return former


def content(path: str) -> bytes:
    """The bytes of a file."""
    with open(path, "rb") as file:
        return file.read()


def sweep(folder: str) -> list[str]:
    """Remove what killed runs left in a folder. Only under the lock: then nobody's file is under way.

    Returns:
        The names of everything else in it; none where it cannot be listed.
    """
    names: list[str] = []
    with suppress(OSError):
        names = os.listdir(folder)
    for name in filter(is_leftover, names):
        with suppress(OSError):
            os.unlink(os.path.join(folder, name))
    return [name for name in names if not is_leftover(name)]


def is_leftover(name: str) -> bool:
    """Whether a file is what a killed run left, by its name."""
    return name.startswith(_PREFIX) and name.endswith(_SUFFIX)
