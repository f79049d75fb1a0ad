"""The projects that a run of `spec check` is about: the one where somebody stands, those in it, those of the paths."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.kind import NOT_OURS
from specward.check.report import Report, Undetermined
from specward.cli.check_state import Checking
from specward.errors import SpecError, UsageError
from specward.option_kinds import PATH as CONFIG
from specward.root import MARKER, find_root

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from specward.cli.check_options import Options
    from specward.project import Project


class CheckPlace(NamedTuple):
    """One project that is checked."""

    root: str
    prefix: str
    """What its paths begin with where one stands: `apps/web/`, `../api/`; empty for the project that one stands in."""
    paths: tuple[str, ...] = ()
    """The paths in question, as they were given; all where there are none."""
    around: tuple[str, ...] = ()
    """More of them, which hold other projects: of this one they need not hold anything."""
    is_around: bool = False
    """Whether other projects lie in it that are checked besides: it need not be one itself."""


def places(paths: Sequence[str], nested: Callable[[str], list[str]]) -> list[CheckPlace]:
    """The projects that some paths lie in or hold; without paths, the one where one stands and those nested in it.

    Args:
        paths: files and folders.
        nested: the folders of the projects nested in the one at a root; each ends in `/`.

    Raises:
        UsageError: a path lies in no project.
    """
    here = find_root(os.getcwd())
    found: dict[str, CheckPlace] = {}
    whole: set[str] = set()
    for path in paths or [here]:
        root = _root_of(path, here)
        below = os.path.relpath(os.path.abspath(path), root).replace(os.sep, "/")
        inside = _inside(root, "" if below == "." else f"{below}/", nested)
        whole.update(inside, [root] if below == "." else [])
        for each in (root, *inside):
            found.setdefault(each, CheckPlace(each, _prefix(each, here)))
        place = found[root]
        found[root] = (
            place._replace(around=(*place.around, path), is_around=True)
            if inside
            else place._replace(paths=(*place.paths, path))
        )
    return [place._replace(paths=(), around=()) if place.root in whole else place for place in found.values()]


def _prefix(root: str, here: str) -> str:
    return "" if root == here else f"{os.path.relpath(root, here).replace(os.sep, '/')}/"


def _root_of(path: str, here: str) -> str:
    root = find_root(path)
    if root != here and not any(os.path.exists(os.path.join(root, name)) for name in (MARKER, ".git")):
        raise UsageError(f"{path} lies outside the project", help=f"the project's root is {here}")
    return root


def _inside(root: str, below: str, nested: Callable[[str], list[str]]) -> list[str]:
    """The roots of the projects nested in one, at or below a folder of it; those in folders of tools left out."""
    return [
        os.path.join(root, *folder.split("/")[:-1])
        for folder in nested(root)
        if folder.startswith(below) and not _is_foreign(folder)
    ]


def _is_foreign(folder: str) -> bool:
    return any(part in NOT_OURS or part.startswith(".") for part in folder.split("/"))


class Checked(NamedTuple):
    """What checking one of the projects came to."""

    place: CheckPlace
    checking: Checking | None
    project: Project | None
    """None where its folder is not there, as `checking` then, and where the report was known from a former check."""
    only: set[str] | None
    """The artifacts in question; None for all."""
    report: Report
    """Its paths begin at the project's root."""

    def opened(self) -> Project | None:
        """The project, opened now where nobody had to; None where its folder is not there."""
        if self.project or not self.checking:
            return self.project
        return self.checking.project(self.checking.source)


def check_all(options: Options) -> Iterator[Checked]:
    """Check every project that the options are about.

    Raises:
        UsageError: a path lies in no project, or there is none here.
    """
    open_at = cache(partial(Checking, options))
    for place in places(options.paths, lambda root: open_at(root).nested):
        with seen_from(place):
            yield from _checked(place, open_at)


def _checked(place: CheckPlace, open_at: Callable[[str], Checking]) -> Iterator[Checked]:
    if not os.path.isdir(place.root):
        yield Checked(place, None, None, None, Report((), (Undetermined("", _NO_FOLDER),), {}, 0, 0))
        return
    checking = open_at(place.root)
    if checking.is_told and checking.recalled and not (place.paths or place.around):
        yield Checked(place, checking, None, None, checking.recalled)
        return
    with checking.remembering():
        checked = _found(place, checking)
    if checked:
        yield checked


def _found(place: CheckPlace, checking: Checking) -> Checked | None:
    """What checking a project comes to; None where it holds nothing of what is asked about."""
    from specward.opening import require_project

    project = checking.project(checking.source)
    if not place.is_around:
        require_project(project, place.root, checking.source)
    elif not project.kinds and not os.path.isdir(os.path.join(place.root, MARKER)):
        return None
    only = wanted(place.paths, place.root, project)
    if place.around:
        only = (only or set()).union(*(_below(path, place.root, project) for path in place.around))
        if not only:
            return None
    report = checking.report(project, only, progress=_progress())
    if project.config_problems and not any(finding.location.path == CONFIG for finding in report.findings):
        from specward.config import ConfigError

        raise ConfigError(list(project.config_problems))
    return Checked(place, checking, project, only, report)


_NO_FOLDER = "git is not asked about a folder that is not in the work tree; `git worktree add` makes another one"


@contextmanager
def seen_from(place: CheckPlace) -> Iterator[None]:
    """Say of what goes wrong in a project where that is, as seen from where one stands."""
    try:
        yield
    except SpecError as error:
        if error.where and not os.path.isabs(error.where):
            error.where = place.prefix + error.where
        raise


def wanted(paths: tuple[str, ...], root: str, project: Project) -> set[str] | None:
    """The artifacts at or below the given paths; None, which means everything, where none is given.

    Raises:
        UsageError: a path lies outside the project, or holds no artifact.
    """
    known_below: set[str] = set()
    for path in paths:
        relative = os.path.relpath(os.path.abspath(path), root).replace(os.sep, "/")
        if relative == ".." or relative.startswith("../"):
            raise UsageError(f"{path} lies outside the project", help=f"the project's root is {root}")
        found = _below(path, root, project)
        if not found and os.path.isfile(path):
            raise UsageError(f"{path} is no document of the project", help="`spec check` reports on Markdown documents")
        if not found:
            raise UsageError(f"no document of the project is at {path}", help="`spec status` lists the features")
        known_below |= found
    return known_below if paths else None


def _below(path: str, root: str, project: Project) -> set[str]:
    """The artifacts at or below a path, and the Python files that a pack looks at."""
    relative = os.path.relpath(os.path.abspath(path), root).replace(os.sep, "/")
    below = "" if relative == "." else f"{relative}/"
    listed = {*project.kinds}
    if project.config.packs:
        from specward.packs.fastapi.source.modules import module_paths

        listed.update(module_paths(project))
    return {known for known in listed if known == relative or known.startswith(below)}


def _progress() -> Callable[[int, int], None] | None:
    """A line on stderr that counts documents, where somebody watches and there are many."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        if total > 1000 and done % 250 == 0:
            sys.stderr.write(f"\r{done}/{total}" if done < total - 250 else "\r\x1b[K")
            sys.stderr.flush()

    return show
