"""A state of a project as fixes will leave it: other texts, and files and folders with other paths."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from specward.errors import UndeterminedError
from specward.sources.scope import is_document, own
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from specward.finding import Rename
    from specward.sources.source import Source


class Text(NamedTuple):
    """What a file held, and what it holds now."""

    was: str
    now: str


class EditedSource:
    """A source with other texts, then with other paths. What is not edited keeps its bytes.

    A file that another process changes meanwhile is not read again: what was found in it holds no more.

    Args:
        before: the state before.
        texts: what a file holds instead of what it held, by its path before.
        renames: made in order, each in the state that those before it leave.
        former: a state of the same source, after which this one comes.
    """

    def __init__(
        self,
        before: Source,
        texts: Mapping[str, Text] | None = None,
        renames: Sequence[Rename] = (),
        *,
        former: EditedSource | None = None,
    ) -> None:
        self.label = f"{before.label}, edited"
        self.before = before
        self.seen: dict[str, int] = former.seen if former else {}
        """The hash of what each file was read as first."""
        self.root: str = getattr(before, "root", "")
        """Where the history of the state before can be asked for; empty where it has none."""
        self.texts = dict(texts or {})
        self.renames = tuple(renames)
        self._steps = list(_steps(renames))

    def paths(self) -> list[str]:
        """Every document, sorted."""
        # What was none may be one under its new name.
        return own(filter(is_document, self._files)) if self.renames else self.before.paths()

    def files(self) -> list[str]:
        """Every regular file, sorted."""
        return list(self._files)

    @cached_property
    def _files(self) -> list[str]:
        files = self.before.files()
        return sorted(map(self.now, files)) if self.renames else files

    @cached_property
    def moved(self) -> dict[str, str]:
        """Every file that has another path than before, by that; and what it has now."""
        pairs = ((path, self.now(path)) for path in self.before.files()) if self.renames else ()
        return {path: now for path, now in pairs if path != now}

    def is_like(self, other: EditedSource) -> bool:
        """Whether another state of the same source holds the same."""
        return self.texts == other.texts and self.moved == other.moved

    @cached_property
    def regular(self) -> frozenset[str]:
        """Every regular file that belongs to no nested project."""
        return frozenset(own(self._files))

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder that holds a file."""
        return frozenset(folder for path in self._files for folder in above(path))

    def now(self, path: str) -> str:
        """The path of what stood at `path` before."""
        for step in self._steps:
            path = step.now(path)
        return path

    def origin(self, path: str) -> str:
        """Where stood before what is at `path`; empty where it has moved away."""
        for step in reversed(self._steps):
            place = _first(path, step.origin)
            if place:
                path = step.origin[place] + path[len(place) :]
            elif _first(path, step.to):
                return ""
        return path

    def read(self, path: str) -> bytes | None:
        """The bytes at `path`; see `Source`.

        Raises:
            UnreadableFile: it cannot be read.
            UndeterminedError: it was changed since it was read first.
        """
        origin = self.origin(path)
        if origin in self.texts:
            return self.texts[origin].now.encode()
        if not origin:
            return None
        try:
            data = self.before.read(origin)
        except UnreadableFile as error:
            raise UnreadableFile(path, error.reason) from None
        if self.seen.setdefault(origin, hash(data)) != hash(data):
            raise UndeterminedError("this file was changed meanwhile", where=path, help="run the command again")
        return data

    def exists(self, path: str) -> bool:
        """Whether anything stands at `path`; a folder that is emptied still does."""
        origin = self.origin(path)
        return bool(origin and self.before.exists(origin)) or bool(self.renames and path.rstrip("/") in self._made)

    @cached_property
    def _made(self) -> set[str]:
        """Every folder that there is since something was moved into it, be it empty by now."""
        folders: set[str] = set()
        for step in self._steps:
            folders = {step.now(folder) for folder in folders}
            folders.update(folder for to in step.origin for folder in above(to))
        return folders


class _Step:
    """Renames of which none is about what another one moves, so that they are looked up instead of made in turn."""

    def __init__(self) -> None:
        self.to: dict[str, str] = {}
        self.origin: dict[str, str] = {}
        self._above: set[str] = set()

    def takes(self, rename: Rename) -> bool:
        """Take a rename, unless it depends on one that was taken."""
        for place in (rename.path, rename.to):
            if place in self._above or _first(place, self.to) or _first(place, self.origin):
                return False
        self.to[rename.path], self.origin[rename.to] = rename.to, rename.path
        self._above.update(above(rename.path), above(rename.to))
        return True

    def now(self, path: str) -> str:
        """The path of what stood at `path` before."""
        place = _first(path, self.to)
        return self.to[place] + path[len(place) :] if place else path


def _steps(renames: Iterable[Rename]) -> Iterator[_Step]:
    step = _Step()
    for rename in renames:
        if not step.takes(rename):
            yield step
            step = _Step()
            step.takes(rename)
    yield step


def _first(path: str, places: Mapping[str, str]) -> str:
    """A place that is a path or lies above it; empty where none does."""
    return next((place for place in (path, *above(path)) if place in places), "") if places else ""


def above(path: str) -> list[str]:
    """The folders on a path, the nearest first."""
    folders = []
    while "/" in path:
        path = path.rpartition("/")[0]
        folders.append(path)
    return folders
