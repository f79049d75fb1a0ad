"""What people have reviewed stays reviewed: a number in the words of an item is not what it says.

A pin or a fingerprint that fitted before fits afterwards; one that did not fit stays as it is. Sign-offs are left
alone, for they are a person's word on the very text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.adr.pins.adopted import locks_of
from specward.adr.pins.lock import read_pins
from specward.artifacts.adr import read_adr
from specward.artifacts.kind import Kind
from specward.artifacts.moved_paths import moved
from specward.changes import Replace
from specward.renumber.values import Step
from specward.trace.link_state import reviews_of
from specward.trace.lock import FILE, Lock, read_lock
from specward.trace.node import NodeKind
from specward.trace.review import plan_entry, plan_is_stale

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specward.project import Project
    from specward.trace.link_state import Reviews

_PLAN = ("plan.md", "follows", "spec.md")


def pinned(before: Project, after: Project, *, today: str) -> Step:
    """The locks of decisions whose words change and whose path does not.

    Raises:
        UndeterminedError: a lock cannot be relied on.
    """
    if not locks_of(before):
        return Step()
    since = pins = read_pins(after)
    for path in after.of_kind(Kind.ADR):
        was, now = before.document(path), after.document(path)
        if was and now and was.text != now.text:
            pins = pins.carried(read_adr(was), read_adr(now), today=today)
    changes = pins.changes(since) if pins != since else []
    texts = {each.path: (each.old_text or "", each.text) for each in changes if isinstance(each, Replace)}
    return Step(texts=texts)


def reviewed(before: Project, after: Project, folders: Mapping[str, str], ids: Mapping[str, str]) -> Step:
    """The locks of features whose items, or the plan as a whole, have other words than before.

    Args:
        before: the project as it was.
        after: as it will be.
        folders: the new path of each feature's folder that moves.
        ids: the new id of each item that had its id alone, as `specs/001-login/FR-003`.
    """
    if not any(path.endswith(f"/{FILE}") for path in before.kept):
        return Step()
    old, new = reviews_of(before), reviews_of(after)
    prints = _other_prints(old, new, folders, ids)
    texts = {}
    for folder in old.graph.folders:
        there = moved(folder, folders)
        lock, was = read_lock(after, there), read_lock(before, folder)
        if not isinstance(lock, Lock) or not isinstance(was, Lock):
            continue
        entries = {
            entry.identity: entry._replace(
                of_parent=prints.get(entry.of_parent, entry.of_parent), of_item=prints.get(entry.of_item, entry.of_item)
            )
            for entry in lock.entries.values()
        }
        if _PLAN in entries and not plan_is_stale(before.feature(folder), was):
            entries[_PLAN] = plan_entry(after.feature(there))
        text = lock._replace(entries=entries).serialised()
        text = text.replace("\n", "\r\n") if "\r\n" in lock.text else text
        if entries != lock.entries:
            texts[lock.path] = lock.text, text
    return Step(texts=texts)


def _other_prints(old: Reviews, new: Reviews, folders: Mapping[str, str], ids: Mapping[str, str]) -> dict[str, str]:
    """The new fingerprint of each item that has other words, by the old one; none where items have one in common."""
    found: dict[str, str] = {}
    unclear = set()
    for was, now in _pairs(old, new, folders, ids):
        if found.setdefault(was, now) != now:
            unclear.add(was)
    return {was: now for was, now in found.items() if was != now and was not in unclear}


def _pairs(old: Reviews, new: Reviews, folders: Mapping[str, str], ids: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    at = {feature: folder for folder, feature in old.graph.folders.items()}
    for key, node in old.graph.nodes.items():
        if not node.feature or node.kind is NodeKind.TEST:
            continue
        folder = at[node.feature]
        home = new.graph.folders.get(moved(folder, folders), "")
        there = f"{home}/{ids.get(f'{folder}/{node.id}', node.id)}"
        if there in new.graph.nodes:
            yield old.fingerprints.text(key), new.fingerprints.text(there)
            yield old.fingerprints.text_and_parents(key), new.fingerprints.text_and_parents(there)
