"""What `spec check` does, without the framework that reads its options: a bare `spec check` needs none."""

from __future__ import annotations

import os
import sys
import time
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from specward.boundary import guarded
from specward.check.run import check
from specward.check.select import Selection
from specward.cli.console import coloured, write
from specward.errors import USAGE, UsageError
from specward.finding import Severity
from specward.opening import open_committed, open_elsewhere, open_source, require_project
from specward.project import Project
from specward.root import find_root
from specward.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.check.report import Report


class Format(StrEnum):
    """The forms in which a report can be had."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


class Options(NamedTuple):
    """What to check and how to report it; the fields are the options of `spec check`."""

    paths: tuple[str, ...] = ()
    staged: bool = False
    rev: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity = Severity.ERROR
    format: Format = Format.TEXT
    quiet: bool = False


def main() -> int:
    """Run `spec check` without options, inside the error boundary."""
    return guarded(lambda: run(Options()))


def run(options: Options) -> int:
    """Check the project around the working directory, write the report and return the exit code.

    Raises:
        UsageError: the options contradict each other, or there is no project here.
    """
    started = time.perf_counter()
    if options.staged and options.rev:
        raise UsageError("--staged and --rev exclude each other", help="choose one state to check")
    root = find_root(os.getcwd())
    source = open_source(root, staged=options.staged, rev=options.rev)
    committed = None if options.rev else partial(open_committed, root)
    elsewhere = None if options.rev else partial(open_elsewhere, root)
    project = Project(source, committed=committed, elsewhere=elsewhere)
    require_project(project, root)
    selection = Selection.of(project, RULES, select=options.select, ignore=options.ignore)
    only = _wanted(options.paths, root, project) if options.paths else None
    report = check(project, selection, only=only, progress=_progress())
    if options.quiet:
        report = report._replace(findings=tuple(f for f in report.findings if f.severity is Severity.ERROR))
    write(_rendered(report, options.format, time.perf_counter() - started))
    return USAGE if project.config_problems else report.exit_code(options.fail_on)


def _wanted(paths: tuple[str, ...], root: str, project: Project) -> set[str]:
    """The artifacts at or below the given paths.

    Raises:
        UsageError: a path lies outside the project, or holds no artifact.
    """
    wanted: set[str] = set()
    for path in paths:
        relative = os.path.relpath(os.path.abspath(path), root).replace(os.sep, "/")
        if relative == ".." or relative.startswith("../"):
            raise UsageError(f"{path} lies outside the project", help=f"the project's root is {root}")
        below = "" if relative == "." else f"{relative}/"
        found = {known for known in project.kinds if known == relative or known.startswith(below)}
        if not found:
            raise UsageError(f"no document of the project is at {path}", help="`spec status` lists the features")
        wanted |= found
    return wanted


def _rendered(report: Report, output: Format, elapsed: float) -> str:
    match output:
        case Format.JSON:
            from specward.output import json_v1

            return json_v1.render(report)
        case Format.GITHUB:
            from specward.output import github

            return github.render(report)
        case Format.TEXT:
            from specward.output import text

            return text.render(report, colour=coloured(sys.stdout), elapsed=elapsed)


def _progress() -> Callable[[int, int], None] | None:
    """A line on stderr that counts documents, where somebody watches and there are many."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        if total > 1000 and done % 250 == 0:
            sys.stderr.write(f"\r{done}/{total}" if done < total - 250 else "\r\x1b[K")
            sys.stderr.flush()

    return show
