"""What the items of a project say now, in the form in which locks remember it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from specward import fingerprint
from specward.artifacts.normative import of_principle, of_spec, of_tasks
from specward.constitution.norms import norms_of
from specward.evidence import scan
from specward.features import FeatureName
from specward.lazy import lazy
from specward.remembered import remembered_each
from specward.trace.lock import UNKNOWN
from specward.trace.node import LinkKind, NodeKind

if TYPE_CHECKING:
    from specward.artifacts.normative import Fields
    from specward.project import Feature, Project
    from specward.trace.graph import Graph

PLAN, SPEC = "plan.md", "spec.md"
"""The names by which a lock knows a feature's plan and its specification as a whole."""
_PARENTS = frozenset({LinkKind.DERIVES, LinkKind.REFINES})


class Fingerprints:
    """Reads a feature when something of it is asked for.

    Args:
        project: what to read.
        graph: its graph.
    """

    def __init__(self, project: Project, graph: Graph) -> None:
        self._project = project
        self._graph = graph
        self._folders = {feature: folder for folder, feature in graph.folders.items()}

    def text(self, key: str) -> str:
        """The fingerprint of what an item says; `-` of a test that nobody has read."""
        if self._is_test(key):
            return self._of_test(key) or UNKNOWN
        return fingerprint.fingerprint(self._of(key))

    def text_and_parents(self, key: str) -> str:
        """The fingerprint of what an item says and what it derives from or refines."""
        return fingerprint.fingerprint(self._with_parents(key))

    def says(self, key: str, stored: str) -> bool:
        """Whether an item still says what a stored fingerprint was made of."""
        if self._is_test(key):
            return self._of_test(key) == stored
        return self._matches((key, stored))

    @remembered_each
    def _matches(self, of: tuple[str, str]) -> bool:
        key, stored = of
        return fingerprint.matches(stored, self._of(key))

    def says_with_parents(self, key: str, stored: str) -> bool:
        """Whether an item and its parents still are what a stored fingerprint was made of."""
        return fingerprint.matches(stored, self._with_parents(key))

    def fields(self, key: str) -> Fields:
        """What an item says; nothing of a test."""
        return () if self._is_test(key) else self._of(key)

    def every(self, key: str) -> list[str]:
        """The fingerprints of what an item of a feature says by all algorithms."""
        return fingerprint.every(self._of(key))

    def spelled(self, key: str, home: str) -> str:
        """An item as the lock of a feature names it: by its local id, or behind the slug of another feature.

        The slug alone, so that a feature may be renumbered; the whole name where two features have one slug.
        """
        node = self._graph.nodes[key]
        if not node.feature:
            return key
        if node.feature == home:
            return node.id
        name = node.feature.rpartition("/")[2]
        slug = FeatureName.parse(name).slug
        return f"{slug if self._slugs[slug] == 1 else name}/{node.id}"

    def scenarios_by_position(self, feature: str) -> dict[str, str]:
        """The scenarios of a feature that have no id of their own, by each of their fingerprints."""
        nodes = (self._graph.nodes.get(f"{feature}/{identity}") for identity in self._of_feature(feature))
        found = [node.key for node in nodes if node and not node.stable]
        return {stored: key for key in found for stored in self.every(key)}

    def _of(self, key: str) -> Fields:
        node = self._graph.nodes[key]
        if node.kind is NodeKind.PRINCIPLE:
            return self._principles.get(key, ())
        return self._of_feature(node.feature).get(node.id, ())

    def _is_test(self, key: str) -> bool:
        return self._graph.nodes[key].kind is NodeKind.TEST

    def _of_test(self, key: str) -> str:
        """The fingerprint of a test's source; empty where it is not known."""
        return self._tests_at(self._graph.nodes[key].path).get(key, "")

    @remembered_each
    def _tests_at(self, path: str) -> dict[str, str]:
        return scan.fingerprints(self._project.source, path)

    @remembered_each
    def _of_feature(self, feature: str) -> dict[str, Fields]:
        return fields_of(self._project.feature(self._folders[feature]))

    def _with_parents(self, key: str) -> Fields:
        home = self._graph.nodes[key].feature
        links = (link for link in self._graph.parents.get(key, ()) if link.kind in _PARENTS)
        parents = sorted(
            f"{link.kind} {self.spelled(link.parent, home)}" for link in links if link.parent in self._graph.nodes
        )
        return (*self._of(key), *(("parent", parent) for parent in parents))

    @lazy
    def _principles(self) -> dict[str, Fields]:
        norms = norms_of(self._project).principles
        return {norm.id: of_principle(norm.document, norm.principle) for norm in norms}

    @lazy
    def _slugs(self) -> Counter[str]:
        return Counter(FeatureName.parse(name.rpartition("/")[2]).slug for name in self._folders)


def fields_of(feature: Feature) -> dict[str, Fields]:
    """What each item of a feature says, by local id; of two with one id the first."""
    found: dict[str, Fields] = {}
    for identity, fields in of_spec(feature.spec) if feature.spec else ():
        found.setdefault(identity, fields)
    for identity, fields in of_tasks(feature.tasks) if feature.tasks else ():
        found.setdefault(identity, fields)
    return found


def whole_spec(feature: Feature) -> Fields:
    """What all items of a specification say together, whatever their order."""
    if not feature.spec:
        return ()
    unstable = {scenario.id for scenario in feature.spec.scenarios if not scenario.stable}
    items = [
        (("item", "" if identity in unstable else identity), *fields) for identity, fields in of_spec(feature.spec)
    ]
    items.sort(key=lambda fields: [fingerprint.normalised(value) for _, value in fields])
    return (("kind", "spec"), *(field for item in items for field in item))
