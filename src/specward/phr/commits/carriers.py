"""Commits and prompt records find each other: which records a commit carries, and which commits carry a record."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.kind import Kind
from specward.artifacts.phr import read_record
from specward.artifacts.phr_name import RecordName, RecordPlace
from specward.changeset import ADDED, DELETED
from specward.errors import UndeterminedError, UsageError
from specward.features import same_feature
from specward.git.history import commits
from specward.git.objects import Blobs
from specward.git.process import run
from specward.markdown.document import Document
from specward.phr.code import code_paths
from specward.phr.commits.coverage import commit_coverage
from specward.phr.search.lookup import find_record
from specward.phr.trailer import read_trailers
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from specward.artifacts.phr import Record
    from specward.git.history import Commit
    from specward.git.repository import Repository
    from specward.phr.policy import Refusal
    from specward.project import Project

CHANGED = "changed"
MOVED = "moved"
NAMED = "named"
"""The message alone speaks of the record, by a trailer."""
_DOES = {ADDED: "added", DELETED: "deleted"}
"""What a commit does to a record, by git's letter; any other is a change."""
_DIGITS = 10
_MOST_MOVES = 20
"""So often a record is followed to where it lay before."""
_FIELDS = ("%H", "%ct", "%aI", "%s", "%B")
_ENDINGS = (".prompt.md", ".phr.md")
_NO_COMMENTS = "\0"


class CarryingCommit(NamedTuple):
    """A commit that carries a record."""

    sha: str
    date: str
    """When it was written, ISO 8601."""
    subject: str
    how: str
    """`added`, `changed`, `moved`, `deleted` or `named`."""


class CarriedRecord(NamedTuple):
    """A record that a commit carries."""

    path: str
    """Where it lay then."""
    uid: str
    title: str
    how: str
    """As in `CarryingCommit`."""
    now: str
    """Where it lies in the work tree; empty where it is gone."""


class Carrier(NamedTuple):
    """A commit and what it carries."""

    sha: str
    author: str
    date: str
    subject: str
    message: str
    records: tuple[CarriedRecord, ...]
    code: tuple[str, ...]
    """The paths of code (`phr.paths`) that it touches."""
    linked: str = ""
    """How its code is linked to a record: see `coverage.CodeCommit`; empty where it is not, or need not be."""
    by: str = ""
    """What links it."""
    refused: tuple[Refusal, ...] = ()
    """What was offered and does not count."""


def find_carrier(project: Project, repository: Repository, revision: str) -> Carrier | None:
    """A commit with the records and the code that it carries; None where git knows no such commit.

    Args:
        project: over the work tree.
        repository: looked at from the project's root.
        revision: whatever git takes for a commit: an id, `HEAD~1`, a tag.

    Raises:
        UndeterminedError: git refuses.
    """
    found = run(["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"], repository.cwd)
    if found.status or not revision:
        return None
    itself = f"{found.out.decode().strip()}^!"
    [commit] = commits(repository.cwd, itself)
    with Blobs(repository.cwd) as blobs:
        records = tuple(_Carried(project, repository, blobs).records_of(commit))
    judged = next(iter(commit_coverage(repository.cwd, project.config, itself).commits), None)
    return Carrier(
        sha=commit.sha,
        author=commit.author,
        date=commit.date,
        subject=commit.subject,
        message=commit.message,
        records=records,
        code=tuple(code_paths((path for _, path in commit.changes), project.config)),
        linked=judged.linked if judged else "",
        by=judged.by if judged else "",
        refused=judged.refused if judged else (),
    )


class _Carried:
    """Reads the records that a commit carries."""

    def __init__(self, project: Project, repository: Repository, blobs: Blobs) -> None:
        self._project = project
        self._prefix = repository.prefix
        self._root = repository.cwd
        self._blobs = blobs

    def records_of(self, commit: Commit) -> Iterator[CarriedRecord]:
        """Those that it adds, changes, moves or deletes, then those that its trailers name besides."""
        touched = [(status, path) for status, path in commit.changes if self._project.layout.kind_of(path) is Kind.PHR]
        gone = {path: self._at(f"{commit.sha}^", path) for status, path in touched if status == DELETED}
        there = {path: self._at(commit.sha, path) for status, path in touched if status != DELETED}
        left = {_uid(record) for record in gone.values()} - {""}
        kept = {_uid(record) for record in there.values()} - {""}
        told = set()
        for status, path in touched:
            record = gone.get(path) or there.get(path)
            if status == DELETED and _uid(record) in kept:
                continue  # where it went is told
            how = MOVED if status == ADDED and _uid(record) in left else _DOES.get(status, CHANGED)
            carried = self._carried(record, path, how)
            told |= {carried.path, carried.now}
            yield carried
        for trailer in read_trailers(commit.message, _NO_COMMENTS):
            path = "" if trailer.says_none else self._find(trailer.reference)
            if path not in told and not trailer.says_none:
                yield self._carried(self._today(path), path or trailer.reference, NAMED)

    def _carried(self, record: Record | None, path: str, how: str) -> CarriedRecord:
        title = record.title.value if record and record.title else ""
        return CarriedRecord(path, _uid(record), title, how, self._now(record, path))

    def _now(self, record: Record | None, path: str) -> str:
        """Where a record lies today that lay at a path."""
        today = self._today(path)
        if today and _uid(today) == _uid(record):
            return path
        return self._find(_uid(record)) if _uid(record) else ""

    def _find(self, reference: str) -> str:
        """Where the one record lies today that a reference means; empty where there is no such record."""
        try:
            return find_record(self._root, self._project.layout, reference).document.path
        except (UsageError, UndeterminedError):
            return ""

    def _today(self, path: str) -> Record | None:
        try:
            document = self._project.document(path) if path in self._project.kinds else None
        except UnreadableFile:
            return None
        return read_record(document) if document else None

    def _at(self, revision: str, path: str) -> Record | None:
        return _record_at(self._blobs, f"{revision}:{self._prefix}{path}", path)


