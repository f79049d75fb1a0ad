"""The matrix as a table for spreadsheets."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.trace.matrix import Section

_HEAD = ("item", "kind", "text", "path", "line", "from", "below", "tasks", "done", "tests", "standing", "remark")


def render(sections: Iterable[Section]) -> str:
    """The matrix as RFC 4180 has it, one line an item; what a spreadsheet would compute gets a quote in front."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow(_HEAD)
    for section in sections:
        for row in section.rows:
            node = row.node
            listed = (" ".join(row.up), " ".join(row.below), " ".join(row.tasks), str(row.done))
            tests = " ".join(f"{test.key}={test.state}" if test.state else test.key for test in row.tests)
            line = (node.key, node.kind.value, node.text, node.path, str(node.line), *listed, tests, row.standing)
            lines.writerow(map(_inert, (*line, row.remark)))
    return out.getvalue()


def _inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV Injection)."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
