"""The key that placeholders are made with. It stays on the machine: with it, a short secret could be found by trial."""

from __future__ import annotations

import os
from contextlib import suppress

from specward import whole_files
from specward.state import make_state_folder

_LENGTH = 32


def local_key(root: str) -> bytes:
    """The project's key, made at the first call; processes that call at once agree on one.

    Where none can be kept (no permission, a full disk) it is one for this call alone: redaction must not depend on it.
    """
    try:
        path = os.path.join(make_state_folder(root, "redaction"), "key")
        return _kept(path) or _made(path) or os.urandom(_LENGTH)
    except OSError:
        return os.urandom(_LENGTH)


def _kept(path: str) -> bytes:
    """The key in a file; empty where there is none, or something else."""
    try:
        data = whole_files.content(path)
    except FileNotFoundError:
        return b""
    return data if len(data) == _LENGTH else b""


def _made(path: str) -> bytes:
    """A new key, or the one that another process has made meanwhile."""
    with suppress(FileExistsError):
        whole_files.create(path, os.urandom(_LENGTH), 0o600)
    return _kept(path)
