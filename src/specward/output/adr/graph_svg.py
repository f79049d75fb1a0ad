"""The graph of decisions as one SVG picture that needs nothing else: no script, no font, no program; light and dark.

Everything from the documents is escaped. The status stands in words besides its colour.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from specward.output.adr.graph_layout import layout
from specward.output.terminal import cells, printable
from specward.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.adr.catalogue.entry import Entry
    from specward.adr.catalogue.graph import Edge, Graph
    from specward.output.adr.graph_layout import Cell

_WIDTH, _HEIGHT = 220, 66
_GAP_X, _GAP_Y = 84, 18
_MARGIN = 20
_LINE = 30
"""Columns of text that fit into a line of a box."""
_STYLE = """
svg { color-scheme: light dark; --ink: #1d2430; --soft: #5d6878; --paper: #fff; --line: #98a3b3; --box: #f7f9fb;
  --live: #1a7f4b; --waiting: #a86400; --dead: #8a94a3; --unknown: #7a4fd0; font: 12px system-ui, sans-serif; }
@media (prefers-color-scheme: dark) { svg { --ink: #e3e8ef; --soft: #97a3b4; --paper: #14181f; --line: #5a6675;
  --box: #1b212a; --live: #56d08a; --waiting: #e8a33d; --dead: #7d8796; --unknown: #b99bff; } }
.paper { fill: var(--paper); } text { fill: var(--ink); } .name { font-weight: 600; }
.node rect { fill: var(--box); stroke: var(--line); } .node .mark { stroke: none; fill: var(--tone); }
.node .status { fill: var(--tone); text-anchor: end; }
.live { --tone: var(--live); } .waiting { --tone: var(--waiting); } .dead { --tone: var(--dead); }
.unknown { --tone: var(--unknown); } .dead text { fill: var(--soft); } .dead .name { text-decoration: line-through; }
a:hover rect, a:focus rect { stroke: var(--ink); }
.edge { fill: none; stroke: var(--line); stroke-width: 1.5; } .edge.other { stroke-dasharray: 5 3; }
.kind { fill: var(--soft); font-size: 10px; text-anchor: middle; } #head path { fill: var(--line); }
"""

_HEAD = """<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
<path d="M0 0 8 4 0 8z"/></marker></defs>"""


def render(graph: Graph, prefix: str = "") -> str:
    """The whole picture, ending in a line break.

    Args:
        graph: what to draw.
        prefix: stands before each path in the links of the boxes.
    """
    places = layout(graph)
    width = _x(max((cell.column for cell in places.values()), default=0)) + _WIDTH + _MARGIN
    height = _y(max((cell.row for cell in places.values()), default=0)) + _HEIGHT + _MARGIN
    words = _called(len(graph.nodes))
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{words}">',
            f"<title>{words}</title>",
            f"<style>{_STYLE}</style>",
            _HEAD,
            '<rect class="paper" width="100%" height="100%"/>',
            *(_edge(edge, places[edge.source], places[edge.target]) for edge in graph.edges),
            *("".join(_node(entry, places[entry.path], prefix)) for entry in graph.nodes),
            "</svg>\n",
        ]
    )


def _called(count: int) -> str:
    """What the picture shows, for those who cannot see it."""
    return f"{counted(count, 'decision')} and their relations" if count > 1 else counted(count, "decision")


def _x(column: int) -> int:
    return _MARGIN + column * (_WIDTH + _GAP_X)


def _y(row: int) -> int:
    return _MARGIN + row * (_HEIGHT + _GAP_Y)


def _node(entry: Entry, cell: Cell, prefix: str) -> Iterator[str]:
    x, y = _x(cell.column), _y(cell.row)
    status = entry.status.value if entry.status else "no status"
    full = f"{entry.name}: {entry.title or 'untitled'} ({entry.status_text or 'no status'})"
    address = quote(prefix + entry.path, safe="/:#?&=%+~@.", errors="surrogateescape")
    yield f'<a href="{escape(address)}"><g class="node {entry.standing}">'
    yield f"<title>{_text(full)}</title>"
    yield f'<rect x="{x}" y="{y}" width="{_WIDTH}" height="{_HEIGHT}" rx="6"/>'
    yield f'<rect class="mark" x="{x}" y="{y + 6}" width="4" height="{_HEIGHT - 12}" rx="2"/>'
    yield f'<text class="name" x="{x + 14}" y="{y + 20}">{_text(_cut(entry.name, 16))}</text>'
    yield f'<text class="status" x="{x + _WIDTH - 10}" y="{y + 20}">{_text(status)}</text>'
    for place, line in enumerate(_lines(entry.title or "untitled")):
        yield f'<text x="{x + 14}" y="{y + 39 + 16 * place}">{_text(line)}</text>'
    yield "</g></a>"


def _edge(edge: Edge, source: Cell, target: Cell) -> str:
    """A curve from the later box to the earlier one, with what it means beside its middle."""
    start, end = _x(source.column), _x(target.column) + _WIDTH
    from_y, to_y = _y(source.row) + _HEIGHT // 2, _y(target.row) + _HEIGHT // 2
    if source.column <= target.column:  # a ring leads back: around the left sides
        end = _x(target.column)
        bend = min(start, end) - _GAP_X // 2
        way = f"M{start} {from_y}C{bend} {from_y} {bend} {to_y} {end} {to_y}"
    else:
        way = f"M{start} {from_y}C{start - _GAP_X // 2} {from_y} {end + _GAP_X // 2} {to_y} {end} {to_y}"
    plain = edge.kind == "supersedes" and not edge.partly
    head = "" if edge.kind == "relates to" else ' marker-end="url(#head)"'
    curve = f'<path class="edge{"" if plain else " other"}" d="{way}"{head}/>'
    if plain:
        return curve
    kind = f"{edge.kind} in part" if edge.partly else edge.kind
    return f'{curve}<text class="kind" x="{(start + end) // 2}" y="{(from_y + to_y) // 2 - 4}">{_text(kind)}</text>'


def _lines(title: str) -> list[str]:
    """A title on at most two lines, cut between words where it can be."""
    words = " ".join(printable(title).split())
    if cells(words) <= _LINE:
        return [words]
    first = _cut(words, _LINE, mark="")
    space = first.rfind(" ")
    if space > _LINE // 2 and not words.startswith(first + " "):
        first = first[:space]
    return [first, _cut(words[len(first) :].strip(), _LINE)]


def _cut(words: str, limit: int, mark: str = "…") -> str:
    """The beginning of words that takes up to so many columns."""
    if cells(words) <= limit:
        return words
    kept = words[:limit]
    while cells(kept + mark) > limit:
        kept = kept[:-1]
    return kept.rstrip() + mark


def _text(words: str) -> str:
    return escape(" ".join(printable(words).split()))
