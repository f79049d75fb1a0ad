"""Which ids a text names, those between the ends of a range included: `FR-001 to FR-004`, `FR-001–004`."""

from __future__ import annotations

import re
from functools import cache

from specward.artifacts import references

_WIDEST = 500
"""No range of ids that people write is wider; what claims to be is a slip, and stands for its two ends."""


def named_ids(text: str) -> set[str]:
    """The keys (`references.key`) of every id of a story, requirement or criterion that a text names."""
    keys = {references.key(identity) for identity in references.shapes(text)}
    if keys:
        for match in _range().finditer(text):
            keys.update(_between(match["first"], match["last"]))
    return keys


def _between(first: str, last: str) -> list[str]:
    """The keys of the ids from one to another; none where they do not count in the same way."""
    stem = first.rstrip("0123456789")
    tail = last.removeprefix(stem)
    start = first[len(stem) :]
    if not (start and tail.isdigit()) or not 0 < int(tail) - int(start) <= _WIDEST:
        return []
    return [references.key(f"{stem}{number}") for number in range(int(start) + 1, int(tail) + 1)]


@cache
def _range() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<first>{references.ID})[*_`~\]]{{0,5}}[ \t]*(?:-|–|—|\.\.\.?|…|→|\bto\b|\bthrough\b)[ \t]*"
        rf"[*_`~\[]{{0,5}}(?P<last>{references.ID}|\d{{1,4}}\b)",
        re.ASCII,
    )
