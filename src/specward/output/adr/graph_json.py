"""The graph of decisions as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specward.adr.catalogue.graph import Graph


def render(graph: Graph) -> str:
    """The whole text, ending in a line break."""
    nodes = [
        {
            "path": entry.path,
            "id": entry.name,
            "number": entry.number,
            "title": entry.title,
            "status": entry.status.value if entry.status else None,
            "date": entry.date or None,
        }
        for entry in graph.nodes
    ]
    value = {"nodes": nodes, "edges": [edge._asdict() for edge in graph.edges]}
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
