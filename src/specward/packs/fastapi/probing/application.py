"""Which application is meant, and which interpreter it runs in.

Nothing is imported to find out. The configuration comes first, then what FastAPI's own command line reads
(`[tool.fastapi] entrypoint`), then a search through the source.
"""

from __future__ import annotations

import os
import re
import sys
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.config import PATH as CONFIGURATION
from specward.errors import UsageError
from specward.packs.fastapi.probing.applications import Application, by_operations, found_applications, unparsed_files
from specward.packs.fastapi.probing.entrypoints import entrypoints
from specward.sources.scope import own
from specward.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project

_SHOWN = 100
_ENVIRONMENTS = (".venv", "venv")


class Interpreter(NamedTuple):
    """What a project's code runs in."""

    name: str
    """As the configuration names it; else relative to the project, with forward slashes."""
    path: str


def find_application(project: Project) -> Application:
    """The application.

    Raises:
        UsageError: there is none, or there are several, or what is named is not there; says what to set.
    """
    if project.config.fastapi_app:
        return _named(project, project.config.fastapi_app, "", configured_at(project, "fastapi.app"))
    candidates = [
        _named(project, entry, path.rpartition("/")[0], path) for path, entry in entrypoints(project)
    ] or found_applications(project)
    if not candidates:
        raise _none(project)
    return _only(project, candidates)


def _none(project: Project) -> UsageError:
    unparsed = "".join(f"; {path} may hold one and was not parsed" for path in unparsed_files(project)[:1])
    mend = ", or mend `fastapi.paths`" if "fastapi.paths" in project.config.where else ""
    return UsageError(
        "no application was found: no file has `app = FastAPI(…)`, nor a function that makes one from nothing"
        + unparsed,
        where=configured_at(project, "fastapi.paths"),
        help=f"name it as `fastapi.app`, such as `app.main:app`{mend}",
    )


def configured_at(project: Project, option: str) -> str:
    """Where an option is set; the configuration where it is not."""
    position = project.config.where.get(option)
    return f"{CONFIGURATION}:{position.line}:{position.column}" if position else CONFIGURATION


def find_interpreter(project: Project, root: str, application: Application) -> Interpreter:
    """The interpreter of the project's own environment.

    Raises:
        UsageError: there is none where environments are looked for, or none where the configuration says.
    """
    named = project.config.fastapi_python
    if named:
        path = os.path.join(root, named)
        if _is_program(path):
            return Interpreter(named, path)
        raise UsageError(
            f"there is no interpreter at {named}",
            where=configured_at(project, "fastapi.python"),
            help="mend `fastapi.python`: a path, from the project's root if it is relative",
        )
    for name in _interpreters(application):
        path = os.path.join(root, *name.split("/"))
        if _is_program(path):
            return Interpreter(name, path)
    raise UsageError(
        "the application's interpreter was not found: there is neither .venv nor venv",
        where=root,
        help="make one, `python3 -m venv .venv`, or name the interpreter as `fastapi.python` in " + CONFIGURATION,
    )


def _interpreters(application: Application) -> Iterator[str]:
    program = "Scripts/python.exe" if sys.platform == "win32" else "bin/python"
    for folder in dict.fromkeys((application.folder, application.working, "")):
        for environment in _ENVIRONMENTS:
            yield f"{folder}/" * bool(folder) + f"{environment}/{program}"


def _is_program(path: str) -> bool:
    return os.path.isfile(path) and os.access(path, os.X_OK)


def _only(project: Project, candidates: list[Application]) -> Application:
    """The one that there is.

    Raises:
        UsageError: there are several.
    """
    if len(candidates) == 1:
        return candidates[0]
    ranked = by_operations(project, candidates)
    listed = "".join(
        f"\n  {one.name}  {one.path}:{one.line}" + (f", {counted(known, 'operation')}" if known else "")
        for one, known in ranked[:_SHOWN]
    )
    raise UsageError(
        f"there are {len(candidates)} applications, or functions that make one:{listed}"
        + "\n  …" * (len(candidates) > _SHOWN),
        where=CONFIGURATION,
        help=f"name the one that is meant: `fastapi.app: {ranked[0][0].name}`",
    )


def _named(project: Project, name: str, base: str, where: str) -> Application:
    """The application that a text names."""
    parts = _name().fullmatch(name)
    if not parts:
        raise UsageError(
            f"`{name[:100]}` does not name an application",
            where=where,
            help="write `module:name`, as in `app.main:app`",
        )
    folder, module, attribute = parts["folder"] or "", parts["module"], parts["attribute"]
    base = f"{base}/{folder}".strip("/")
    endings = [f"{module.replace('.', '/')}{ending}" for ending in (".py", "/__init__.py")]
    files = own(project.source.files())
    there = set(files)
    for home in (base, f"{base}/src".strip("/")):
        for ending in endings:
            if (path := f"{home}/{ending}".strip("/")) in there:
                return Application(home, module, attribute, path)
    anywhere = [(path, ending) for path in files for ending in endings if path.endswith(f"/{ending}")]
    if base or not anywhere:
        raise UsageError(
            f"`{name}` is named as the application, and there is no {f'{base}/{endings[0]}'.strip('/')}",
            where=where,
            help="name the folder, the module as it is imported from there, and the object: `backend/app.main:app`",
        )
    return _only(project, [Application(path[: -len(ending) - 1], module, attribute, path) for path, ending in anywhere])


@cache
def _name() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?P<folder>[^:]{1,500})/)?(?P<module>\w{1,200}(?:\.\w{1,200}){0,30})"
        r":(?P<attribute>\w{1,200}(?:\.\w{1,200}){0,9}(?:\(\))?)"
    )
