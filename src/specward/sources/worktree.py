"""The project as it lies in the work tree, saved or not committed yet."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from specward.errors import UndeterminedError
from specward.git.process import GitMissing, run
from specward.git.repository import REGULAR_MODES, refusal
from specward.sources.scope import PATHSPECS, is_document
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_HEAVY = frozenset(
    {".git", ".hg", ".svn", ".tox", ".nox", ".venv", "venv", "node_modules", "__pycache__", "site-packages"}
    | {".mypy_cache", ".ruff_cache", ".pytest_cache", ".cache"}
)
"""Folders that a walk without git leaves out: what tools make, which git would have been told to ignore."""
# O_NONBLOCK: opening a named pipe must not wait for somebody to write into it.
_OPEN = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_OPEN |= getattr(os, "O_BINARY", 0)


class WorkTreeSource:
    """The files of a folder.

    Symbolic links are neither listed nor followed, in any place of a path: one file has one path, and nothing
    outside of the root is ever read.

    Args:
        root: the project's root; it need not be the root of a repository, nor lie in one.
    """

    label = "work tree"
    grepped = ("--untracked",)
    """How `git grep` is told to look through this state; see `sources.searched`."""

    def __init__(self, root: str) -> None:
        self._root = self.root = os.path.abspath(root)
        self._prefix = os.path.join(self._root, "")
        self._sound_folders = {""}
        self._files: list[str] | None = None

    def paths(self) -> list[str]:
        """Every document, sorted; what git ignores is left out, and outside of git what tools make.

        Raises:
            UndeterminedError: the folder cannot be listed, or git refuses to.
        """
        return self._list(PATHSPECS, is_document)

    def files(self) -> list[str]:
        """Every regular file, documents and others; see `paths`."""
        if self._files is None:
            self._files = self._list([], _is_any)
        return self._files

    def _list(self, pathspecs: list[str], wanted: Callable[[str], bool]) -> list[str]:
        tracked = self._ask_git(pathspecs, wanted)
        return sorted(self._walk(wanted) if tracked is None else tracked)

    def _ask_git(self, pathspecs: list[str], wanted: Callable[[str], bool]) -> set[str] | None:
        arguments = ["ls-files", "-z", "-t", "-s", "-c", "-o", "-d", "--exclude-standard", "--", *pathspecs]
        try:
            result = run(arguments, self._root)
        except GitMissing:
            return None
        if result.status:
            if problem := refusal(result, self._root):
                raise problem
            return None
        paths = self._listed(os.fsdecode(result.out).split("\0"), wanted)
        if not paths and run(["check-ignore", "-q", "."], self._root).status == 0:
            return None  # the whole project is ignored by a repository around it, which thus is not its repository
        return paths

    def _listed(self, entries: list[str], wanted: Callable[[str], bool]) -> set[str]:
        """Read `<tag> <mode> <id> <stage> TAB <path>` of tracked files and `? <path>` of others (git-ls-files(1))."""
        present, deleted = set(), set()
        for entry in entries:
            tag = entry[:1]
            if tag == "?":
                path = entry[2:]
                sound = wanted(path) and self._is_regular(path)
            else:
                facts, _, path = entry.partition("\t")
                sound = facts[2:8] in REGULAR_MODES and wanted(path)
            if tag == "R":
                deleted.add(path)
            # S: left out of a sparse checkout, unless somebody made the file all the same.
            elif sound and (tag != "S" or self._is_regular(path)):
                present.add(path)
        return present - deleted

    def _is_regular(self, path: str) -> bool:
        try:
            return stat.S_ISREG(os.lstat(self._prefix + path).st_mode)
        except OSError:
            return False

    def _walk(self, wanted: Callable[[str], bool]) -> Iterator[str]:
        folders = [""]
        while folders:
            folder = folders.pop()
            try:
                entries = list(os.scandir(self._prefix + folder))
            except OSError as problem:
                reason = problem.strerror or str(problem)
                raise UndeterminedError(f"this folder cannot be listed: {reason}", where=folder or self._root) from None
            for entry in entries:
                path = folder + entry.name
                if entry.is_dir(follow_symlinks=False):
                    if entry.name not in _HEAVY:
                        folders.append(path + "/")
                elif wanted(path) and entry.is_file(follow_symlinks=False):
                    yield path.replace(os.sep, "/")

    def read(self, path: str) -> bytes | None:
        """The bytes at `path`, or None.

        Raises:
            UnreadableFile: no regular file is there, it cannot be read, or the path leads out of the root or
                through a symbolic link.
        """
        folder = path.rpartition("/")[0]
        if folder not in self._sound_folders and not self._sound(path, folder):
            return None
        try:
            descriptor = os.open(self._prefix + path, _OPEN)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError) as problem:
            raise UnreadableFile(path, self._reason(path, problem)) from None
        try:
            return _content(descriptor)
        except OSError as problem:
            raise UnreadableFile(path, problem.strerror or str(problem)) from None
        finally:
            os.close(descriptor)

    def _reason(self, path: str, problem: OSError | ValueError) -> str:
        if isinstance(problem, OSError) and os.path.islink(self._prefix + path):
            return "it is a symbolic link, which is not followed"
        return getattr(problem, "strerror", None) or str(problem)

    def _sound(self, path: str, folder: str) -> bool:
        """Whether the folders of a path are there, real folders below the root. Such folders are remembered."""
        parts = folder.split("/")
        if not _leads_inside(path):
            raise UnreadableFile(path, "it lies outside of the project")
        for depth in range(1, len(parts) + 1):
            above = "/".join(parts[:depth])
            if above in self._sound_folders:
                continue
            try:
                mode = os.lstat(self._prefix + above).st_mode
            except (FileNotFoundError, NotADirectoryError):
                return False
            except OSError as problem:
                raise UnreadableFile(path, problem.strerror or str(problem)) from None
            if stat.S_ISLNK(mode):
                raise UnreadableFile(path, f"{above} is a symbolic link, which is not followed")
            self._sound_folders.add(above)
        return True

    def exists(self, path: str) -> bool:
        """Whether anything stands at `path`, a symbolic link included. Nothing outside of the root exists."""
        return _leads_inside(path) and os.path.lexists(self._prefix + path)


def _is_any(path: str) -> bool:
    """Whether `files` lists a path. git tells of a nested repository as a folder, which is no file."""
    return not path.endswith("/")


def _leads_inside(path: str) -> bool:
    """Whether a path is relative, has no `..` and no byte that the system refuses; on Windows no drive either."""
    parts = path.replace(os.sep, "/").split("/")
    return not (parts[0] == "" or ".." in parts or "\0" in path or os.path.isabs(path) or os.path.splitdrive(path)[0])


def _content(descriptor: int) -> bytes:
    """All bytes of an open regular file: one read where its size holds, more where it grows meanwhile."""
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise OSError(0, "it is a folder" if stat.S_ISDIR(status.st_mode) else "it is not a regular file")
    data = os.read(descriptor, status.st_size + 1)
    if len(data) == status.st_size:
        return data
    pieces = [data]
    while data:
        data = os.read(descriptor, 1 << 20)
        pieces.append(data)
    return b"".join(pieces)
