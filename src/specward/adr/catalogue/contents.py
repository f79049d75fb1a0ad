"""What a table of contents or an index says of a decision: Markdown that holds whatever a title does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.adr.edit.reference import address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.adr.catalogue.catalogue import Catalogue, Unread
    from specward.adr.catalogue.entry import Entry

HEAD = ("| Decision | Title | Status | Date |", "| --- | --- | --- | --- |")
"""The first lines of an index."""

_SPECIAL = frozenset("\\`*_[]<>~|&$")
_NONE = "–"


def table(entries: Iterable[Entry], catalogue: Catalogue, unread: Iterable[Unread], stands: str) -> list[str]:
    """The lines of an index.

    Args:
        entries: the decisions, in order.
        catalogue: all decisions, among which successors are looked up.
        unread: records that cannot be read: they are named, and nothing is said of them.
        stands: the path of the file that the index stands in, from which its links count.
    """
    rows = [_row(entry, catalogue, stands) for entry in entries]
    rows += [f"| {_NONE} | {link(_file(one.path), one.path, stands)} | unreadable | {_NONE} |" for one in unread]
    return [*HEAD, *rows]


def _row(entry: Entry, catalogue: Catalogue, stands: str) -> str:
    title = link(entry.title, entry.path, stands)
    date = escaped(entry.date) or _NONE
    return f"| {escaped(entry.name)} | {title} | {status_words(entry, catalogue, stands)} | {date} |"


def status_words(entry: Entry, catalogue: Catalogue, stands: str, prefix: str = "") -> str:
    """The status as understood, with links to what took the place of a superseded decision; else as written."""
    if entry.status is None:
        return _NONE
    if entry.standing == "unknown":
        return escaped(entry.status_text)
    after = catalogue.successors(entry)
    links = ", ".join(link(one.name, one.path, stands, prefix) for one in after)
    return f"superseded by {links}" if links and not entry.is_live else entry.status.value


def link(words: str, path: str, stands: str, prefix: str = "") -> str:
    """A link to a record from the file at `stands`, with something before its address."""
    way = "".join(map(_in_address, address(path, stands)))
    return f"[{escaped(words) or escaped(_file(path))}]({prefix}{way})"


def _in_address(sign: str) -> str:
    """A character of an address; in percents where it would begin a scheme or an entity, or cannot be seen."""
    if sign.isprintable() and sign not in "&:":
        return sign
    # A file's name need not be UTF-8; what Python keeps of such a byte says which one it was.
    return "".join(f"%{byte:02X}" for byte in sign.encode("utf-8", "surrogateescape"))


def escaped(words: str) -> str:
    """Words as words, on one line: nothing in them makes a link, a tag, emphasis, a formula or another cell."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
    return "".join(f"\\{sign}" if sign in _SPECIAL else sign for sign in line)


def _file(path: str) -> str:
    return path.rpartition("/")[2]
