"""The records and their links as a graph in DOT (https://graphviz.org/doc/info/lang.html)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.adr.tools.folder import record_number, stem, title_of, visible
from specward.adr.tools.nygard import status_links, status_section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.adr.tools.folder import Folder
    from specward.markdown.document import Document

_HEAD = "digraph {\n  node [shape=plaintext];\n  subgraph {\n"


def graph(folder: Folder, *, prefix: str = "", ending: str = ".html") -> str:
    """Every record of a folder as a node, in their order, and their links as edges.

    The reverse of a link, whose kind ends in `by`, is no edge of its own. A record with a notation of its own has the
    edges that are read from there.

    Args:
        folder: the records.
        prefix: stands right before each address.
        ending: of each address, in place of `.md`.
    """
    nodes, edges = [], []
    for name in folder.names:
        number = record_number(name)
        document = folder.document(name)
        title = (visible(title_of(document)) if document else "") or stem(name)
        nodes.append(f"    _{number} [label={_quoted(title)}; URL={_quoted(prefix + stem(name) + ending)}];\n")
        if number and number > 1:
            nodes.append(f'    _{number - 1} -> _{number} [style="dotted", weight=1];\n')
        for kind, target in _links(document) if document else ():
            if not kind.endswith(" by"):
                edges.append(f"  _{number} -> _{target} [label={_quoted(visible(kind))}, weight=0]\n")
    return "".join([_HEAD, *nodes, "  }\n", *edges, "}\n"])


def _links(document: Document) -> Iterator[tuple[str, int]]:
    """The kind of each link, and the number of the record that it leads to."""
    if status_section(document):
        for link in status_links(document):
            number = _leading_number().match(link.target)
            if number:
                yield link.kind, int(number[1])
        return
    from specward.artifacts.adr import read_adr

    for tie in read_adr(document).links:
        if tie.number is not None:
            yield tie.kind, tie.number


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


@cache
def _leading_number() -> re.Pattern[str]:
    return re.compile(r"<?(\d{1,250})", re.ASCII)
