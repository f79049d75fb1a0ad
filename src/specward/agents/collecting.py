"""The files that an import is given: each named file, and what may be a definition in each named folder."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from specward.agents.foreign import ENDINGS
from specward.agents.importing import Candidate
from specward.errors import UndeterminedError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LARGEST = 8 << 20
"""Bytes of one file; nothing that people write comes near."""
MOST = 2000
"""Files of one import."""
_BESIDE = {"readme.md", "license.md", "license.txt", "contributing.md", "changelog.md", "claude.md", "agents.md"}
"""What stands beside definitions in a folder and is none."""


def collect(places: Sequence[str]) -> list[Candidate]:
    """The files at some places of the disk, in the order of the names; each once.

    Raises:
        UsageError: there is no such file or folder, it is none of the kinds that may be read, or there are too many.
        UndeterminedError: it cannot be read.
    """
    found: dict[str, Candidate] = {}
    for place in places:
        if os.path.isdir(place):
            for path in _in_folder(place):
                found.setdefault(os.path.realpath(path), _candidate(path, named=False))
        else:
            found[os.path.realpath(place)] = _candidate(place, named=True)
        if len(found) > MOST:
            raise UsageError(f"these are more than {MOST:,} files", help="name the folder of the definitions")
    return list(found.values())


def _in_folder(folder: str) -> Iterator[str]:
    """What may be a definition, by its name, in a folder and below; links and pipes are passed over."""
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in {".git", "node_modules", "__pycache__"})
        for name in sorted(names):
            path = os.path.join(top, name)
            if name.endswith(ENDINGS) and name.lower() not in _BESIDE and _is_plain(path):
                yield path.replace(os.sep, "/")


def _is_plain(path: str) -> bool:
    return os.path.isfile(path) and not os.path.islink(path)


def _candidate(path: str, *, named: bool) -> Candidate:
    try:
        state = os.stat(path)
        if not stat.S_ISREG(state.st_mode):
            raise UsageError("this is no regular file", where=path)
        if state.st_size > LARGEST:
            raise UsageError(f"this file has {state.st_size:,} bytes; a definition has {LARGEST:,} at most", where=path)
        with open(path, "rb") as file:
            return Candidate(path, file.read(LARGEST + 1), named)
    except (FileNotFoundError, NotADirectoryError):
        raise UsageError("there is no such file or folder", where=path) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UndeterminedError(f"this cannot be read: {reason}", where=path) from None
