"""What one record is to say of another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.adr.edit.reference import link_to
from specward.artifacts.adr_links import links_of
from specward.artifacts.adr_metadata import SECTION, Metadatum

if TYPE_CHECKING:
    from specward.adr.edit.reference import Target
    from specward.artifacts.adr import Adr

NOTHING = ("", "none", "n/a", "-", "–", "—", "null", "~", "[]")
"""What stands where there is no link yet."""


class Statement(NamedTuple):
    """What one record is to say of another."""

    kind: str
    partly: bool
    part: str
    target: Target

    @property
    def phrase(self) -> str:
        """The words before the link: `Supersedes`, `Partly superseded by`."""
        words = f"partly {self.kind}" if self.partly else self.kind
        return words[:1].upper() + words[1:]

    def reads_as(self, name: str) -> bool:
        """Whether a field or a label of this name says just this."""
        probe = Metadatum(name.lower(), "ADR-1", 0, 5, SECTION)
        return any(link.kind == self.kind and link.partly == self.partly for link in links_of([probe], "")) or (
            name.lower() == self.phrase.lower()
        )

    def linked(self, adr: Adr, *, cell: bool = False) -> str:
        """The link, with the part that it is about."""
        return link_to(self.target, adr, cell=cell) + (f" ({self.part})" if self.part else "")
