"""Where a number means something else: a log of decisions in one file, a feature's own list, a number of the past."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.adr.citations import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.adr.catalogue.entry import Entry
    from specward.adr.citations.pattern import Grammar

_ENOUGH = 0.5
"""So much of the words of two titles is common, where they are titles of one decision."""


def has_namesake(lines: Iterable[str], entry: Entry, grammar: Grammar) -> bool:
    """Whether a heading among some lines has a record's number and another title: `### ADR-0007: Something else`."""
    for line in lines:
        for mention in grammar.mentions(line):
            heads = mention.number == entry.number and phrases.definition().match(line[: mention.start])
            if heads and not _are_alike(line[mention.end :], entry.title):
                return True
    return False


def is_former(before: str) -> bool:
    """Whether the words before a name say that it is what something was called: `previously ADR 7`."""
    return _former().search(before) is not None


def _are_alike(title: str, other: str) -> bool:
    """Whether two titles have enough words in common; one without words says nothing else."""
    words, others = (set(_word().findall(text.casefold())) for text in (title, other))
    return not words or not others or len(words & others) >= _ENOUGH * min(len(words), len(others))


@cache
def _former() -> re.Pattern[str]:
    said = r"previously|formerly|originally|once|renumbered from|renamed from|used to be"
    return re.compile(rf"\b(?:{said})(?:\s(?:was|known as|called|named|numbered))?[\s\"'`*_(\[]{{1,4}}$", re.IGNORECASE)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\w+")
