"""Transcripts from the lines that a test writes down."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import pytest

from specward.phr.transcripts.reading import BEGINNING, read_turns

if TYPE_CHECKING:
    from specward.phr.transcripts.turn import Mark, Turn


class Told(NamedTuple):
    """What a reading has told."""

    turns: list[Turn]
    skipped: dict[str, int]
    malformed: int
    offset: int
    resume: Mark

    @property
    def prompts(self) -> list[str]:
        return [turn.prompt for turn in self.turns]


class Tell(Protocol):
    def __call__(self, agent: str, *rows: dict[str, Any] | bytes, start: Mark = ...) -> Told: ...


def as_lines(*rows: dict[str, Any] | bytes) -> bytes:
    """Rows as the lines of a file; bytes stand for themselves."""
    return b"".join(row if isinstance(row, bytes) else json.dumps(row).encode() + b"\n" for row in rows)


@pytest.fixture(scope="session")
def tell() -> Tell:
    """Read rows to their end."""

    def read(agent: str, *rows: dict[str, Any] | bytes, start: Mark = BEGINNING) -> Told:
        reading = read_turns(agent, io.BytesIO(as_lines(*rows)), start)
        turns = list(reading)
        return Told(turns, reading.skipped, reading.malformed, reading.offset, reading.resume)

    return read
