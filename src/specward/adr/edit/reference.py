"""How a record names another: label and address of a link, a bare name, a path."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.adr_identity import AdrIdentity, folder_of
from specward.artifacts.adr_metadata import SECTION
from specward.artifacts.adr_roles import NYGARD

if TYPE_CHECKING:
    from specward.artifacts.adr import Adr

_QUOTED = {character: f"%{ord(character):02X}" for character in " %()<>#?\\\"'[]`|"}
"""What ends an address, begins an anchor or needs quotes in some reader of Markdown."""
_LONGEST_LABEL = 120


class Target(NamedTuple):
    """The record that a link leads to."""

    name: str
    """What people call it: `ADR-0005`, or its file's stem."""
    title: str
    """Without its number."""
    path: str
    """From the project's root."""

    @property
    def number(self) -> int | None:
        """The number that its name or its file bears."""
        return AdrIdentity.parse(self.name).number

    @classmethod
    def of(cls, adr: Adr) -> Target:
        """A record as the target of a link."""
        return cls(adr.name, adr.title, adr.document.path)


def link_to(target: Target, adr: Adr, *, cell: bool = False) -> str:
    """A Markdown link from a record to another, labelled as adr-tools does it in records of its kind.

    Args:
        target: what it leads to.
        adr: the record that it stands in.
        cell: whether it stands in a table, where a pipe would part it.
    """
    titled = adr.format == NYGARD and (adr.status is None or adr.status.notation == SECTION)
    label = _titled(target) if titled else target.name
    if cell:
        label = label.replace("|", "\\|")
    return f"[{label}]({address(target.path, adr.document.path)})"


def bare(target: Target, adr: Adr) -> str:
    """A record's name in the folder in which it is looked up first; else its path from the record that names it."""
    path = adr.document.path
    if folder_of(path) == folder_of(target.path) and _plain_name().fullmatch(target.name):
        return target.name
    return posixpath.relpath(target.path, posixpath.dirname(path))


def address(target: str, path: str) -> str:
    """The relative address of a file as a link in the file at `path` has it."""
    relative = posixpath.relpath(target, posixpath.dirname(path))
    return "".join(_QUOTED.get(character, character) for character in relative)


def _titled(target: Target) -> str:
    """`5. Title`, as adr-tools has it; the name where the title would not stay a label."""
    number, title = target.number, target.title
    breaks = any(character in title for character in "[]\\<") or title.count("`") % 2
    if not title or breaks or len(title) > _LONGEST_LABEL:
        return target.name
    return title if number is None else f"{number}. {title}"


@cache
def _plain_name() -> re.Pattern[str]:
    return re.compile(r"ADR-\d{4,6}|\d{1,8}-[\w.-]{1,120}", re.ASCII)
