"""The lines of a state of a project that hold something: code and documents, found without reading each file here.

Where the state is git's, one `git grep` looks for them; elsewhere each file is read. Binary files are left out, what
git ignores, what a killed run has left, and the baseline: it repeats what documents said, and is known again by that.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from specward.git.process import GitMissing, run
from specward.git.repository import refusal
from specward.sources.scope import BASELINE, own
from specward.sources.source import UnreadableFile
from specward.whole_files import is_leftover

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.sources.source import Source

LARGEST = 1_000_000
"""Bytes of a file that is read for its lines: more is data, or made by a program."""
_SNIFFED = 8000
"""In so many bytes git looks for a zero byte, by which it tells binary files."""
# Against configuration that changes what is looked through or how it is told.
_GREP = ["-c", "grep.fullName=false", "-c", "grep.fallbackToNoIndex=false", "-c", "submodule.recurse=false"]
_GREP += ["grep", "-I", "-z", "-n", "-E", "--no-color", "--no-column"]


class Line(NamedTuple):
    """A line of a file."""

    path: str
    number: int
    """From 1; a line ends with a line feed, as git counts them."""
    text: str
    """Without its end."""


class Searched(NamedTuple):
    """What a search came to."""

    lines: list[Line]
    """By path and number."""
    unread: tuple[str, ...] = ()
    """What could not be read, in words."""

    @property
    def numbers(self) -> defaultdict[str, set[int]]:
        """The numbers of the lines, by path."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for line in self.lines:
            found[line.path].add(line.number)
        return found


@runtime_checkable
class Grepped(Protocol):
    """A state that git can look through."""

    root: str
    grepped: tuple[str, ...]
    """How `git grep` is told which state it is: `--untracked` for a work tree, `--cached`, the id of a tree."""

    @property
    def nested(self) -> list[str]:
        """The folders that belong to other projects; each ends in `/`."""
        ...


def pattern_of(name: str) -> str:
    """A pattern that every line meets in which a name stands: what may mean more in a pattern is left open."""
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_") else "." for sign in name)


def lines_with(source: Source, pattern: str, below: str = "") -> Searched:
    """Every line that holds a match, of all files of a project in a state; those of nested projects are left out.

    Args:
        source: the state.
        pattern: a regular expression that POSIX and Python read alike; it sees bytes, and case counts.
        below: only files in this folder; all where it is empty.

    Raises:
        UndeterminedError: the files cannot be listed, or git refuses.
    """
    found = grep(source, pattern, below)
    if found is not None:
        return own_lines(found, source)
    folder = f"{below}/" if below else ""
    return lines_of(source, pattern, (path for path in own(source.files()) if path.startswith(folder)))


def own_lines(found: Searched, source: Source) -> Searched:
    """What was found in files of a project itself, and not in those of projects nested in it."""
    nested = tuple(source.nested) if found.lines and isinstance(source, Grepped) else ()
    return found._replace(lines=[line for line in found.lines if not line.path.startswith(nested)]) if nested else found


def lines_of(source: Source, pattern: str, paths: Iterable[str]) -> Searched:
    """The same of some files, each of which is read here; one that is not there has no lines."""
    wanted = re.compile(pattern.encode())
    lines: list[Line] = []
    unread = []
    for path in paths:
        if _is_left_out(path):
            continue
        try:
            data = source.read(path)
        except UnreadableFile as error:
            unread.append(str(error))
            continue
        if data and len(data) <= LARGEST and b"\0" not in data[:_SNIFFED]:
            lines += _lines_in(path, data, wanted)
    return Searched(lines, tuple(unread))


def grep(source: Source, pattern: str, below: str = "") -> Searched | None:
    """What git finds; None where the state is not git's, or there is no git. See `lines_with`."""
    if not isinstance(source, Grepped):
        return None
    flags = [word for word in source.grepped if word.startswith("-")]
    trees = [word for word in source.grepped if not word.startswith("-")]
    limits = [f":(literal){below}/"] if below else []
    try:
        result = run([*_GREP, *flags, "-e", pattern, *trees, "--", *limits], source.root)
        if result.status not in {0, 1}:
            if problem := refusal(result, source.root):
                raise problem
            return None
        if result.status and flags == ["--untracked"] and run(["check-ignore", "-q", "."], source.root).status == 0:
            return None  # a repository around the project ignores all of it, and thus is not its repository
    except GitMissing:
        return None
    complaints = os.fsdecode(result.err).splitlines()
    unread = tuple(line[len("error: ") :] for line in complaints if line.startswith("error: "))
    lines = _answered(result.out, f"{trees[0]}:" if trees else "")
    return Searched([line for line in lines if not _is_left_out(line.path)], unread)


def _is_left_out(path: str) -> bool:
    return is_leftover(path.rpartition("/")[2]) or f"/{path}".endswith(f"/{BASELINE}")


def _answered(out: bytes, prefix: str) -> Iterator[Line]:
    """Read `<path> NUL <number> NUL <line> LF` … (git-grep(1)); older git writes a colon for the second NUL."""
    for entry in out.split(b"\n"):
        path, _, rest = entry.partition(b"\0")
        number = re.match(rb"(\d{1,9})[\0:]", rest)
        if number:
            text = _decoded(rest[number.end() :])
            yield Line(os.fsdecode(path).removeprefix(prefix), int(number[1]), text)


def _lines_in(path: str, data: bytes, wanted: re.Pattern[bytes]) -> Iterator[Line]:
    number, counted, past = 1, 0, -1
    for match in wanted.finditer(data):
        if match.start() <= past:
            continue
        start = data.rfind(b"\n", 0, match.start()) + 1
        end = data.find(b"\n", match.start())
        past = len(data) if end < 0 else end
        number += data.count(b"\n", counted, start)
        counted = start
        yield Line(path, number, _decoded(data[start:past]))


def _decoded(line: bytes) -> str:
    """A line as text, as a document's would be."""
    try:
        return line.decode().removesuffix("\r")
    except UnicodeDecodeError:
        return line.decode("windows-1252", "replace").removesuffix("\r")
