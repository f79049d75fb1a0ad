"""What is kept on this machine: whether it can be written, how large the caches are, whether they can be read."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING

from specward.doctor.check import Check, Grade
from specward.doctor.command import quoted
from specward.state import make_state_folder
from specward.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.doctor.case import Case

CACHES = ("checks", "citations", "decisions", "search", "transcripts")
"""The folders whose content is made anew where it is missing."""


def look(case: Case) -> Iterator[Check]:
    """The state folder and the caches in it."""
    try:
        folder = make_state_folder(case.root)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        said = f"{error.filename or case.root}: {error.strerror}: nothing can be kept there, so no prompt either"
        yield Check("state", Grade.BAD, said, f"chmod u+rwx {quoted(str(error.filename or case.root))}")
        return
    yield Check("state", Grade.GOOD, folder)
    yield from _caches(folder)


def _caches(state: str) -> Iterator[Check]:
    size = files = 0
    for name in CACHES:
        folder = os.path.join(state, name)
        if not os.path.lexists(folder):
            continue
        try:
            sizes = _sizes(folder)
        except OSError as error:
            said = f"{error.filename or folder}: {error.strerror}: it is made anew each time"
            yield Check("cache", Grade.BAD, said, f"rm -rf {quoted(folder)}")
            continue
        size += sum(sizes)
        files += len(sizes)
    said = f"{_mebibytes(size)} in {counted(files, 'file')}, each readable" if files else "it is empty"
    yield Check("cache", Grade.GOOD, said)


def _sizes(folder: str) -> list[int]:
    """The size of each file in a cache.

    Raises:
        OSError: one of them cannot be opened.
    """
    sizes = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file(follow_symlinks=False):
                with open(entry.path, "rb") as file:
                    sizes.append(os.fstat(file.fileno()).st_size)
    return sizes


def _mebibytes(size: int) -> str:
    return f"{size / (1 << 20):.1f} MiB"
