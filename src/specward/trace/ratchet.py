"""The ratchet: what was covered in the base and is covered no more. An old project can only get better.

Held against each other are facts that need no run: that an item has a criterion, a task, a test, a test of all of it.
New items, and criteria that a requirement has gained, take nothing away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.constitution.waivers import waivers_of
from specward.trace.build import graph_of
from specward.trace.diff import renamed_features
from specward.trace.node import LinkKind, NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project
    from specward.trace.graph import Graph
    from specward.trace.node import Node

_JUDGED = frozenset({NodeKind.STORY, NodeKind.REQUIREMENT, NodeKind.CRITERION, NodeKind.SUCCESS, NodeKind.EDGE})
_CRITERION, _TASK, _TEST, _WHOLE = "criterion", "task", "test", "test of all of it"


class Loss(NamedTuple):
    """One item that has lost something."""

    node: Node
    what: str
    """`criterion`, `task`, `test` or `test of all of it`."""
    was: str
    """The id of what it had."""


def losses(project: Project, base: Project) -> Iterator[Loss]:
    """What the items of a project have lost since the base, in the order of the documents.

    Raises:
        UnreadableFile: a document of either state cannot be read.
    """
    now, then = graph_of(project), graph_of(base)
    renamed = renamed_features(then, now)
    waivers = waivers_of(project)
    for node in now.nodes.values():
        if node.kind not in _JUDGED or node.aside or not node.stable:
            continue
        old_key = f"{renamed.get(node.feature, node.feature)}/{node.id}"
        had = _facts(then, old_key) if old_key in then.nodes else {}
        if not had or _is_superseded(now, node.key) or waivers.active_for(node.key, project.today):
            continue
        has = _facts(now, node.key)
        lost = next((what for what in had if what not in has), "")
        if lost:
            yield Loss(node, lost, then.nodes[had[lost]].id)


def _facts(graph: Graph, key: str) -> dict[str, str]:
    """What an item has right below it, each with the first that it has of the kind."""
    found: dict[str, str] = {}
    for link in graph.children.get(key, ()):
        if link.kind is LinkKind.VERIFIES:
            found.setdefault(_TEST, link.child)
            if not link.partial:
                found.setdefault(_WHOLE, link.child)
        elif link.kind is LinkKind.IMPLEMENTS:
            found.setdefault(_TASK, link.child)
        elif graph.nodes[link.child].kind is NodeKind.CRITERION:
            found.setdefault(_CRITERION, link.child)
    return found


def _is_superseded(graph: Graph, key: str) -> bool:
    return any(link.kind is LinkKind.SUPERSEDES for link in graph.children.get(key, ()))
