"""Complete prompt records that lie in the work tree and are not staged: what a refused commit may have forgotten."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind, Layout
from specward.git.process import run
from specward.git.repository import Repository
from specward.phr.policy import objection
from specward.phr.records import ProjectRecords
from specward.project import Project
from specward.root import find_root
from specward.sources.worktree import WorkTreeSource

if TYPE_CHECKING:
    from specward.config import Config
    from specward.phr.policy import Verdict

_PATHSPECS = ("*.prompt.md", "*.phr.md")
_MOST = 100
"""So many are looked at: a commit that is refused must not wait for a whole history to be read."""
_OF_SOME_PATHS = "next-index-"
"""What the index of `git commit PATH…` is called (git-commit, `prepare_index`): what is staged besides is not in it."""


def waiting_records(verdict: Verdict, config: Config, folder: str) -> list[str]:
    """The records that would answer for a change if they were staged, sorted, relative to the project's root.

    Args:
        verdict: on a change that lacks its record.
        config: the project's configuration.
        folder: the project's, below the top of the work tree, ending in `/`; empty where it is the top.
    """
    repository = Repository.find(os.getcwd())
    if repository is None or os.path.basename(os.environ.get("GIT_INDEX_FILE", "")).startswith(_OF_SOME_PATHS):
        return []
    root = os.path.join(repository.root, folder.rstrip("/")).rstrip(os.sep)
    records = ProjectRecords(Project(WorkTreeSource(root), config))
    layout = Layout.of(config)
    features = frozenset({verdict.feature} - {""})
    found = []
    for path in _unstaged(root)[:_MOST]:
        own = layout.kind_of(path) is Kind.PHR and find_root(os.path.dirname(os.path.join(root, path))) == root
        record = records.read(path) if own else None
        if record and not objection(record, verdict.code, features):
            found.append(path)
    return found


def _unstaged(root: str) -> list[str]:
    """What looks like a record and is new or changed in the work tree, below a folder and relative to it."""
    listing = run(["ls-files", "-z", "--others", "--modified", "--exclude-standard", "--", *_PATHSPECS], root)
    return sorted({path for path in os.fsdecode(listing.out).split("\0") if path})
