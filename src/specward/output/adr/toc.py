"""A table of contents of decisions, in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.adr.catalogue.contents import link, status_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.adr.catalogue.catalogue import Catalogue, Unread
    from specward.adr.catalogue.entry import Entry

TITLE = "# Architecture Decision Records"
"""The first line, as adr-tools has it."""
_QUIET = ("accepted", "implemented")
"""What is said of no decision: these hold."""


def render(  # noqa: PLR0913 -- one argument for each thing that may stand in it
    entries: Sequence[Entry],
    catalogue: Catalogue,
    stands: str,
    *,
    unread: Sequence[Unread] = (),
    grouped: bool = False,
    prefix: str = "",
    intro: str = "",
    outro: str = "",
) -> str:
    """The whole text, ending in a line break.

    Args:
        entries: the decisions, in order.
        catalogue: all decisions, among which successors are looked up.
        stands: the path of the file that it stands in, from which its links count.
        unread: records that cannot be read, which are named at the end.
        grouped: whether it has a section for each status.
        prefix: stands before the address of each link.
        intro: Markdown that stands before the list.
        outro: Markdown that stands behind it.
    """
    parts = [TITLE, intro.strip("\r\n")]
    for heading, members in (_by_status(entries) if grouped else {"": entries}).items():
        parts.append(f"## {heading}" if heading else "")
        parts.append("\n".join(_item(entry, catalogue, stands, prefix) for entry in members))
    files = ((one.path.rpartition("/")[2], one.path) for one in unread)
    parts.append("\n".join(f"* {link(name, path, stands, prefix)} (unreadable)" for name, path in files))
    parts.append(outro.strip("\r\n"))
    return "\n\n".join(filter(None, parts)) + "\n"


def _by_status(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """The decisions of each status, in the order in which the statuses come up."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        heading = entry.status.value.capitalize() if entry.status else "Without status"
        groups.setdefault(heading, []).append(entry)
    return groups


def _item(entry: Entry, catalogue: Catalogue, stands: str, prefix: str) -> str:
    title = entry.title.strip() or entry.path.rpartition("/")[2]
    words = title if entry.number is None else f"{entry.name}: {title}"
    item = link(words, entry.path, stands, prefix)
    if entry.status is None or entry.status.value in _QUIET:
        return f"* {item}"
    said = status_words(entry, catalogue, stands, prefix)
    return f"* {item} ({said})" if entry.is_live else f"* ~~{item}~~ ({said})"
