"""`spec check --baseline`: remembers the findings of today, so that only new ones fail."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.changes import apply, diff
from specward.check.baseline import Renewal, judged_by, renewed
from specward.check.several import placed
from specward.cli.check_places import check_all, seen_from
from specward.cli.check_state import baseline_of
from specward.cli.console import note, write, write_json, write_patch
from specward.config import ConfigError
from specward.errors import UNDETERMINED, UsageError
from specward.git.process import GitMissing, run
from specward.output.formats import Format
from specward.output.terminal import printable
from specward.sources.scope import BASELINE
from specward.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.cli.check_options import Options
    from specward.cli.check_places import Checked


class _Written(NamedTuple):
    """The baseline of one project."""

    root: str
    path: str
    """Where it lies, as seen from where one stands."""
    is_first: bool
    renewal: Renewal


def remember(options: Options) -> int:
    """Write what is found into the baseline of each project, or show it, and return the exit code.

    Raises:
        UsageError: the options contradict each other, or a configuration or a baseline is not valid.
        UndeterminedError: a file was changed meanwhile, or cannot be written.
    """
    if options.format not in {Format.TEXT, Format.JSON}:
        raise UsageError(f"--baseline has no report in the form {options.format}", help="spec check --baseline --json")
    checked = list(check_all(options._replace(no_baseline=True)))
    unread = [item for one in checked for item in placed(one.report, one.place.prefix).undetermined]
    for item in unread:
        note(f"{printable(item.path) or 'project'}: undetermined: {printable(item.reason)}")
    if unread:
        note("no baseline is written: what cannot be looked at cannot be remembered")
        return UNDETERMINED
    written = [each for one in checked for each in _renewed(one)]
    if not options.dry_run:
        for each in written:
            apply(each.renewal.changes, each.root)
            _note_ignored(each)
    _tell(written, options)
    return 0


def _note_ignored(each: _Written) -> None:
    """Say so where git would leave the list behind."""
    if each.renewal.remembered and _ignores(each.root):
        note(printable(f"git ignores {each.path}, so nobody else will have it: add `!{BASELINE}` to .gitignore"))


def _ignores(root: str) -> bool:
    try:
        return run(["check-ignore", "-q", BASELINE], root).status == 0
    except GitMissing:
        return False


def _renewed(one: Checked) -> Iterator[_Written]:
    place, checking, _, only, report = one
    project = one.opened()
    if checking is None or project is None:
        return
    with seen_from(place):
        if project.config_problems:
            raise ConfigError(list(project.config_problems))
        baseline = baseline_of(project)
        judged = judged_by(checking.selection(project), project, only)
        renewal = renewed(baseline, report.findings, project.source, judged)
    yield _Written(place.root, f"{place.prefix}{BASELINE}", baseline is None, renewal)


def _tell(written: Sequence[_Written], options: Options) -> None:
    patch = "".join(map(_patch, written)) if options.dry_run else ""
    if options.format is Format.JSON:
        lists = [
            {
                "path": each.path,
                "remembered": each.renewal.remembered,
                "added": each.renewal.added,
                "dropped": each.renewal.dropped,
            }
            for each in written
            if each.renewal.remembered or each.renewal.changes
        ]
        files = [each.path for each in written if each.renewal.changes]
        said = {"baselines": lists, "files": files, "dry_run": options.dry_run}
        write_json({**said, "diff": patch} if options.dry_run else said)
        return
    write_patch(patch)
    lines = [line for each in written if (line := _said(each, dry_run=options.dry_run))]
    for line in lines or ["there are no findings, so there is nothing to remember"]:
        (note if options.dry_run else write)(printable(line))


def _patch(each: _Written) -> str:
    """The change as a patch, its path as seen from where one stands."""
    lines = diff(each.renewal.changes, each.root).splitlines(keepends=True)
    heads = ("diff --git ", "--- ", "+++ ")
    return "".join(line.replace(BASELINE, each.path) if line.startswith(heads) else line for line in lines)


def _said(each: _Written, *, dry_run: bool) -> str:
    """One line on a baseline; empty where there is none and nothing to remember."""
    total, added, dropped = each.renewal.remembered, each.renewal.added, each.renewal.dropped
    findings = counted(total, "finding")
    verb = "would remember" if dry_run else "remembered"
    if each.is_first:
        return f"{verb} {findings} in {each.path}; from now on new ones fail" if total else ""
    if not total:
        how = "would be deleted" if dry_run else "is deleted"
        return f"nothing is left of {counted(dropped, 'remembered finding')}: {each.path} {how}"
    if not (added or dropped):
        return f"{each.path} remembers {findings}, as before"
    return f"{verb} {findings} in {each.path}: {added} added, {dropped} dropped"
