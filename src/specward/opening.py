"""Opening a project where the user stands: choosing the state that is read."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Protocol

from specward.errors import UsageError
from specward.git.process import GitMissing
from specward.project import Project
from specward.root import MARKER, find_root
from specward.sources.source import Source
from specward.words import listed

if TYPE_CHECKING:
    from specward.config import Config
    from specward.git.elsewhere import Elsewhere


class OpenSource(Source, Protocol):
    """A state of the folder at a project's root, in which other projects may lie."""

    @property
    def nested(self) -> list[str]:
        """Their folders; each ends in `/`; sorted."""
        ...


def open_source(root: str, *, staged: bool = False, rev: str = "") -> OpenSource:
    """The work tree at `root`, or what is staged there, or a revision of it."""
    if staged:
        from specward.sources.index import IndexSource

        return IndexSource(root)
    if ".." in rev:
        last = rev.rpartition("..")[2].lstrip(".") or "HEAD"
        raise UsageError(f"{rev} is a range, and one state is checked", help=f"name a commit: --rev {last}")
    if rev:
        from specward.sources.revision import RevisionSource

        return RevisionSource(root, rev)
    from specward.sources.worktree import WorkTreeSource

    return WorkTreeSource(root)


def open_elsewhere(root: str) -> Elsewhere:
    """What other branches hold beside the work tree at `root`, or beside what is staged there."""
    from specward.git.elsewhere import GitElsewhere

    return GitElsewhere(root)


def open_committed(root: str, config: Config | None = None) -> Project | None:
    """The project at `root` as it is in the last commit; None where there is none, or no git.

    Args:
        root: the project's root.
        config: the configuration that it is read with; None loads its own.
    """
    from specward.sources.revision import RevisionSource

    try:
        return Project(RevisionSource(root, "HEAD"), config, with_probe=False)
    except (UsageError, GitMissing):
        return None


def open_project(start: str, *, staged: bool = False, rev: str = "") -> Project:
    """The project that `start` lies in, with a valid configuration.

    Raises:
        ConfigError: its configuration is not valid.
        UsageError: there is no project here.
    """
    root = find_root(start)
    elsewhere = None if rev else partial(open_elsewhere, root)
    source = open_source(root, staged=staged, rev=rev)
    project = Project(source, elsewhere=elsewhere, with_probe=not (staged or rev))
    if project.config_problems:
        from specward.config import ConfigError

        raise ConfigError(list(project.config_problems))
    require_project(project, root, source)
    return project


def require_project(project: Project, root: str, source: OpenSource | None = None) -> None:
    """Refuse a folder that holds neither `.specify/` nor any artifact.

    Args:
        project: what is there.
        root: the folder.
        source: the state of the folder, which knows what projects lie in it.

    Raises:
        UsageError: it holds none.
    """
    if project.kinds or os.path.isdir(os.path.join(root, MARKER)):
        return
    help_ = "set one up: `spec init`"
    if source and (nested := source.nested):
        folders = [folder.rstrip("/") for folder in nested]
        help_ = f"projects lie in {listed(folders)}: `spec -C {folders[0]} …`"
    raise UsageError(f"no project here: {root} has no .specify/ and no document", help=help_)
