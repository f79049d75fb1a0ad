"""`spec check --fix`: makes the fixes, or shows them, and reports what remains."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from specward.changes import Move, apply, diff
from specward.check.fix import fix
from specward.check.run import check
from specward.check.select import Selection
from specward.check.several import joined, placed
from specward.cli.check_output import finish
from specward.cli.check_places import check_all, seen_from
from specward.cli.console import note, write, write_patch
from specward.errors import UNDETERMINED, USAGE, UsageError
from specward.output.excerpt import position
from specward.output.formats import Format
from specward.output.terminal import printable
from specward.root import find_root
from specward.rules import RULES
from specward.sources.edited import EditedSource
from specward.words import counted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from specward.changes import Change
    from specward.check.fix import Fixed
    from specward.check.report import Report
    from specward.cli.check_options import Options
    from specward.cli.check_places import Checked, CheckPlace
    from specward.cli.check_state import Checking
    from specward.project import Project
    from specward.sources.source import Source

_MOST_LEFT = 5
"""Fixes that were not made and are named; of more it is told how many."""


class _Done(NamedTuple):
    """What fixing one of the projects comes to."""

    place: CheckPlace
    project: Project | None
    report: Report
    """What remains."""
    fixed: Fixed | None
    """None where there is nothing to fix."""


def run_fixes(options: Options, started: float) -> int:
    """Fix what is found, write it all at once or show it, and return the exit code.

    Raises:
        UsageError: the options contradict each other, or there is no project here.
        UndeterminedError: a file was changed meanwhile, or cannot be written.
    """
    if options.staged or options.rev:
        raise UsageError(
            f"{'--staged' if options.staged else '--rev'} checks what git keeps, and --fix writes to the work tree",
            help="run `spec check --fix` alone, then stage or commit what it has changed",
        )
    done = [_done(one, options) for one in check_all(options)]
    if options.diff or options.dry_run:
        return _shown(done, options)
    for one in done:
        if one.fixed:
            with seen_from(one.place):
                apply(one.fixed.changes, one.place.root)
    report = joined([placed(one.report, one.place.prefix) for one in done])
    code = finish(report, {one.place.prefix: one.project for one in done if one.project}, options, started)
    for line in _told(done, "fixed"):
        (write if options.format is Format.TEXT else note)(line)
    return code


def _done(one: Checked, options: Options) -> _Done:
    offered = (finding.fix for finding in one.report.findings if finding.fix)
    if one.checking is None or not any(each.safe or options.unsafe_fixes for each in offered):
        return _Done(one.place, one.project, one.report, None)
    is_part = one.only is not None or options.select or options.ignore
    weigh = partial(_everything, one.checking, options) if is_part else None
    with seen_from(one.place):
        look = partial(_asked, one.checking, one.only)
        fixed = fix(one.checking.source, look, unsafe=options.unsafe_fixes, weigh=weigh)
    return _Done(one.place, one.checking.project(fixed.state), _without_left(fixed), fixed)


def _asked(checking: Checking, only: Collection[str] | None, state: Source) -> Report:
    """What the options ask about in a state; the paths that they name follow the files."""
    if only is not None and isinstance(state, EditedSource):
        only = {state.now(path) for path in only}
    return checking.report(checking.project(state), only)


def _everything(checking: Checking, options: Options, state: Source) -> Report:
    """All that the project is held to in a state, and what the options select besides."""
    project = checking.project(state)
    names = [rule.name for rule in Selection.of(project, RULES).rules]
    return check(project, Selection.of(project, RULES, select=[*names, *options.select]))


def _without_left(fixed: Fixed) -> Report:
    """What remains, without an offer of fixes that were just left out."""
    left = {each.finding for each in fixed.left}
    findings = (each._replace(fix=None) if each in left else each for each in fixed.report.findings)
    return fixed.report._replace(findings=tuple(findings))


def _shown(done: Sequence[_Done], options: Options) -> int:
    """Show what would change; the exit code of that."""
    for one in done:
        if one.fixed:
            with seen_from(one.place):
                write_patch(_patch(one.fixed, one.place) if options.diff else "".join(_files(one.fixed, one.place)))
        for item in one.report.undetermined:
            place = f"{one.place.prefix}{item.path}"
            note(f"{printable(place) or 'project'}: undetermined: {printable(item.reason)}")
    faulty = [
        (one.place.prefix, one.project.config_problems) for one in done if one.project and one.project.config_problems
    ]
    for prefix, problems in faulty:
        for problem in problems:
            note(printable(f"{prefix}{problem}"))
    for line in _told(done, "would fix"):
        note(line)
    if faulty:
        return USAGE
    if any(one.report.undetermined for one in done):
        return UNDETERMINED
    return int(options.diff and any(one.fixed and one.fixed.made for one in done))


def _patch(fixed: Fixed, place: CheckPlace) -> str:
    """The changes as a patch to the project where one stands, or to one beside it."""
    if not place.prefix or place.prefix.startswith("../"):
        return diff(fixed.changes_by_file, place.root)
    return diff((_from_here(change, place.prefix) for change in fixed.changes_by_file), find_root(os.getcwd()))


def _from_here(change: Change, prefix: str) -> Change:
    if isinstance(change, Move):
        return Move(prefix + change.path, prefix + change.to)
    return change._replace(path=prefix + change.path)


def _files(fixed: Fixed, place: CheckPlace) -> Iterator[str]:
    """The files that change, a line each, and how those are called that get another path."""
    moved = fixed.state.moved
    for path in sorted({*fixed.state.texts, *moved}):
        becomes = f" -> {place.prefix}{moved[path]}" if path in moved else ""
        yield f"{printable(f'{place.prefix}{path}{becomes}')}\n"


def _told(done: Sequence[_Done], verb: str) -> Iterator[str]:
    """What was or would be done, and what not."""
    fixes = [(one.place.prefix, one.fixed) for one in done if one.fixed]
    made = sum(len(fixed.made) for _, fixed in fixes)
    if made:
        files = sum(len({*fixed.state.texts, *fixed.state.moved}) for _, fixed in fixes)
        yield f"{verb} {counted(made, 'finding')} in {counted(files, 'document')}"
    left = [
        (f"{printable(prefix)}{position(each.finding.location)}", each)
        for prefix, fixed in fixes
        for each in fixed.left
    ]
    for place, each in left[:_MOST_LEFT]:
        yield f"left alone: {place} {each.finding.rule}: {printable(each.reason)}"
    if len(left) > _MOST_LEFT:
        yield f"left alone: {len(left) - _MOST_LEFT} more"
