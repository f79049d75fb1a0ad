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
    """The principles that nothing answers, where the check is written principle by principle; otherwise none.

    It is written so where three of four principles have a row of their own. A principle without a row may still be
    named in a sentence, and a table that says how relevant each principle is may leave out those that are not.

    Args:
        check: the plan's section.
        principles: those of the constitution.
        text: the plan's text.
    """
    section = text[check.section.start : check.section.end].lower()
    missing = [principle for principle in principles if principle.name.lower() not in section]
    if not missing or _range().search(section) or _relevance().search(section):
        return []
    rows = [(gate, _words(gate.principle)) for gate in check.rows]
    without = [principle for principle in principles if not any(_answers(*row, principle) for row in rows)]
    if len(without) * 4 > len(principles):
        return []
    words = _words(section)
    return [principle for principle in without if principle in missing and not _named_in(words, principle)]


def names(check: ConstitutionCheck, principle: Principle, text: str) -> bool:
    """Whether the check says anything of a principle: in a row, in a sentence, or for all principles at once."""
    section = text[check.section.start : check.section.end]
    lower = section.lower()
    if principle.id in section or principle.name.lower() in lower or _range().search(lower):
        return True
    rows = ((gate, _words(gate.principle)) for gate in check.rows)
    return any(_answers(*row, principle) for row in rows) or _named_in(_words(lower), principle)


def meant(gate: Gate, principles: list[Principle]) -> list[Principle]:
    """The principles that a row of the check is about."""
    return [principle for principle in principles if _answers(gate, _words(gate.principle), principle)]


def justified(gate: Gate, complexity: list[str], principles: list[Principle]) -> bool:
    """Whether Complexity Tracking has a row for a principle that the check says is broken.

    A row that names no principle at all may be meant for any of them.

    Args:
        gate: the check's row.
        complexity: the rows of Complexity Tracking.
        principles: those of the constitution.
    """
    own = meant(gate, principles)
    named = _words(gate.principle)
    for row in complexity:
        words = _words(row)
        if named and len(named & words) * 2 >= len(named):
            return True
        if any(principle.id in row or _named_in(words, principle) for principle in own):
            return True
        if not any(principle.id in row or _named_in(words, principle) for principle in principles):
            return True
    return False


def _named_in(words: set[str], principle: Principle) -> bool:
    named = _words(principle.name)
    return bool(named) and named <= words


def _answers(gate: Gate, row: set[str], principle: Principle) -> bool:
    if principle.id in gate.principle:
        return True
    if principle.ordinal and _has_word(gate.principle, principle.ordinal):
        return True
    named = _words(principle.name)
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


@cache
def _relevance() -> re.Pattern[str]:
    """The head of a table's column that says how much a principle has to do with the feature."""
    return re.compile(r"\|[ \t*_]{0,4}(?:relevan(?:ce|t)|touches|applies|applicab(?:le|ility))\b[^|\r\n]{0,60}\|")
