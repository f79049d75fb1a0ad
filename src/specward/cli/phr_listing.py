"""What `spec phr list` and `spec phr search` print. Nothing here imports the command-line framework."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from specward.cli.console import coloured, note, terminal_width, write, write_json
from specward.cli.phr_ground import Ground
from specward.errors import UNDETERMINED
from specward.output.terminal import cells, cut, printable
from specward.phr.search.run import search

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.phr.search.match import Hit
    from specward.phr.search.query import Query, Row
    from specward.phr.search.run import Found

_HEAD = ("id", "date", "stage", "title")
_HIT = "\x1b[1;4m"
_BOLD = "\x1b[1m"
_PLAIN = "\x1b[0m"


def main(words: Sequence[str]) -> int:
    """Run `spec phr search WORDS…` without options, inside the error boundary."""
    from specward.boundary import guarded
    from specward.phr.search.query import SHOWN, Query

    return guarded(lambda: search_records(Query(tuple(words), limit=SHOWN)))


def list_records(query: Query, *, as_json: bool) -> int:
    """Print the records that a query finds as a table; the exit code."""
    ground = Ground.here()
    found = search(ground.root, ground.layout, query)
    if as_json:
        write_json({"records": [hit.row._asdict() for hit in found.hits], **_rest(found)})
    elif not found.hits:
        _tell_of_nothing(ground, found)
    elif sys.stdout.isatty():
        _print_table([hit.row for hit in found.hits])
    else:
        from specward.cli.columns import plain_table

        write(plain_table(_HEAD, [_cells(hit.row) for hit in found.hits]))
    return _tell_rest(found, as_json=as_json)


def search_records(query: Query, *, cached: bool = True, as_json: bool = False) -> int:
    """Print the records that a query finds, each with the lines that hold its words; the exit code."""
    ground = Ground.here()
    found = search(ground.root, ground.layout, query, cached=cached)
    if as_json:
        write_json({"records": [_hit_as_json(hit) for hit in found.hits], **_rest(found)})
    elif not found.hits:
        _tell_of_nothing(ground, found)
    else:
        write("\n".join(line for hit in found.hits for line in _hit_lines(hit)))
    return _tell_rest(found, as_json=as_json)


def _tell_of_nothing(ground: Ground, found: Found) -> None:
    if found.nowhere:
        ground.require_project()
    note("there is no prompt record yet" if found.nowhere else "no prompt record is like this")


def _cells(row: Row) -> tuple[str, ...]:
    return tuple(printable(cell) for cell in (row.id, row.date or "–", row.stage or "–", row.title))


def _print_table(rows: Sequence[Row]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from specward.cli.console import rich_console

    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True)
    for name in _HEAD:
        table.add_column(name, no_wrap=True, overflow="ellipsis", ratio=1 if name == _HEAD[-1] else None)
    for row in rows:
        table.add_row(*map(Text, _cells(row)))
    rich_console().print(table)


def _hit_lines(hit: Hit) -> list[str]:
    """A hit as people read it: what it is, then what was found in it."""
    identity, date, stage, title = _cells(hit.row)
    width = terminal_width()
    start = f"{identity}  {date}  {stage}  "
    shown = cut(title, width - cells(start)) if width else title
    lines = [_painted(identity, _BOLD) + start[len(identity) :] + _highlighted(shown, hit.title_spans)]
    for excerpt in hit.excerpts:
        label = f"    {excerpt.field}: "
        text = printable(excerpt.text)
        lines.append(label + _highlighted(cut(text, width - len(label)) if width else text, excerpt.spans))
    return lines


def _highlighted(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A text with what was found in it marked, where the terminal can; spans past its end were cut off."""
    pieces = []
    at = 0
    for start, end in spans:
        pieces += [text[at:start], _painted(text[start:end], _HIT)]
        at = max(at, end)
    return "".join([*pieces, text[at:]])


def _painted(text: str, code: str) -> str:
    return f"{code}{text}{_PLAIN}" if text and coloured(sys.stdout) else text


def _hit_as_json(hit: Hit) -> dict[str, object]:
    excerpts = [{**excerpt._asdict(), "spans": [list(span) for span in excerpt.spans]} for excerpt in hit.excerpts]
    return {**hit.row._asdict(), "title_spans": [list(span) for span in hit.title_spans], "excerpts": excerpts}


def _rest(found: Found) -> dict[str, object]:
    unreadable = [{"path": path, "reason": reason} for path, reason in found.unreadable]
    return {"more": found.more, "unreadable": unreadable}


def _tell_rest(found: Found, *, as_json: bool) -> int:
    """Say what is not shown; the exit code."""
    if not as_json:
        if found.more:
            note(f"the newest {len(found.hits)} are shown; --limit 0 shows all")
        for path, reason in found.unreadable:
            note(f"{printable(path)} cannot be read: {printable(reason)}")
    return UNDETERMINED if found.unreadable else 0
