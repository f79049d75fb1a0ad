"""Where the index of a project's decisions stands, told without reading any of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from specward.artifacts.adr_identity import folder_of
from specward.artifacts.kind import Kind
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from specward.adr.catalogue.catalogue import Catalogue
    from specward.project import Project

START, END = "<!-- adr-index:start -->", "<!-- adr-index:end -->"
MARKS = {START: END, "<!-- adrlog -->": "<!-- adrlogstop -->"}
"""Where a region begins and ends: our marks, and those of adr-log."""
_SIGNS = tuple(mark.encode() for mark in MARKS)
_NAMES = ("readme.md", "index.md")


def index_paths(project: Project) -> list[str]:
    """The files that are to hold an index: the configured one, else those beside records that have a mark."""
    if project.config.adr_index:
        return [project.config.adr_index]
    folders = set(map(folder_of, project.of_kind(Kind.ADR)))
    inside = {path for folder in folders for path in project.below(folder)} if all(folders) else project.paths
    named = (path for path in inside if path.rpartition("/")[2].lower() in _NAMES)
    beside = sorted(path for path in named if path.rpartition("/")[0] in folders and path not in project.kinds)
    return [path for path in beside if _has_mark(project, path)]


def _has_mark(project: Project, path: str) -> bool:
    try:
        data = project.source.read(path) or b""
    except UnreadableFile:
        return False
    return any(sign in data for sign in _SIGNS)


def new_index_path(project: Project, catalogue: Catalogue) -> str:
    """Where an index is made: in the folder of new records, or in that with the most where there are none yet."""
    folders = Counter(entry.folder for entry in catalogue.entries)
    home = project.config.adr_folder
    return f"{home if home in folders or not folders else folders.most_common(1)[0][0]}/README.md"
