"""Holding a project's files against the entries that need nothing but files: `forbid` and `require`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward import globs
from specward.artifacts.enforcement_entry import Forbid, Require
from specward.artifacts.line_pattern import TooManyStates, compiled
from specward.changeset import DELETED
from specward.constitution.norms import norms_of
from specward.errors import UndeterminedError
from specward.finding import Location, Position
from specward.remembered import remembered
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from specward.markdown.document import Place
    from specward.project import Project

_EXCERPT_LIMIT = 400
_HITS_LIMIT = 100
"""How many lines of one file are reported for one entry; more would say nothing new."""


class Violation(NamedTuple):
    """One place where an entry is not met."""

    place: Location | Place
    message: str
    """Lower case, no full stop; it does not name the principle."""
    entry: Forbid | Require


class Examined(NamedTuple):
    """What holding files against entries came to."""

    violations: list[Violation]
    undetermined: list[tuple[str, str]]
    """Files of which nobody knows whether they meet an entry, with the reason."""


@remembered
def examined_of(project: Project) -> Examined:
    """A project held against every such entry of its constitution; done once, and kept as long as the project is."""
    norms = norms_of(project)
    return examine(project, (*norms.of_kind(Forbid), *norms.of_kind(Require)))


def violations(project: Project, entry: Forbid | Require) -> Iterator[Violation]:
    """Every place where one entry is not met.

    Raises:
        UndeterminedError: a file cannot be read, or a pattern cannot be decided on it.
    """
    examined = examine(project, [entry])
    yield from examined.violations
    for path, reason in examined.undetermined:
        raise UndeterminedError(reason, where=path)


def examine(project: Project, entries: Iterable[Forbid | Require]) -> Examined:
    """Hold a project against several entries; each file is read once."""
    examined = Examined([], [])
    forbidding: list[Forbid] = []
    for entry in entries:
        if isinstance(entry, Forbid):
            forbidding.append(entry)
        else:
            examined.violations.extend(_unmet(project, entry))
    if forbidding:
        for path in _paths(project):
            concerned = [entry for entry in forbidding if path != entry.place.path and any_matches(entry.paths, path)]
            if concerned:
                _examine_file(project, path, concerned, examined)
    return examined


def any_matches(patterns: Iterable[str], path: str) -> bool:
    """Whether one of several globs matches a path."""
    return any(globs.matches(pattern, path) for pattern in patterns)


def forbidden(entry: Forbid, path: str, text: str) -> Iterator[Violation]:
    """The lines of a text that an entry forbids.

    Raises:
        TooManyStates: nobody can tell in bounded time.
    """
    for count, hit in enumerate(compiled(entry.pattern).hits(text), start=1):
        start, end = Position(hit.line, hit.start + 1), Position(hit.line, hit.end + 1)
        location = Location(path, start, end, excerpt=hit.text[:_EXCERPT_LIMIT])
        yield Violation(location, entry.why or f"this matches `{_shown(entry.pattern)}`", entry)
        if count == _HITS_LIMIT:
            return


def required(entry: Require, present: Sequence[str], causes: Sequence[str]) -> str | None:
    """Why a duty is not met: the first path that brings it about, empty where it always holds; None where it is met.

    Args:
        entry: the duty.
        present: the paths that can meet it.
        causes: those that can bring it about.
    """
    if any(any_matches(entry.paths, path) for path in present):
        return None
    return next((path for path in causes if any_matches(entry.when, path)), None) if entry.when else ""


def _paths(project: Project) -> list[str]:
    """The files to look into: those that a change touches, where one is examined."""
    if not project.change:
        return project.code
    touched = {changed.path for changed in project.change.paths}
    return [path for path in project.code if path in touched]


def _examine_file(project: Project, path: str, entries: list[Forbid], examined: Examined) -> None:
    try:
        data = project.source.read(path)
    except UnreadableFile as error:
        if path in project.source.files():  # a link or a submodule is no file
            examined.undetermined.append((path, error.reason))
        return
    if not data or b"\0" in data:  # an image, an archive: no text that anybody wrote
        return
    text = data.decode("utf-8", "replace")
    for entry in entries:
        try:
            examined.violations.extend(forbidden(entry, path, text))
        except TooManyStates:
            reason = f"the pattern of {entry.principle}, `{_shown(entry.pattern)}`, takes too long on this file"
            examined.undetermined.append((path, reason))


def _unmet(project: Project, entry: Require) -> Iterator[Violation]:
    """A change must touch both; a project that is looked at as a whole must have both."""
    if project.change and entry.when:
        changes = project.change.paths
        present = [changed.path for changed in changes if changed.status != DELETED]
        cause = required(entry, present, [changed.path for changed in changes])
    else:
        present = project.source.files()
        cause = required(entry, present, present)
    if cause is None:
        return
    wanted = " or ".join(f"`{_shown(glob)}`" for glob in entry.paths)
    verb = "changes" if project.change else "is there"
    facts = f"{_shown(cause)} {verb}, and nothing at {wanted} {'does' if project.change else 'is'}"
    yield Violation(entry.place, entry.why or (facts if cause else f"nothing is at {wanted}"), entry)


def _shown(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
