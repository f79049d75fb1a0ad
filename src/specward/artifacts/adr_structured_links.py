"""The links that tools keep in front matter as data.

ADG: `links: {precedes: ["0002"], succeeds: [], custom: {…}}`. adrs: `links: [{target: 2, kind: supersedes}]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.adr_links import kind_of, reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.adr_links import AdrLink
    from specward.markdown.document import Document
    from specward.yaml_text import Node

KEY = "links"
"""Where they stand."""
_TARGET = "target"
_KIND = "kind"
_CUSTOM = "custom"


def structured_links(document: Document) -> Iterator[AdrLink]:
    """The links in the front matter of a record, in source order."""
    node = document.front_matter.entries.get(KEY) if document.front_matter else None
    if node is None:
        return
    for item in node.items:
        target, kind = item.entries.get(_TARGET), item.entries.get(_KIND)
        if target and kind and target.text and kind.text:
            yield reference(kind_of(kind.text), target.text, document.path, target.start, target.end)
    yield from _by_kind(node, document.path)


def _by_kind(node: Node, path: str) -> Iterator[AdrLink]:
    for name, targets in node.entries.items():
        if name == _CUSTOM:
            yield from _by_kind(targets, path)
            continue
        for target in targets.items or [targets]:
            if target.text:
                yield reference(kind_of(name), target.text, path, target.start, target.end)
