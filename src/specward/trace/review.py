"""Reviews: what a person's word writes into the locks. Nothing else writes there, and checking never does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward import fingerprint
from specward.changes import Create, Replace
from specward.errors import UndeterminedError
from specward.trace.fingerprints import PLAN, SPEC, whole_spec
from specward.trace.link_state import State, reviews_of
from specward.trace.lock import APPROVED, RETIRED, UNKNOWN, CorruptLock, Entry, Lock, empty
from specward.trace.node import NodeKind

if TYPE_CHECKING:
    from collections.abc import Collection

    from specward.changes import Change
    from specward.project import Feature, Project
    from specward.trace.link_state import LinkState, Reviews
    from specward.trace.lock import Identity
    from specward.trace.node import Link, Node

_FOLLOWS = "follows"
"""What a plan does to its specification."""
_NEVER_APPROVED = frozenset({NodeKind.PRINCIPLE, NodeKind.TASK, NodeKind.TEST})


class Wanted(NamedTuple):
    """What was reviewed."""

    items: frozenset[str] = frozenset()
    """Keys: each item itself, and every link from or to it."""
    links: frozenset[tuple[str, str]] = frozenset()
    """Child and parent, by their keys."""
    plans: frozenset[str] = frozenset()
    """The folders whose plan was held against the specification."""

    def covers(self, link: Link) -> bool:
        """Whether a link was reviewed."""
        return link.child in self.items or link.parent in self.items or (link.child, link.parent) in self.links


def review(project: Project, wanted: Wanted, reason: str = "") -> list[Change]:
    """The changes to locks that a review makes.

    Lines about links that are in the documents no more go, where the review is about one of their items; scenarios that
    moved take their lines with them; what an earlier algorithm wrote and still holds is written anew.

    Args:
        project: the project.
        wanted: what was reviewed.
        reason: why a link holds although its parent has changed; kept with each link that was in doubt.

    Raises:
        UndeterminedError: a lock that would be written is corrupt. It is left as it is.
    """
    reviews = reviews_of(project)
    items: dict[str, list[Node]] = {}
    for key in sorted(wanted.items):
        node = reviews.graph.nodes[key]
        items.setdefault(node.feature, []).append(node)
    changes = (
        _written(reviews, project.feature(folder), items.get(home, []), wanted, reason)
        for folder, home in reviews.graph.folders.items()
    )
    return [change for change in changes if change]


def _written(reviews: Reviews, feature: Feature, items: Collection[Node], wanted: Wanted, reason: str) -> Change | None:
    folder, home = feature.folder, reviews.graph.folders[feature.folder]
    states = reviews.states(folder)
    if not (items or folder in wanted.plans or any(wanted.covers(found.link) for found in states)):
        return None
    lock = sound(reviews.lock(folder)) or empty(folder)
    writer = _Writer(reviews, home, lock, reason)
    writer.links(states, wanted)
    for node in items:
        writer.approve(node)
    if folder in wanted.plans:
        writer.put(plan_entry(feature))
    return _change(lock, writer.entries)


def sound(lock: Lock | CorruptLock | None) -> Lock | None:
    """The lock, where it can be relied on.

    Raises:
        UndeterminedError: it cannot.
    """
    if isinstance(lock, CorruptLock):
        raise UndeterminedError(
            f"this lock cannot be relied on, so it is left as it is: {lock.reason}",
            where=f"{lock.path}:{lock.line}",
            help=f"mend the line, or take back the last sound version: git checkout HEAD -- {lock.path}",
        )
    return lock


class _Writer:
    """The entries of one lock while a review is written."""

    def __init__(self, reviews: Reviews, home: str, lock: Lock, reason: str) -> None:
        self.entries = dict(lock.entries)
        self._reviews = reviews
        self._prints = reviews.fingerprints
        self._home = home
        self._reason = reason

    def put(self, entry: Entry) -> None:
        """Add an entry, or give it another content."""
        self.entries[entry.identity] = entry

    def links(self, states: Collection[LinkState], wanted: Wanted) -> None:
        """Write the links that were reviewed, and let those go that are in the documents no more."""
        present = {self._reviews.identity(found.link, self._home): found for found in states}
        for identity, found in present.items():
            if found.entry and found.entry.identity != identity:
                self.entries.pop(found.entry.identity, None)
        for identity, found in present.items():
            entry = self._entry(found, identity, reviewed=wanted.covers(found.link))
            if entry:
                self.put(entry)
        gone = [entry for entry in self.entries.values() if entry.parent and entry.identity not in present]
        spelled = {self._prints.spelled(key, self._home) for key in wanted.items} if gone else set()
        for entry in gone:
            if entry.kind != _FOLLOWS and not spelled.isdisjoint((entry.item, entry.parent)):
                del self.entries[entry.identity]

    def approve(self, node: Node) -> None:
        """Write that an item of the specification was reviewed; what goes by its position has no approval."""
        if node.kind not in _NEVER_APPROVED and node.stable:
            self.put(Entry(node.id, APPROVED, "", "", self._prints.text_and_parents(node.key)))

    def _entry(self, found: LinkState, identity: Identity, *, reviewed: bool) -> Entry | None:
        """The line of a link from now on; None where it stays as it is."""
        link, entry = found.link, found.entry
        if reviewed:
            reason = self._reason if found.state is State.SUSPECT else ""
            kept = entry.reason if entry and found.state is not State.SUSPECT else ""
            return Entry(*identity, self._prints.text(link.parent), self._prints.text(link.child), reason or kept)
        if entry is None:
            return None
        if entry.identity != identity:
            return Entry(*identity, *entry[3:])
        is_old = any(not stored.startswith(f"{fingerprint.CURRENT}:") for stored in (entry.of_parent, entry.of_item))
        if found.state is State.REVIEWED and is_old and self._prints.says(link.child, entry.of_item):
            return Entry(*identity, self._prints.text(link.parent), self._prints.text(link.child), entry.reason)
        return None


def plan_entry(feature: Feature) -> Entry:
    """What a lock remembers of a plan that was held against its specification."""
    plan = feature.plan.document.text if feature.plan else ""
    of_plan = fingerprint.fingerprint((("kind", "plan"), ("text", plan)))
    return Entry(PLAN, _FOLLOWS, SPEC, fingerprint.fingerprint(whole_spec(feature)), of_plan)


def plan_is_stale(feature: Feature, lock: Lock) -> bool:
    """Whether the specification says something else than when the plan was last held against it."""
    entry = lock.entries.get((PLAN, _FOLLOWS, SPEC))
    return entry is not None and not fingerprint.matches(entry.of_parent, whole_spec(feature))


def retire(project: Project, folder: str, identity: str, reason: str = "") -> list[Change]:
    """The change that keeps an id from ever being used again.

    What the item says, or last said when it was reviewed, is kept as a fingerprint, so that the item itself may still
    stand there. Where it is gone, so are the lines about it.

    Args:
        project: the project.
        folder: the feature's folder.
        identity: the local id.
        reason: such as `merged into FR-002`.

    Raises:
        UndeterminedError: the lock is corrupt. It is left as it is.
    """
    reviews = reviews_of(project)
    lock = sound(reviews.lock(folder)) or empty(folder)
    key = f"{reviews.graph.folders[folder]}/{identity}"
    entries = dict(lock.entries)
    if key in reviews.graph.nodes:
        last = reviews.fingerprints.text(key)
    else:
        last = _last_known(lock, identity)
        entries = {
            known: entry
            for known, entry in entries.items()
            if entry.kind == RETIRED or identity not in (entry.item, entry.parent)
        }
    tombstone = Entry(identity, RETIRED, "", "", last, reason)
    change = _change(lock, entries | {tombstone.identity: tombstone})
    return [change] if change else []


def _last_known(lock: Lock, identity: str) -> str:
    """What an item last said, as far as links from and to it tell."""
    for entry in lock.entries.values():
        if identity in (entry.item, entry.parent) and entry.parent:
            return entry.of_item if entry.item == identity else entry.of_parent
    buried = lock.entries.get((identity, RETIRED, ""))
    return buried.of_item if buried else UNKNOWN


def _change(lock: Lock, entries: dict[Identity, Entry]) -> Change | None:
    text = lock._replace(entries=entries).serialised()
    if not lock.text:
        return Create(lock.path, text)
    if "\r\n" in lock.text:
        text = text.replace("\n", "\r\n")
    return Replace(lock.path, text, lock.text) if text != lock.text else None
