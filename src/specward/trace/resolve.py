"""From what a link or a mark names to the item that it means.

A bare id means an item of its own feature. From outside of every feature, where tests stand, it means the one item that
has it, and nothing where several have it. A feature is named by its folder, its number or its slug.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward import features, noted
from specward.artifacts import references
from specward.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_SEARCHES = 20
_COMPARED = 2_000


class Resolution(NamedTuple):
    """What a name came to."""

    key: str = ""
    """The key of the item that is meant; empty where there is none or more than one."""
    candidates: tuple[str, ...] = ()
    """The keys, or the features, that may be meant, where it is ambiguous."""
    near: tuple[str, ...] = ()
    """What was perhaps meant, where there is no such item."""
    feature: str = ""
    """The feature that the name leads to, where it names one."""


Locals = dict[str, str]
"""The items of one feature: their keys by `references.key` of their local ids."""


class Identities:
    """The items that can be named.

    Args:
        folders: the feature's part of the keys, by feature folder.
        load: reads the items of a feature that was not given by `add`.
    """

    def __init__(self, folders: Mapping[str, str], load: Callable[[str], Locals]) -> None:
        self._folders = folders
        self._load = load
        self._locals: dict[str, tuple[Locals, noted.Notes | None]] = {}
        self._named: dict[str, tuple[str, ...]] = {}
        self._searches = 0

    def add(self, feature: str, load: Callable[[], Locals]) -> None:
        """Make the items of a feature known; of the empty name those that belong to none, such as principles."""
        self._locals[feature] = noted.shared(load)

    def search_anew(self) -> None:
        """Search for near names again, as if nobody had asked before: what is found must not hang on who asks first."""
        self._searches = 0

    def home(self, path: str) -> str:
        """The feature whose folder, or one below it, a file lies in; empty where it lies in none."""
        while "/" in path:
            path = path.rpartition("/")[0]
            if path in self._folders:
                return self._folders[path]
        return ""

    def folder(self, feature: str) -> str:
        """The folder of a feature."""
        return next(folder for folder, key in self._folders.items() if key == feature)

    def feature_named(self, target: str) -> str:
        """The one feature that a target names; empty where it names none, or one of several. No document is read."""
        named, _ = _parted(target)
        found = self._features(named) if named else ()
        return found[0] if len(found) == 1 else ""

    def of(self, feature: str) -> Locals:
        """The items of a feature."""
        if feature not in self._locals:
            self._locals[feature] = noted.shared(self._load, feature) if feature else ({}, None)
        items, notes = self._locals[feature]
        noted.rest_on(notes)
        return items

    def key_of(self, target: str, home: str = "") -> str:
        """The key of the item that a link means; empty where there is none, or more than one. See `resolve`."""
        key = self.of(home).get(references.key(target)) if home and "/" not in target else None
        return key or self.resolve(target, home).key

    def whole_of(self, target: str, home: str = "") -> str:
        """The key of the item of which a name means a part, `FR-012` of `FR-012a`; empty where there is none."""
        folder, slash, local = target.rpartition("/")
        return self.key_of(f"{folder}{slash}{references.whole(references.key(local))}", home)

    def resolve(self, target: str, home: str = "") -> Resolution:
        """What a name comes to.

        Args:
            target: as written: `FR-001`, `001-login/AC-002`, `login/US1/AC2`, `P-01`.
            home: the feature that the link stands in; empty for a test.
        """
        named, local = _parted(target)
        if named:
            return self._in_named(named, local)
        identity = references.key(local)
        key = (self.of(home).get(identity) if home else None) or self.of("").get(identity)
        if key:
            return Resolution(key, feature=home)
        if home:
            return Resolution(near=self._near(local, home), feature=home)
        found = self._everywhere.get(identity, [])
        if len(found) == 1:
            return Resolution(found[0])
        return Resolution(candidates=tuple(found), near=() if found else self._near(local))

    def _near(self, local: str, feature: str = "") -> tuple[str, ...]:
        """The ids that look like one that there is not: `FR-003` for `FR-0O3`.

        Each search reads every id, so that only the first few names that lead nowhere are worth one.
        """
        from difflib import get_close_matches

        self._searches += 1
        if self._searches > _SEARCHES:
            return ()
        keys = self.of(feature).values() if feature else (key for keys in self._everywhere.values() for key in keys)
        ids = dict.fromkeys(key.rpartition("/")[2] for key in keys)
        return tuple(get_close_matches(local[:100], list(ids)[:_COMPARED], n=3, cutoff=0.75))

    def _in_named(self, named: str, local: str) -> Resolution:
        found = self._features(named)
        if len(found) != 1:
            return Resolution(candidates=tuple(f"{feature}/{local}" for feature in found))
        feature = found[0]
        key = self.of(feature).get(references.key(local))
        return Resolution(key, feature=feature) if key else Resolution(near=self._near(local, feature), feature=feature)

    def _features(self, named: str) -> tuple[str, ...]:
        if named not in self._named:
            found = features.candidates(named, self._folders)
            self._named[named] = tuple(self._folders[folder] for folder in found)
        return self._named[named]

    @lazy
    def _everywhere(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for feature in self._folders.values():
            for identity, key in self.of(feature).items():
                found.setdefault(identity, []).append(key)
        return found


def feature_keys(folders: Iterable[str]) -> dict[str, str]:
    """The feature's part of the keys, by folder: its name, or the whole path where another folder has that name."""
    named: dict[str, int] = {}
    listed = list(folders)
    for folder in listed:
        name = folder.rpartition("/")[2]
        named[name] = named.get(name, 0) + 1
    return {folder: folder if named[name := folder.rpartition("/")[2]] > 1 else name for folder in listed}


def _parted(target: str) -> tuple[str, str]:
    """The feature that a target names, or nothing, and its local id; a scenario by position as `US1.2`."""
    if "/" not in target:
        return "", target
    head, _, local = target.rpartition("/")
    story = head.rpartition("/")
    if local.startswith("AC") and (place := _by_position().fullmatch(f"{story[2]}/{local}")):
        return story[0], f"US{place[1]}.{int(place[2])}"
    return head, local


@cache
def _by_position() -> re.Pattern[str]:
    return re.compile(r"US-?(\d{1,4})/AC-?(\d{1,3})", re.ASCII)
