"""The matrix in plain columns, for pipes and files, and the words that all its forms share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.output.terminal import printable
from specward.trace.coverage import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specward.trace.coverage import Tally
    from specward.trace.matrix import Row, Section
    from specward.trace.node import NodeKind

SIGNS = {
    Level.NONE: "○",
    Level.PLANNED: "◔",
    Level.DONE: "◑",
    Level.BOUND: "◕",
    Level.EVIDENCED: "◍",
    Level.VERIFIED: "●",
}
"""A sign for each level."""
NOTHING = "–"
JUSTIFIED = "◇"
"""The sign of what a waiver lets pass."""
_PLURALS = {"story": "stories", "requirement": "requirements", "criterion": "criteria"}


def plain(sections: Iterable[Section]) -> str:
    """The matrix in columns that two blanks part, for pipes and files."""
    parts = []
    for section in sections:
        parts.append(f"{printable(section.feature) or 'principles'}  {counts(section)}".rstrip())
        parts.append(columns([head(section), *(cells(row) for row in section.rows)]))
        parts.append("")
    return "\n".join(parts) or "nothing to trace yet\n"


def head(section: Section) -> tuple[str, ...]:
    """The names of the columns: below principles stand requirements, below all else criteria."""
    return ("item", "from", "criteria" if section.feature else "requirements", "tasks", "tests", "level")


def cells(row: Row) -> tuple[str, ...]:
    """A row's cells under `head`: lists as counts, the level with its remark."""
    tests = f"{row.passed}/{len(row.tests)}" if any(test.state for test in row.tests) else str(len(row.tests))
    return (
        ("  " if row.nested else "") + printable(row.node.id),
        printable(" ".join(row.up)) or NOTHING,
        str(len(row.below)) if row.below else NOTHING,
        f"{row.done}/{len(row.tasks)}" if row.tasks else NOTHING,
        tests if row.tests else NOTHING,
        standing(row),
    )


def standing(row: Row) -> str:
    """Sign, word and remark: `◔ planned: 2 of 5 tasks open`."""
    words = f"{sign(row)} {row.standing}"
    return f"{words}: {printable(row.remark)}" if row.remark else words


def sign(row: Row) -> str:
    """The sign of a row's level; a dash for what does not count."""
    return NOTHING if not row.counts else JUSTIFIED if row.justified else SIGNS[row.level]


def counts(section: Section) -> str:
    """What a section has, always with the denominator: `9 requirements: 7 verified, 2 planned · 3 criteria: …`."""
    return " · ".join(count(kind, tally) for kind, tally in section.tallies if tally.total or tally.aside)


def count(kind: NodeKind, tally: Tally) -> str:
    """The same of one kind: `9 requirements: 7 verified, 2 planned`."""
    reached = [f"{tally.levels[level]} {level.label}" for level in sorted(Level, reverse=True) if tally.levels[level]]
    reached += [f"{tally.justified} justified"] if tally.justified else []
    aside = f" ({tally.aside} set aside)" if tally.aside else ""
    name = kind.value if tally.total == 1 else _PLURALS[kind.value]
    return f"{tally.total} {name}{aside}: {', '.join(reached)}" if reached else f"{tally.total} {name}{aside}"


def columns(table: Sequence[tuple[str, ...]]) -> str:
    """Rows in columns that two blanks part; the last is as long as it needs to be."""
    widths = [max(width(row[column]) for row in table) for column in range(len(table[0]) - 1)]
    lines = (
        "  ".join([*(cell + " " * (size - width(cell)) for cell, size in zip(row, widths, strict=False)), row[-1]])
        for row in table
    )
    return "\n".join(line.rstrip() for line in lines)


def width(cell: str) -> int:
    """How many terminal cells a text takes."""
    if cell.isascii():
        return len(cell)
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(character) in "WF" else 1 for character in cell)
