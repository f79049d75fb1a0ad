"""Which features a verification asks about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.acceptance.checklist import acceptance_of
from specward.features import resolve
from specward.sources.source import UnreadableFile
from specward.trace.resolve import feature_keys

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from specward.project import Feature, Project
    from specward.verify.claims import Claims


class Scope(NamedTuple):
    """The features that are asked about."""

    folders: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    """Drafts that no test names: nobody says of them that they are done."""
    by_change: bool = False
    """Whether a change chose them; it may touch none."""


def named(project: Project, refs: Iterable[str]) -> Scope:
    """The features that the user names.

    Raises:
        UsageError: a name means none or several.
    """
    known = list(project.feature_paths)
    found = {resolve(ref, known) for ref in refs}
    return Scope(tuple(folder for folder in known if folder in found))


def everything(project: Project, claims: Claims) -> Scope:
    """Every feature that somebody says something of: a test that names it, its own status, its acceptance checklist."""
    keys = feature_keys(project.feature_paths)
    claimed = {item.rpartition("/")[0] for item in claims}
    drafts = [
        feature.folder for feature in project.features() if keys[feature.folder] not in claimed and _is_draft(feature)
    ]
    return Scope(tuple(folder for folder in keys if folder not in drafts), tuple(drafts))


def touched(project: Project, claims: Claims, changed: Collection[str]) -> Scope:
    """The features that a change touches: their documents, the files that their tasks name, the tests that verify them.

    Args:
        project: the project, in its present state.
        claims: what the tests claim.
        changed: every path that the change brings or takes away, relative to the project's root.
    """
    folders = {project.layout.feature_folder(path) for path in changed}
    keys = feature_keys(project.feature_paths)
    tested = {
        item.rpartition("/")[0]
        for item, found in claims.items()
        if any(claim.proof.case.location.path in changed for claim in found)
    }
    found = (
        feature.folder
        for feature in project.features()
        if feature.folder in folders or keys[feature.folder] in tested or _declares(feature, changed)
    )
    return Scope(tuple(found), by_change=True)


def _declares(feature: Feature, changed: Collection[str]) -> bool:
    """Whether a task of a feature names a changed file. A folder, such as `src/` in a task of setup, means nothing."""
    try:
        tasks = feature.tasks.tasks if feature.tasks else ()
    except UnreadableFile:
        return True  # it may; the gate says what cannot be read
    return any(path.removeprefix("./") in changed for task in tasks for path in task.paths)


def _is_draft(feature: Feature) -> bool:
    try:
        status = feature.spec.status.strip("*_` ").lower() if feature.spec else ""
        return (not status or status.startswith("draft")) and acceptance_of(feature) is None
    except UnreadableFile:
        return False
