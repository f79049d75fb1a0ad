"""What a reader met and could not understand: kept, never dropped."""

from __future__ import annotations

from typing import NamedTuple


class Unreadable(NamedTuple):
    """A stretch of a document that stands where an item is expected and is none that the reader knows."""

    start: int
    end: int
    reason: str
    """What is wrong with it: lower case, no full stop."""
