"""What a citation means among the decisions of a project: which records, and whether they still hold."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from specward.artifacts.adr_identity import AdrIdentity
from specward.artifacts.kind import base_of
from specward.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Collection

    from specward.adr.catalogue.catalogue import Catalogue
    from specward.adr.catalogue.entry import Entry
    from specward.adr.citations.scan import Citation


class Verdict(Enum):
    """What a citation comes to."""

    LIVE = "live"
    """It names one decision that holds, or may."""
    DEAD = "dead"
    """It names a decision that was given up."""
    UNKNOWN = "unknown"
    """There is no such decision."""
    AMBIGUOUS = "ambiguous"
    """Several decisions bear the number."""
    FOREIGN = "foreign"
    """It leads to something that is no record of this project."""


class Judged(NamedTuple):
    """A citation with what it means."""

    citation: Citation
    verdict: Verdict
    meant: tuple[Entry, ...]
    successors: tuple[Entry, ...]
    """The decisions that hold in place of a dead one."""


class Judge:
    """Tells what citations mean.

    Args:
        catalogue: all decisions.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def judge(self, citation: Citation) -> Judged:
        """What a citation means."""
        meant = self._meant(citation)
        if meant is None:
            return Judged(citation, Verdict.FOREIGN, (), ())
        found = tuple(meant)
        if not found:
            return Judged(citation, Verdict.UNKNOWN, (), ())
        if len(found) > 1:
            return Judged(citation, Verdict.AMBIGUOUS, found, ())
        if found[0].is_live:
            return Judged(citation, Verdict.LIVE, found, ())
        ends = [entry for entry in self._catalogue.successors(found[0]) if entry.is_live]
        return Judged(citation, Verdict.DEAD, found, tuple(ends))

    def _meant(self, citation: Citation) -> list[Entry] | None:
        """The records that a citation may mean; None where it means none of this project."""
        number = citation.mention.number
        if number is None:
            return self._at(citation.mention.target, citation.path)
        found = self._catalogue.by_number.get(number, [])
        if found or (number and self._catalogue.by_number):
            return _nearest(found, citation.path)
        return None

    def _at(self, target: str, citing: str) -> list[Entry] | None:
        """The records that a path or an address leads to, as seen from a file."""
        plain = target.partition("#")[0]
        plain = unquote(plain) if "%" in plain else plain
        name = plain.rpartition("/")[2]
        same = self._by_name.get(name) or self._by_name.get(f"{name}.md") or []
        if "://" in plain:
            return [entry for entry in same if f"/{entry.path}" in plain] or None
        wanted = plain if same and same[0].path.endswith(f"/{name}") else f"{plain}.md"
        places = {posixpath.normpath(posixpath.join(posixpath.dirname(citing), wanted)), posixpath.normpath(wanted)}
        tail = f"/{wanted.lstrip('./')}"
        found = [entry for entry in same if entry.path in places]
        found = found or [entry for entry in same if f"/{entry.path}".endswith(tail)]
        return found or self._numbered_in({posixpath.dirname(place) for place in places}, name)

    def _numbered_in(self, folders: set[str], name: str) -> list[Entry] | None:
        """The records of some folders by the number in a file's name, which may have changed otherwise."""
        number = AdrIdentity.parse(name).number
        if number is None or not self._catalogue.by_number or folders.isdisjoint(self._folders):
            return None
        return [entry for entry in self._catalogue.by_number.get(number, []) if entry.folder in folders]

    @property
    def numbers(self) -> Collection[int]:
        """Every number that a record bears."""
        return self._catalogue.by_number

    @lazy
    def _by_name(self) -> dict[str, list[Entry]]:
        found: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self._catalogue.entries:
            found[entry.path.rpartition("/")[2]].append(entry)
        return dict(found)

    @lazy
    def _folders(self) -> set[str]:
        return {entry.folder for entry in self._catalogue.entries}


def _nearest(entries: list[Entry], path: str) -> list[Entry]:
    """Of several records with one number those of the innermost project that a path lies in."""
    if len(entries) < 2:
        return entries
    bases = [base_of(entry.path) for entry in entries]
    around = [base for base in bases if not base or path.startswith(f"{base}/")]
    inner = max(around, key=len, default=None)
    return entries if inner is None else [entry for entry, base in zip(entries, bases, strict=True) if base == inner]
