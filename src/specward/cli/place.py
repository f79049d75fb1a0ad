"""Where a command stands: the project, the repository around it, the feature that is worked on."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cached_property, partial
from typing import TYPE_CHECKING

from specward.errors import UsageError
from specward.features import POINTER, VARIABLES, current, read_pointer
from specward.git.branch import changed_paths
from specward.git.process import GitMissing
from specward.git.repository import Repository
from specward.opening import open_project
from specward.root import find_root
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from specward.project import Feature


class Place:
    """The project that the working directory lies in.

    Raises:
        ConfigError: its configuration is not valid.
        UsageError: there is no project here.
    """

    def __init__(self) -> None:
        start = os.getcwd()
        self.root = find_root(start)
        self.project = open_project(start)

    @cached_property
    def repository(self) -> Repository | None:
        """The repository that the project lies in; None without one or without git."""
        with suppress(GitMissing):
            return Repository.find(self.root)
        return None

    @cached_property
    def branch(self) -> str:
        """The branch that is checked out, or empty."""
        return (self.repository.branch() if self.repository else None) or ""

    @property
    def user(self) -> str:
        """Who git says is working, or empty."""
        identity = self.repository.identity() if self.repository else None
        return identity.name if identity else ""

    def feature(self, named: str = "") -> Feature:
        """The feature that the user names, or else the current one.

        Raises:
            UsageError: nothing tells which one, or there is no such feature.
        """
        folders = list(self.project.feature_paths)
        told = named or self._pointer() or any(os.environ.get(variable) for variable in VARIABLES)
        ask = partial(current, folders, explicit=named, env=os.environ, pointer=self._pointer())
        try:
            return self.project.feature(ask(branch="" if told else self.branch))
        except UsageError:
            if told or not folders:
                raise
            # What changed since the branch began takes git several questions, so it is asked last.
            return self.project.feature(ask(branch=self.branch, changed=self._changed()))

    def _pointer(self) -> str:
        try:
            return read_pointer(self.project.source.read(POINTER))
        except UnreadableFile:
            return ""

    def _changed(self) -> set[str]:
        if self.repository is None:
            return set()
        changed = changed_paths(self.repository, self.project.config.specs)
        folders = map(self.project.layout.feature_folder, changed)
        return {folder for folder in folders if folder}
