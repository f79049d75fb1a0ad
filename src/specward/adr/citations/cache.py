"""The lines of a work tree that may cite decisions, kept for the next time: only what has changed is read again.

What is kept is the lines of the files that are as in one tree of the repository, with the id of that tree. Git tells
what differs from it by now, in a tenth of the time that looking through all files takes. Ids of trees stand for their
content, so what is kept holds whatever is committed, staged or checked out meanwhile.

The cache is never needed: one that is missing, damaged or of another version counts as empty. What git is told to take
for unchanged (`git update-index --assume-unchanged`) is taken so.
"""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from specward import __version__
from specward.git.place import find_place
from specward.git.process import GitMissing, run, start
from specward.sources.searched import Line, Searched, grep, lines_of, lines_with, own_lines
from specward.sources.worktree import WorkTreeSource
from specward.state import make_state_folder, state_folder
from specward.whole_files import overwrite

if TYPE_CHECKING:
    from specward.sources.source import Source

_FOLDER = "citations"
_PRIVATE = 0o600
_MANY = 500
"""So many files that differ take as long to read one by one as git takes to look through a whole tree."""


class _Kept(NamedTuple):
    tree: str
    lines: list[Line]
    others: list[str]
    """The files that were not as in the tree, of which nothing is kept."""


def cached_lines(source: Source, pattern: str) -> Searched:
    """What `lines_with` finds in all files; of a work tree, from what was found there before.

    Raises:
        UndeterminedError: the files cannot be listed, or git refuses.
    """
    if not isinstance(source, WorkTreeSource) or find_place(source.root) is None:
        return lines_with(source, pattern)
    kept = _read(source.root, pattern)
    differing = _differing(source.root, kept.tree) if kept else None
    if kept is None or differing is None or len(differing) > _MANY:
        return own_lines(_search(source, pattern), source)
    differing.update(kept.others)
    changed = lines_of(source, pattern, (path for path in sorted(differing) if _is_looked_through(source, path)))
    lines = [line for line in kept.lines if line.path not in differing]
    found = Searched(sorted(lines + changed.lines) if changed.lines else lines, changed.unread)
    return own_lines(found, source)


def _is_looked_through(source: WorkTreeSource, path: str) -> bool:
    """Whether git looks for lines there: in a regular file, reached through real folders; a link is none."""
    parts = path.split("/")
    above = ("/".join(parts[:depth]) for depth in range(1, len(parts)))
    return source.kind_at(path) == "file" and all(source.kind_at(folder) == "folder" for folder in above)


def _search(source: WorkTreeSource, pattern: str) -> Searched:
    """Look through all files, and keep what is as in the last commit."""
    found = grep(source, pattern)
    if found is None:
        return lines_with(source, pattern)
    with suppress(GitMissing):
        head = run(["rev-parse", "--verify", "--quiet", "HEAD^{tree}"], source.root)
        tree = head.out.decode().strip() if head.status == 0 else ""
        differing = _differing(source.root, tree) if tree and not found.unread else None
        if differing is not None and len(differing) <= _MANY:
            as_in_tree = [line for line in found.lines if line.path not in differing]
            _write(source.root, pattern, _Kept(tree, as_in_tree, sorted(differing)))
    return found


def _differing(root: str, tree: str) -> set[str] | None:
    """The files that are not as in a tree, untracked ones too; None where git cannot tell."""
    compare = ["diff-index", "-z", "--name-only", "--no-renames", "--no-ext-diff", "--ignore-submodules", "--relative"]
    try:
        asked = (start([*compare, tree, "--"], root), start(["ls-files", "-z", "-o", "--exclude-standard"], root))
    except GitMissing:
        return None
    results = [child.result() for child in asked]
    if any(result.status for result in results):
        return None
    return {path for result in results for path in os.fsdecode(result.out).split("\0") if path}


def _file(root: str) -> str:
    """Where the cache of a project lies. The nested projects of a repository share the folder."""
    return os.path.join(state_folder(root), _FOLDER, f"{zlib.crc32(os.fsencode(root)):08x}.json")


def _read(root: str, pattern: str) -> _Kept | None:
    import json

    try:
        with open(_file(root), "rb") as file:
            head, _, body = file.read().partition(b"\n")
        if head != _head(body):
            return None
        said = json.loads(body)
        if said["for"] != [root, pattern]:
            return None
        return _Kept(str(said["tree"]), [Line(*line) for line in said["lines"]], list(said["others"]))
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return None


def _write(root: str, pattern: str, kept: _Kept) -> None:
    import json

    said = {"for": [root, pattern], **kept._asdict()}
    body = json.dumps(said, separators=(",", ":")).encode()
    with suppress(OSError):
        make_state_folder(root, _FOLDER)
        overwrite(_file(root), _head(body) + b"\n" + body, _PRIVATE)


def _head(body: bytes) -> bytes:
    return b"%s %08x %d" % (__version__.encode(), zlib.crc32(body), len(body))
