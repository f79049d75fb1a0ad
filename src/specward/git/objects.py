"""Reading objects out of git's store, many of them through one child process."""

from __future__ import annotations

import os
import sys

from specward import noted
from specward.errors import UndeterminedError
from specward.git import process

TYPE_CHECKING = False  # as in `process`: before `typing`
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from types import TracebackType
    from typing import NoReturn, Self

    from specward.git.process import Child, Result

_ARGUMENTS = ["cat-file", "--batch"]
_MANY = 100
"""From so many on, a child of their own costs less than that git hands on each by itself."""


def with_content_of(blobs: Blobs, before: Iterable[str], after: Mapping[str, str]) -> set[str]:
    """The paths whose object holds, to the byte, what one of some other objects holds; empty objects are alike to none.

    Args:
        blobs: what reads the repository's objects.
        before: the other objects, by any name that git resolves.
        after: the object of each path.
    """
    known = set(blobs.read_many(before)) - {None, b""} if after else set()
    contents = blobs.read_many(after.values()) if known else []
    return {path for path, content in zip(after, contents, strict=False) if content in known}


class Blobs:
    """A long-lived `git cat-file --batch`, started when the first object is asked for.

    Args:
        cwd: a folder in the repository.
    """

    def __init__(self, cwd: str) -> None:
        self._cwd = cwd
        self._child: Child | None = None
        self._owner = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child process. It is started anew where another object is asked for."""
        child, self._child = self._child, None
        if child is not None and sys.platform != "win32":
            child.close()

    def read(self, name: str) -> bytes | None:
        """The content of one object.

        Args:
            name: an id, or any expression that git resolves: `HEAD:spec.md`, `:spec.md`.

        Returns:
            The bytes of the blob (or tree, commit, tag) as stored; None where there is no such object.

        Raises:
            UndeterminedError: git ended without an answer.
        """
        return self.read_many([name])[0]

    def read_many(self, names: Iterable[str]) -> list[bytes | None]:
        """The content of each object, in order; see `read`."""
        wanted = list(names)
        if any("\n" in name for name in wanted):
            # One name a line is all that `--batch` understands everywhere (its `-z` came with git 2.38).
            return [None if "\n" in name else self.read(name) for name in wanted]
        if not wanted:
            return []
        request = "".join(f"{name}\n" for name in wanted).encode("utf-8", "surrogateescape")
        contents = self._ask(request, len(wanted))()
        if noted.current is not None:
            self._note(wanted, contents)
        return contents

    def _note(self, names: list[str], contents: list[bytes | None]) -> None:
        """Note what may change: under an id git has the same content for ever, once it is there."""
        for name, content in zip(names, contents, strict=True):
            if content is None or not _starts_with_id(name):
                noted.note(("object", self._cwd, name), answer_of(content))

    def start(self, names: Iterable[str]) -> Callable[[], list[bytes | None]]:
        """Let git begin to read a few objects whose names hold no line break; call the answer for their content.

        It must be called before anything else is asked.
        """
        noted.unsure("objects that are not waited for")
        wanted = list(names)
        return self._ask("".join(f"{name}\n" for name in wanted).encode("utf-8", "surrogateescape"), len(wanted))

    def _ask(self, request: bytes, count: int) -> Callable[[], list[bytes | None]]:
        if sys.platform == "win32" or count > _MANY:
            whole = process.start([*_ARGUMENTS, "--buffer"], self._cwd, stdin=request)
            whole.question = None  # noted name by name
            return lambda: self._take_whole(whole.result(), count)
        child = self._child if self._owner == os.getpid() else None  # a fork must not read its parent's answers
        if child is None:
            child, self._owner = process.spawn(_ARGUMENTS, self._cwd), os.getpid()
            self._child = child
        try:
            child.send(request)
        except BaseException:
            self.close()
            raise
        return lambda: self._take(child.out, count)

    def _take(self, answer: bytearray, count: int) -> list[bytes | None]:
        try:
            return [_next(answer, self._more) for _ in range(count)]
        except BaseException:
            self.close()  # answers that nobody took must not be taken for those of the next question
            raise

    def _more(self) -> None:
        child = self._child
        if child is not None and sys.platform != "win32" and child.step():
            return
        self._child = None
        self._give_up(child.result() if child else None)

    def _take_whole(self, result: Result, count: int) -> list[bytes | None]:
        answer = bytearray(result.out)
        return [_next(answer, lambda: self._give_up(result)) for _ in range(count)]

    def _give_up(self, result: Result | None) -> NoReturn:
        complaint = result.complaint if result and result.status else "the answer is incomplete"
        raise UndeterminedError(f"git cat-file: {complaint}", where=self._cwd)


def answer_of(content: bytes | None) -> str:
    """What git has under a name, for `noted`."""
    return "" if content is None else noted.digest(content)


def _starts_with_id(name: str) -> bool:
    """Whether a name is an id, or a path below one: `<id>:<path>`."""
    start = name.partition(":")[0]
    return len(start) in {40, 64} and not start.strip("0123456789abcdef")


def _next(answer: bytearray, more: Callable[[], None]) -> bytes | None:
    """Take one answer: `<id> <type> <size> LF <content> LF`, or `<name> missing LF` (git-cat-file(1))."""
    while (end := answer.find(b"\n")) < 0:
        more()
    header = bytes(answer[:end]).rsplit(b" ", 2)
    if len(header) < 3 or not header[2].isdigit():
        del answer[: end + 1]
        return None
    start, size = end + 1, int(header[2])
    while len(answer) <= start + size:
        more()
    content = bytes(memoryview(answer)[start : start + size])
    del answer[: start + size + 1]
    return content
