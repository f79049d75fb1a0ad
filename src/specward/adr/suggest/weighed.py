"""A choice that a plan, a change or an exchange shows, before it is judged."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Origin(Enum):
    """Where a choice was found."""

    PLAN = "plan"
    CHANGE = "change"
    EXCHANGE = "exchange"


class Passage(NamedTuple):
    """Words and where they stand."""

    text: str
    path: str
    line: int
    """Counted from 1; 0 where the words stand in no file, such as a commit message."""


class Weighed(NamedTuple):
    """One choice: what was chosen, why, and what else was considered."""

    origin: Origin
    subject: str
    """What it is about: a heading, a commit's subject."""
    chosen: tuple[Passage, ...]
    reasons: tuple[Passage, ...] = ()
    others: tuple[Passage, ...] = ()
    """The options that were not chosen, one a passage."""
