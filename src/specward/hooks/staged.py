"""What the commit that git is about to make would change, project by project.

Everything here is read from the index that git names to its hooks, nothing from the work tree.
"""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from specward.changeset import ADDED, DELETED, MOVED, ChangedPath, Changeset
from specward.errors import UsageError
from specward.git.objects import with_content_of
from specward.git.repository import Repository
from specward.hooks.asked import folders_above

if TYPE_CHECKING:
    from specward.config import Config
    from specward.git.process import Result
    from specward.git.repository import StagedChange
    from specward.hooks.asked import Asked

_CONSTITUTION = ".specify/memory/constitution.md"


class StagedProject(NamedTuple):
    """One project that the commit touches."""

    root: str
    """The project's folder, absolute."""
    folder: str
    """The same, below the top of the work tree: `apps/web/`; empty where the project is the whole repository."""
    changes: list[StagedChange]
    """What is staged in it, paths relative to its root."""
    config_files: dict[str, bytes]
    """Its configuration file as staged, by path; empty where it has none."""

    def config(self) -> Config:
        """The project's configuration.

        Raises:
            ConfigError: it is not valid.
        """
        from specward import config
        from specward.sources.memory import MemorySource

        return config.load(MemorySource(self.config_files)) if self.config_files else config.DEFAULTS


class Commit:
    """The commit under way.

    Args:
        asked: what git was asked.
        listing: how `asked.listing` ended.

    Raises:
        UndeterminedError: git cannot tell what is staged.
    """

    def __init__(self, asked: Asked, listing: Result) -> None:
        self._top = asked.top
        self.blobs = asked.blobs
        """What reads the repository's objects."""
        self._asked = asked
        # Reading the listing takes no more of a repository than its top.
        self.changes = Repository(asked.top, "", "", "").staged_by(listing)

    @cached_property
    def repository(self) -> Repository:
        """Where the commit is made."""
        found = Repository.find(self._top)
        if found is None:
            raise UsageError("the repository has gone", where=self._top)
        return found

    def projects(self) -> list[StagedProject]:
        """Every project that has something staged. A path belongs to the nearest folder above it that is one."""
        staged = {change.path: change.blob for change in self.changes}
        folders = sorted({folder for path in staged for folder in folders_above(path)} - {""})
        configs = self._asked.config_files(["", *folders], staged)
        nested = {folder for folder in folders if configs[folder]}
        nested |= self._constituted([folder for folder in folders if not configs[folder]], staged)
        grouped: dict[str, list[StagedChange]] = {}
        for change in self.changes:
            home = max((folder for folder in folders_above(change.path) if folder in nested), key=len, default="")
            grouped.setdefault(home, []).append(change._replace(path=change.path[len(home) :]))
        return [
            StagedProject(os.path.join(self._top, home.rstrip("/")).rstrip(os.sep), home, changes, configs[home])
            for home, changes in grouped.items()
        ]

    def change(self, project: StagedProject, message: str | None) -> Changeset:
        """What is staged in one project, as the record policy wants it."""
        moved = self._moved(project)
        return Changeset(
            paths=tuple(ChangedPath(MOVED if c.path in moved else c.status, c.path) for c in project.changes),
            branch=self.repository.branch() or "",
            message=message,
            comment=self._comment() if message is not None else "#",
            state=self.repository.state() or "",
        )

    def _moved(self, project: StagedProject) -> set[str]:
        """The added documents that say, to the byte, what a document deleted by the same commit said."""
        documents = [change for change in project.changes if change.path.endswith(".md")]
        gone = [f"HEAD:{project.folder}{change.path}" for change in documents if change.status == DELETED]
        return with_content_of(self.blobs, gone, {c.path: c.blob for c in documents if c.status == ADDED})

    def _comment(self) -> str:
        from specward.git.process import run

        result = run(["config", "--get", "core.commentChar"], self._top)
        return result.out.decode("utf-8", "replace").strip() or "#"

    def _constituted(self, folders: list[str], staged: dict[str, str]) -> set[str]:
        """Those of the folders that are projects without a configuration: they hold a constitution."""
        names = [staged.get(path, f"HEAD:{path}") for path in (folder + _CONSTITUTION for folder in folders)]
        found = self.blobs.read_many(names)
        return {folder for folder, content in zip(folders, found, strict=True) if content is not None}
