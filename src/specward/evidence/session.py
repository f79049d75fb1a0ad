"""What one session of pytest comes to, collected report by report."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.evidence.result import Outcome, Result, split_nodeid
from specward.evidence.tree import differing, tree_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from specward.sources.source import Source

_WORST_FIRST = (
    *(Outcome.FAILED, Outcome.SKIPPED, Outcome.XFAILED),
    *(Outcome.XPASSED, Outcome.PASSED, Outcome.DESELECTED),
)
"""Of the phases of one test: a pass whose teardown failed is a failure."""
_RANK: dict[str, int] = {outcome.value: rank for rank, outcome in enumerate(_WORST_FIRST)}


class _Seen(NamedTuple):
    outcome: str = Outcome.DESELECTED.value
    verifies: tuple[str, ...] = ()
    reruns: int = 0
    steps: tuple[tuple[str, str], ...] = ()


_UNSEEN = _Seen()


class Session:
    """The tests of one session, by node id.

    Args:
        source: the project's files.
        exempt: globs of files that do not count to the tree.

    Raises:
        UnreadableFile: a file that counts to the tree cannot be read.
        UndeterminedError: the files cannot be listed.
    """

    def __init__(self, source: Source, exempt: Collection[str]) -> None:
        self._source = source
        self._exempt = tuple(exempt)
        self._tests: dict[str, _Seen] = {}
        self.tree = tree_of(source, self._exempt)

    def collected(self, nodeids: Iterable[str]) -> None:
        """Tests that are there. One that is never reported on was left out."""
        for nodeid in nodeids:
            self._tests.setdefault(nodeid, _UNSEEN)

    def reported(
        self, nodeid: str, outcome: str, verifies: tuple[str, ...] = (), steps: tuple[tuple[str, str], ...] = ()
    ) -> None:
        """One phase of a test ended.

        Args:
            nodeid: the test.
            outcome: the value of an `Outcome`.
            verifies: what it says that it verifies.
            steps: what it recorded.
        """
        seen = self._tests.get(nodeid, _UNSEEN)
        worst = outcome if _RANK[outcome] < _RANK[seen.outcome] else seen.outcome
        self._tests[nodeid] = _Seen(worst, verifies or seen.verifies, seen.reruns, steps or seen.steps)

    def rerun(self, nodeid: str) -> None:
        """A test failed and will be run again."""
        seen = self._tests.get(nodeid, _UNSEEN)
        self._tests[nodeid] = seen._replace(reruns=seen.reruns + 1)

    def results(self) -> list[Result]:
        """Every test of the session."""
        return [
            Result(*split_nodeid(nodeid), Outcome(seen.outcome), seen.verifies, seen.reruns, seen.steps)
            for nodeid, seen in self._tests.items()
        ]

    def changed(self, source: Source) -> tuple[str, ...]:
        """Where the tree has changed since the session began.

        Args:
            source: the project's files, listed anew.
        """
        return differing(self.tree, tree_of(source, self._exempt))

    def targets(self) -> dict[str, str]:
        """What the tests say that they verify, each with the first test that says so."""
        found: dict[str, str] = {}
        for nodeid, seen in self._tests.items():
            for target in seen.verifies:
                found.setdefault(target.removesuffix("?"), nodeid)
        return found
