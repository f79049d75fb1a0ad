"""What the doctor says: a check, how it came out, and what mends it."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Grade(Enum):
    """How a check came out."""

    GOOD = "ok"
    NOTE = "note"
    """Nothing is wrong; somebody may want to know."""
    BAD = "bad"


class Check(NamedTuple):
    """One thing that was looked at."""

    name: str
    grade: Grade
    said: str
    """What was found, a clause."""
    help: str = ""
    """The command or the step that mends it."""


class Group(NamedTuple):
    """What was looked at about one theme."""

    name: str
    checks: tuple[Check, ...]

    @property
    def grade(self) -> Grade:
        """The worst of its checks."""
        grades = {check.grade for check in self.checks}
        return next((grade for grade in (Grade.BAD, Grade.NOTE) if grade in grades), Grade.GOOD)
