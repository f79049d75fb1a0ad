"""What the doctor looks at: a project that need not be in order."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from specward.git.process import GitMissing
from specward.git.repository import Repository
from specward.opening import open_committed, open_elsewhere
from specward.project import Project
from specward.sources.worktree import WorkTreeSource

if TYPE_CHECKING:
    from collections.abc import Mapping


class Case:
    """A project at a root, and what surrounds it.

    Args:
        root: the project's root.
        environment: the variables of the process.
    """

    def __init__(self, root: str, environment: Mapping[str, str]) -> None:
        self.root = root
        self.environment = environment

    @cached_property
    def source(self) -> WorkTreeSource:
        """The work tree."""
        return WorkTreeSource(self.root)

    @cached_property
    def project(self) -> Project:
        """The project in it; where its configuration is not valid, the defaults stand in."""
        committed, elsewhere = partial(open_committed, self.root), partial(open_elsewhere, self.root)
        return Project(self.source, committed=committed, elsewhere=elsewhere)

    @cached_property
    def repository(self) -> Repository | None:
        """The repository that the project lies in; None without one, or without git.

        Raises:
            UndeterminedError: git refuses to tell.
        """
        try:
            return Repository.find(self.root)
        except GitMissing:
            return None