def carriers_of(repository: Repository, record: Record) -> list[CarryingCommit]:
    """The commits that carry a record, youngest first: those that touch it, wherever it lay, and those that name it.

    Args:
        repository: looked at from the project's root.
        record: as it is today.

    Raises:
        UndeterminedError: git refuses.
    """
    path = record.document.path
    paths: list[str] = []
    found: dict[str, tuple[int, CarryingCommit]] = {}
    with Blobs(repository.cwd) as blobs:
        while path and path not in paths and len(paths) < _MOST_MOVES:
            paths.append(path)
            entries = list(_log(repository, ["--no-follow", "--no-renames", "--name-status"], path))
            former = _former(repository, blobs, entries[-1].sha, path, record) if entries else ""
            for entry in entries:
                letter = entry.rest.strip()[:1]
                how = MOVED if former and entry is entries[-1] else _DOES.get(letter, CHANGED)
                # A commit that moves the record is met again at the path that it moved it from.
                found.setdefault(entry.sha, (entry.time, CarryingCommit(entry.sha, entry.date, entry.subject, how)))
            path = former
    for entry in _naming(repository, record, paths):
        found.setdefault(entry.sha, (entry.time, CarryingCommit(entry.sha, entry.date, entry.subject, NAMED)))
    # Commits of one second, as a rebase makes them: who names a record mostly follows who wrote it.
    return [commit for _, commit in sorted(found.values(), key=lambda pair: (-pair[0], pair[1].how != NAMED))]


class _Entry(NamedTuple):
    """One commit of a log."""

    sha: str
    time: int
    date: str
    subject: str
    message: str
    rest: str
    """What git says of it besides: the changed paths."""


def _log(repository: Repository, options: Sequence[str], path: str = "") -> Iterator[_Entry]:
    """The commits up to HEAD, youngest first; with a path those that touch it."""
    form = "--format=%x00" + "%x00".join(_FIELDS) + "%x00"
    line = ["--literal-pathspecs", "-c", "log.showRoot=true", "log", "--no-show-signature", "--no-color"]
    result = run([*line, "--encoding=UTF-8", form, *options, "HEAD", "--", *([path] if path else [])], repository.cwd)
    if result.status:
        return  # there is no commit yet
    fields = result.out.decode("utf-8", "replace").split("\0")[1:]
    for start in range(0, len(fields) - len(_FIELDS), len(_FIELDS) + 1):
        sha, time, date, subject, message, rest = fields[start : start + len(_FIELDS) + 1]
        yield _Entry(sha, int(time), date, subject, message, rest)


def _former(repository: Repository, blobs: Blobs, sha: str, path: str, record: Record) -> str:
    """Where a record lay before the commit that brought it to a path; empty where it began there."""
    options = ["-r", "-z", "--root", "--no-commit-id", "--no-renames", "--name-only", "--diff-filter=D", "--relative"]
    listing = run(["diff-tree", *options, sha], repository.cwd)
    gone = [name for name in os.fsdecode(listing.out).split("\0") if name.endswith(_ENDINGS)]
    uid = _uid(record)
    here = blobs.read(f"{sha}:{repository.prefix}{path}")
    for name in gone:
        before = f"{sha}^:{repository.prefix}{name}"
        if (uid and _uid(_record_at(blobs, before, name)) == uid) or (not uid and blobs.read(before) == here):
            return name
    return ""


def _naming(repository: Repository, record: Record, paths: Sequence[str]) -> Iterator[_Entry]:
    """The commits whose messages name a record by a trailer: by its uid, a path of it, or its folder and number."""
    uid = _uid(record)
    places = {(RecordPlace.parse(path).folder, RecordName.parse(path).number) for path in paths}
    numbers = [f"[^ ]*/0*{number}" for number in {number for _, number in places if number is not None}]
    names = "|".join([*([uid] if uid else []), *map(re.escape, paths), *numbers])
    options = ["--extended-regexp", "--regexp-ignore-case", f"--grep=^phr:[[:blank:]]*({names})[[:blank:]]*$"]
    for entry in _log(repository, options):
        references = [trailer.reference for trailer in read_trailers(entry.message, _NO_COMMENTS)]
        if any((uid and one.upper() == uid) or one in paths or _means(one, places) for one in references):
            yield entry


def _means(reference: str, places: Iterable[tuple[str, int | None]]) -> bool:
    """Whether a reference is `<folder>/<id>` of one of the folders and numbers."""
    folder, _, digits = reference.rpartition("/")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _DIGITS):
        return False
    return any(number == int(digits) and same_feature(folder.rpartition("/")[2], own) for own, number in places)


def _record_at(blobs: Blobs, name: str, path: str) -> Record | None:
    data = blobs.read(name)
    return None if data is None else read_record(Document.from_bytes(path, data))


def _uid(record: Record | None) -> str:
    """A record's unique id in capitals; empty where it has none."""
    return record.uid.value.upper() if record and record.uid else ""
