"""Whether decisions are pinned anywhere, told from the paths alone: most projects pin none, and then no rule asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.remembered import remembered
from specward.sources.scope import PINS

if TYPE_CHECKING:
    from specward.project import Project

FILE = PINS[1:]
"""What a lock of decisions is called."""


@remembered
def locks_of(project: Project) -> list[str]:
    """The paths of the locks of decisions, sorted."""
    return project.ending(PINS)
