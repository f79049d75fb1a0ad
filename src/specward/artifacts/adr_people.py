"""Who took part in a decision, and the words that it is filed under."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.yaml_text import YamlError, read

if TYPE_CHECKING:
    from specward.artifacts.adr_metadata import Metadatum

DECIDER_NAMES = ("decision-makers", "decision makers", "deciders", "decider", "decision_makers", "decisores")
CONSULTED_NAMES = ("consulted",)
INFORMED_NAMES = ("informed",)
AUTHOR_NAMES = ("authors", "author")
_NAMES = (DECIDER_NAMES, CONSULTED_NAMES, INFORMED_NAMES, AUTHOR_NAMES)
_ANY = frozenset(name for names in _NAMES for name in names)
TAG_NAMES = ("tags", "tag")
REVIEW_NAMES = (
    "review-by",
    "review by",
    "reviewby",
    "review_by",
    "review date",
    "next review",
    "expires",
    "valid until",
)
"""By when a decision wants to be looked at again."""


class People(NamedTuple):
    """Those whom a record names."""

    deciders: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()


def people_of(metadata: list[Metadatum]) -> People:
    """The people whom metadata name; of two that say the same the first counts."""
    metadata = [metadatum for metadatum in metadata if metadatum.name in _ANY]
    if not metadata:
        return People()
    groups: list[tuple[str, ...]] = []
    for names in _NAMES:
        found = next((metadatum for metadatum in metadata if metadatum.name in names), None)
        groups.append(items_of(found))
    return People(*groups)


def items_of(metadatum: Metadatum | None) -> tuple[str, ...]:
    """The items of a value: a list of YAML or of Markdown, lines, or words that commas part."""
    if metadatum is None:
        return ()
    value = metadatum.value.strip()
    if value.startswith("["):
        try:
            node = read(value)
        except YamlError:
            node = None
        if node is not None and node.items:
            return tuple(item.text.strip() for item in node.items if item.text)
        value = value.strip("[]")
    if value.startswith(("- ", "* ")):
        parts = [match[1].partition(" #")[0] for match in _list_item().finditer(value)]
    else:
        parts = _comma().split(value)
    plain = (part.strip(" \t\r\n*_`\"'") for part in parts)
    return tuple(part for part in plain if part)


@cache
def _list_item() -> re.Pattern[str]:
    return re.compile(r"^[ \t]*[-*][ \t]+([^\r\n]*)", re.MULTILINE)


@cache
def _comma() -> re.Pattern[str]:
    return re.compile(r"[,;，、\r\n]")
