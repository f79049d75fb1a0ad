"""The outlines of a whole back end, and what is told of them by others.

A check hands an outline on (`hand_on`), from process to process and from one run to the next, so that rules over the
whole project parse nothing again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.packs.fastapi.source.modules import all_module_paths, read_module
from specward.packs.fastapi.texts import texts_of
from specward.remembered import remembered
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.finding import Location
    from specward.packs.fastapi.source.outline import Outline, Spot
    from specward.project import Project


@remembered
def outlines(project: Project) -> dict[str, Outline]:
    """The outline of every Python file of the back end, by path, judged or not; without those that cannot be read."""
    found = ((path, outline_at(project, path)) for path in all_module_paths(project))
    return {path: outline for path, outline in found if outline}


def hand_on(project: Project, known: Iterable[Outline]) -> None:
    """Tell what is known of files: they are not parsed again for it."""
    _at_hand(project).update((outline.path, outline) for outline in known if outline.is_plain)


def place(project: Project, path: str, spot: Spot, label: str = "") -> Location:
    """A place in a file that has an outline."""
    from specward.finding import Location

    code = texts_of(project).at(path)
    return (code.location(*spot) if code else Location(path))._replace(label=label)


@remembered
def _at_hand(_project: Project) -> dict[str, Outline]:
    return {}


def outline_at(project: Project, path: str) -> Outline | None:
    """The outline of one file; None where there is none, or it cannot be read."""
    try:
        if outline := _at_hand(project).get(path):
            project.source.read(path)  # whoever uses it rests on the file
            return outline
        module = read_module(project, path)
    except UnreadableFile:  # reported where it is checked
        return None
    from specward.packs.fastapi.source.outlining import outline_of

    return outline_of(module) if module else None
