"""What a decision replaced and what replaced it, and its other relations, as a tree."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from specward.adr.catalogue.graph import graph_of
from specward.artifacts.adr_links import DEPENDS_ON, INVERSE, SUPERSEDED_BY, SUPERSEDES

if TYPE_CHECKING:
    from specward.adr.catalogue.catalogue import Catalogue
    from specward.adr.catalogue.entry import Entry, Tie

NEEDED_BY = "needed by"
_PASSIVE = {**INVERSE, DEPENDS_ON: NEEDED_BY}
_FOLLOWED = (SUPERSEDES, SUPERSEDED_BY)
"""The relations that are followed to their end; all others are shown one step far."""
_FIRST = {kind: place for place, kind in enumerate(_FOLLOWED)}
_DEEPEST = 30
"""Steps of a chain that are followed: a longer one fits on no screen."""


class Branch(NamedTuple):
    """A relation, and where it goes on from there."""

    kind: str
    """As the decision before it says it: `supersedes`, `amended by`."""
    partly: bool
    name: str
    """Of the other record, or as written where no one record is meant."""
    entry: Entry | None = None
    """None where no one record is meant, or where it cannot be read."""
    note: str = ""
    """Why none is; or that it is the decision itself."""
    branches: tuple[Branch, ...] = ()


class _Step(NamedTuple):
    kind: str
    partly: bool
    path: str


def chain_of(entry: Entry, catalogue: Catalogue) -> tuple[Branch, ...]:
    """The relations of a decision: what it replaced and what replaced it, each to the end, then all others.

    A record that comes up again, as in a ring, is shown again and not followed.
    """
    return _Chain(catalogue).around(entry)


class _Chain:
    def __init__(self, catalogue: Catalogue) -> None:
        self._at = catalogue.at
        self._steps: defaultdict[str, list[_Step]] = defaultdict(list)
        for edge in graph_of(catalogue).edges:
            self._steps[edge.source].append(_Step(edge.kind, edge.partly, edge.target))
            self._steps[edge.target].append(_Step(_PASSIVE.get(edge.kind, edge.kind), edge.partly, edge.source))
        self._followed: set[tuple[str, str]] = set()

    def around(self, entry: Entry) -> tuple[Branch, ...]:
        self._followed |= {(entry.path, kind) for kind in _FOLLOWED}
        steps = sorted(self._steps[entry.path], key=lambda step: (_FIRST.get(step.kind, len(_FIRST)), step))
        leaves = dict.fromkeys(filter(None, (self._leaf(tie, entry) for tie in entry.ties)))
        return (*(self._branch(step, 1) for step in steps), *leaves)

    def _leaf(self, tie: Tie, entry: Entry) -> Branch | None:
        """A relation that leads to no other record; None for one that does."""
        if not tie.paths:
            return Branch(tie.kind, tie.partly, tie.name, note="no such record")
        if len(tie.paths) > 1:
            return Branch(tie.kind, tie.partly, tie.name, note=f"may be any of {len(tie.paths)}")
        if tie.paths[0] == entry.path:
            return Branch(tie.kind, tie.partly, entry.name, entry, "itself")
        return None if tie.paths[0] in self._at else Branch(tie.kind, tie.partly, tie.name, note="cannot be read")

    def _branch(self, step: _Step, depth: int) -> Branch:
        branches: tuple[Branch, ...] = ()
        place = step.path, step.kind
        if step.kind in _FOLLOWED and depth < _DEEPEST and place not in self._followed:
            self._followed.add(place)
            further = (one for one in sorted(self._steps[step.path]) if one.kind == step.kind)
            branches = tuple(self._branch(one, depth + 1) for one in further)
        entry = self._at[step.path]
        return Branch(step.kind, step.partly, entry.name, entry, branches=branches)
