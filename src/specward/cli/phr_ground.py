"""Where the commands of the prompt history stand: nothing of a project but its root and its layout.

A search over 50,000 records is over before all documents of the project would be listed.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.kind import Layout
from specward.config import load
from specward.root import find_root
from specward.sources.worktree import WorkTreeSource

if TYPE_CHECKING:
    from specward.artifacts.phr import Record


class Ground(NamedTuple):
    """A project's root and layout."""

    root: str
    layout: Layout

    @classmethod
    def here(cls) -> Ground:
        """Of the project that the working directory lies in.

        Raises:
            ConfigError: its configuration is not valid.
        """
        root = find_root(os.getcwd())
        return cls(root, Layout.of(load(WorkTreeSource(root))))

    def require_project(self) -> None:
        """Refuse a folder that is no project; to be asked where nothing was found.

        Raises:
            UsageError: it is none.
        """
        from specward.opening import open_project

        open_project(self.root)

    def record(self, reference: str) -> Record:
        """The record that the user means; see `lookup.find_record`. A path counts from the working directory as well.

        Raises:
            UsageError: it is none, or more than one.
            UndeterminedError: it cannot be read.
        """
        from specward.phr.search.lookup import find_record

        path = os.path.relpath(os.path.abspath(reference), self.root).replace(os.sep, "/")
        return find_record(self.root, self.layout, path if os.path.isfile(reference) else reference)
