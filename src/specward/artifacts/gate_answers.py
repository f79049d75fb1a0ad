"""Which principles a plan's Constitution Check answers."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specward.artifacts.constitution import Principle
    from specward.artifacts.plan import ConstitutionCheck, Gate

_FILLERS = {"the", "and", "for", "with", "over", "first", "all", "our", "not", "use", "are", "must", "principle"}


def unanswered(check: ConstitutionCheck, principles: list[Principle], text: str) -> list[Principle]:
    """The principles without a row, where the check is written principle by principle; otherwise none.

    Args:
        check: the plan's section.
        principles: those of the constitution.
        text: the plan's text.
    """
    section = text[check.section.start : check.section.end].lower()
    missing = [principle for principle in principles if principle.name.lower() not in section]
    if not missing or _range().search(section):
        return []
    words = _words(section)
    rows = [(gate, _words(gate.principle)) for gate in check.rows]
    left: list[Principle] = []
    for principle in missing:
        named = _words(principle.name)
        if not (named and named <= words) and not any(_answers(gate, row, principle, named) for gate, row in rows):
            left.append(principle)
    return left if _principle_by_principle(len(principles), len(left)) else []


def _principle_by_principle(principles: int, left: int) -> bool:
    """Whether so many are answered that the check is meant to answer each: three of four, or all but one."""
    return left * 4 <= principles or left == 1 < principles


def _answers(gate: Gate, row: set[str], principle: Principle, named: set[str]) -> bool:
    if principle.id in gate.principle:
        return True
    if principle.ordinal and _has_word(gate.principle, principle.ordinal):
        return True
    return bool(named) and len(named & row) * 2 >= len(named)


def _has_word(text: str, word: str) -> bool:
    return word in text and re.search(rf"(?<![\w.]){re.escape(word)}(?!\w)", text) is not None


def _words(text: str) -> set[str]:
    """The telling words of a text, plural and singular alike."""
    return {word.rstrip("s") for word in _word().findall(text.lower()) if word not in _FILLERS}


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\w{3,}")


@cache
def _range() -> re.Pattern[str]:
    """A range of principles answered at once: `I–VII`, `Principles 1 to 5`."""
    return re.compile(
        r"\b(?:[IVX]{1,6}[ \t]*(?:[-–—]|to|through)[ \t]*[IVX]{1,6}"
        r"|(?:Principles?|§)[ \t]*\d{1,2}[ \t]*(?:[-–—]|to|through)[ \t]*\d{1,2})\b|\ball (?:\w+ )?principles\b",
        re.IGNORECASE,
    )
