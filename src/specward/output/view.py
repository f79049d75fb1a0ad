"""What the forms of a report draw on beside the report itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.check.fix_places import NOWHERE
from specward.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.check.fix_places import FixPlaces
    from specward.rule import Rule


class View(NamedTuple):
    """How a report is looked at; each form uses what it can."""

    rules: Sequence[Rule] = ()
    """The rules that were run."""
    places: FixPlaces = NOWHERE
    """Tells where fixes lie in the state that was checked."""
    fail_on: Severity = Severity.ERROR
    """The severity from which on findings fail the run."""
    colour: bool = False
    """Whether to use terminal colours."""
    width: int = 0
    """Cells of the terminal; 0 where lines have no edge."""
    elapsed: float | None = None
    """How many seconds the run took, for people; None where nobody asks."""


PLAIN = View()
"""Without colours, edges or anything but the report."""
