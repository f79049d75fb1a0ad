"""Asking the world again what was asked of it before, and whether it says the same."""

from __future__ import annotations

import os
import time
from array import array
from itertools import chain
from typing import TYPE_CHECKING, cast

from specward.check.memory.shelf import LETTERS, NOT_ASKED, UNKNOWN
from specward.git import place, process
from specward.git.objects import Blobs, answer_of
from specward.noted import UNSURE, Question, digest
from specward.sources.source import UnreadableFile
from specward.sources.worktree import RACY, is_settled, mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from specward.check.memory.shelf import Files
    from specward.git.process import Child
    from specward.sources.worktree import Mark, WorkTreeSource

SETTLED = {"project", "fact"}
"""Questions that are answered from the others."""
_AT_ONCE = 4
"""Gits that are started before anybody waits for one."""


class World:
    """The world as it is now, beside what it was.

    Args:
        source: the work tree.
        facts: what was asked of anything but the work tree's files, and what was answered.
        files: what was asked of those.
        now: the time in nanoseconds, before anything is looked at.
    """

    def __init__(self, source: WorkTreeSource, facts: Sequence[tuple[Question, str]], files: Files, now: int) -> None:
        self._source = source
        self._files = files
        self._settled = now - RACY
        self.marks: dict[int, Mark] = {}
        """Other marks of files whose content is the same, by row."""
        started = _start([question for question, _ in facts if question[0] == "git"][:_AT_ONCE])
        self.changed_rows = self._look()
        """The rows of `files` of which another thing is true now: of what stands there, or of what is read there."""
        self.changed_facts = {
            number
            for number, (question, answer) in enumerate(facts)
            if answer == UNSURE or (question[0] not in SETTLED and _asked(question, started) != answer)
        }
        """The numbers of the facts that are others now."""

    @property
    def is_same(self) -> bool:
        """Whether everything is as it was."""
        return not self.changed_rows and not self.changed_facts

    def _look(self) -> set[int]:
        files, prefix = self._files, os.path.join(self._source.root, "")
        places = [prefix + path for path in files.paths[: files.marked]]
        found = _marks(places)
        moved = _moved(files, places) if found is None else _differing(files.marks, found)
        for row, now in moved.items():
            if is_settled(now, self._settled):
                self.marks[row] = now  # it was looked at before the content is
        unmarked = (row for row in range(files.marked, len(files.paths)) if row not in moved)
        return {row for row in (*moved, *unmarked) if not self._holds(row)}

    def _holds(self, row: int) -> bool:
        path, standing, content = self._files.paths[row], self._files.standing[row], self._files.contents[row]
        if standing != NOT_ASKED and (standing == UNSURE or standing != LETTERS[self._source.kind_at(path)]):
            return False
        return content == NOT_ASKED or (content != UNSURE and content == self._content(path))

    def _content(self, path: str) -> str:
        try:
            data = self._source.read(path)
        except UnreadableFile:
            return UNSURE
        return "" if data is None else digest(data)


def _marks(places: list[str]) -> array[int] | None:
    """The marks of files; None where one of them is gone, or is marked by what is no such number."""
    try:
        return array("q", chain.from_iterable(map(mark, map(os.lstat, places))))
    except (OSError, ValueError, OverflowError):
        return None


def _differing(former: array[int], now: array[int]) -> dict[int, Mark]:
    """The rows whose marks are others now, and those; also those that had none."""
    before, after, size = memoryview(former.tobytes()), memoryview(now.tobytes()), len(UNKNOWN) * now.itemsize
    waiting, found = [(0, len(after) // size)], {}
    while waiting:
        start, end = waiting.pop()
        if start == end or before[start * size : end * size] == after[start * size : end * size]:
            continue
        if end - start > 1:
            middle = (start + end) // 2
            waiting += [(start, middle), (middle, end)]
        else:
            found[start] = cast("Mark", tuple(now[start * 4 : end * 4]))
    return found


def _moved(files: Files, places: list[str]) -> dict[int, Mark]:
    """The same, asked of each file by itself."""
    moved = {}
    for row, place_ in enumerate(places):
        try:
            now = mark(os.lstat(place_))
        except (OSError, ValueError):
            now = UNKNOWN
        if now != files.mark(row) or now == UNKNOWN:
            moved[row] = now
    return moved


def _start(questions: Iterable[Question]) -> dict[Question, Child]:
    """Let git begin to answer."""
    try:
        return {question: process.ask_again(question) for question in questions}
    except process.GitMissing:
        return {}


def _asked(question: Question, started: dict[Question, Child]) -> str:
    """What the world says now."""
    if question[0] != "git":
        ask = _ASKED.get(question[0])
        return ask(*question[1:]) if ask else UNSURE
    try:
        child = started.pop(question, None) or process.ask_again(question)
    except process.GitMissing:
        return UNSURE
    return process.answer_of(child.result())


def _object(folder: str, name: str) -> str:
    with Blobs(folder) as blobs:
        return answer_of(blobs.read(name))


_ASKED: dict[str, Callable[..., str]] = {
    "object": _object,
    "line": place.first_line,
    "standing": place.standing,
    "names": lambda folder: "\0".join(place.names_in(folder)),
    "today": lambda: time.strftime("%Y-%m-%d"),
}
"""How everything but git and the work tree's files is asked; see who calls `noted.note`."""
