"""The choices that shape a system, and the options of each.

A topic whose choice reaches through the whole code says why (`scope`). One that says nothing joins a record on related
choices, and asks for none of its own.
"""

from __future__ import annotations

from typing import NamedTuple


class Area(NamedTuple):
    """A part of the architecture. The choices of one area belong into one record: they rarely change alone."""

    name: str
    title: str
    """What a record on several of its choices is called."""
    impact: str
    """Why its choices have long-term consequences."""


class Option(NamedTuple):
    """One of the things that can be chosen."""

    name: str
    words: tuple[str, ...]
    """How texts call it. One with a leading `=` is an English word too, and must stand in just these letters."""
    packages: tuple[str, ...]
    """What a project depends on directly when it has chosen it, in any package registry, lower case."""


class Topic(NamedTuple):
    """A question with several well-known answers."""

    name: str
    """As in `PostgreSQL as the database`."""
    area: Area
    scope: str
    """Why all code depends on the answer; empty where it does not."""
    options: tuple[Option, ...]

    def rivals(self, name: str, most: int = 3) -> list[str]:
        """The first of the other options."""
        return [option.name for option in self.options if option.name != name][:most]
