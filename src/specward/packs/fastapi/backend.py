"""Which files are the back end: its Python source, without tests, samples, migrations, environments and copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward import globs
from specward.artifacts.kind import NOT_OURS
from specward.digest import sha256
from specward.remembered import remembered
from specward.sources.scope import own
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from specward.config import Config
    from specward.project import Project

_LEFT_OUT = NOT_OURS | {
    *("test", "tests", "testing", "alembic", "migrations", "versions"),
    *(".venv", "venv", "env", "site-packages", "__pycache__"),
    *("thirdparty", "third_party", "third-party", "vendor", "vendored", "_vendor", "_vendored"),
}
"""Folders. `external` is none of them: as often as not it holds a project's own clients of what is outside."""


def is_backend(path: str, config: Config) -> bool:
    """Whether a file is Python source of the back end: `fastapi.paths` names it, and it is no test (`trace.tests`)."""
    *folders, name = path.split("/")
    if not name.endswith(".py") or not (_LEFT_OUT.isdisjoint(folders) or _is_named(folders, config)):
        return False
    if name.startswith("test_") or name.endswith("_test.py") or name == "conftest.py":
        return False
    is_named = any(globs.matches(glob, path) for glob in config.fastapi_paths)
    return is_named and not any(globs.matches(glob, path) for glob in config.trace_tests)


def _is_named(folders: list[str], config: Config) -> bool:
    """Whether `fastapi.paths` names each of the folders that are left out elsewhere: a shop may well have vendors."""
    named = {part for glob in config.fastapi_paths for part in glob.split("/")}
    return named.issuperset(_LEFT_OUT.intersection(folders))


def backend_files(project: Project) -> list[str]:
    """The Python files of the back end, sorted."""
    return [path for path in own(project.source.files()) if is_backend(path, project.config)]


@remembered
def digests_of(project: Project) -> dict[str, str]:
    """The SHA-256 of each Python file of the back end; empty for one that cannot be read."""
    found = {}
    for path in backend_files(project):
        try:
            data = project.source.read(path)
        except UnreadableFile:
            data = None
        found[path] = sha256(data).hexdigest() if data is not None else ""
    return found
