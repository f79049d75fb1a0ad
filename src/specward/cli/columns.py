"""Tables without lines, for pipes: columns that two blanks part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.output.text import cells

if TYPE_CHECKING:
    from collections.abc import Sequence


def plain_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows under their head, all columns as wide as their widest cell; the last is as long as it needs to be."""
    table = [head, *rows]
    widths = [max(cells(row[column]) for row in table) for column in range(len(head) - 1)]
    return "\n".join(
        "  ".join([*(f"{cell}{' ' * (size - cells(cell))}" for cell, size in zip(row, widths, strict=False)), row[-1]])
        for row in table
    )
