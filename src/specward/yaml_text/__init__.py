"""YAML as text with places: every scalar is the string that stands there, every value knows its span.

Identities such as `010` or `2026-01-02` must stay what was written, so no scalar is ever given a type. What front
matter and configuration usually hold is read by `subset` in one pass over the lines; what that declines goes to
PyYAML's parser (`events`), which is imported only then. A hypothesis test holds the two to the same answers.

Source of the format: YAML 1.1 as PyYAML and libyaml implement it.
"""

from __future__ import annotations

from specward.yaml_text import subset
from specward.yaml_text.node import Node, YamlError

__all__ = ["Node", "YamlError", "read"]


def read(text: str, start: int = 0, end: int | None = None) -> Node:
    """Read the YAML document between two offsets of `text`; one without content is a null.

    Raises:
        YamlError: it is not one YAML document, or uses what is refused.
    """
    end = len(text) if end is None else end
    if text.startswith("\ufeff", start, end):
        start += 1
    node = subset.read(text, start, end)
    if node is not None:
        return node
    from specward.yaml_text import events

    return events.read(text, start, end)
