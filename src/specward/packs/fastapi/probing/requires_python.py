"""Which Python a project says that it needs, held against the one that its application runs in."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.probing.applications import Application
    from specward.sources.source import Source

_LEAST = re.compile(r"(?:>=|~=|==|\^|~)\s{0,5}([0-9]{1,3})(?:\.([0-9]{1,3}))?")
_VERSION = re.compile(r"([0-9]{1,3})\.([0-9]{1,3})")


def asks_for_newer(source: Source, application: Application, python: str) -> str:
    """What the project says of the Python that it needs, with the file that says so, where the given one is older.

    Args:
        source: the project's files.
        application: the application; the `pyproject.toml` nearest to it counts.
        python: the version of its interpreter, `3.11.2`.
    """
    found = _VERSION.match(python)
    path, asked = _asked(source, application)
    least = _LEAST.search(asked)
    if not found or not least:
        return ""
    wanted = int(least[1]), int(least[2] or 0)
    return f"{path} asks for Python {asked}" if (int(found[1]), int(found[2])) < wanted else ""


def _asked(source: Source, application: Application) -> tuple[str, str]:
    """The file that says which Python is needed, and what it says."""
    for path in _nearest(application):
        try:
            said: Any = tomllib.loads((source.read(path) or b"").decode())
        except (UnreadableFile, ValueError, RecursionError):
            continue
        for keys in (("project", "requires-python"), ("tool", "poetry", "dependencies", "python")):
            value = said
            for key in keys:
                value = value.get(key) if isinstance(value, dict) else None
            if isinstance(value, str) and value.isprintable():
                return path, value[:60]
    return "", ""


def _nearest(application: Application) -> Iterator[str]:
    folders = application.path.split("/")[:-1]
    for count in range(len(folders), -1, -1):
        yield "/".join((*folders[:count], "pyproject.toml"))
