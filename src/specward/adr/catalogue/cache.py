"""The decisions of a work tree, each record read again only where its file has changed since it was last read.

What is kept of a record is what follows from its own file; what its links mean among all records is worked out anew,
for that changes with files that come and go. A file counts as unchanged while the system tells the same size, times and
inode of it. One that was touched in the two seconds before it was looked at is not kept: it may change again within the
same tick of the file system's clock (git's racy rule).

The cache is never needed: one that is missing, damaged, foreign or of another version counts as empty. There is none
outside of a repository, where nothing keeps it out of the project.
"""

from __future__ import annotations

import os
import time
import zlib
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import specward
from specward.adr.catalogue.catalogue import catalogue_of, collected, sketch_at
from specward.adr.catalogue.entry import Entry, Sketch
from specward.artifacts.adr_links import AdrLink
from specward.artifacts.adr_status import StatusClass
from specward.git.place import find_place
from specward.sources.worktree import WorkTreeSource
from specward.state import make_state_folder, state_folder
from specward.whole_files import overwrite

if TYPE_CHECKING:
    from specward.adr.catalogue.catalogue import Catalogue
    from specward.project import Project

_FOLDER = "decisions"
_RACY = 2_000_000_000
"""Nanoseconds; no file system in use has a coarser clock."""
_READERS = ("adr/catalogue", "artifacts", "markdown", "yaml_text")
"""Where the modules are that make a record of a file."""
_PRIVATE = 0o600
_LISTS = ("deciders", "tags")


class _Mark(NamedTuple):
    """What the system tells of a file that stays the same."""

    size: int
    modified: int
    changed: int
    inode: int


class _Kept(NamedTuple):
    mark: _Mark
    sketch: Sketch | None
    """None for a file beside the decisions that is none."""


def listed(root: str, project: Project) -> Catalogue:
    """The decisions of a project over its work tree, as `catalogue_of` gives them; of any other state those.

    Args:
        root: the project's root.
        project: the project.
    """
    if not isinstance(project.source, WorkTreeSource) or find_place(root) is None:
        return catalogue_of(project)
    shelf = _Shelf(root, project)
    catalogue = collected(project, shelf.sketch)
    shelf.keep()
    return catalogue


class _Shelf:
    """What is known of the records of a work tree, and what is learnt of them in this run."""

    def __init__(self, root: str, project: Project) -> None:
        self._root = root
        self._project = project
        self._reader = f"{_reader()} {tuple(project.layout)}"
        self._settled = time.time_ns() - _RACY
        self._former = _read(root, self._reader)
        self._kept: dict[str, _Kept] = {}

    def sketch(self, path: str) -> Sketch | None:
        """The record at a path; see `sketch_at`. It follows from the file and from the project's layout."""
        # The file is looked at before it is read: one that changes in between is read again the next time.
        mark = _mark(os.path.join(self._root, path))
        former = self._former.get(path)
        if former is None or former.mark != mark:
            sketch = sketch_at(self._project, path)
            if mark is None:
                return sketch
            former = _Kept(mark, sketch)
        if max(former.mark.modified, former.mark.changed) < self._settled:
            self._kept[path] = former
        return former.sketch

    def keep(self) -> None:
        """Write what is known now, where that is something new."""
        if self._kept == self._former:
            return
        with suppress(OSError):
            make_state_folder(self._root, _FOLDER)
            overwrite(_file(self._root), _written(self._root, self._reader, self._kept), _PRIVATE)


def _mark(place: str) -> _Mark | None:
    try:
        status = os.lstat(place)
    except (OSError, ValueError):
        return None
    return _Mark(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def _file(root: str) -> str:
    """Where the cache of a project lies. The nested projects of a repository share the folder."""
    return os.path.join(state_folder(root), _FOLDER, f"{zlib.crc32(os.fsencode(root)):08x}.json")


def _read(root: str, reader: str) -> dict[str, _Kept]:
    """The records that were kept; none where the cache cannot be trusted."""
    import json

    try:
        with open(_file(root), "rb") as file:
            head, _, body = file.read().partition(b"\n")
        if head != _head(body):
            return {}
        said = json.loads(body)
        if (said["reader"], said["root"]) != (reader, root):
            return {}
        records = {path: _Kept(_Mark(*mark), _sketch(path, *rest)) for path, mark, *rest in said["records"]}
        return {**records, **{path: _Kept(_Mark(*mark), None) for path, mark in said["others"]}}
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return {}


def _written(root: str, reader: str, kept: dict[str, _Kept]) -> bytes:
    import json

    records = [[path, one.mark, *_parts(one.sketch)] for path, one in kept.items() if one.sketch]
    others = [[path, one.mark] for path, one in kept.items() if not one.sketch]
    said = {"reader": reader, "root": root, "records": records, "others": others}
    body = json.dumps(said, separators=(",", ":")).encode()
    return _head(body) + b"\n" + body


def _head(body: bytes) -> bytes:
    return b"%08x %d" % (zlib.crc32(body), len(body))


def _parts(sketch: Sketch) -> tuple[dict[str, Any], list[tuple[Any, ...]]]:
    """A sketch as JSON: the entry's fields without the path, and its links without their places in the text."""
    fields = {**sketch.entry._asdict(), "status": sketch.entry.status and sketch.entry.status.value}
    del fields["path"], fields["ties"]
    return fields, [link[:-2] for link in sketch.links]


def _sketch(path: str, fields: dict[str, Any], links: list[list[Any]]) -> Sketch:
    fields["status"] = StatusClass(fields["status"]) if fields["status"] else None
    for name in _LISTS:
        fields[name] = tuple(fields[name])
    return Sketch(Entry(path=path, ties=(), **fields), tuple(AdrLink._make([*link, 0, 0]) for link in links))


@cache
def _reader() -> str:
    """What the reader is: its version, and when its modules were last changed, for those who work on it."""
    here = os.path.dirname(specward.__file__)
    newest = 0
    for folder in _READERS:
        with suppress(OSError), os.scandir(os.path.join(here, folder)) as modules:
            newest = max(newest, *(each.stat().st_mtime_ns for each in modules if each.name.endswith(".py")))
    return f"{specward.__version__} {newest}"
