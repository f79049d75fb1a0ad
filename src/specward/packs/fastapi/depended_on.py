"""Whether a project is made with FastAPI, told by what it depends on and what it imports: for whoever has no pack."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specward.packs.fastapi.backend import backend_files
from specward.sources.scope import own
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from specward.project import Project
    from specward.sources.source import Source

_NAMING = re.compile(
    r"(?:.*/)?(?:pyproject\.toml|setup\.cfg|Pipfile|requirements[^/]{0,40}\.(?:txt|in)|requirements/[^/]+\.txt)"
)
"""Files that name what a project depends on."""
_NAMED = re.compile(
    rb"""^[ \t]*["']?fastapi(?:\[[\w, -]{0,60}\])?["']?[ \t]*(?:[<>=~!;,@#\]\r]|$)"""
    rb"""|["']fastapi(?:\[[\w, -]{0,60}\])?[ \t]*(?:[<>=~!;@]|["'][ \t]*[,\]])""",
    re.IGNORECASE | re.MULTILINE,
)
"""As a line of its own, or in a list."""
_IMPORTED = re.compile(rb"^[ \t]*(?:from|import)[ \t]+fastapi\b", re.MULTILINE)
_MOST_FILES = 500
_LARGEST = 500_000
"""Bytes of a file that are looked at."""


def tells_of_fastapi(project: Project) -> str:
    """The file by which a project is made with FastAPI: it depends on it, or imports it; empty where none does."""
    listing = [path for path in own(project.source.files()) if _NAMING.fullmatch(path)]
    for paths, told in ((listing, _NAMED), (backend_files(project), _IMPORTED)):
        for path in paths[:_MOST_FILES]:
            if told.search(_head(project.source, path)):
                return path
    return ""


def _head(source: Source, path: str) -> bytes:
    try:
        return (source.read(path) or b"")[:_LARGEST]
    except UnreadableFile:
        return b""
