"""The prompt records as they were at the commits of a range, read through one `git cat-file`."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, cached_property
from typing import TYPE_CHECKING

from specward.artifacts.kind import FEATURE_KINDS, Kind, Layout
from specward.artifacts.phr_name import RecordName, RecordPlace
from specward.changeset import ADDED, DELETED, MOVED, ChangedPath, Changeset
from specward.features import FeatureName
from specward.git.objects import with_content_of
from specward.ids import may_be_uid
from specward.phr.policy import features_of
from specward.phr.records import ProjectRecords
from specward.project import Project
from specward.sources.memory import MemorySource
from specward.sources.revision import RevisionSource

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specward.config import Config
    from specward.git.history import Commit
    from specward.git.objects import Blobs
    from specward.git.repository import Repository
    from specward.phr.trailer import Trailer
    from specward.sources.stored import Entry

_PROJECT_MARKS = ("/.specify/specward.yml", "/.specify/specward.yaml", "/.specify/memory/constitution.md")
_BATCH = 200
_HEAD_BYTES = 1 << 16
_DIGITS = 10
_NAME, _NUMBER, _SLUG, _BARE_SLUG = "name", "number", "slug", "slug without a number"


class RecordsAt(ProjectRecords):
    """Some of the records of one state: those that a change, or its message, may mean.

    Args:
        files: their contents by path.
        features: the names of the features that may be meant.
        config: the project's configuration.
    """

    def __init__(self, files: dict[str, bytes], features: Iterable[str], config: Config) -> None:
        super().__init__(Project(MemorySource(files), config))
        self._features = sorted(features)

    def features(self) -> list[str]:
        """The names of the features that may be meant."""
        return self._features


class PastRecords:
    """What is known of the records along a range.

    Args:
        repository: the repository, looked at from the project's root.
        config: the project's configuration.
        history: the commits of the range, oldest first; at least one.
        blobs: what reads the repository's objects.

    Raises:
        UndeterminedError: git cannot tell.
    """

    def __init__(self, repository: Repository, config: Config, history: Sequence[Commit], blobs: Blobs) -> None:
        self._prefix = repository.prefix
        self._config = config
        self._layout = Layout.of(config)
        self._history = history
        self._blobs = blobs
        self._end = RevisionSource(repository.cwd, history[-1].sha)
        self._project = Project(self._end, config)
        self._by_branch: dict[str, set[str]] = {}

    def changes_of(self, commit: Commit) -> tuple[ChangedPath, ...]:
        """What a commit changed in this project, not in one nested in it; records that it only moved marked so."""
        changes = [change for change in commit.changes if not change.path.startswith(self._nested)]
        moved = self._moved(commit.sha, changes)
        return tuple(ChangedPath(MOVED if path in moved else status, path) for status, path in changes)

    def at(self, sha: str, change: Changeset, trailers: Iterable[Trailer] = ()) -> RecordsAt:
        """The records of a commit's state that its change brings, and those that its trailers may mean."""
        features = self._may_belong_to(change)
        paths = {path for status, path in change.paths if status not in {DELETED, MOVED} and self._is_record(path)}
        for trailer in trailers:
            paths |= self._meant(trailer.reference, features)
        return self._read({path: f"{sha}:{self._prefix}{path}" for path in sorted(paths)}, features)

    def filed_under(self, feature: str) -> RecordsAt:
        """The records of the last state in the folders that may be a feature's."""
        paths = self._near(feature) & self._last.keys()
        return self._read({path: self._last[path].blob for path in sorted(paths)}, [feature])

    def feature_of(self, path: str) -> set[str]:
        """The feature whose name the folder of a record bears; nothing where it bears none."""
        return {RecordPlace.parse(path).folder} & self._features

    def _read(self, objects: dict[str, str], features: Iterable[str]) -> RecordsAt:
        contents = zip(objects, self._blobs.read_many(objects.values()), strict=True)
        files = {path: content for path, content in contents if content is not None}
        return RecordsAt(files, features, self._config)

    def _is_record(self, path: str) -> bool:
        return self._layout.kind_of(path) is Kind.PHR

    def _moved(self, sha: str, changes: Iterable[ChangedPath]) -> set[str]:
        """The added records that say, to the byte, what a document deleted by the same commit said."""
        gone = [
            f"{sha}^:{self._prefix}{path}" for status, path in changes if status == DELETED and path.endswith(".md")
        ]
        added = [path for status, path in changes if status == ADDED and self._is_record(path)]
        return with_content_of(self._blobs, gone, {path: f"{sha}:{self._prefix}{path}" for path in added})

    def _meant(self, reference: str, features: Iterable[str]) -> set[str]:
        """The paths of the records that a reference may mean, in any state of the range; see `policy.resolve`."""
        if reference in self._paths:
            return {reference}
        if may_be_uid(reference):
            return self._by_uid.get(reference.upper(), set())
        folder, _, digits = reference.rpartition("/")
        if not (digits.isascii() and digits.isdigit() and len(digits) <= _DIGITS):
            return set()
        contexts = [folder.rpartition("/")[2]] if folder else features
        near = (path for context in contexts for path in self._near(context))
        return {path for path in near if RecordName.parse(path).number == int(digits)}

    def _near(self, context: str) -> set[str]:
        """The records in every folder that the policy may take for the same feature as a word."""
        name = FeatureName.parse(context)
        other = (_SLUG, name.slug) if name.number is None else (_NUMBER, name.number)
        keys = ((_NAME, context), (_BARE_SLUG, name.slug), other)
        return {path for key in keys for path in self._by_folder.get(key, ())}

    def _may_belong_to(self, change: Changeset) -> set[str]:
        """The features that `policy.features_of` may find for a change; they are asked for at each commit."""
        folders = {self._layout.feature_folder(path) for _, path in change.paths}
        touched = {folder.rpartition("/")[2] for folder in folders if folder}
        if change.branch not in self._by_branch:
            nothing = Changeset((), branch=change.branch)
            self._by_branch[change.branch] = set(features_of(nothing, self._features, self._layout))
        return (touched & self._features) | self._by_branch[change.branch]

    @cached_property
    def _nested(self) -> tuple[str, ...]:
        """The folders of the projects nested in this one, as the hooks tell them."""
        marks = (path for path in self._end.files() if path.endswith(_PROJECT_MARKS))
        return tuple(f"{path.rpartition('/.specify/')[0]}/" for path in marks)

    @cached_property
    def _last(self) -> dict[str, Entry]:
        """The records of the last state."""
        return {path: self._end.documents()[path] for path in self._project.of_kind(Kind.PHR)}

    @cached_property
    def _gone(self) -> list[tuple[str, str]]:
        """Each record that a commit of the range deletes or moves away: the commit, and the path."""
        return [
            (commit.sha, path)
            for commit in self._history
            for status, path in commit.changes
            if status == DELETED and self._is_record(path)
        ]

    @cached_property
    def _paths(self) -> frozenset[str]:
        """Where a record lies at the end of the range, or lay along it."""
        return frozenset({*self._last, *(path for _, path in self._gone)})

    @cached_property
    def _features(self) -> frozenset[str]:
        """The name of every feature, at the end of the range or along it."""
        touched = (path for commit in self._history for _, path in commit.changes)
        folders = {self._layout.feature_folder(path) for path in touched if self._layout.kind_of(path) in FEATURE_KINDS}
        return frozenset(folder.rpartition("/")[2] for folder in {*folders, *self._project.feature_paths} if folder)

    @cached_property
    def _by_folder(self) -> dict[tuple[str, object], list[str]]:
        """Every record by what its folder is called."""
        found: defaultdict[tuple[str, object], list[str]] = defaultdict(list)
        for path in self._paths:
            folder = RecordPlace.parse(path).folder
            name = FeatureName.parse(folder)
            found[_NAME, folder].append(path)
            if name.number is None:
                found[_BARE_SLUG, name.slug].append(path)
            else:
                found[_NUMBER, name.number].append(path)
                found[_SLUG, name.slug].append(path)
        return found

    @cached_property
    def _by_uid(self) -> dict[str, set[str]]:
        """The paths of every record by its unique id."""
        objects = [(entry.blob, path) for path, entry in self._last.items()]
        objects += [(f"{sha}^:{self._prefix}{path}", path) for sha, path in self._gone]
        found: defaultdict[str, set[str]] = defaultdict(set)
        for start in range(0, len(objects), _BATCH):
            batch = objects[start : start + _BATCH]
            contents = self._blobs.read_many(name for name, _ in batch)
            for content, (_, path) in zip(contents, batch, strict=True):
                match = _uid_line().search(content or b"", 0, _HEAD_BYTES)
                if match:
                    found[match[1].decode().upper()].add(path)
        return found


@cache
def _uid_line() -> re.Pattern[bytes]:
    """The key at the head of a record. Whoever finds a record by it reads the record all the same."""
    line = rb"""^[ \t]{0,4}["']?uid["']?[ \t]{0,4}:[ \t]{0,4}["']?([0-9A-Z]{26})\b"""
    return re.compile(line, re.IGNORECASE | re.MULTILINE)
