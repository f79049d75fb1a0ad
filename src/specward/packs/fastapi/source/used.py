"""Which names the files of a back end use of anything, whatever that is: found in the text, with nothing parsed."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.packs.fastapi.source.modules import all_module_paths
from specward.remembered import remembered
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from specward.project import Project


@remembered
def attributes_used(project: Project) -> frozenset[str]:
    """Every name that stands after a dot somewhere, imports left out."""
    found: set[str] = set()
    for path in all_module_paths(project):
        try:
            data = project.source.read(path) or b""
        except UnreadableFile:  # reported where it is checked
            continue
        found.update(_attribute().findall(data.decode("utf-8", "replace")))
    return frozenset(found)


@cache
def _attribute() -> re.Pattern[str]:
    return re.compile(r"^[ \t]*+(?:from|import)\b[^\n]*+|\.[ \t]*+([^\W\d]\w*+)", re.MULTILINE)
