"""Policy profiles: what must be linked to what, and what may be.

The three profiles of `trace.profile` as data: upwards a list of alternatives, downwards a list of groups of which one
member each is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.trace.node import LinkKind, NodeKind

if TYPE_CHECKING:
    from specward.trace.graph import Graph
    from specward.trace.node import Link

STORY, STRICT, SAFETY = "story", "strict", "safety"

ALLOWED: dict[tuple[NodeKind, LinkKind], frozenset[NodeKind]] = {
    (NodeKind.REQUIREMENT, LinkKind.DERIVES): frozenset({NodeKind.PRINCIPLE}),
    (NodeKind.REQUIREMENT, LinkKind.REFINES): frozenset({NodeKind.STORY, NodeKind.REQUIREMENT, NodeKind.SUCCESS}),
    (NodeKind.REQUIREMENT, LinkKind.SUPERSEDES): frozenset({NodeKind.REQUIREMENT}),
    (NodeKind.STORY, LinkKind.DERIVES): frozenset({NodeKind.PRINCIPLE}),
    (NodeKind.SUCCESS, LinkKind.DERIVES): frozenset({NodeKind.PRINCIPLE}),
    (NodeKind.SUCCESS, LinkKind.REFINES): frozenset({NodeKind.STORY, NodeKind.REQUIREMENT}),
    (NodeKind.EDGE, LinkKind.REFINES): frozenset({NodeKind.STORY, NodeKind.REQUIREMENT}),
    (NodeKind.CRITERION, LinkKind.REFINES): frozenset(
        {NodeKind.STORY, NodeKind.REQUIREMENT, NodeKind.SUCCESS, NodeKind.EDGE}
    ),
    (NodeKind.TASK, LinkKind.IMPLEMENTS): frozenset(
        {NodeKind.STORY, NodeKind.REQUIREMENT, NodeKind.CRITERION, NodeKind.SUCCESS, NodeKind.EDGE}
    ),
    (NodeKind.TEST, LinkKind.VERIFIES): frozenset(
        {NodeKind.STORY, NodeKind.REQUIREMENT, NodeKind.CRITERION, NodeKind.SUCCESS, NodeKind.EDGE}
    ),
}
"""What the parent of each link may be. Every other link is unwanted where the profile is strict."""


class Profile(NamedTuple):
    """One policy."""

    name: str
    needs: dict[NodeKind, tuple[frozenset[NodeKind], ...]]
    """What an item needs below it: each group by one member at least."""
    up: dict[NodeKind, frozenset[NodeKind]]
    """What an item needs above it: one of these."""
    strict: bool
    """Whether links that the policy does not know are unwanted."""

    def requires(self, kind: NodeKind, below: NodeKind) -> bool:
        """Whether items of a kind need one of another kind below them, and no alternative will do."""
        return any(group == {below} for group in self.needs.get(kind, ()))

    def counts(self, kind: NodeKind) -> bool:
        """Whether items of a kind need anything, and so count in the coverage."""
        return kind in self.needs


_CRITERION = frozenset({NodeKind.CRITERION})
_TASK = frozenset({NodeKind.TASK})
_TEST = frozenset({NodeKind.TEST})
_STRICT_NEEDS = {
    NodeKind.STORY: (_CRITERION, _TASK, _TEST),
    NodeKind.REQUIREMENT: (_CRITERION, _TASK, _TEST),
    NodeKind.CRITERION: (_TEST,),
}
_STRICT_UP = {NodeKind.REQUIREMENT: frozenset({NodeKind.PRINCIPLE, NodeKind.STORY, NodeKind.REQUIREMENT})}

PROFILES = {
    STORY: Profile(
        STORY,
        {
            NodeKind.STORY: (_CRITERION, _TASK, _TEST),
            NodeKind.REQUIREMENT: (_CRITERION | _TASK | _TEST,),
            NodeKind.CRITERION: (_TEST,),
        },
        {},
        strict=False,
    ),
    STRICT: Profile(STRICT, _STRICT_NEEDS, _STRICT_UP, strict=True),
    SAFETY: Profile(SAFETY, _STRICT_NEEDS, _STRICT_UP, strict=True),
}
"""Every profile by its name. `safety` asks for approvals besides, which are no links."""


def unwanted(link: Link, graph: Graph) -> bool:
    """Whether no policy knows such a link between such items."""
    child, parent = graph.nodes.get(link.child), graph.nodes.get(link.parent)
    return child is not None and parent is not None and parent.kind not in allowed_parents(child.kind, link.kind)


def allowed_parents(child: NodeKind, kind: LinkKind) -> frozenset[NodeKind]:
    """What the parent of such a link may be."""
    return ALLOWED.get((child, kind), frozenset())
