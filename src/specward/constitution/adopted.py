"""Whether a project has anything of the executable constitution at all.

Most have not, and then nothing of it is imported: a commit waits for every import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.project import CONSTITUTION_PATHS
from specward.remembered import remembered
from specward.sources.scope import WAIVERS
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from specward.project import Project

WAIVERS_PATH = WAIVERS


@remembered
def enforces(project: Project) -> bool:
    """Whether a principle may be held to by more than words: the constitution has a block, or inherits."""
    return bool(project.config.constitution_extends) or _has_block(project)


def _has_block(project: Project) -> bool:
    """Whether the constitution may have a block, told from its bytes: most have none, and need not be read for this."""
    constitutions = project.of_kind(Kind.CONSTITUTION)
    path = next((path for path in CONSTITUTION_PATHS if path in constitutions), None)
    try:
        data = project.source.read(path) if path else None
    except UnreadableFile:
        return False  # reported where the constitution itself is checked
    return data is not None and b"enforce" in data


def waives(project: Project) -> bool:
    """Whether there is a file of waivers, readable or not."""
    try:
        return project.source.read(WAIVERS_PATH) is not None
    except UnreadableFile:
        return True
