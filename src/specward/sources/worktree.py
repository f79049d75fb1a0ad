"""The project as it lies in the work tree, saved or not committed yet."""

from __future__ import annotations

import os
import stat
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from specward import noted
from specward.errors import UndeterminedError
from specward.git.process import GitMissing, run
from specward.git.repository import REGULAR_MODES, refusal
from specward.lazy import lazy
from specward.sources.scope import PATHSPECS, is_document, nested_in, own
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


class Recalled(NamedTuple):
    """What was found about a work tree as a whole."""

    notes: noted.Notes
    """What all of it rests on."""
    paths: list[str]
    others: list[str]
    """Both as the source tells them."""
    layout: str
    """The project's layout, in words; what follows hangs on it."""
    kinds: dict[str, Any]
    """The kind of each artifact."""
    features: dict[str, list[str]] | None
    """The artifacts of each feature; None where that is not known."""


class WorkTreeSource:
    """The files of a folder.

    Symbolic links are neither listed nor followed, in any place of a path: one file has one path, and nothing
    outside of the root is ever read. The documents of a project nested in this one are not listed.

    Args:
        root: the project's root; it need not be the root of a repository, nor lie in one.
    """

    label = "work tree"
    grepped = ("--untracked",)
    """How `git grep` is told to look through this state; see `sources.searched`."""

    def __init__(self, root: str) -> None:
        self._root = self.root = os.path.abspath(root)
        self._prefix = os.path.join(self._root, "")
        self.sound_folders = {""}
        """The folders that were found to be real ones below the root."""
        self._nested: tuple[list[str], noted.Notes | None] | None = None
        self.recalled: Recalled | None = None
        """What is known of the whole from a former run, where nothing of it has changed."""
        self.marks: dict[str, Mark] = {}
        """What the system told of each file that was read while notes were taken, before it was read."""

    def paths(self) -> list[str]:
        """Every document, sorted; what git ignores is left out, and outside of git what tools make.

        Raises:
            UndeterminedError: the folder cannot be listed, or git refuses to.
        """
        if self.recalled:
            noted.rest_on(self.recalled.notes)
            return list(self.recalled.paths)
        return own(self._documents())

    @property
    def nested(self) -> list[str]:
        """The folders of the projects that lie in this one; each ends in `/`; sorted."""
        if self._nested is None:
            self._documents()
        nested, notes = self._nested or ([], None)
        noted.rest_on(notes)
        return nested

    def _documents(self) -> set[str]:
        documents, notes = noted.shared(self._found_documents)
        self._nested = nested_in(documents), notes
        return documents

    def _found_documents(self) -> set[str]:
        # Whoever takes notes asks again, and for code besides: then one question is better than two.
        among_all = set() if noted.current is None else set(filter(is_document, self._everything))
        return among_all or self._list(PATHSPECS, is_document)

    def files(self) -> list[str]:
        """Every regular file, documents and others, those of nested projects too; see `paths`."""
        return self._files

    @lazy
    def _files(self) -> list[str]:
        return sorted(self._everything)

    @lazy
    def _everything(self) -> set[str]:
        if self.recalled:
            noted.rest_on(self.recalled.notes)
            return {*self.recalled.paths, *self.recalled.others}
        return self._list([], _is_any)

    def others(self) -> list[str]:
        """Every file that `paths` does not tell of: code, and what belongs to nested projects."""
        return sorted(self._everything.difference(self.paths()))

    def _list(self, pathspecs: list[str], wanted: Callable[[str], bool]) -> set[str]:
        tracked = self._ask_git(pathspecs, wanted)
        return set(self._walk(wanted)) if tracked is None else tracked

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
        return self.kind_at(path) == "file"

    def kind_at(self, path: str) -> str:
        """What stands at a path, by itself: `file`, `folder`, `other`; empty where nothing does."""
        try:
            mode = os.lstat(self._prefix + path).st_mode
        except (OSError, ValueError):
            found = ""
        else:
            found = "file" if stat.S_ISREG(mode) else "folder" if stat.S_ISDIR(mode) else "other"
        noted.note(("at", path), found)
        return found

    def _walk(self, wanted: Callable[[str], bool]) -> Iterator[str]:
        noted.unsure("a walk")
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
        if noted.current is None:
            return self._read(path)
        try:
            data = self._read(path)
        except UnreadableFile as error:
            noted.note(("read", path), f"!{error.reason}")
            raise
        noted.note(("read", path), "" if data is None else noted.digest(data))
        return data

    def _read(self, path: str) -> bytes | None:
        folder = path.rpartition("/")[0]
        if folder not in self.sound_folders and not self._sound(path, folder):
            return None
        try:
            descriptor = os.open(self._prefix + path, _OPEN)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError) as problem:
            raise UnreadableFile(path, self._reason(path, problem)) from None
        try:
            data, status = _content(descriptor)
        except OSError as problem:
            raise UnreadableFile(path, problem.strerror or str(problem)) from None
        finally:
            os.close(descriptor)
        if noted.current is not None:
            self.marks.setdefault(path, mark(status))
        return data

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
            if above in self.sound_folders:
                continue
            try:
                mode = os.lstat(self._prefix + above).st_mode
            except (FileNotFoundError, NotADirectoryError):
                return False
            except OSError as problem:
                raise UnreadableFile(path, problem.strerror or str(problem)) from None
            if stat.S_ISLNK(mode):
                raise UnreadableFile(path, f"{above} is a symbolic link, which is not followed")
            self.sound_folders.add(above)
        return True

    def exists(self, path: str) -> bool:
        """Whether anything stands at `path`, a symbolic link included. Nothing outside of the root exists."""
        return _leads_inside(path) and bool(self.kind_at(path))


def _is_any(path: str) -> bool:
    """Whether `files` lists a path. git tells of a nested repository as a folder, which is no file."""
    return not path.endswith("/")


def _leads_inside(path: str) -> bool:
    """Whether a path is relative, has no `..` and no byte that the system refuses; on Windows no drive either."""
    parts = path.replace(os.sep, "/").split("/")
    return not (parts[0] == "" or ".." in parts or "\0" in path or os.path.isabs(path) or os.path.splitdrive(path)[0])


Mark = tuple[int, int, int, int]
"""What is known of a file without reading it, and stays the same as long as the file does."""
mark = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")
"""The mark in what the system tells of a file."""
RACY = 2_000_000_000
"""Nanoseconds in which a file may change twice and be told as one; no file system in use has a coarser clock."""


def is_settled(mark: Mark, settled: int) -> bool:
    """Whether a file gets another mark whenever it changes."""
    _, modified, changed, _ = mark
    return 0 < max(modified, changed) < settled


def _content(descriptor: int) -> tuple[bytes, os.stat_result]:
    """All bytes of an open regular file: one read where its size holds, more where it grows meanwhile."""
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise OSError(0, "it is a folder" if stat.S_ISDIR(status.st_mode) else "it is not a regular file")
    data = os.read(descriptor, status.st_size + 1)
    if len(data) == status.st_size:
        return data, status
    pieces = [data]
    while data:
        data = os.read(descriptor, 1 << 20)
        pieces.append(data)
    return b"".join(pieces), status
