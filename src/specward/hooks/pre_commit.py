"""`spec hook pre-commit`: what is staged is checked, and, unless `commit-msg` will do it, the record policy applied."""

from __future__ import annotations

import sys

from specward.errors import UNDETERMINED
from specward.git.staging import staged_blobs
from specward.hooks.asked import CONFIG_PATHS, folders_above
from specward.sources.scope import BASELINE, KEPT, PINS, WAIVERS

TYPE_CHECKING = False  # most commits end before anything is imported, `typing` included
if TYPE_CHECKING:
    from specward.git.process import Result
    from specward.hooks.again import Again
    from specward.hooks.asked import Asked
    from specward.hooks.staged import Commit, StagedProject

_JUDGED = (PINS, *KEPT, BASELINE, WAIVERS)
_CONFIG_ENDINGS = tuple(f"/{path}" for path in CONFIG_PATHS)


def run(asked: Asked, *, record_later: bool) -> int:
    """Check the commit under way.

    Args:
        asked: what git is working on.
        record_later: leave the record policy to the `commit-msg` hook, which can read trailers.

    Returns:
        The exit code; where several projects are touched, the gravest.

    Raises:
        SpecError: git cannot tell, or a project's configuration is not valid.
    """
    try:
        if not record_later and asked.guards_from_the_top():
            # Needed whatever is staged, and nearly free while git lists that.
            import specward.hooks.staged  # noqa: F401
        listing = asked.listing.result()
        code = matters = True
        if listing.status == 0:
            staged = staged_blobs(listing.out)
            code = asked.counts_beside_documents(staged)
            matters = code or any(map(_may_matter, staged))
            if not matters and (record_later or not _may_be_guarded(asked, staged)):
                return 0
        again = _again(asked, listing, code=code) if matters else None
        known = again.told() if again else None
        if not matters:
            known = 0, ""
        if known is None:
            asked.list_documents()
        elif record_later:
            sys.stdout.write(known[1])
            return known[0]
        from specward.hooks.staged import Commit

        commit = Commit(asked, listing)
        projects = commit.projects()
        gravest, words = known or _check_each(projects, asked, again, code=code)
        sys.stdout.write(words)
        return max(gravest, 0 if record_later else _guard_each(projects, commit))
    finally:
        asked.close()


def _again(asked: Asked, listing: Result, *, code: bool) -> Again | None:
    """What this index was told before; None where git could not list it, or there is no commit yet."""
    if listing.status != 0:
        return None
    from specward.hooks.again import Again

    return Again(asked.top, listing.out, asked.commit, code=code)


def _guard_each(projects: list[StagedProject], commit: Commit) -> int:
    """Hold the projects that are configured to the record policy; the gravest exit code."""
    configured = [project for project in projects if project.config_files]
    if not configured:
        return 0
    from specward.hooks.guard import guard

    return max(guard(project, commit, None) for project in configured)


def _check_each(projects: list[StagedProject], asked: Asked, again: Again | None, *, code: bool) -> tuple[int, str]:
    """Check what is staged in each project, and keep what is told of it for the next time."""
    from specward import noted

    answers, notes = noted.taken(lambda: [_check(project, asked, code=code) for project in projects])
    known = max((code for code, _ in answers), default=0), "".join(words for _, words in answers)
    if again and known[0] != UNDETERMINED:
        again.keep(*known, notes)
    return known


def _may_be_guarded(asked: Asked, staged: dict[str, str]) -> bool:
    """Whether a configuration above any of the paths may turn the record policy on, which is off by itself."""
    folders = {folder for path in staged for folder in folders_above(path)}
    found = asked.config_files(folders, staged).values()
    return any(b"require" in content for files in found for content in files.values())


def _may_matter(path: str) -> bool:
    """Whether a path can be one of those that are judged wherever they are touched, told by its name."""
    return path.endswith((".md", *_JUDGED, *_CONFIG_ENDINGS)) or path in CONFIG_PATHS


def _check(staged: StagedProject, asked: Asked, *, code: bool) -> tuple[int, str]:
    """Check what is staged and its neighbours; the exit code, and what is told.

    Args:
        staged: the project.
        asked: what git is working on.
        code: whether what is staged besides documents counts.
    """
    if not code and not any(_may_matter(change.path) for change in staged.changes):
        return 0, ""
    from specward.artifacts.kind import Kind, Layout

    config = staged.config()
    layout = Layout.of(config)
    touched = {
        change.path
        for change in staged.changes
        if code or change.path in CONFIG_PATHS or change.path.endswith(_JUDGED) or layout.kind_of(change.path)
    }
    if not touched:
        return 0, ""
    from specward.sources.index import IndexSource

    begun = None
    if not staged.folder:
        begun, asked.documents = asked.documents, None
    source = IndexSource(staged.root, asked.blobs, begun)
    from functools import partial

    from specward.check.select import Selection
    from specward.hooks.told import told
    from specward.hooks.underway import Underway
    from specward.opening import open_committed, open_elsewhere
    from specward.rules import rules_for

    committed = partial(open_committed, staged.root, config) if asked.commit else None
    decides = any(layout.kind_of(path) is Kind.ADR for path in touched)
    elsewhere = partial(open_elsewhere, staged.root) if decides else None
    project = Underway(source, config, touched, committed=committed, elsewhere=elsewhere)
    report = told(project, Selection.of(project, rules_for(project)), touched)
    if not report.findings and not report.undetermined:
        return report.exit_code(), ""
    if staged.folder:
        from specward.check.several import placed

        report = placed(report, staged.folder)
    from specward.output import text

    return report.exit_code(), text.render(report)
