"""Decisions as a table for people: as wide as the terminal, or as wide as it needs to be for a pipe."""

from __future__ import annotations

import posixpath
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from specward.output.adr.palette import GREY, status_code, title_code
from specward.output.adr.words import NONE, status_of, successor_of
from specward.output.terminal import cells, cut, painted, printable
from specward.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from specward.adr.catalogue.catalogue import Catalogue, Unread
    from specward.adr.catalogue.entry import Entry

_GAP = "  "
_MOST = {"decision": 28, "status": 20, "date": 12, "folder": 24, "feature": 32, "deciders": 40}
"""Cells of a column at the most, where the terminal has an edge."""
_NARROW = 100
"""In a terminal narrower than this, the first column and the folder take no more than a quarter each."""
_EXTRA = ("feature", "deciders")
"""Columns that are shown where all titles have room beside them."""


class _Row(NamedTuple):
    cells: dict[str, str]
    after: str = ""
    """What stands behind the title however short that is cut."""
    codes: Mapping[str, str] = {}
    folder: str = ""


def listing(
    entries: Sequence[Entry],
    catalogue: Catalogue,
    unread: Sequence[Unread] = (),
    *,
    width: int = 0,
    colour: bool = False,
) -> str:
    """The decisions as lines under a head; empty where there are none.

    Args:
        entries: what is listed, in order.
        catalogue: all decisions, among which successors are looked up.
        unread: records that cannot be read, listed below with the reason.
        width: cells of the terminal; 0 for a table that nothing is cut from.
        colour: whether to use terminal colours.
    """
    folders = {entry.folder for entry in catalogue.entries}
    columns = ["decision", "status", "date", *(["folder"] if len(folders) > 1 else []), "title"]
    rows = [_row(entry, catalogue, colour=colour) for entry in entries] + [_unread(one) for one in unread]
    if not rows:
        return ""
    if len(folders) > 1:
        _name_folders(rows, posixpath.commonpath(folders))
    widths = _widths(rows, columns, width)
    if width:
        columns += _extra(rows, widths)
    head = _Row({name: name for name in columns}, codes=dict.fromkeys(columns, GREY if colour else ""))
    return "\n".join(_line(row, columns, widths) for row in (head, *rows)) + "\n"


def summary(shown: Sequence[Entry], catalogue: Catalogue) -> str:
    """How many decisions were listed, by status, how many could not be read, and how many files were left out."""
    total = len(catalogue.entries)
    many = counted(total, "decision")
    counts = Counter(entry.status.value if entry.status else "without status" for entry in shown)
    by_status = ", ".join(f"{count} {status}" for status, count in counts.most_common())
    line = many if len(shown) == total else f"{len(shown)} of {many}"
    line += f": {by_status}" if by_status else ""
    line += f" · {len(catalogue.unread)} cannot be read" if catalogue.unread else ""
    return line + (f" · {counted(len(catalogue.skipped), 'other file')} beside them" if catalogue.skipped else "")


def _row(entry: Entry, catalogue: Catalogue, *, colour: bool) -> _Row:
    facts = {
        "decision": entry.name,
        "status": status_of(entry),
        "date": entry.date or NONE,
        "title": " ".join(entry.title.split()) or entry.path.rpartition("/")[2],
    }
    if entry.feature or entry.deciders:
        facts |= {"feature": entry.feature, "deciders": ", ".join(entry.deciders)}
    successor = successor_of(entry, catalogue)
    return _Row(
        {name: printable(fact) for name, fact in facts.items()},
        f" → {printable(successor)}" if successor else "",
        _codes(entry) if colour else {},
        entry.folder,
    )


def _codes(entry: Entry) -> dict[str, str]:
    title = title_code(entry)
    return {"status": status_code(entry), "decision": title and GREY, "date": title and GREY, "title": title}


def _unread(one: Unread) -> _Row:
    folder, _, name = one.path.rpartition("/")
    facts = {"decision": name.removesuffix(".md"), "status": "unreadable", "date": NONE}
    facts["title"] = f"{one.path}: {one.reason}"
    return _Row({name: printable(fact) for name, fact in facts.items()}, folder=folder)


def _name_folders(rows: Iterable[_Row], common: str) -> None:
    """Say where each decision lies, from the folder on that holds all of them."""
    for row in rows:
        row.cells["folder"] = printable(posixpath.relpath(row.folder or ".", common or "."))


def _widths(rows: Iterable[_Row], columns: Sequence[str], width: int) -> dict[str, int]:
    """The cells of each column; the title gets what the others leave, or has no edge."""
    widths = {name: _widest(rows, name) for name in columns if name != "title"}
    if not width:
        return widths
    most = {**_MOST, **(dict.fromkeys(("decision", "folder"), width // 4) if width < _NARROW else {})}
    widths = {name: min(size, most[name]) for name, size in widths.items()}
    return {**widths, "title": max(1, width - sum(widths.values()) - len(_GAP) * len(widths))}


def _extra(rows: Sequence[_Row], widths: dict[str, int]) -> list[str]:
    """The columns that find room behind the titles. Their widths and the title's are settled here."""
    longest = max(cells(row.cells["title"] + row.after) for row in rows)
    found = []
    for name in _EXTRA:
        size = min(_widest(rows, name), _MOST[name])
        left = widths["title"] - size - len(_GAP)
        if left >= longest and any(row.cells.get(name) for row in rows):
            widths |= {name: size, "title": left}
            found.append(name)
    if found:
        widths["title"] = longest
    return found


def _widest(rows: Iterable[_Row], name: str) -> int:
    return max(len(name), *(cells(row.cells.get(name, "")) for row in rows))


def _line(row: _Row, columns: Sequence[str], widths: Mapping[str, int]) -> str:
    pieces = []
    for name in columns:
        text, size = row.cells.get(name, ""), widths.get(name, 0)
        if name == "title":
            text = (cut(text, size - cells(row.after)) if size else text) + row.after
        elif name == "folder":
            text = _end(text, size)
        else:
            text = cut(text, size)
        blanks = " " * (size - cells(text))
        pieces.append(painted(text, row.codes[name]) + blanks if name in row.codes else text + blanks)
    return _GAP.join(pieces).rstrip()


def _end(text: str, width: int) -> str:
    """As much of the end of a path as fits."""
    if cells(text) <= width:
        return text
    while text and cells(text) >= width:
        text = text[1:]
    return f"…{text}"
