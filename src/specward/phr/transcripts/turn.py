"""The values that a transcript is read into."""

from __future__ import annotations

from typing import NamedTuple

TYPED = "typed"
"""Somebody has typed it while the agent waited."""
QUEUED = "queued"
"""Somebody has typed it while the agent worked."""
ANSWER = "answer"
"""Somebody has answered a question of the agent, or told it why it may not do something."""


class Tokens(NamedTuple):
    """What a turn has cost; each answer of the model is counted once, however often the transcript tells of it."""

    input: int = 0
    """Read anew: what came from a cache is not in it."""
    output: int = 0
    cache_read: int = 0
    cache_write: int = 0

    def __add__(self, other: object) -> Tokens:
        """Both together."""
        if not isinstance(other, Tokens):
            return NotImplemented
        return Tokens(*map(sum, zip(self, other, strict=True)))

    def most(self, other: Tokens) -> Tokens:
        """The larger of each: a transcript tells of one answer several times, while it grows."""
        return Tokens(*map(max, self, other))


class Command(NamedTuple):
    """A command that the agent ran in a shell."""

    text: str
    failed: bool | None = None
    """None where the transcript does not tell."""


class Mark(NamedTuple):
    """Where in a transcript a reading may go on, and what was known there.

    It is made of plain texts and numbers, so that it can be kept as a JSON list and made again with `Mark(*kept)`.
    """

    offset: int = 0
    """Bytes from the beginning of the file; messages from the beginning of the session where a database holds it."""
    session: str = ""
    cwd: str = ""
    branch: str = ""
    model: str = ""
    note: str = ""
    """What the reader of the format remembers for itself."""


class Turn(NamedTuple):
    """A prompt, and what came of it up to the next one."""

    agent: str
    """A word of `specward.phr.agents.AGENTS`."""
    session: str
    prompt: str
    """What a person has typed; a slash command as `/name arguments`, an image as `[image]`. Empty where the transcript
    begins in the middle of a turn, or the agent woke by itself: no record is made of such a turn."""
    ids: tuple[str, ...] = ()
    """Every id that the agent has for the prompt, the steadiest first; empty where it has none."""
    at: str = ""
    """ISO 8601 with its zone; empty where the transcript does not tell."""
    way: str = TYPED
    """`TYPED`, `QUEUED` or `ANSWER`."""
    cwd: str = ""
    branch: str = ""
    response: str = ""
    """What the agent wrote last."""
    files: tuple[str, ...] = ()
    """What was written, as the transcript spells it, in order."""
    model: str = ""
    tokens: Tokens | None = None
    """None where the transcript does not tell."""
    commands: tuple[Command, ...] = ()
    ended: bool = False
    """Whether a mark says so, or another prompt followed."""
    start: int = 0
    """Where its first line begins, counted as in `Mark`."""
    end: int = 0
    """Where its last line ends."""
