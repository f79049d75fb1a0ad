"""The texts of a project's tracked prompt records, for the next search: newest first, all in a few files.

Whether they still hold is git's answer, and costs a small part of reading them: to ask the system from here about each
file would cost two thirds. What is kept is the text of files that are as in the index, together with the checksum of
that index. While the index has this checksum, git tells of each file that is no longer so; that one is read anew. Where
the index has another, nothing here counts.

The cache is never needed: one that is missing, damaged or of another version counts as empty.
"""

from __future__ import annotations

import os
import sys
import time
import zlib
from array import array
from bisect import bisect_right
from contextlib import suppress
from mmap import ACCESS_READ, mmap
from typing import TYPE_CHECKING, NamedTuple

from specward import __version__
from specward.git.place import find_place
from specward.state import make_state_folder, state_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARDS = 4
"""In so many files it lies, so that several processes can each write their own."""

_MAGIC = f"specward {__version__} search {sys.byteorder}\n".encode()
_NUMBER = 8
_COLUMNS = 3
_CHECKSUM = 20
"""Bytes at the end of an index; of a SHA-256 one the last 20 of 32 do as well."""
_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")
"""With one of these, git may use another index than the one in the repository's folder."""
_STALE = 60
"""Seconds after which whoever was writing the file must have died."""


class Age(NamedTuple):
    """What records are put in order by."""

    asked: int
    """When, in milliseconds since 1970."""
    number: int
    path: str


def index_checksum(root: str) -> bytes:
    """The checksum with which git ends its index; empty where there is none, or where git may use another index.

    Source of the format: gitformat-index(5).
    """
    place = None if any(map(os.environ.get, _ELSEWHERE)) else find_place(root)
    if place is None:
        return b""
    with suppress(OSError), open(os.path.join(place.git_dir, "index"), "rb") as file:
        file.seek(-_CHECKSUM, os.SEEK_END)
        checksum = file.read()
        return checksum if any(checksum) else b""  # `index.skipHash` writes zeros
    return b""


def shard_of(path: str) -> int:
    """Which shard a record belongs to; a folder's records stay together."""
    return zlib.crc32(os.fsencode(path.rpartition("/")[0])) % SHARDS


def cache_file(root: str, part: object) -> str:
    """Where a part of a project's cache lies. The nested projects of a repository share the folder."""
    return os.path.join(state_folder(root), "search", f"{zlib.crc32(os.fsencode(root)):08x}-{part}")


def searched_before(root: str, checksum: bytes) -> bool:
    """Whether this index was searched before, by the note that the first search leaves.

    To write the cache takes as long as the search itself. Only an index that is searched again is worth that.
    """
    target = cache_file(root, "seen")
    with suppress(OSError):
        with suppress(FileNotFoundError), open(target, "rb") as file:
            if file.read() == checksum:
                return True
        make_state_folder(root, "search")
        with open(target, "wb") as file:
            file.write(checksum)
    return False


class Shelf:
    """One shard as it was written, of the index with one checksum.

    Args:
        root: the project's root.
        shard: which one.
        checksum: see `index_checksum`.

    Raises:
        OSError: there is none, or it cannot be read.
        ValueError: it is of another index or version, or damaged.
    """

    def __init__(self, root: str, shard: int, checksum: bytes) -> None:
        with open(cache_file(root, shard), "rb") as file:
            self._content = mmap(file.fileno(), 0, access=ACCESS_READ)
        at = len(_MAGIC) + 3 * _NUMBER
        count, length, check = array("q", self._content[at - 3 * _NUMBER : at])
        self._base = at + length + _COLUMNS * count * _NUMBER
        head = self._content[at : self._base]
        if self._content[: len(_MAGIC)] != _MAGIC or zlib.crc32(head) != check or not head.startswith(checksum):
            raise ValueError
        written_for, *self._paths = os.fsdecode(head[len(checksum) : length]).split("\0")
        numbers = array("q", head[length:])
        self._moments, self._numbers, self._ends = (
            numbers[count * column : count * (column + 1)] for column in range(_COLUMNS)
        )
        size = self._base + (self._ends[-1] if count else 0)
        if written_for != root or len(self._paths) != count or size != len(self._content):
            raise ValueError

    def entries(self, word: bytes) -> Iterator[tuple[Age, bytes]]:
        """Each record that holds a word, with its text, the newest first; every record for an empty word."""
        at = self._base
        while (found := self._content.find(word, at)) >= 0:
            place = bisect_right(self._ends, found - self._base)
            if place == len(self._paths):
                return
            end = self._base + self._ends[place]
            if found + len(word) > end:  # it begins in one text and ends in the next
                at = found + 1
                continue
            start = self._base + (self._ends[place - 1] if place else 0)
            yield Age(self._moments[place], self._numbers[place], self._paths[place]), self._content[start:end]
            at = end


def open_shelves(root: str, checksum: bytes) -> list[Shelf]:
    """All shards of the cache; none where one of them does not hold for the index with this checksum."""
    if checksum:
        with suppress(OSError, ValueError):
            return [Shelf(root, shard, checksum) for shard in range(SHARDS)]
    return []


def write_shelf(root: str, shard: int, checksum: bytes, texts: list[tuple[Age, bytes]]) -> None:
    """Write a shard, if that can be done. Other processes see the former one or this one, never a part."""
    with suppress(OSError):
        make_state_folder(root, "search")
        target = cache_file(root, shard)
        draft = f"{target}.new"
        with suppress(FileNotFoundError):
            if os.stat(draft).st_mtime < time.time() - _STALE:
                os.unlink(draft)
        with open(draft, "xb") as file:
            try:
                file.writelines(_pieces(root, checksum, sorted(texts, reverse=True)))
            except BaseException:
                os.unlink(draft)
                raise
        os.replace(draft, target)


def _pieces(root: str, checksum: bytes, texts: list[tuple[Age, bytes]]) -> list[bytes]:
    """What the file holds: magic, three numbers, checksum, root and paths, three columns of numbers, the texts."""
    ends = array("q")
    end = 0
    for _, text in texts:
        end += len(text)
        ends.append(end)
    columns = array("q", (age.asked for age, _ in texts)), array("q", (age.number for age, _ in texts)), ends
    names = checksum + os.fsencode("\0".join([root, *(age.path for age, _ in texts)]))
    head = names + b"".join(column.tobytes() for column in columns)
    numbers = array("q", (len(texts), len(names), zlib.crc32(head)))
    return [_MAGIC, numbers.tobytes(), head, *(text for _, text in texts)]
