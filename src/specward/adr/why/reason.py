"""What is asked about, and for what reasons a decision is named as an answer."""

from __future__ import annotations

from typing import NamedTuple

from specward.adr.why.nearness import AROUND, HERE

COMMIT = "commit"
"""The commit that the line comes from, or a prompt record that belongs to it, cites the decision."""
FILE = "file"
"""It is cited elsewhere in the file."""
FOLDER = "folder"
"""It is cited in a file of the folder."""
NAMED = "named"
"""The record names the path."""
AFFECTS = "affects"
"""A field of the record says that it applies to the path."""
FEATURE = "feature"
"""A task names the path, and its feature and the decision are tied."""
ORDER = (HERE, AROUND, COMMIT, FILE, FOLDER, NAMED, AFFECTS, FEATURE)
"""The kinds of reasons, the strongest first."""


class Asked(NamedTuple):
    """What is asked about."""

    path: str
    """Relative to the root; empty for the whole project."""
    line: int = 0
    """0 for all of it."""
    is_folder: bool = False


class Reason(NamedTuple):
    """Why a decision is named."""

    kind: str
    path: str
    """Where it is said; empty of a commit."""
    line: int
    """0 where no line says it."""
    text: str
    """The words that say it, on one line."""

    @property
    def rank(self) -> tuple[int, str, int]:
        """By which reasons are put in order."""
        return ORDER.index(self.kind), self.path, self.line
