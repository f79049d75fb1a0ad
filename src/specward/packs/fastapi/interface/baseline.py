"""The contract that an API is held to: the OpenAPI document that was promised to others.

It is the one of `fastapi.baseline`, else `contracts/openapi.json` of the feature that was numbered last and has one,
else `fastapi.openapi` as it was before the change under examination, or as it is where the application was asked.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from specward.config import PATH
from specward.finding import Location, Position
from specward.packs.fastapi.interface.api import Api
from specward.packs.fastapi.interface.breaking import breaks, has_newer_version, is_raised, key_of
from specward.packs.fastapi.interface.known_api import api_of, known_api_of
from specward.packs.fastapi.interface.openapi import NotOpenApi, Text, read_openapi
from specward.remembered import remembered
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from specward.packs.fastapi.interface.breaking import Break
    from specward.packs.fastapi.interface.operation import Operation
    from specward.project import Project
    from specward.sources.source import Source

_NAMES = ("contracts/openapi.json", "contracts/openapi.yaml", "contracts/openapi.yml")
_WORDS = frozenset({"description", "summary", "title", "example", "examples", "externalDocs", "tags", "operationId"})
"""What no caller relies on."""


class Baseline(NamedTuple):
    """What is known of the contract."""

    path: str = ""
    """Of its file; empty where there is none."""
    api: Api | None = None
    problem: Location | None = None
    """Where it cannot be read."""
    reason: str = ""
    """Why."""
    is_former: bool = False
    """Whether it is the document that is judged, as it was before the change."""


class Broken(NamedTuple):
    """What breaks against the contract."""

    refused: list[Break]
    """Without a version that says so."""
    announced: list[Break]
    """With a version that says so: whether anybody was told is another question."""


def contract_path(project: Project) -> str:
    """Where the contract of a project lies, by its configuration or among its features; empty where nowhere."""
    if project.config.fastapi_baseline:
        return project.config.fastapi_baseline
    numbered = ((project.feature(folder).number or 0, folder) for folder in project.feature_paths)
    for _, folder in sorted(numbered, reverse=True):
        for name in _NAMES:
            if project.source.exists(f"{folder}/{name}"):
                return f"{folder}/{name}"
    return ""


@remembered
def baseline_of(project: Project) -> Baseline:
    """The contract of a project."""
    path, judged, api = contract_path(project), project.config.fastapi_openapi, known_api_of(project)
    if path and (api is None or api.path != path):
        return _read(project.source, path, project.config.where.get("fastapi.baseline"))
    if judged and project.before:
        return _read(project.before.source, judged, None)._replace(is_former=True)
    if judged and api and api.from_probe:
        return _read(project.source, judged, None)
    return Baseline()


@remembered
def broken(project: Project) -> Broken:
    """What breaks whoever relies on the contract of a project; nothing where there is none, or nothing is known."""
    before = baseline_of(project).api
    now = api_of(project) if before else None
    if before is None or now is None:
        return Broken([], [])
    found = breaks(before, now)
    if is_raised(before, now):
        return Broken([], found)
    moved = [one for one in found if one.now is None and has_newer_version(one.before, now)]
    return Broken([one for one in found if one not in moved], moved)


def differing(before: Api, now: Api) -> tuple[list[Operation], list[Operation]]:
    """The operations that a contract does not tell of, and those that it tells otherwise, be it in a generous way."""
    known = {key_of(one): one for one in before.operations}
    added = [one for one in now.operations if key_of(one) not in known]
    schemas = {name for name in now.schemas if _bare(now.schemas[name]) != _bare(before.schemas.get(name))}
    told = ((one, known[key_of(one)]) for one in now.operations if key_of(one) in known)
    changed = [one for one, was in told if _bare(one.raw) != _bare(was.raw) or _uses(one, schemas)]
    return added, changed


def _uses(operation: Operation, schemas: set[str]) -> bool:
    """Whether an operation speaks of one of some components at once, not by way of another."""
    text = json.dumps(operation.raw) if schemas else ""
    return any(f'"#/components/schemas/{name}"' in text for name in schemas)


def _bare(value: Any, depth: int = 60) -> Any:  # noqa: ANN401 -- any part of a document
    """A part of a document without the words in it; the names of properties are none."""
    if depth <= 0:
        return None
    if isinstance(value, list):
        return [_bare(one, depth - 1) for one in value]
    if not isinstance(value, dict):
        return value
    found = {}
    for key, one in value.items():
        if key == "properties" and isinstance(one, dict):
            found[key] = {name: _bare(schema, depth - 1) for name, schema in one.items()}
        elif key not in _WORDS:
            found[key] = _bare(one, depth - 1)
    return found


def _read(source: Source, path: str, configured: Position | None) -> Baseline:
    place = Location(path)
    try:
        data = source.read(path)
    except UnreadableFile as error:
        return Baseline(path, None, place, f"cannot be read: {error.reason}")
    if data is None:
        if configured is None:
            return Baseline()
        return Baseline(path, None, Location(PATH, configured, configured), f"`fastapi.baseline`: there is no `{path}`")
    try:
        document, text = read_openapi(path, data)
    except NotOpenApi as error:
        text = Text(path, data.decode("utf-8-sig", "replace"))
        return Baseline(path, None, text.at(error.offset, error.offset + 1), error.message)
    return Baseline(path, Api(document, text, source))
