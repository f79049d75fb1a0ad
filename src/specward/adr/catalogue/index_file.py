"""The index of decisions in a file that people write: what stands between two marks is ours, all else is theirs."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.adr.catalogue.contents import HEAD, table
from specward.adr.catalogue.index_place import END, MARKS, START
from specward.adr.catalogue.query import in_order
from specward.adr.edit.editing import require_utf8
from specward.adr.edit.line_spans import line_ending, line_start
from specward.changes import Create, Replace
from specward.errors import UsageError
from specward.markdown.scan import HTML

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.adr.catalogue.catalogue import Catalogue
    from specward.markdown.document import Document
    from specward.project import Project

_TITLE = "# Architecture decisions"
_LONGEST = 60
"""Characters of a line that is no row."""


class Region(NamedTuple):
    """What stands between two marks: from the end of the first one to the beginning of the other one's line."""

    start: int
    end: int
    mark: int
    """Where the first mark begins."""
    lines: list[str]
    """What is there, without blank lines."""
    is_ours: bool
    """Whether it is for us to judge: adr-log fills the region between its own marks with a list."""


def region_of(document: Document) -> Region | None:
    """The region of a file; None where it has no mark. A mark in code is none.

    Raises:
        UsageError: it has one mark without the other, or several regions.
    """
    found = [block for block in document.blocks if block.kind == HTML and not block.depth]
    marks = [block for block in found if _is_mark(document.words(block))]
    if not marks:
        return None
    opening, *others = marks
    first = document.words(opening)
    if first not in MARKS or [document.words(block) for block in others] != [MARKS[first]]:
        where = f"{document.path}:{opening.line}"
        help_ = f"leave one `{START}` with one `{END}` after it, each on a line of its own"
        raise UsageError("the marks of the index do not pair", where=where, help=help_)
    start, end = opening.end, line_start(document.text, others[0].start)
    lines = [line for line in document.text[start:end].splitlines() if line.strip()]
    return Region(start, end, opening.start, lines, first == START or not lines or _cells(lines[0]) == _cells(HEAD[0]))


def wanted_lines(catalogue: Catalogue, path: str) -> list[str]:
    """The lines of the index at a path: of the records in its folder and below, or of all where there are none."""
    folder = path.rpartition("/")[0]
    near = [entry for entry in catalogue.entries if _is_below(entry.path, folder)]
    unread = [one for one in catalogue.unread if _is_below(one.path, folder)]
    if not near and not unread:
        near, unread = catalogue.entries, catalogue.unread
    return table(in_order(near, "number"), catalogue, unread, path)


def differing(now: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """The decisions whose lines are missing, wrong or too much, or `the order`; none where the index is right.

    How a formatter sets out the cells makes no difference.
    """
    have, need = list(map(_cells, now)), list(map(_cells, wanted))
    if have == need:
        return []
    known, heads = set(have) & set(need), set(map(_cells, HEAD))
    wrong = dict.fromkeys(cells[0][:_LONGEST] for cells in (*need, *have) if cells not in known and cells not in heads)
    return list(wrong) or ["the order"]


def brought_up_to_date(project: Project, catalogue: Catalogue, path: str) -> Create | Replace | None:
    """The change that makes the index at a path what it should be; None where it is.

    Raises:
        UsageError: the file has no region, its marks do not pair, or it is not UTF-8.
        UnreadableFile: it cannot be read.
    """
    wanted = wanted_lines(catalogue, path)
    document = project.document(path)
    if document is None:
        return Create(path, "\n".join([_TITLE, "", START, "", *wanted, "", END, ""]))
    region = region_of(document)
    if region is None:
        help_ = f"put `{START}` and `{END}` on lines of their own, where the index is to stand"
        raise UsageError("this file has no place for an index", where=path, help=help_)
    if not differing(region.lines, wanted):
        return None
    require_utf8(document)
    end = line_ending(document.text, region.end)
    text = document.text
    filled = end.join(["", "", *wanted, "", ""])
    return Replace(path, f"{text[: region.start]}{filled}{text[region.end :]}", text)


def _is_mark(words: str) -> bool:
    return words in MARKS or words in MARKS.values()


def _is_below(path: str, folder: str) -> bool:
    return not folder or path.startswith(f"{folder}/")


def _cells(line: str) -> tuple[str, ...]:
    """The cells of a line of a table, however they are set out."""
    parts = (" ".join(part.split()) for part in _bar().split(line.strip().removeprefix("|")))
    return tuple(_rule().sub("-", part) for part in parts)


@cache
def _bar() -> re.Pattern[str]:
    return re.compile(r"(?<!\\)\|")


@cache
def _rule() -> re.Pattern[str]:
    return re.compile(r"^:?-+:?$")
