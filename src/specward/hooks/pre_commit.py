"""`spec hook pre-commit`: what is staged is checked, and, unless `commit-msg` will do it, the record policy applied."""

from __future__ import annotations

import sys

from specward.git.staging import staged_blobs
from specward.hooks.asked import CONFIG_PATHS, folders_above
from specward.sources.scope import PINS

TYPE_CHECKING = False  # most commits end before anything is imported, `typing` included
if TYPE_CHECKING:
    from specward.check.report import Report
    from specward.check.select import Selection
    from specward.git.objects import Blobs
    from specward.hooks.asked import Asked
    from specward.hooks.staged import StagedProject
    from specward.project import Project

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
        code = anywhere = True
        if listing.status == 0:
            staged = staged_blobs(listing.out)
            anywhere = asked.holds_marks(staged) or asked.holds_citations(staged)
            code = anywhere or asked.holds_code_to_principles(staged)
            if not (code or any(map(_may_matter, staged))) and (record_later or not _may_be_guarded(asked, staged)):
                return 0
        from specward.hooks.staged import Commit

        commit = Commit(asked, listing)
        codes = [0]
        for project in commit.projects():
            codes.append(_check(project, commit.blobs, code=code, anywhere=anywhere))
            if project.config_files and not record_later:
                from specward.hooks.guard import guard

                codes.append(guard(project, commit, None))
        return max(codes)
    finally:
        asked.blobs.close()


def _may_be_guarded(asked: Asked, staged: dict[str, str]) -> bool:
    """Whether a configuration above any of the paths may turn the record policy on, which is off by itself."""
    folders = {folder for path in staged for folder in folders_above(path)}
    found = asked.config_files(folders, staged).values()
    return any(b"require" in content for files in found for content in files.values())


def _may_matter(path: str) -> bool:
    """Whether a path can be an artifact, the pins of decisions or the configuration, told without reading anything."""
    return path.endswith((".md", PINS, *_CONFIG_ENDINGS)) or path in CONFIG_PATHS


def _check(staged: StagedProject, blobs: Blobs, *, code: bool, anywhere: bool) -> int:
    """Check what is staged and its neighbours, print what is found, and give the exit code.

    Args:
        staged: the project.
        blobs: what reads the repository's objects.
        code: whether what is staged besides documents counts.
        anywhere: whether that may name items of any feature, or decisions.
    """
    if not code and not any(_may_matter(change.path) for change in staged.changes):
        return 0
    from specward.artifacts.kind import Kind, Layout

    config = staged.config()
    layout = Layout.of(config)
    touched = {
        change.path
        for change in staged.changes
        if code or change.path in CONFIG_PATHS or change.path.endswith(PINS) or layout.kind_of(change.path)
    }
    if not touched:
        return 0
    from specward.hooks.neighbourhood import neighbourhood

    near = neighbourhood(staged.root, touched, layout, blobs, everywhere=anywhere)
    near.begin()  # git lists while the rules, the half of all modules, are imported
    from functools import partial

    from specward.check.run import check
    from specward.check.select import Selection
    from specward.opening import open_committed, open_elsewhere
    from specward.project import Project
    from specward.rules import RULES

    committed = partial(open_committed, staged.root, config)
    decides = any(layout.kind_of(path) is Kind.ADR for path in touched)
    elsewhere = partial(open_elsewhere, staged.root) if decides else None
    project = Project(near, config, touched=touched, elsewhere=elsewhere, committed=committed)
    selection = Selection.of(project, RULES)
    report = check(project, selection, only=touched | _pinned_by(touched, project) | _left_behind(touched, project))
    report = _caused(report, project, touched, selection)
    if report.findings or report.undetermined:
        from specward.output import text

        sys.stdout.write(text.render(report))
    return report.exit_code()


def _pinned_by(touched: set[str], project: Project) -> set[str]:
    """The decisions whose lock is touched, wherever they are now: what it says of them may have changed."""
    if not project.touches_any(PINS):
        return set()
    from specward.adr.pins.lock import lock_path
    from specward.adr.pins.standing import standing_before
    from specward.artifacts.kind import Kind

    before = standing_before(project)
    moved = {path for path, pin in before.moved.items() if lock_path(pin.path) in touched} if before else set()
    return {path for path in project.of_kind(Kind.ADR) if lock_path(path) in touched} | moved


def _left_behind(touched: set[str], project: Project) -> set[str]:
    """The decisions that lead nowhere, where the commit takes one from its place: they may have led there."""
    from specward.artifacts.kind import Kind

    if all(path in project.kinds for path in touched if project.layout.kind_of(path) is Kind.ADR):
        return set()
    from specward.adr.catalogue.catalogue import catalogue_of

    return {entry.path for entry in catalogue_of(project).entries if not all(tie.paths for tie in entry.ties)}


def _caused(report: Report, project: Project, touched: set[str], selection: Selection) -> Report:
    """The report without what was wrong before in documents that the commit leaves alone.

    A finding in such a document counts when the commit causes it: a requirement goes while the tasks still cite it.
    """
    elsewhere = {finding.location.path for finding in report.findings} - touched
    if not elsewhere or project.before is None:  # without a commit everything is new
        return report
    from specward.check.run import check

    before = check(project.before, selection, only=elsewhere)
    known = {finding[:5] for finding in before.findings if finding.location.path in elsewhere}
    return report._replace(findings=tuple(finding for finding in report.findings if finding[:5] not in known))
