"""The matrix as JSON, version 1. The form is an interface, kept apart from the internal values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specward.trace.coverage import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.trace.matrix import Row, Section


def as_dict(sections: Iterable[Section], profile: str) -> dict[str, Any]:
    """The matrix as plain values: `specward/trace/v1`."""
    return {
        "schema": "specward/trace/v1",
        "profile": profile,
        "sections": [
            {
                "feature": section.feature or None,
                "counts": {
                    kind.value: {
                        "total": tally.total,
                        "justified": tally.justified,
                        "set_aside": tally.aside,
                        "levels": {level.label: tally.levels[level] for level in Level},
                    }
                    for kind, tally in section.tallies
                },
                "rows": [row_as_dict(row) for row in section.rows],
            }
            for section in sections
        ],
    }


def row_as_dict(row: Row) -> dict[str, Any]:
    """One row as plain values."""
    return {
        "id": row.node.key,
        "kind": row.node.kind.value,
        "text": row.node.text,
        "path": row.node.path,
        "line": row.node.line,
        "stable": row.node.stable,
        "up": list(row.up),
        "below": list(row.below),
        "tasks": list(row.tasks),
        "tasks_done": row.done,
        "tests": [{"id": test.key, "state": test.state or None} for test in row.tests],
        "level": row.level.label,
        "standing": row.standing,
        "gap": row.gap or None,
        "justified": row.justified or None,
    }
