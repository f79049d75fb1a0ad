"""The application that FastAPI's own command line is told of: `[tool.fastapi] entrypoint` of a `pyproject.toml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.sources.scope import own
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project
    from specward.sources.source import Source


def entrypoints(project: Project) -> Iterator[tuple[str, str]]:
    """Each `pyproject.toml` that names an application, and what it names: `app.main:app`, from its own folder."""
    for path in own(project.source.files()):
        if f"/{path}".endswith("/pyproject.toml") and (entry := _entrypoint(project.source, path)):
            yield path, entry


def _entrypoint(source: Source, path: str) -> str:
    """What a `pyproject.toml` names; empty where it names nothing, or is none."""
    import tomllib

    try:
        text = (source.read(path) or b"").decode("utf-8")
        tool = tomllib.loads(text).get("tool", {}) if "fastapi" in text else {}
    except (UnreadableFile, ValueError, RecursionError):
        return ""
    settings = tool.get("fastapi") if isinstance(tool, dict) else None
    entry = settings.get("entrypoint") if isinstance(settings, dict) else None
    return entry if isinstance(entry, str) else ""
