"""Our part of a file that belongs to others as well: what stands between two marks, and nothing around it."""

from __future__ import annotations

import re
from typing import NamedTuple

from specward.agents.places import AGENTS_MD
from specward.errors import UsageError

_OURS = "<!-- specward-"
START = f"{_OURS}agents:start -->"
END = f"{_OURS}agents:end -->"


class Marks(NamedTuple):
    """The lines between which a part stands."""

    start: str
    end: str


ROSTER = Marks(START, END)
"""Of the list of agents."""


class Part(NamedTuple):
    """Where our part of a text stands."""

    start: int
    end: int


def find(text: str, marks: Marks = ROSTER) -> Part | None:
    """Our part of a text, its marks and the last line end included; None where it has none.

    Raises:
        UsageError: the marks do not pair, or there is more than one pair.
    """
    begin = r"(?<![^\n\ufeff])"  # of a line, behind a byte order mark too
    starts = [found.start() for found in re.finditer(rf"{begin}{re.escape(marks.start)}(?=[ \t]*\r?(?:\n|\Z))", text)]
    ends = [found.end() for found in re.finditer(rf"{begin}{re.escape(marks.end)}[ \t]*(?:\r?\n|\Z)", text)]
    if not starts and not ends:
        return None
    if len(starts) != 1 or len(ends) != 1 or ends[0] <= starts[0]:
        raise UsageError(
            f"the marks `{marks.start}` and `{marks.end}` do not pair here: remove them, and run this again",
            where=AGENTS_MD,
        )
    return Part(starts[0], ends[0])


def put(text: str, part: str, marks: Marks = ROSTER) -> tuple[str, str]:
    """The text with our part in place of the former one or at its end, and the line ends that went before it.

    Raises:
        UsageError: see `find`.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    written = part.replace("\n", newline)
    found = find(text, marks)
    if found:
        return text[: found.start] + written + text[found.end :], ""
    lead = "\n" if not text or text.endswith("\n") else "\n\n"
    return text + lead.replace("\n", newline) + written, lead


def taken_out(text: str, marks: Marks = ROSTER, *, lead: str) -> str | None:
    """A text without the part between some marks; None where the file was made for it and holds nothing else.

    Args:
        text: the file's text.
        marks: the part's.
        lead: the line ends that were put before it.

    Raises:
        UsageError: see `find`.
    """
    found = find(text, marks)
    if found is None:
        return text
    before, after = text[: found.start], text[found.end :]
    is_first = not before.strip("\ufeff")
    if is_first and after.lstrip("\r\n").startswith(_OURS):
        after = after.lstrip("\r\n")  # the blank line before the other part, which is the first one now
    if (is_first or not lead) and not (before + after).strip("\ufeff \t\r\n"):
        return None
    crlf = lead.replace("\n", "\r\n")
    return before.removesuffix(crlf if before.endswith(crlf) else lead) + after
