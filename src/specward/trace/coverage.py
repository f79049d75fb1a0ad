"""How far each item is covered: the levels of a lattice, computed from the bottom up.

A level is reached when all below it are; one whose artefact the policy does not need is skipped. What is waived is
justified, not covered, and what is undetermined is never a pass.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from specward.constitution.waivers import waivers_of
from specward.evidence.judge import State
from specward.finding import new
from specward.lazy import lazy
from specward.trace.build import graph_of
from specward.trace.node import LinkKind, NodeKind
from specward.trace.profile import PROFILES
from specward.words import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from specward.evidence.judge import Proof
    from specward.project import Project
    from specward.trace.graph import Graph
    from specward.trace.node import Link, Node
    from specward.trace.profile import Profile

    Claims = dict[str, Sequence[Link]]
    """The links of tests by the criterion that they verify."""

_NO_RESULT = frozenset({State.NEVER_RAN, State.STALE, State.NO_EVIDENCE})
_SHOWN = 3


class Level(IntEnum):
    """How far an item is covered."""

    NONE = 0
    """Nothing that is needed is linked."""
    PLANNED = 1
    """At least one task is linked."""
    DONE = 2
    """All linked tasks are ticked."""
    BOUND = 3
    """Every needed criterion has a test that names it."""
    EVIDENCED = 4
    """All those tests have results that were made on the present tree."""
    VERIFIED = 5
    """They passed and could have failed, each criterion has one that verifies all of it, and no link is suspect."""

    @property
    def label(self) -> str:
        """The word that users read: `none` … `verified`."""
        return self.name.lower()


class Covered(NamedTuple):
    """How far one item is covered, and by what."""

    level: Level
    deep: Level
    """The lowest of its own level and those of the requirements that rest on it."""
    criteria: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    done: int = 0
    """How many of the tasks are ticked."""
    tests: tuple[str, ...] = ()
    """Those that verify it or one of its criteria."""
    gap: str = ""
    """What keeps it from the next level, in words; empty where it is verified."""
    justified: str = ""
    """The reason of the waiver that lets it pass."""
    counts: bool = True
    """Whether it is in the denominator: false where it is put off, withdrawn or superseded."""


class Tally(NamedTuple):
    """How many items of one kind have reached each level."""

    total: int
    """All that count, justified ones included: the denominator."""
    levels: tuple[int, ...]
    """How many are at exactly each level, justified ones left out."""
    justified: int
    aside: int
    """How many are put off, withdrawn or superseded, and do not count."""

    def reached(self, level: Level) -> int:
        """How many are at a level or above."""
        return sum(self.levels[level:])


_JUSTIFIED, _ASIDE = len(Level), len(Level) + 1
"""Where justified items and those that do not count are counted, behind the levels."""
_EMPTY = Tally(0, (0,) * len(Level), 0, 0)


class Coverage:
    """The coverage of a graph.

    Args:
        graph: the items.
        profile: the policy.
        covered: the result by key, for stories, requirements, criteria and principles.
        proofs: what each test proves, where there are results.
    """

    def __init__(
        self, graph: Graph, profile: Profile, covered: dict[str, Covered], proofs: dict[str, Proof] | None
    ) -> None:
        self.graph = graph
        self.profile = profile
        self.covered = covered
        self.proofs = proofs

    def tally(self, kind: NodeKind, feature: str | None = None) -> Tally:
        """Count the items of a kind, of one feature or of all."""
        tallies = self._tallies
        if feature is not None:
            return tallies.get((feature, kind), _EMPTY)
        found = [tally for (_, of), tally in tallies.items() if of is kind]
        levels = tuple(map(sum, zip(*(tally.levels for tally in found), strict=True))) or _EMPTY.levels
        return Tally(sum(t.total for t in found), levels, sum(t.justified for t in found), sum(t.aside for t in found))

    @lazy
    def _tallies(self) -> dict[tuple[str, NodeKind], Tally]:
        counted: dict[tuple[str, NodeKind], list[int]] = {}
        for key, found in self.covered.items():
            node = self.graph.nodes[key]
            counts = counted.setdefault((node.feature, node.kind), [0] * (len(Level) + 2))
            counts[_ASIDE if not found.counts else _JUSTIFIED if found.justified else found.deep] += 1
        return {
            identity: Tally(sum(counts[:_ASIDE]), tuple(counts[: len(Level)]), counts[_JUSTIFIED], counts[_ASIDE])
            for identity, counts in counted.items()
        }


def coverage_of(project: Project) -> Coverage:
    """The coverage of a whole project under its own profile, with whatever evidence it was opened with.

    Raises:
        UnreadableFile: a document, a lock or the waivers are there and cannot be read.
    """
    if not project.kept:
        return cover(project, graph_of(project))
    from specward.trace.link_state import suspects

    return cover(project, graph_of(project), suspects(project))


def cover(project: Project, graph: Graph, in_doubt: Collection[tuple[str, str]] = ()) -> Coverage:
    """Compute the coverage of a graph.

    Args:
        project: where profile, evidence and waivers come from.
        graph: its graph, or that of some of its features.
        in_doubt: the links, child and parent, whose parent has changed since they were reviewed.

    Raises:
        UnreadableFile: the waivers are there and cannot be read.
    """
    profile = PROFILES[project.config.trace_profile]
    proofs = None
    if project.evidence:
        proofs = {proof.case.id: proof for proof in project.proofs if proof.case.id in graph.nodes}
    calculation = _Calculation(graph, profile, proofs, frozenset(in_doubt))
    covered = calculation.covered()
    waivers = waivers_of(project)
    if any(waiver.active(project.today) for waiver in waivers.waivers):
        for key, found in covered.items():
            waiver = waivers.active_for(key, project.today)
            if waiver:
                covered[key] = found._replace(justified=waiver.reason)
    return Coverage(graph, profile, covered, proofs)


class _Calculation:
    """The levels of one graph."""

    def __init__(
        self,
        graph: Graph,
        profile: Profile,
        proofs: dict[str, Proof] | None,
        in_doubt: frozenset[tuple[str, str]],
    ) -> None:
        self._graph = graph
        self._profile = profile
        self._proofs = proofs
        self._in_doubt = in_doubt
        self._nodes = graph.nodes
        self._tests: dict[str, list[Link]] = {}
        self._tasks: dict[str, list[str]] = {}
        self._criteria: dict[str, list[str]] = {}
        self._superseded: set[str] = set()
        self._sort(graph.links)

    def covered(self) -> dict[str, Covered]:
        """Every item that can be covered, in the order of the graph."""
        found = {
            node.key: self._own(node)
            for node in self._nodes.values()
            if node.kind is not NodeKind.TASK and node.kind is not NodeKind.TEST
        }
        for component in self._graph.components:
            self._deepen(component, found)
        return found

    def _sort(self, links: list[Link]) -> None:
        for link in links:
            kind, child, parent, *_ = link
            if kind is LinkKind.VERIFIES:
                self._tests.setdefault(parent, []).append(link)
            elif kind is LinkKind.IMPLEMENTS:
                self._tasks.setdefault(parent, []).append(child)
            elif kind is LinkKind.SUPERSEDES:
                self._superseded.add(parent)
            elif (node := self._nodes[child]).kind is NodeKind.CRITERION and not node.aside:
                self._criteria.setdefault(parent, []).append(child)

    def _deepen(self, component: list[str], found: dict[str, Covered]) -> None:
        """Give an item the lowest level of what rests on it; what lies on a ring stays at none."""
        key = component[0]
        below = self._graph.inner.get(key, ())
        if len(component) > 1 or key in below:
            for one in component:
                found[one] = found[one]._replace(level=Level.NONE, deep=Level.NONE, gap="it lies on a ring of links")
            return
        levels = [found[child].deep for child in below if found[child].counts and not self._is_folded(child)]
        if not levels:
            return
        lowest = min(levels)
        own = found[key]
        if self._nodes[key].kind is NodeKind.PRINCIPLE:
            found[key] = own._replace(level=lowest, deep=lowest, gap="")
        elif lowest < own.deep:
            found[key] = own._replace(deep=lowest)

    def _is_folded(self, key: str) -> bool:
        """Whether the level of its parent takes an item into account already."""
        return self._nodes[key].kind is NodeKind.CRITERION

    def _own(self, node: Node) -> Covered:
        key = node.key
        criteria = self._criteria.get(key, ())
        tests = self._tests.get(key, ())
        by_criterion: Claims = {criterion: self._tests.get(criterion, ()) for criterion in criteria}
        tasks = dict.fromkeys(self._tasks.get(key, ()))
        for criterion in criteria:
            tasks.update(dict.fromkeys(self._tasks.get(criterion, ())))
        if not tasks and node.kind is NodeKind.REQUIREMENT and not self._profile.strict:
            tasks = dict.fromkeys(self._tasks_of_stories(key, criteria))
        done = sum(1 for task in tasks if self._nodes[task].done)
        level, gap = self._level(node, (len(tasks), done), tests, by_criterion)
        if not tests and not self._profile.counts(node.kind):
            gap = ""
        named = dict.fromkeys(link.child for links in (tests, *by_criterion.values()) for link in links)
        counts = not node.aside and key not in self._superseded
        return new(Covered, (level, level, tuple(criteria), tuple(tasks), done, tuple(named), gap, "", counts))

    def _tasks_of_stories(self, key: str, criteria: Sequence[str]) -> Iterator[str]:
        """The tasks of the stories that a requirement serves: by a note of its own, or by its criteria."""
        for item in (key, *criteria):
            for link in self._graph.parents.get(item, ()):
                parent = self._nodes.get(link.parent)
                if parent and parent.kind is NodeKind.STORY:
                    yield from self._tasks.get(parent.key, ())

    def _level(
        self, node: Node, tasks: tuple[int, int], tests: Sequence[Link], by_criterion: Claims
    ) -> tuple[Level, str]:
        count, done = tasks
        level = Level.NONE if not count else Level.DONE if done == count else Level.PLANNED
        if level < Level.DONE and self._profile.requires(node.kind, NodeKind.TASK):
            return level, f"{count - done} of {count} tasks open" if count else "no task"
        if not by_criterion and self._profile.requires(node.kind, NodeKind.CRITERION):
            return level, "no criterion"
        unbound = [key for key, links in by_criterion.items() if not links]
        if unbound:
            return level, f"no test for {self._listed(unbound)}"
        if not by_criterion and not tests:
            return level, "no test"
        return self._proved(tests, by_criterion)

    def _proved(self, tests: Sequence[Link], by_criterion: Claims) -> tuple[Level, str]:
        """The level of what has a test for everything."""
        links = [*tests, *(link for links in by_criterion.values() for link in links)]
        if self._proofs is None:
            return Level.BOUND, "no results"
        proofs = [self._proofs[link.child] for link in links]
        for proof in proofs:
            if proof.state in _NO_RESULT:
                return Level.BOUND, f"{self._nodes[proof.case.id].text}: {proof.detail}"
        for proof in proofs:
            if not proof.holds:
                return Level.EVIDENCED, f"{self._nodes[proof.case.id].text}: {proof.detail}"
        groups = list(by_criterion.items()) or [("", tests)]
        partly = [key for key, group in groups if all(link.partial for link in group)]
        if partly:
            return Level.EVIDENCED, f"verified in part only{f': {self._listed(partly)}' if partly[0] else ''}"
        if self._in_doubt:
            for link in links:
                if (link.child, link.parent) in self._in_doubt:
                    return Level.EVIDENCED, f"{self._nodes[link.parent].id} has changed since its test was reviewed"
        return Level.VERIFIED, ""

    def _listed(self, keys: list[str]) -> str:
        return listed([self._nodes[key].id for key in keys], _SHOWN)
