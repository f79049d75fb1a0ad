"""The file that what checks found is kept in: numbers as numbers, everything else as JSON, nothing that is run.

A check that finds nothing changed needs the front alone, and the files' marks; what was found in each unit is read by
one that has to find something anew.
"""

from __future__ import annotations

import json
import os
import sys
import zlib
from array import array
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from specward import whole_files
from specward.git.place import find_place
from specward.noted import UNSURE
from specward.state import keep_newest, make_state_folder, state_folder

if TYPE_CHECKING:
    from specward.sources.worktree import Mark

_MAGIC = f"specward check 1 {sys.byteorder}\n".encode()
_FOLDER = "checks"
_PRIVATE = 0o600
_MARK = 4
"""Numbers in the mark of a file."""
NOT_ASKED = "-"
LETTERS = {"file": "f", "folder": "d", "other": "o", "": "0", UNSURE: UNSURE}
"""What stands at a path (see `WorkTreeSource.kind_at`), as one letter."""
_MOST = 12
"""Files that are kept for the projects of a repository and what is asked of them."""
_LONGEST_HEAD = 200
UNKNOWN = (0, 0, 0, 0)
"""Instead of the mark of a file that may have changed since it was looked at without getting another."""


class Files:
    """What was asked about paths: a row each, the same in every column.

    Args:
        paths: the paths.
        marks: four numbers for each of the first rows, which are those of files; see `worktree.Mark`.
        standing: what stands there, a letter each; see `LETTERS`.
        contents: what was read there, by its digest; empty for nothing, `-` where it was not asked. It may be given as
            one text, which is parted when somebody asks for it.
    """

    def __init__(self, paths: list[str], marks: array[int], standing: str, contents: list[str] | bytes) -> None:
        self.paths = paths
        self.marks = marks
        self.standing = standing
        self._contents = contents

    @property
    def contents(self) -> list[str]:
        """See above."""
        if isinstance(self._contents, bytes):
            self._contents = split(self._contents.decode())
        return self._contents

    @property
    def marked(self) -> int:
        """How many rows have a mark."""
        return len(self.marks) // _MARK

    def mark(self, row: int) -> Mark:
        """The mark of a row."""
        size, modified, changed, number = self.marks[row * _MARK : (row + 1) * _MARK]
        return size, modified, changed, number


class Shelf(NamedTuple):
    """What was kept."""

    front: dict[str, Any]
    files: Files
    back: bytes
    """The JSON of what was found in each unit; see `former`."""
    others: bytes
    """The paths of the files that are no documents."""


def place_of(root: str, asked: str) -> str:
    """Where what is known of a project is kept; empty outside of a repository, where it would lie in the project.

    Args:
        root: the project's root; nested projects of a repository share the folder.
        asked: what is asked of it; runs that ask for other rules know other things.
    """
    if find_place(root) is None:
        return ""
    name = f"{zlib.crc32(os.fsencode(root)):08x}-{zlib.crc32(asked.encode()):08x}"
    return os.path.join(state_folder(root), _FOLDER, name)


def read(place: str, key: object) -> Shelf | None:
    """What was kept under a key; None where it cannot be trusted.

    Raises:
        FileNotFoundError: nothing was kept.
        OSError: it cannot be read.
        ValueError: it is damaged or foreign, or of another version.
    """
    content = whole_files.content(place)
    head, _, _ = content[len(_MAGIC) : len(_MAGIC) + _LONGEST_HEAD].partition(b"\n")
    at = len(_MAGIC) + len(head) + 1
    body = memoryview(content)[at:]
    if not content.startswith(_MAGIC) or head.split(b" ", 1)[0] != b"%08x" % zlib.crc32(body):
        raise ValueError("it is damaged")
    try:
        parts = []
        for size in map(int, head.split()[1:]):
            parts.append(bytes(body[:size]))
            body = body[size:]
        front, paths, marks, standing, contents, back, others = parts
        said = json.loads(front)
        if said["key"] != key:
            raise ValueError("it is of another version, or about something else")
        numbers = array("q")
        numbers.frombytes(marks)
        files = Files(split(os.fsdecode(paths)), numbers, standing.decode(), contents)
    except (TypeError, LookupError, RecursionError):
        raise ValueError("it is damaged") from None
    if len(files.standing) != len(files.paths) or files.marked > len(files.paths) or body:
        raise ValueError("it is damaged")
    return Shelf(said, files, back, others)


def write(root: str, place: str, shelf: Shelf) -> None:
    """Keep it, if that can be done: others find what was there before or this, never a part."""
    files = shelf.files
    parts = [
        json.dumps(shelf.front, separators=(",", ":")).encode(),
        os.fsencode("\0".join(files.paths)),
        files.marks.tobytes(),
        files.standing.encode(),
        "\0".join(files.contents).encode(),
        shelf.back,
        shelf.others,
    ]
    check = 0
    for part in parts:
        check = zlib.crc32(part, check)
    head = b" ".join([b"%08x" % check, *(b"%d" % len(part) for part in parts)])
    with suppress(OSError):
        make_state_folder(root, _FOLDER)
        whole_files.overwrite(place, b"".join([_MAGIC, head, b"\n", *parts]), _PRIVATE)
        keep_newest(os.path.dirname(place), _MOST)


def split(text: str) -> list[str]:
    """The parts of a text that zero bytes part."""
    return text.split("\0") if text else []
