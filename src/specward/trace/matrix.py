"""The matrix: each story, requirement and criterion of a feature with what stands above and below it, as values."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.trace.coverage import Level
from specward.trace.node import LinkKind, NodeKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from specward.trace.coverage import Coverage, Covered, Tally
    from specward.trace.node import Link, Node

COUNTED = (NodeKind.STORY, NodeKind.REQUIREMENT, NodeKind.CRITERION)
"""What a section counts, in this order."""
_ALWAYS = frozenset(COUNTED)


class Test(NamedTuple):
    """One test in a row."""

    key: str
    text: str
    """The function or title, without the path."""
    state: str
    """What it came to, `proved` or `failed`; empty where there are no results."""
    holds: bool


class Row(NamedTuple):
    """One item."""

    node: Node
    nested: bool
    """Whether it belongs to the row above it: a criterion in its story."""
    up: tuple[str, ...]
    """The ids of its parents; those of other features whole."""
    below: tuple[str, ...]
    """The ids of its criteria; of a principle those of its requirements."""
    tasks: tuple[str, ...]
    done: int
    tests: tuple[Test, ...]
    level: Level
    """Its deep level: see `Covered.deep`."""
    gap: str
    justified: str
    counts: bool

    @property
    def passed(self) -> int:
        """How many of the tests hold."""
        return sum(test.holds for test in self.tests)

    @property
    def standing(self) -> str:
        """The word for its level, or `justified`, or `set aside`."""
        return "set aside" if not self.counts else "justified" if self.justified else self.level.label

    @property
    def remark(self) -> str:
        """What keeps it from the next level, or lets it pass; empty where there is nothing to say."""
        return self.justified or (self.gap if self.counts else "")


class Section(NamedTuple):
    """One feature, or the principles."""

    feature: str
    """Empty for the principles."""
    rows: tuple[Row, ...]
    tallies: tuple[tuple[NodeKind, Tally], ...]


def matrix(coverage: Coverage, features: Collection[str] | None = None) -> list[Section]:
    """The matrix of a project, or of some of its features; first principles, where requirements derive from them."""
    graph = coverage.graph
    wanted = list(graph.folders.values()) if features is None else [f for f in graph.folders.values() if f in features]
    by_feature: dict[str, list[Node]] = {feature: [] for feature in wanted}
    principles = []
    for node in graph.nodes.values():
        if node.kind is NodeKind.PRINCIPLE:
            principles.append(node)
        elif node.feature in by_feature and node.key in coverage.covered:
            by_feature[node.feature].append(node)
    sections = []
    rows = tuple(_row(node, coverage) for node in principles if node.key in graph.children)
    if rows and features is None:
        sections.append(Section("", rows, ()))
    for feature, nodes in by_feature.items():
        tallies = tuple((kind, coverage.tally(kind, feature)) for kind in COUNTED)
        sections.append(Section(feature, tuple(_rows(nodes, coverage)), tallies))
    return sections


def _rows(nodes: list[Node], coverage: Coverage) -> Iterator[Row]:
    """Each story with its criteria, then the other items; success criteria and edge cases where something is linked."""
    graph = coverage.graph
    told: set[str] = set()
    criteria = {node.key: node for node in nodes if node.kind is NodeKind.CRITERION}
    for story in (node for node in nodes if node.kind is NodeKind.STORY):
        yield _row(story, coverage)
        for link in graph.children.get(story.key, ()):
            if not link.written and link.child in criteria and link.child not in told:
                told.add(link.child)
                yield _row(criteria[link.child], coverage, nested=True)
    for node in nodes:
        shown = node.kind in _ALWAYS or node.key in graph.children
        if shown and node.kind is not NodeKind.STORY and node.key not in told:
            yield _row(node, coverage)


def _row(node: Node, coverage: Coverage, *, nested: bool = False) -> Row:
    found = coverage.covered[node.key]
    graph = coverage.graph
    nodes = graph.nodes
    up = [link.parent for link in graph.parents.get(node.key, ()) if link.written or not nested]
    below: Sequence[str] = found.criteria
    if node.kind is NodeKind.PRINCIPLE:
        below = [link.child for link in graph.children.get(node.key, ()) if _is_inner(link)]
    home = f"{node.feature}/"
    return Row(
        node,
        nested,
        tuple([key.removeprefix(home) for key in up]),
        tuple([key.removeprefix(home) for key in below]),
        tuple([key.removeprefix(home) for key in found.tasks]),
        found.done,
        tuple([_test(nodes[key], coverage) for key in found.tests]),
        found.deep,
        _gap(found, coverage),
        found.justified,
        found.counts,
    )


def _gap(found: Covered, coverage: Coverage) -> str:
    """What keeps an item back; that there are no results at all is said once, not in each row."""
    if found.level is not found.deep:
        return "what rests on it is less covered"
    return "" if found.level is Level.BOUND and coverage.proofs is None else found.gap


def _is_inner(link: Link) -> bool:
    return link.kind not in {LinkKind.IMPLEMENTS, LinkKind.VERIFIES}


def _test(node: Node, coverage: Coverage) -> Test:
    proof = coverage.proofs.get(node.key) if coverage.proofs is not None else None
    return Test(node.key, node.text, proof.state.value if proof else "", proof.holds if proof else False)
