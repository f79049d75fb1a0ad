"""Samples of an entry, run against the entry itself: what it must accept (`pass`) and what it must refuse (`fail`).

A sample of `forbid` is a text. A sample of `require` is a change: its paths, separated by blanks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.enforcement_entry import Forbid, Require
from specward.artifacts.line_pattern import TooManyStates, compiled
from specward.constitution.enforce import required

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.enforcement_entry import Entry

_SHOWN = 60


def failing_samples(entry: Entry) -> Iterator[str]:
    """What is wrong with the samples of an entry: one sentence for each that turns out otherwise than it says."""
    if not isinstance(entry, Forbid | Require):
        return
    for text in entry.passing:
        reason = _refused(entry, text)
        if reason:
            yield f"`{_short(text)}` should pass, and {reason}"
    for text in entry.failing:
        if not _refused(entry, text):
            yield f"`{_short(text)}` should fail, and nothing refuses it"


def _refused(entry: Forbid | Require, text: str) -> str:
    """Why an entry refuses a sample; empty where it accepts it."""
    if isinstance(entry, Require):
        paths = text.split()
        cause = required(entry, paths, paths)
        return "" if cause is None else "what is required is missing"
    try:
        hit = next(compiled(entry.pattern).hits(text), None)
    except TooManyStates:
        return "nobody can tell in bounded time"
    return f"the pattern matches `{_short(hit.text[hit.start : hit.end])}`" if hit else ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
