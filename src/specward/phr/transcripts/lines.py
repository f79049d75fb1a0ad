"""A file of JSON lines that may grow while it is read, line by line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from specward.phr.transcripts.fields import Fields

LONGEST = 16 * 1024 * 1024
"""Bytes of a line that is read; a longer one is passed over without being held. Pasted images make lines long."""
_STEP = 1 << 20
_MOST_BRACKETS = 1_000_000
"""Of a line that is read: more values in values would take seconds, and memory that nobody has set aside."""
_DECODE = json.JSONDecoder(strict=False).decode  # a raw control character in a text spoils nothing


class UnreadableTranscript(Exception):
    """A transcript cannot be read; the message is why, as a clause."""


class Line(NamedTuple):
    """A line and what it says."""

    start: int
    end: int
    fields: Fields | None
    """None where it is no JSON object."""
    oversize: bool = False


def read_lines(file: BinaryIO, start: int = 0, progress: Callable[[int], None] | None = None) -> Iterator[Line]:
    """Every line from a place on; blank ones are left out.

    A last line without its line break is left for the next time, unless it is a whole object already.

    Args:
        file: opened in binary mode, and seekable.
        start: where a line begins.
        progress: is told now and then how many bytes were read since it was last told.
    """
    place = told = file.seek(start)
    while raw := file.readline(LONGEST + 1):
        end, whole = place + len(raw), raw.endswith(b"\n")
        oversize = not whole and len(raw) > LONGEST
        if oversize:
            raw = b""
            while not whole and (more := file.readline(_STEP)):
                end, whole = end + len(more), more.endswith(b"\n")
        fields = _decoded(raw)
        if not whole and fields is None:
            break
        if progress and end - told >= _STEP:
            progress(end - told)
            told = end
        if oversize or not raw.isspace():
            yield Line(place, end, fields, oversize)
        place = end
    if progress and place > told:
        progress(place - told)


def read_document(file: BinaryIO) -> Iterator[Line]:
    """A file that is one JSON object, as one line from 0 to 0: whoever goes on reading it reads all of it again."""
    file.seek(0)
    raw = file.read(LONGEST + 1)
    oversize = len(raw) > LONGEST
    yield Line(0, 0, None if oversize else _decoded(raw), oversize)


def is_document(file: BinaryIO) -> bool:
    """Whether a file is one JSON object that is spread over several lines."""
    file.seek(0)
    return file.readline(_STEP).strip() == b"{"


def _decoded(raw: bytes) -> Fields | None:
    if len(raw) > _STEP and raw.count(b"[") + raw.count(b"{") > _MOST_BRACKETS:
        return None
    try:  # NULs are what is left of a file that was lengthened before it was written to
        value = _DECODE(raw.lstrip(b"\0").decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
