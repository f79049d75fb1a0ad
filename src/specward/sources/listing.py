"""What git lists, searched as it comes: a commit asks of a few paths among thousands, and most are never looked at."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from specward.git.repository import REGULAR_MODES
from specward.sources.scope import is_document, nested_in
from specward.sources.stored import UNMERGED, Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Listing:
    """The answer of `git ls-files -s -z`: `<mode> <id> <stage> TAB <path> NUL` …, in the order of the paths' bytes.

    Stages 1 to 3 of a path are a conflict.

    Args:
        data: the answer.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._lower = b""

    def __contains__(self, text: bytes) -> bool:
        return text in self._data

    def entries(self) -> dict[str, Entry]:
        """Every entry by path."""
        found = {}
        for line in os.fsdecode(self._data).split("\0"):
            facts, tab, path = line.partition("\t")
            if tab:
                mode, blob, stage = facts.split(" ")
                found[path] = Entry(mode, blob) if stage == "0" else Entry(UNMERGED, "")
        return found

    def without(self, paths: Iterable[str]) -> Listing:
        """The same without the entries of some paths."""
        gone = set(map(os.fsencode, paths))
        lines = self._data.split(b"\0")
        return Listing(b"\0".join(line for line in lines if line.partition(b"\t")[2] not in gone)) if gone else self

    def entry(self, path: str) -> Entry | None:
        """What stands at a path."""
        name = os.fsencode(path)
        start = self._first(name)
        facts, _, rest = self._data[start : start + len(name) + 90].partition(b"\t")
        if not rest.startswith(name + b"\0"):
            return None
        return _entry(facts)

    def is_document(self, path: str) -> bool:
        """Whether a document stands at a path: a regular file, or one in conflict, which cannot be read."""
        entry = self.entry(path) if is_document(path) else None
        return entry is not None and (entry.mode in REGULAR_MODES or entry.mode == UNMERGED)

    def holds_below(self, folder: str) -> bool:
        """Whether anything stands in a folder."""
        name = os.fsencode(folder) + b"/"
        start = self._data.find(b"\t", self._first(name)) + 1
        return start > 0 and self._data.startswith(name, start)

    def below(self, folder: str) -> list[str]:
        """Every document in a folder, at whatever depth, sorted; those of nested projects are among them."""
        name = os.fsencode(folder) + b"/"
        end = self._first(os.fsencode(folder) + b"0")  # the character after the slash
        return _documents(self._data[self._first(name) : end])

    def folders_in(self, folder: str, pattern: bytes) -> set[str]:
        """The names of the folders in a folder that a pattern matches as a whole; it matches neither slash nor NUL."""
        start, end = self._first(os.fsencode(folder) + b"/"), self._first(os.fsencode(folder) + b"0")
        names = re.compile(rb"\t%b/(%b)/" % (re.escape(os.fsencode(folder)), pattern))
        return {os.fsdecode(match[1]) for match in names.finditer(self._data, start, end)}

    def naming(self, words: Iterable[str]) -> list[str]:
        """Every document whose path holds one of some words, in any case of ASCII letters, sorted."""
        self._lower = self._lower or self._data.lower()
        lines = {line for word in words for line in self._lines_with(self._lower, os.fsencode(word).lower())}
        return _documents(b"\0".join(lines))

    def ending(self, names: Iterable[str]) -> list[str]:
        """Every document whose path ends so, sorted."""
        return sorted(set(self.each_ending(names)))

    def each_ending(self, names: Iterable[str]) -> Iterator[str]:
        """The same one after the other, in no order; one in conflict several times."""
        for name in names:
            for line in self._lines_with(self._data, name.encode() + b"\0"):
                yield from _documents(line)

    def nested(self) -> tuple[str, ...]:
        """The folders of the projects that lie in this one; each ends in `/`."""
        lines = b"\0".join(self._lines_with(self._data, b"/.specify/"))
        return tuple(nested_in(_documents(lines)))

    def _lines_with(self, data: bytes, word: bytes) -> Iterator[bytes]:
        at = data.find(word)
        while at >= 0:
            start, end = self._data.rfind(b"\0", 0, at) + 1, self._data.find(b"\0", at)
            yield self._data[start:end]
            at = data.find(word, end)

    def _first(self, name: bytes) -> int:
        """Where the first entry begins whose path does not come before a name."""
        data, low, high = self._data, 0, len(self._data)
        while low < high:
            start = data.rfind(b"\0", low, (low + high) // 2) + 1 or low
            tab = data.index(b"\t", start)
            end = data.index(b"\0", tab)
            if data[tab + 1 : end] < name:
                low = end + 1
            else:
                high = start
        return low


def _documents(lines: bytes) -> list[str]:
    """The documents among some entries: regular files, and those in conflict, which cannot be read."""
    found = set()
    for line in os.fsdecode(lines).split("\0"):
        facts, tab, path = line.partition("\t")
        if tab and is_document(path) and (facts[:6] in REGULAR_MODES or facts[-1] != "0"):
            found.add(path)
    return sorted(found)


def _entry(facts: bytes) -> Entry:
    mode, blob, stage = facts.decode("ascii").split(" ")
    return Entry(mode, blob) if stage == "0" else Entry(UNMERGED, "")
