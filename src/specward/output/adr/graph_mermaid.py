"""The graph of decisions in Mermaid, which code hosts draw inside Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.output.adr.graph_ids import node_ids
from specward.output.terminal import printable

if TYPE_CHECKING:
    from specward.adr.catalogue.graph import Edge, Graph

_CLASSES = (
    "  classDef live stroke:#1a7f4b,stroke-width:2px",
    "  classDef waiting stroke:#a86400,stroke-dasharray:5 3",
    "  classDef dead stroke:#8a94a3,color:#8a94a3",
    "  classDef unknown stroke-dasharray:2 3",
)


def render(graph: Graph) -> str:
    """The whole text, ending in a line break; put between fences of `mermaid` it is drawn."""
    ids = node_ids(graph)
    lines = ["flowchart RL"]
    for entry in graph.nodes:
        words = f"{_text(entry.name)}<br/>{_text(entry.title or 'untitled')}"
        lines.append(f'  {ids[entry.path]}["{words}"]:::{entry.standing}')
    lines += [f"  {ids[edge.source]} {_arrow(edge)} {ids[edge.target]}" for edge in graph.edges]
    return "\n".join([*lines, *_CLASSES]) + "\n"


def _arrow(edge: Edge) -> str:
    label = f'|"{_text(edge.kind)}{" in part" if edge.partly else ""}"|'
    if edge.kind == "relates to":
        return f"---{label}"
    return f"{'-->' if edge.kind == 'supersedes' else '-.->'}{label}"


def _text(words: str) -> str:
    """Words as Mermaid shows them: every sign that is neither letter, digit nor blank by its number."""
    return "".join(
        sign if sign.isalnum() or sign in " .,-" else f"#{ord(sign)};" for sign in " ".join(printable(words).split())
    )
