"""The matrix as a table for spreadsheets."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.trace.matrix import Row, Section

_HEAD = ("item", "kind", "text", "path", "line", "from", "below", "tasks", "done", "tests", "standing", "remark")
_FORMULA = frozenset("=+-@\t\r")
"""What a formula begins with (OWASP, CSV Injection)."""


def render(sections: Iterable[Section]) -> str:
    """The matrix as RFC 4180 has it, one line an item; what a spreadsheet would compute gets a quote in front."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow(_HEAD)
    lines.writerows(
        [f"'{cell}" if cell[:1] in _FORMULA else cell for cell in _cells(row)]
        for section in sections
        for row in section.rows
    )
    return out.getvalue()


def _cells(row: Row) -> tuple[str, ...]:
    node = row.node
    listed = (" ".join(row.up), " ".join(row.below), " ".join(row.tasks), str(row.done))
    tests = " ".join([f"{test.key}={test.state}" if test.state else test.key for test in row.tests])
    place = (node.key, str(node.kind), node.text, node.path, str(node.line))
    return (*place, *listed, tests, row.standing, row.remark)
