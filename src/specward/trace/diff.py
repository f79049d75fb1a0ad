"""The difference of two states of a project, item by item. A tag is a baseline: `spec trace diff v1.2..HEAD`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.features import FeatureName
from specward.trace.build import graph_of
from specward.trace.coverage import Level, coverage_of
from specward.trace.fingerprints import Fingerprints
from specward.trace.lock import UNKNOWN
from specward.trace.matrix import COUNTED

if TYPE_CHECKING:
    from specward.project import Project
    from specward.trace.coverage import Tally
    from specward.trace.graph import Graph
    from specward.trace.node import Node, NodeKind


class Pair(NamedTuple):
    """One item in both states."""

    old: Node
    new: Node


class Relinked(NamedTuple):
    """An item that has other parents."""

    pair: Pair
    gained: tuple[str, ...]
    lost: tuple[str, ...]


class Difference(NamedTuple):
    """What became of the items of one state in the other."""

    added: tuple[Node, ...]
    removed: tuple[Node, ...]
    changed: tuple[Pair, ...]
    """What they say has another meaning, as their fingerprints have it."""
    moved: tuple[Pair, ...]
    """They say the same under another id, or in another file."""
    relinked: tuple[Relinked, ...]
    ticked: tuple[Pair, ...]
    """Tasks whose box has changed."""
    tallies: tuple[tuple[NodeKind, Tally, Tally], ...]
    """The coverage then and now. Without results for both, no level is above `bound`."""

    @property
    def empty(self) -> bool:
        """Whether nothing is different."""
        return not any(self[:6])


def diff(old: Project, new: Project) -> Difference:
    """Compare two states of a project.

    Raises:
        UnreadableFile: a document of either state cannot be read.
    """
    then, now = graph_of(old), graph_of(new)
    renamed = renamed_features(then, now)
    old_keys = {key: _old_key(node, renamed) for key, node in now.nodes.items()}
    pairs = [Pair(then.nodes[old_key], now.nodes[key]) for key, old_key in old_keys.items() if old_key in then.nodes]
    stayed = {pair.old.key for pair in pairs}
    says_then, says_now = Fingerprints(old, then), Fingerprints(new, now)
    removed = {key: node for key, node in then.nodes.items() if key not in stayed}
    added = {key: node for key, node in now.nodes.items() if old_keys[key] not in then.nodes}
    moved = _moved(removed, added, says_then, says_now)
    for pair in moved:
        del removed[pair.old.key], added[pair.new.key]
    before, after = coverage_of(old), coverage_of(new)
    return Difference(
        tuple(added.values()),
        tuple(removed.values()),
        tuple(pair for pair in pairs if says_then.text(pair.old.key) != says_now.text(pair.new.key)),
        tuple(moved),
        tuple(_relinked(pairs, then, now, old_keys, {pair.new.key: pair.old.key for pair in moved})),
        tuple(pair for pair in pairs if pair.old.done is not pair.new.done),
        tuple((kind, before.tally(kind), after.tally(kind)) for kind in COUNTED),
    )


def changed_keys(old: Project, new: Project) -> set[str]:
    """The items of the new state that are not as they were: added, or changed in meaning."""
    found = diff(old, new)
    return {node.key for node in found.added} | {pair.new.key for pair in found.changed}


def renamed_features(then: Graph, now: Graph) -> dict[str, str]:
    """The old name of each feature that has another number now and the same slug, where one alone had it."""
    known = set(then.folders.values())
    old: dict[str, list[str]] = {}
    for feature in then.folders.values():
        old.setdefault(_slug(feature), []).append(feature)
    found = {}
    for feature in now.folders.values():
        candidates = old.get(_slug(feature), [])
        if feature not in known and len(candidates) == 1:
            found[feature] = candidates[0]
    return found


def regressions(difference: Difference) -> list[tuple[NodeKind, Level]]:
    """The kinds and levels that a smaller share of items has reached than before."""
    return [
        (kind, level)
        for kind, before, after in difference.tallies
        for level in Level
        if before.total and after.total and after.reached(level) * before.total < before.reached(level) * after.total
    ]


def _slug(feature: str) -> str:
    return FeatureName.parse(feature.rpartition("/")[2]).slug


def _old_key(node: Node, renamed: dict[str, str]) -> str:
    return f"{renamed[node.feature]}/{node.id}" if node.feature in renamed else node.key


def _moved(
    removed: dict[str, Node], added: dict[str, Node], says_then: Fingerprints, says_now: Fingerprints
) -> list[Pair]:
    """Items that are gone and stand elsewhere with the same words, each paired with one."""
    gone: dict[tuple[str, str], list[Node]] = {}
    for key, node in removed.items():
        gone.setdefault((node.kind, says_then.text(key)), []).append(node)
    gone = {identity: nodes[::-1] for identity, nodes in gone.items()}
    pairs = []
    for key, node in added.items():
        said = says_now.text(key)
        if said != UNKNOWN and gone.get((node.kind, said)):
            pairs.append(Pair(gone[node.kind, said].pop(), node))
    return pairs


def _relinked(
    pairs: list[Pair], then: Graph, now: Graph, old_keys: dict[str, str], moved: dict[str, str]
) -> list[Relinked]:
    found = []
    for pair in pairs:
        before = {link.parent for link in then.parents.get(pair.old.key, ())}
        parents = [link.parent for link in now.parents.get(pair.new.key, ())]
        after = {moved.get(parent) or old_keys.get(parent, parent): parent for parent in parents}
        gained = tuple(parent for old, parent in after.items() if old not in before)
        lost = tuple(sorted(before - after.keys()))
        if gained or lost:
            found.append(Relinked(pair, gained, lost))
    return found
