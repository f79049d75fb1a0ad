"""A finding and what it is made of: immutable values that every output projects.

They are named tuples, not dataclasses: importing `dataclasses` costs more than one interpreter start, and
the commit hook makes findings too (ADR-0003).
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Severity(IntEnum):
    """How much a finding matters. `OFF` silences a rule in configuration and is never carried by a finding."""

    OFF = 0
    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The word that users read and write: `error`, `warning`, `info`, `off`."""
        return self.name.lower()


new = tuple.__new__
"""`new(Span, (…))` is `Span(…)` in half its time; for what is made by the hundred thousand, of any such class."""


class Span(NamedTuple):
    """A stretch of a document's text: offsets in characters, `end` exclusive."""

    start: int
    end: int


class Position(NamedTuple):
    """A place as people count: line and column from 1, the column in characters (code points)."""

    line: int
    column: int


class Location(NamedTuple):
    """A labelled place in a file, complete without the document it came from."""

    path: str
    start: Position = Position(1, 1)
    end: Position = Position(1, 1)
    label: str = ""
    excerpt: str = ""
    """The source line that holds `start`, without its line ending; empty where the place is a whole file."""

    def location(self) -> Location:
        """Itself: a fault may lie in a file that is no document, and then its place is known as people count it."""
        return self


class Edit(NamedTuple):
    """Put `text` in place of a span of the document at `path`."""

    path: str
    span: Span
    text: str


class Rename(NamedTuple):
    """Give the file or folder at `path` another path."""

    path: str
    to: str


class Fix(NamedTuple):
    """How a finding can be mended. A fix is unsafe unless it cannot change what the document means."""

    title: str
    edits: tuple[Edit, ...] = ()
    safe: bool = False
    renames: tuple[Rename, ...] = ()
    """Made after the edits, whose paths and spans are those of the state before."""


class Finding(NamedTuple):
    """One fault that one rule found in one place."""

    code: str
    rule: str
    severity: Severity
    message: str
    location: Location
    related: tuple[Location, ...] = ()
    help: str = ""
    fix: Fix | None = None
