"""A record and its parts, as the tests of pins edit them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.adr.pins.lock import Pins
from specward.adr.pins.standing import differences
from specward.artifacts.adr import read_adr
from specward.markdown.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.artifacts.adr import Adr

_PATH = "history/adr/0001-session-store.md"
_RECORD = """\
# ADR-0001: Session store

- **Status:** Accepted
- **Date:** 2026-01-02

## Context

People sign in from several servers.

They stay signed in for a day.

## Decision

We keep sessions in Redis, since every server reaches it.

- One key for each session
- Gone after a day

## Consequences

### Positive

- Signing out works at once.

### Negative

- One more service to run.

## Alternatives Considered

- A table in PostgreSQL

## Rationale

Redis is there already.

## References

- none
"""


@pytest.fixture
def record() -> str:
    """The text of an accepted record with every zone."""
    return _RECORD


@pytest.fixture
def read() -> Callable[..., Adr]:
    """Reads a record: `read(text)`, `read(text, path)`."""

    def reading(text: str, path: str = _PATH) -> Adr:
        return read_adr(Document(path, text))

    return reading


@pytest.fixture
def found(read: Callable[..., Adr]) -> Callable[[str, str], list[tuple[str, str, str]]]:
    """What is found where the first text was pinned and the second stands: zone, what, and the words there."""

    def finding(pinned: str, now: str) -> list[tuple[str, str, str]]:
        pins = Pins({}, {}).with_pin(read(pinned), today="2026-01-02")
        return [(one.zone, one.what.value, now[one.start : one.end]) for one in differences(read(now), pins)]

    return finding
