"""Tables without lines: columns that two blanks part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.output.terminal import cells, cut

if TYPE_CHECKING:
    from collections.abc import Sequence


def plain_table(head: Sequence[str], rows: Sequence[Sequence[str]], width: int = 0) -> str:
    """Rows under their head, all columns as wide as their widest cell; the last is as long as it needs to be.

    Args:
        head: the names of the columns.
        rows: their cells.
        width: cells of the terminal, to which lines are cut; 0 where they have no edge.
    """
    table = [head, *rows]
    widths = [max(cells(row[column]) for row in table) for column in range(len(head) - 1)]
    lines = (
        "  ".join([*(f"{cell}{' ' * (size - cells(cell))}" for cell, size in zip(row, widths, strict=False)), row[-1]])
        for row in table
    )
    return "\n".join(cut(line, width) if width else line for line in lines)
