"""The decisions of a project, each record read again only where it has changed since it was last read.

What is kept of a record is what follows from its own file; what its links mean among all records is worked out anew,
for that changes with files that come and go. What git stores under an id never changes. A file of the work tree counts
as unchanged while the system tells the same size, times and inode of it. One that was touched in the two seconds before
it was looked at is not kept: it may change again within the same tick of the file system's clock (git's racy rule).

The cache is never needed: one that is missing, damaged, foreign or of another version counts as empty. There is none
outside of a repository, where nothing keeps it out of the project.
"""

from __future__ import annotations

import os
import time
import zlib
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

from specward.adr.catalogue.catalogue import catalogue_of, collected, sketch_at
from specward.adr.catalogue.entry import Entry, Sketch
from specward.artifacts.adr_links import AdrLink
from specward.artifacts.adr_status import StatusClass
from specward.artifacts.kind import Kind
from specward.git.place import find_place
from specward.sources.worktree import RACY, WorkTreeSource, is_settled, mark
from specward.state import make_state_folder, program, state_folder
from specward.whole_files import overwrite

if TYPE_CHECKING:
    from specward.adr.catalogue.catalogue import Catalogue
    from specward.project import Project
    from specward.sources.stored import StoredSource
    from specward.sources.worktree import Mark

_Mark: TypeAlias = tuple[int | str, ...]
"""What is known of a file without reading it, and stays the same as long as the file does."""

_FOLDER = "decisions"
_FEW = 20
"""Fewer records are read from git's store as soon as what is kept of them, which is JSON."""
_PRIVATE = 0o600
_LISTS = ("deciders", "tags")


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
    if not isinstance(project.source, WorkTreeSource):
        return catalogue_of(project)
    return _Shelf(root, project, _FileMarks(root)).catalogue()


def stored(source: StoredSource, project: Project) -> Catalogue:
    """The decisions of a project over what git stores; ask `catalogue_of` for them."""
    records = project.of_kind(Kind.ADR)
    if len(records) < _FEW:
        source.prepare(records)
        return collected(project, partial(sketch_at, project))
    shelf = _Shelf(source.root, project, _BlobMarks(source))
    source.prepare(filter(shelf.lacks, records))
    return shelf.catalogue()


class _FileMarks:
    """The files of a work tree, by what the system tells of them."""

    kind = "files"

    def __init__(self, root: str) -> None:
        self._root = root
        self._settled = time.time_ns() - RACY

    def of(self, path: str) -> _Mark | None:
        """The mark of the file at a path; None where it has none."""
        try:
            return cast("Mark", mark(os.lstat(os.path.join(self._root, path))))
        except (OSError, ValueError):
            return None

    def lasts(self, mark: _Mark) -> bool:
        """Whether the file will have another mark whenever it changes."""
        return is_settled(cast("Mark", mark), self._settled)


class _BlobMarks:
    """What git stores, by its ids."""

    kind = "blobs"

    def __init__(self, source: StoredSource) -> None:
        self._source = source

    def of(self, path: str) -> _Mark | None:
        """See `_FileMarks`."""
        blob = self._source.blob(path)
        return (blob,) if blob else None

    def lasts(self, _: _Mark) -> bool:
        """See `_FileMarks`."""
        return True


class _Shelf:
    """What is known of the records of a project, and what is learnt of them in this run.

    Args:
        root: the project's root.
        project: the project.
        marks: by what a record is known; each kind has a shelf of its own.
    """

    def __init__(self, root: str, project: Project, marks: _FileMarks | _BlobMarks) -> None:
        self._root = root
        self._project = project
        self._marks = marks
        self._file = _file(root, marks.kind)
        self._reader = f"{program()} {tuple(project.layout)}"
        self._former = _read(self._file, root, self._reader)
        self._kept: dict[str, _Kept] = {}

    def lacks(self, path: str) -> bool:
        """Whether the record at a path has to be read."""
        former = self._former.get(path)
        return former is None or former.mark != self._marks.of(path)

    def catalogue(self) -> Catalogue:
        """The decisions of the project; what was learnt of them is kept."""
        found = collected(self._project, self._sketch)
        self._keep()
        return found

    def _sketch(self, path: str) -> Sketch | None:
        """The record at a path; see `sketch_at`. It follows from the file and from the project's layout."""
        # The file is looked at before it is read: one that changes in between is read again the next time.
        mark, kept = self._marks.of(path), self._former.get(path)
        if mark is None:
            return sketch_at(self._project, path)
        if kept is None or kept.mark != mark:
            kept = _Kept(mark, sketch_at(self._project, path))
        if self._marks.lasts(mark):
            self._kept[path] = kept
        return kept.sketch

    def _keep(self) -> None:
        """Write what is known now, where that is something new."""
        if not self._file or self._kept.items() <= self._former.items():
            return
        with suppress(OSError):
            make_state_folder(self._root, _FOLDER)
            overwrite(self._file, _written(self._root, self._reader, self._kept), _PRIVATE)


def _file(root: str, kind: str) -> str:
    """Where a shelf of a project lies; empty outside of a repository. Nested projects share the folder."""
    if find_place(root) is None:
        return ""
    return os.path.join(state_folder(root), _FOLDER, f"{zlib.crc32(os.fsencode(root)):08x}-{kind}.json")


def _read(place: str, root: str, reader: str) -> dict[str, _Kept]:
    """The records that were kept; none where the cache cannot be trusted."""
    import json

    try:
        with open(place, "rb") as file:
            head, _, body = file.read().partition(b"\n")
        if head != _head(body):
            return {}
        said = json.loads(body)
        if (said["reader"], said["root"]) != (reader, root):
            return {}
        records = {path: _Kept(tuple(mark), _sketch(path, *rest)) for path, mark, *rest in said["records"]}
        return {**records, **{path: _Kept(tuple(mark), None) for path, mark in said["others"]}}
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
