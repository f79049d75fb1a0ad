"""The execution contract in a prompt record: what was to be done, by what it is judged, within what limits.

A record states its contract in parts, each under a heading or a label: `**Constraints**: …`, `- Risks:`. Most records
state none. What the prompt itself says is not the record's contract.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from specward.artifacts.phr import Record

SURFACE = "the surface"
SUCCESS = "the success criteria"
LIMITS = "constraints, invariants and non-goals"
CHECKS = "the acceptance checks"
RISKS = "follow-ups and risks"
PARTS = {
    SURFACE: ("surface",),
    SUCCESS: ("success",),
    LIMITS: ("constraint", "invariant", "non-goal", "out of scope"),
    CHECKS: ("acceptance",),
    RISKS: ("follow-up", "follow up", "risk"),
}
"""Each part, and what its label begins with."""
_FORM = 3
"""A record that states so many of the parts in its body is written in this form."""
_MOST_LINES = 60
"""So many lines below a label are looked at: labels may be many, and none of them may have an end."""
_SIGNS = ("success", "constraint", "invariant", "acceptance", "follow", "risk")


class Part(NamedTuple):
    """One part of a contract as a record states it."""

    start: int
    """Of the line with its label."""
    end: int
    points: int
    """How many list items stand below it."""


def contract(record: Record) -> dict[str, list[Part]]:
    """The parts of its contract that a record states, each with its labels in order; none of a record of another form.

    The surface may be named in the front matter, which says nothing about the form: most records have that key.
    """
    text = record.document.text
    lower = text[record.header.end :].lower()
    if sum(sign in lower for sign in _SIGNS) < _FORM - 1:
        return {}
    found: dict[str, list[Part]] = {}
    for label in _label().finditer(text, record.header.end):
        name = "" if _is_asked(record, label.start()) else _part(label[str(label.lastgroup)])
        if name:
            found.setdefault(name, []).append(Part(*label.span(), _points(text, label)))
    if len(found) < _FORM:
        return {}
    surface = record.header.field("surface")
    if surface and surface.value and SURFACE not in found:
        found[SURFACE] = [Part(surface.start, surface.end, 0)]
    return found


def _is_asked(record: Record, at: int) -> bool:
    return record.prompt is not None and record.prompt.start <= at < record.prompt.end


def _part(words: str) -> str:
    lower = words.lower()
    return next((name for name, beginnings in PARTS.items() if lower.startswith(beginnings)), "")


def _points(text: str, label: re.Match[str]) -> int:
    """How many list items stand below a label, those inside of others left out."""
    indents = []
    for line in islice(_line().finditer(text, _next_line(text, label.end())), _MOST_LINES):
        item = _item().match(line[0])
        if item and len(item[1]) > _indent(label):
            indents.append(len(item[1]))
        elif item or line[0][:1] not in {"", " ", "\t", "\r"}:
            break  # a sibling of the label, a heading, the next paragraph
    return sum(1 for indent in indents if indent == indents[0])


def _indent(label: re.Match[str]) -> int:
    """How far the items below a label stand in, at least: a label that is an item itself holds them."""
    return len(label["indent"]) if label["item"] else -1


def _next_line(text: str, at: int) -> int:
    after = text.find("\n", at)
    return len(text) if after < 0 else after + 1


@cache
def _label() -> re.Pattern[str]:
    """A heading, or words in bold or before a colon at the beginning of a line or item."""
    words = r"[A-Za-z][A-Za-z &/,-]{2,60}"
    return re.compile(
        rf"^#{{2,6}}[ \t]+(?P<heading>{words})|^(?P<indent>[ \t]{{0,8}})(?:(?P<item>[-*+]|\d{{1,3}}[.)])[ \t]+)?"
        rf"(?:\*\*(?P<bold>{words})(?::\*\*|\*\*)|(?P<plain>{words}):)",
        re.MULTILINE,
    )


@cache
def _item() -> re.Pattern[str]:
    return re.compile(r"([ \t]*)(?:[-*+]|\d{1,3}[.)])[ \t]+\S")


@cache
def _line() -> re.Pattern[str]:
    return re.compile(r"^.*$", re.MULTILINE)
