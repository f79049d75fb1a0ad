"""What the application may use and where it may write, as far as the system lets a process bind itself."""

from __future__ import annotations

import os
import sys

_MEBIBYTE = 1 << 20
_FILE_RIGHTS = 1 << 1 | 1 << 14
"""Writing into a file, truncating it."""
_FOLDER_RIGHTS = sum(1 << bit for bit in range(4, 14))
"""Each way to make or remove an entry of a folder, moving it included."""
_DEVICES = ("null", "zero", "full", "random", "urandom", "tty")
_CREATE, _ADD, _RESTRICT = 444, 445, 446
"""Calls of the system, by the numbers that nearly every architecture has for them."""
_NO_NEW_PRIVILEGES = 38


def limit_resources(seconds: float) -> None:
    """Set what one process may use at most, where the system can be told so."""
    try:
        import resource
    except ImportError:
        return
    limits = {
        "RLIMIT_CORE": 0,
        "RLIMIT_CPU": int(seconds) + 5,
        "RLIMIT_DATA": 4096 * _MEBIBYTE,
        "RLIMIT_FSIZE": 256 * _MEBIBYTE,
        "RLIMIT_NPROC": _running() + 512,  # counts all that the user runs; the superuser is not held to it
    }
    for name, limit in limits.items():
        which = getattr(resource, name, None)
        if which is None:
            continue
        _, most = resource.getrlimit(which)
        wanted = limit if most == resource.RLIM_INFINITY else min(limit, most)
        try:
            resource.setrlimit(which, (wanted, wanted))
        except (OSError, ValueError):  # macOS has limits that cannot be set
            continue


def _running() -> int:
    """How many threads run on this machine, or a number that is above that."""
    try:
        with open("/proc/loadavg", "rb") as file:
            return int(file.read().split()[3].partition(b"/")[2])
    except (OSError, ValueError, IndexError):
        return 4096


def confine(folders: list[str]) -> bool:
    """Let this process and its children write nowhere but below some folders, and signal nobody else.

    That takes Linux 5.13 with Landlock; elsewhere nothing is done. Permissions and times of files are not covered, nor
    what another program does when it is asked to, such as a database.

    Returns:
        Whether it is so.

    Source: include/uapi/linux/landlock.h of Linux 6.12.
    """
    if sys.platform != "linux":
        return False
    try:
        import ctypes
    except ImportError:
        return False
    library = ctypes.CDLL(None, use_errno=True)
    version = library.syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint(1))
    if version < 1:
        return False
    rights = _rights(version)
    scoped = 3 if version >= 6 else 0  # abstract sockets and signals
    attributes = (ctypes.c_uint64 * 3)(rights, 0, scoped)
    size = 8 if version < 4 else 16 if version < 6 else 24
    ruleset = library.syscall(_CREATE, ctypes.byref(attributes), ctypes.c_size_t(size), ctypes.c_uint(0))
    if ruleset < 0:
        return False
    places = dict.fromkeys([*folders, "/dev/shm"], rights)  # noqa: S108 -- where semaphores live
    places.update((f"/dev/{name}", rights & _FILE_RIGHTS) for name in _DEVICES)
    for place, allowed in places.items():
        try:
            descriptor = os.open(place, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue
        rule = allowed.to_bytes(8, sys.byteorder) + descriptor.to_bytes(4, sys.byteorder)
        library.syscall(_ADD, ctypes.c_int(ruleset), ctypes.c_int(1), rule, ctypes.c_uint(0))
        os.close(descriptor)
    bound = library.prctl(_NO_NEW_PRIVILEGES, *map(ctypes.c_ulong, (1, 0, 0, 0))) == 0
    refused = library.syscall(_RESTRICT, ctypes.c_int(ruleset), ctypes.c_uint(0))
    os.close(ruleset)
    return bool(bound and refused == 0)


def _rights(version: int) -> int:
    """What a version of Landlock can take away: moving between folders from 2 on, truncating from 3 on."""
    return (_FILE_RIGHTS | _FOLDER_RIGHTS) & ~((1 << 13 if version < 2 else 0) | (1 << 14 if version < 3 else 0))
