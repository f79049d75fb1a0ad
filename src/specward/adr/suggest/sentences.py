"""What a sentence decides: `use X instead of Y` chooses X and turns Y down."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 600
"""Characters of a sentence that are looked at: more is a table, code, or hostile."""


class Contrast(NamedTuple):
    """The two sides of a sentence. A side that is not said is empty."""

    chosen: str
    others: str
    start: int = 0
    """Where the chosen side begins in the sentence."""


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text with their offsets; a line break ends one too."""
    for match in _sentence().finditer(text):
        words = match[0].strip()
        if words:
            yield match.start() + len(match[0]) - len(match[0].lstrip()), words[:LONGEST]


def contrast(sentence: str) -> Contrast:
    """What a sentence says for one option and against another; without such words all of it is for what it names."""
    moved = _moved().search(sentence)
    if moved:
        return Contrast(sentence[moved.end() :], sentence[moved.start() : moved.end()], moved.end())
    against = _against().search(sentence)
    if against:
        return Contrast(sentence[: against.start()], sentence[against.end() :])
    return Contrast(sentence, "")


@cache
def _sentence() -> re.Pattern[str]:
    """Up to a full stop, question or exclamation mark before a blank, a semicolon, or the end of the line."""
    return re.compile(r"(?:[^.!?;\r\n]|[.!?](?![\s)\]\"'*_]|$))+[.!?]?", re.MULTILINE)


@cache
def _moved() -> re.Pattern[str]:
    """`from X to`, `replace X with`: what follows is the new."""
    return re.compile(
        r"\b(?:from\b[^,.;]{1,60}?\bto|replac(?:e|es|ed|ing)\b[^,.;]{1,60}?\b(?:with|by)|instead of\b[^,.;]{1,60}?,)\s",
        re.IGNORECASE,
    )


@cache
def _against() -> re.Pattern[str]:
    return re.compile(
        r"(?:\b(?:instead of|rather than|as opposed to|in place of|over|replacing|versus|vs\.?|and not)|, not|, no)\s",
        re.IGNORECASE,
    )
