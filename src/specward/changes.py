"""Changes to a project's files as values, and the one place where they become files.

A feature returns changes. `diff` shows them, `apply` makes them: each file whole or not at all, all of a set or none.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from specward import whole_files
from specward.confined import refuse_path
from specward.errors import UndeterminedError, UsageError
from specward.lock import lock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Change", "Create", "Delete", "Move", "Replace", "apply", "diff", "lock"]


class Create(NamedTuple):
    """Make a file, and the folders above it. There must be none yet."""

    path: str
    text: str
    executable: bool = False


class Replace(NamedTuple):
    """Give a file another text. Where the old one is given, the file must still hold it."""

    path: str
    text: str
    old_text: str | None = None


class Move(NamedTuple):
    """Give a file or a folder another place, where nothing stands yet."""

    path: str
    to: str


class Delete(NamedTuple):
    """Remove a file."""

    path: str


_EXECUTABLE = 0o755
Change: TypeAlias = Create | Replace | Move | Delete


def apply(changes: Iterable[Change], root: str) -> None:
    """Make the changes, in order, under the project's lock.

    Other processes see each file as it was or as it will be. Where a change fails, those made before it are taken back.
    Nothing is forced to the disk: a killed process loses nothing by that, and after a power cut a work tree holds what
    the file system kept of it, as with any editor.

    Args:
        changes: paths relative to the root, with forward slashes. Texts are written as UTF-8, line endings as given.
        root: the project's root, made where it is not there yet.

    Raises:
        UsageError: a file to create or to move to is there already, one to change is not, or a path leads out of the
            root, into `.git` or through a symbolic link.
        UndeterminedError: the disk is full or read-only, permission is denied, a file changed meanwhile, the lock is
            held by another process.
    """
    wanted = list(changes)
    for change in wanted:
        _refuse_unsafe(change, root)
    if not wanted:
        return
    with lock(root):
        work = _Work(root)
        try:
            for change in wanted:
                work.do(change)
        except BaseException:
            work.undo()
            raise
        work.finish()


def _refuse_unsafe(change: Change, root: str) -> None:
    for path in (change.path, change.to) if isinstance(change, Move) else (change.path,):
        refuse_path(path, root)
    if isinstance(change, Create | Replace):
        _encoded(change.path, change.text)


def _encoded(path: str, text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as problem:
        raise UsageError(f"a lone surrogate at character {problem.start} cannot be written", where=path) from None


def _failure(problem: OSError, path: str) -> UndeterminedError:
    return UndeterminedError(f"this cannot be written: {problem.strerror or problem}", where=path)


class _Work:
    """Changes being made, with the way back."""

    def __init__(self, root: str) -> None:
        self._root = os.path.abspath(root)
        self._way_back: list[Callable[[], None]] = []
        self._leftovers: list[str] = []
        self._swept: set[str] = set()

    def do(self, change: Change) -> None:
        """Make one change; where it raises, only `undo` can follow."""
        _refuse_unsafe(change, self._root)  # again: an earlier change may have altered what stands on the way
        try:
            match change:
                case Create():
                    self._create(change)
                case Replace():
                    self._replace(change)
                case Move():
                    self._move(change)
                case Delete():
                    self._delete(change)
        except OSError as problem:
            raise _failure(problem, change.path) from None

    def undo(self) -> None:
        """Take back what was made, last first. No step needs room on the disk, and none stops the others."""
        for step in reversed(self._way_back):
            with suppress(OSError):
                step()

    def finish(self) -> None:
        """Let go of the way back."""
        for leftover in self._leftovers:
            with suppress(OSError):
                os.unlink(leftover)

    def _create(self, change: Create) -> None:
        target = self._place(change.path)
        self._make_folders(target)
        try:
            whole_files.create(target, _encoded(change.path, change.text), _EXECUTABLE if change.executable else None)
        except FileExistsError:
            raise UsageError("this exists already; it is not overwritten", where=change.path) from None
        self._way_back.append(partial(os.unlink, target))

    def _replace(self, change: Replace) -> None:
        target = self._file(change.path)
        if change.old_text is not None and whole_files.content(target) != _encoded(change.path, change.old_text):
            raise UndeterminedError("this file was changed meanwhile", where=change.path, help="run the command again")
        if not os.access(target, os.W_OK):
            raise UndeterminedError("this cannot be written: the file is read-only", where=change.path)
        former = whole_files.replace(target, _encoded(change.path, change.text))
        self._leftovers.append(former)
        self._way_back.append(partial(os.replace, former, target))

    def _move(self, change: Move) -> None:
        origin, target = self._place(change.path), self._place(change.to)
        if not os.path.lexists(origin):
            raise UsageError("there is nothing to move here", where=change.path)
        if os.path.lexists(target) and not os.path.samefile(origin, target):  # the same: another case of its letters
            raise UsageError("this exists already; it is not overwritten", where=change.to)
        self._make_folders(target)
        os.rename(origin, target)
        self._way_back.append(partial(os.rename, target, origin))
        self._leftovers = [_moved(leftover, origin, target, os.sep) for leftover in self._leftovers]

    def _delete(self, change: Delete) -> None:
        target = self._file(change.path)
        former = whole_files.spare_name(target)
        os.rename(target, former)
        self._leftovers.append(former)
        self._way_back.append(partial(os.rename, former, target))

    def _place(self, path: str) -> str:
        target = os.path.join(self._root, path)
        folder = os.path.dirname(target)
        if folder not in self._swept:
            self._swept.add(folder)
            whole_files.sweep(folder)
        return target

    def _file(self, path: str) -> str:
        """Where a file stands that must be there."""
        target = self._place(path)
        try:
            mode = os.lstat(target).st_mode
        except (FileNotFoundError, NotADirectoryError):
            raise UsageError("this file does not exist", where=path) from None
        if not stat.S_ISREG(mode):
            raise UsageError("this is no regular file, so it is left alone", where=path)
        return target

    def _make_folders(self, target: str) -> None:
        """Make the folders above the target that are not there yet, the root included."""
        missing = []
        folder = os.path.dirname(target)
        while not os.path.isdir(folder):
            missing.append(folder)
            folder = os.path.dirname(folder)
        for folder in reversed(missing):
            with suppress(FileExistsError):
                os.mkdir(folder)
                self._way_back.append(partial(os.rmdir, folder))


def diff(changes: Iterable[Change], root: str) -> str:
    """The changes as a patch in git's format, for `--dry-run`. Nothing is written.

    Raises:
        UsageError: a path leads out of the root, a file to be changed is not there, or one to be created is.
        UndeterminedError: a file to be changed cannot be read.
    """
    texts: dict[str, str | None] = {}
    moves: list[Move] = []
    pieces = []
    for change in changes:
        _refuse_unsafe(change, root)
        path = change.path
        match change:
            case Create():
                _refuse_existing(path, root, texts, moves)
                patch = _patch(path, None, change.text)
                pieces.append(patch.replace("100644", "100755", 1) if change.executable else patch)
                texts[path] = change.text
            case Replace():
                pieces.append(_patch(path, _text(path, root, texts, moves), change.text))
                texts[path] = change.text
            case Delete():
                pieces.append(_patch(path, _text(path, root, texts, moves), None))
                texts[path] = None
            case Move():
                pieces.append(f"diff --git {_named(f'a/{path}')} {_named(f'b/{change.to}')}\nsimilarity index 100%\n")
                pieces.append(f"rename from {_named(path)}\nrename to {_named(change.to)}\n")
                kept = {known: text for known, text in texts.items() if not _is_within(known, change.to)}
                texts = {_moved(known, path, change.to): text for known, text in kept.items()}
                moves.append(change)
    return "".join(pieces)


def _moved(path: str, origin: str, to: str, separator: str = "/") -> str:
    """Where a path is after `origin`, a file or a folder, has become `to`."""
    return to + path[len(origin) :] if _is_within(path, origin, separator) else path


def _is_within(path: str, place: str, separator: str = "/") -> bool:
    return path == place or path.startswith(place + separator)


def _origin(path: str, moves: list[Move]) -> str:
    """Where on the disk stands what has this path after the moves; empty where it has moved away."""
    for move in reversed(moves):
        if _is_within(path, move.to):
            path = _moved(path, move.to, move.path)
        elif _is_within(path, move.path):
            return ""
    return path


def _refuse_existing(path: str, root: str, texts: dict[str, str | None], moves: list[Move]) -> None:
    """Refuse to create what is there after the changes so far."""
    origin = _origin(path, moves)
    there = texts[path] is not None if path in texts else bool(origin) and os.path.lexists(os.path.join(root, origin))
    if there:
        raise UsageError("this exists already; it is not overwritten", where=path)


def _text(path: str, root: str, texts: dict[str, str | None], moves: list[Move]) -> str:
    """What a file holds after the changes so far."""
    known, origin = texts.get(path), _origin(path, moves)
    if known is not None:
        return known
    if path in texts or not origin:
        raise UsageError("this file does not exist", where=path)
    try:
        return whole_files.content(os.path.join(root, origin)).decode("utf-8", "replace")
    except FileNotFoundError:
        raise UsageError("this file does not exist", where=path) from None
    except OSError as problem:
        raise UndeterminedError(f"this cannot be read: {problem.strerror or problem}", where=path) from None


def _patch(path: str, old: str | None, new: str | None) -> str:
    from difflib import unified_diff

    before, after = _named(f"a/{path}"), _named(f"b/{path}")
    header = f"diff --git {before} {after}\n"
    header += "new file mode 100644\n" if old is None else "deleted file mode 100644\n" if new is None else ""
    names = "/dev/null" if old is None else before, "/dev/null" if new is None else after
    lines = unified_diff(_lines(old), _lines(new), *names)
    return header + "".join(
        line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines
    )


def _named(path: str) -> str:
    """A path as git writes it in a patch: in quotes where one of its characters would end it, or be no word."""
    if path.isprintable() and not {'"', "\\"}.intersection(path):
        return path
    signs = (sign if sign.isprintable() and sign not in '"\\' else _octal(sign) for sign in path)
    return f'"{"".join(signs)}"'


def _octal(sign: str) -> str:
    return "".join(f"\\{byte:03o}" for byte in sign.encode("utf-8", "surrogateescape"))


def _lines(text: str | None) -> list[str]:
    lines = [line + "\n" for line in (text or "").split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]
