"""The graph of decisions in DOT, for Graphviz and what reads its language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.output.adr.graph_ids import node_ids
from specward.output.terminal import printable

if TYPE_CHECKING:
    from specward.adr.catalogue.graph import Graph

_STYLES = {"live": "solid", "waiting": "dashed", "dead": "dotted", "unknown": "dashed"}


def render(graph: Graph, prefix: str = "") -> str:
    """The whole text, ending in a line break.

    Args:
        graph: what to draw.
        prefix: stands before each path in the nodes' addresses.
    """
    ids = node_ids(graph)
    lines = ["digraph decisions {", "  rankdir=RL;", '  node [shape=box, fontname="sans-serif"];']
    for entry in graph.nodes:
        label = _text(entry.name) + r"\n" + _text(entry.title or "untitled")
        facts = f"label={_quoted(label)}, URL={_quoted(_text(prefix + entry.path))}, style={_STYLES[entry.standing]}"
        lines.append(f"  {ids[entry.path]} [{facts}, tooltip={_quoted(_text(entry.status_text or 'no status'))}];")
    for edge in graph.edges:
        kind = f"{edge.kind} in part" if edge.partly else edge.kind
        both = ", dir=none" if edge.kind == "relates to" else ""
        lines.append(f"  {ids[edge.source]} -> {ids[edge.target]} [label={_quoted(_text(kind))}{both}];")
    return "\n".join([*lines, "}"]) + "\n"


def _text(words: str) -> str:
    """Words inside quotes, where a backslash begins an escape and a quote ends the string."""
    return printable(words).replace("\\", "\\\\").replace('"', '\\"')


def _quoted(words: str) -> str:
    return f'"{words}"'
