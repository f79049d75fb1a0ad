"""Who took part in a decision, and the words that it is filed under."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.yaml_text import YamlError, read

if TYPE_CHECKING:
    from specward.artifacts.adr_metadata import Metadatum

DECIDER_NAMES = ("decision-makers", "decision makers", "deciders", "decider")
CONSULTED_NAMES = ("consulted",)
INFORMED_NAMES = ("informed",)
AUTHOR_NAMES = ("authors", "author")
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


def items_of(metadatum: Metadatum | None) -> tuple[str, ...]:
    """The items of a value: a list of YAML, or words that commas part."""
    if metadatum is None:
        return ()
    value = metadatum.value.strip()
    if value.startswith(("[", "-")):
        try:
            node = read(value)
        except YamlError:
            node = None
        if node is not None and node.items:
            return tuple(item.text.strip() for item in node.items if item.text)
    parts = (part.strip(" \t\r\n*_`\"'") for part in _comma().split(value))
    return tuple(part for part in parts if part)


@cache
def _comma() -> re.Pattern[str]:
    return re.compile(r"[,;，、]")
