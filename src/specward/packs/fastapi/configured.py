"""Where the configuration says something, for what has no better place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.config import PATH
from specward.finding import Location, Position

if TYPE_CHECKING:
    from specward.project import Project

PACK = ("packs", "packs.0")
"""What switches a pack on: a list in one line, or one line by line."""


def place_of(project: Project, *options: str) -> Location:
    """Where the first of some options stands that is set; the beginning of the configuration where none is."""
    where = project.config.where
    place = next((where[option] for option in options if option in where), Position(1, 1))
    return Location(PATH, place, place)
