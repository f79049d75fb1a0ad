"""The outcome of a prompt record in its parts: what changed, tests, files, next prompts, reflection.

Parts are bullets, with or without the template's signs, or headings of their own, as agents write them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from specward.artifacts.phr import Record
    from specward.finding import Span

SIGNS = {"impact": "✅", "tests": "🧪", "files": "📁", "next": "🔁", "reflection": "🧠"}
"""The parts in the template's order, each with its sign."""
LABELS = {
    "impact": "Impact",
    "tests": "Tests",
    "files": "Files",
    "next": "Next prompts",
    "reflection": "Reflection",
}


class Part(NamedTuple):
    """One part of an outcome, where it stands in the record."""

    name: str
    """Of `LABELS`."""
    start: int
    """Where its bullet or heading begins."""
    label_end: int
    value_start: int
    value_end: int
    is_bullet: bool
    """Or else a heading."""


def parts_of(record: Record) -> list[Part]:
    """The parts of a record's outcome, in source order; of two with one name the first."""
    if record.outcome is None:
        return []
    text, end = record.document.text, record.outcome.end
    # The first of several headings that together make the outcome stands before its text.
    found = list(_label().finditer(text, heading_of(text, record.outcome), end))
    parts: dict[str, Part] = {}
    for index, match in enumerate(found):
        following = found[index + 1].start() if index + 1 < len(found) else end
        is_bullet = match["bullet"] is not None
        past = _past_item(text, match.end(), following) if is_bullet else following
        start, past = _trimmed(text, match.end(), past)
        label = (match["label"] or match["title"]).lower().replace("_", " ")
        name = _NAMES[label.partition(" ")[0]]
        parts.setdefault(name, Part(name, match.start(), match.end(), start, past, is_bullet))
    return list(parts.values())


def outcome_of(record: Record) -> dict[str, str]:
    """What each part says; those that are missing are left out."""
    text = record.document.text
    return {part.name: value(text[part.value_start : part.value_end]) for part in parts_of(record)}


def heading_of(text: str, section: Span) -> int:
    """Where the heading of a section begins; the section's own start where none stands right before it."""
    start = text.rfind("\n#", 0, section.start) + 1
    return section.start if "\n" in text[start : section.start].strip() or text[start] != "#" else start


def value(written: str) -> str:
    """The words of a part as it is written: without the indent that makes its lines part of a bullet."""
    first, *others = written.splitlines() or [""]
    indent = min((len(line) - len(line.lstrip()) for line in others if line.strip()), default=0)
    return "\n".join([first, *(line[indent:] for line in others)])


def _past_item(text: str, start: int, end: int) -> int:
    """Where a bullet that begins before `start` ends: before the first line that is neither indented nor its own."""
    position = text.find("\n", start, end) + 1
    blank = False
    while 0 < position < end:
        line_end = text.find("\n", position, end)
        line = text[position : end if line_end < 0 else line_end]
        if not line.strip():
            blank = True
        elif line[0] not in " \t" and (blank or line[0] in "-*+#`~<>"):
            return position
        position = line_end + 1
    return end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without blanks around its words; without words, the place where they would stand."""
    words = text[start:end]
    if not words.strip():
        return start, start
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())


_NAMES = {
    "impact": "impact",
    "outcome": "impact",
    "tests": "tests",
    "test": "tests",
    "files": "files",
    "file": "files",
    "next": "next",
    "reflection": "reflection",
    "notes": "reflection",
}
"""The part that a label means, by its first word; `Notes` is the starter's."""


@cache
def _label() -> re.Pattern[str]:
    """The label of a part, as a bullet that ends in a colon, or as a heading."""
    return re.compile(
        r"^(?:(?P<bullet>[-*+])[ \t]{1,4}[^\w\r\n:]{0,12}"
        r"(?P<label>Impact|Tests?(?: added)?|Files?(?: changed)?|Next prompts?|Reflection|Notes)[*_ \t]{0,4}:[*_]{0,2}"
        r"|#{1,4}[ \t]{1,4}[^\w\r\n]{0,12}"
        r"(?P<title>(?:Outcome[ _])?Impact|Tests?(?:[ _]Summary)?|Files?(?:[ _]Summary)?|Next[ _]Prompts?"
        r"|Reflection(?:[ _]Note)?)[ \t\r:]*$)",
        re.IGNORECASE | re.MULTILINE,
    )
