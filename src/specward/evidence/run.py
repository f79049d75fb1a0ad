"""What one evidence file tells, in whatever form it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specward.evidence.result import Result


class MalformedEvidence(Exception):
    """An evidence file that cannot be used."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        """What is wrong and where: `line 3: no JSON object`."""


class Run(NamedTuple):
    """The results of one or more runs on one tree."""

    results: tuple[Result, ...]
    tree: Mapping[str, str] | None
    """As `specward.evidence.tree.tree_of` gives it; None where the file does not say."""
    changed: tuple[str, ...] = ()
    """The entries of the tree that changed while the tests ran."""
