"""What `spec trace` finds, as plain values for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specward.trace.coverage import Level

if TYPE_CHECKING:
    from specward.trace.chain import Chain, Step
    from specward.trace.coverage import Coverage, Tally
    from specward.trace.diff import Difference, Pair
    from specward.trace.graph import Graph
    from specward.trace.impact import Impact
    from specward.trace.node import Node
    from specward.trace.suggest import Suggestion


def chain(found: Chain, coverage: Coverage) -> dict[str, Any]:
    """The chain of an item."""
    covered = coverage.covered.get(found.node.key)
    return {
        **_node(found.node),
        "level": covered.level.label if covered else None,
        "deep": covered.deep.label if covered else None,
        "gap": (covered.gap or None) if covered else None,
        "justified": (covered.justified or None) if covered else None,
        "up": [_step(step) for step in found.up],
        "down": [_step(step) for step in found.down],
    }


def impact(found: Impact, graph: Graph) -> dict[str, Any]:
    """What a change reaches."""
    return {
        "changed": [_node(node) for node in found.changed],
        "suspect": [
            {**_node(graph.nodes[link.child]), "link": link.kind.value, "parent": link.parent} for link in found.suspect
        ],
        "further": [{**_node(node), "distance": distance} for node, distance in found.further],
    }


def difference(found: Difference) -> dict[str, Any]:
    """What became of the items of one state in another."""
    return {
        "added": [_node(node) for node in found.added],
        "removed": [_node(node) for node in found.removed],
        "changed": [_pair(pair) for pair in found.changed],
        "moved": [{"from": pair.old.key, "to": pair.new.key} for pair in found.moved],
        "relinked": [
            {"id": one.pair.new.key, "gained": list(one.gained), "lost": list(one.lost)} for one in found.relinked
        ],
        "ticked": [{"id": pair.new.key, "done": pair.new.done} for pair in found.ticked],
        "coverage": {
            kind.value: {"before": _tally(before), "after": _tally(after)} for kind, before, after in found.tallies
        },
    }


def suggestion(found: Suggestion) -> dict[str, Any]:
    """One likely link."""
    return {
        "link": found.kind.value,
        "child": found.child,
        "parent": found.parent.key,
        "likeness": found.likeness,
        "path": found.path,
        "line": found.line,
    }


def _node(node: Node) -> dict[str, Any]:
    return {"id": node.key, "kind": node.kind.value, "text": node.text, "path": node.path, "line": node.line}


def _step(step: Step) -> dict[str, Any]:
    return {"depth": step.depth, "link": step.link.kind.value, "again": step.again, **_node(step.node)}


def _pair(pair: Pair) -> dict[str, Any]:
    return {"id": pair.new.key, "before": pair.old.text, "after": pair.new.text}


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "total": tally.total,
        "justified": tally.justified,
        "set_aside": tally.aside,
        "levels": {level.label: tally.levels[level] for level in Level},
    }
