"""What a measurement of a feature came to."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from specward.finding import Location


class Verdict(StrEnum):
    """How a question is answered."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"
    """Nobody can tell: what would decide it is not there, or was not given."""
    UNNEEDED = "unneeded"
    """There is nothing that it could apply to."""
    PERSON = "person"
    """No machine can tell: a person must confirm it."""


class Answer(NamedTuple):
    """A verdict and what it rests on."""

    verdict: Verdict
    detail: str
    """What was counted, or what is missing: one line, no full stop."""
    location: Location | None = None
    """Where the first fault lies."""

    @property
    def holds(self) -> bool:
        """Whether a box may be ticked by it: it is met, or there is nothing that it could apply to."""
        return self.verdict in {Verdict.MET, Verdict.UNNEEDED}


class Measure(NamedTuple):
    """One question and its answer."""

    id: str
    """`MIN-1` … `MIN-5`; `CHECK-1` … for the project's own, in the order of the configuration."""
    text: str
    """What is asked."""
    verdict: Verdict
    detail: str
    location: Location | None = None
