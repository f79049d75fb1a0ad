"""A decision as listings, rules and graphs know it: what its record says, without the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.adr_identity import folder_of, name_of
from specward.artifacts.adr_status import GIVEN_UP, StatusClass

if TYPE_CHECKING:
    from specward.artifacts.adr import Adr
    from specward.artifacts.adr_links import AdrLink
    from specward.artifacts.adr_paths import AdrPaths

_WAITING = frozenset({StatusClass.DRAFT, StatusClass.PROPOSED, StatusClass.PROVISIONAL})


class Tie(NamedTuple):
    """What one decision says of another."""

    kind: str
    """See `adr_links`: `supersedes`, `amended by`, …"""
    partly: bool
    target: str
    """As written: `0005-x.md`, `ADR-0005`."""
    paths: tuple[str, ...]
    """The records that are meant: one, none where it leads nowhere, several where a number is shared."""

    @property
    def name(self) -> str:
        """What people call the target: `ADR-0005` for a bare number, else as written."""
        return f"ADR-{int(self.target):04d}" if self.target.isascii() and self.target.isdigit() else self.target


class Entry(NamedTuple):
    """One decision."""

    path: str
    number: int | None
    title: str
    status: StatusClass | None
    """None where the record has no status."""
    status_text: str
    """The status as written, on one line; empty where there is none."""
    date: str
    """As written, `2026-01-02` in most; empty where there is none. Never a guess."""
    format: str
    """See `adr_roles`."""
    feature: str
    deciders: tuple[str, ...]
    tags: tuple[str, ...]
    review_by: str
    """By when it wants to be looked at again, as written; empty where nothing says so."""
    ties: tuple[Tie, ...]

    @property
    def name(self) -> str:
        """What people call it: `ADR-0007`, or the file's stem where it has no number."""
        return name_of(self.number, self.path)

    @property
    def folder(self) -> str:
        """The folder whose records are numbered together."""
        return folder_of(self.path)

    @property
    def standing(self) -> str:
        """What the status comes to: `live`, `waiting`, `dead`, or `unknown` where it tells nothing."""
        if self.status is None or self.status is StatusClass.UNKNOWN:
            return "unknown"
        if not self.is_live:
            return "dead"
        return "waiting" if self.status in _WAITING else "live"

    @property
    def is_live(self) -> bool:
        """Whether nothing says that it was given up; a proposal is live too, and so is one of unknown status."""
        return self.status not in GIVEN_UP or self.status is StatusClass.PARTLY_SUPERSEDED


class Sketch(NamedTuple):
    """What follows from a record's own text and path alone, whatever other records there are."""

    entry: Entry
    """Without ties."""
    links: tuple[AdrLink, ...]

    def among(self, paths: AdrPaths) -> Entry:
        """The entry, with its ties to the records at these paths."""
        if not self.links:
            return self.entry
        path = self.entry.path
        ties = (Tie(link.kind, link.partly, link.target, tuple(paths.meant_by(link, path))) for link in self.links)
        return self.entry._replace(ties=tuple(ties))


def entry_of(adr: Adr, paths: AdrPaths) -> Entry:
    """A record as an entry.

    Args:
        adr: the record.
        paths: all records, among which its references are looked up.
    """
    return sketch_of(adr).among(paths)


def sketch_of(adr: Adr) -> Sketch:
    """A record by itself."""
    status = adr.status
    entry = Entry(
        path=adr.document.path,
        number=adr.number,
        title=adr.title,
        status=status.kind if status else None,
        status_text=" ".join(status.raw.split()) if status else "",
        date=adr.date.value or adr.date.raw if adr.date else "",
        format=adr.format,
        feature=_value(adr, "feature"),
        deciders=adr.people.deciders,
        tags=adr.tags,
        review_by=adr.review_by,
        ties=(),
    )
    return Sketch(entry, tuple(adr.links))


def _value(adr: Adr, name: str) -> str:
    found = adr.metadatum(name)
    return " ".join(found.value.split()) if found else ""
