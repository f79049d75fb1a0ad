"""What is known of the API of a project: as its application said when it was probed, or as `fastapi.openapi` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.finding import Location
from specward.packs.fastapi.configured import place_of
from specward.packs.fastapi.interface.api import Api
from specward.packs.fastapi.interface.openapi import NotOpenApi, Text, read_openapi, understood
from specward.packs.fastapi.probing.gap import Gap, gap_of
from specward.packs.fastapi.probing.probe_file import PATH as PROBE
from specward.packs.fastapi.probing.probe_file import read_probe
from specward.packs.fastapi.probing.stale import why_stale
from specward.remembered import remembered
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from specward.packs.fastapi.interface.operation import Operation
    from specward.project import Project

_DERIVED = frozenset({"head", "options", "trace"})
_WITHOUT_DOCUMENT = "export the document there, or leave the option out and run `spec fastapi probe`"


class Problem(NamedTuple):
    """Why the document that the configuration names cannot be judged."""

    place: Location
    message: str
    help: str


class _Known(NamedTuple):
    api: Api | None = None
    problem: Problem | None = None
    gap: Gap | None = None


def api_of(project: Project) -> Api | None:
    """What the project's back end offers, read once: as the application said, else as `fastapi.openapi` says.

    None where nothing is asked: the pack is off, a commit under way is judged that the configuration does not want held
    to it, or a state that has no probe (`Project.with_probe`) names no document.

    Raises:
        UndeterminedError: it is asked, of the project as a whole, and nothing is known: the application was never
            asked, or not as it is now, or could not be, or the document cannot be judged. Nobody may pass that for an
            API without a fault.
    """
    known = _known(project)
    if known.gap:
        raise known.gap.error
    return known.api


def known_api_of(project: Project) -> Api | None:
    """The same for whoever can answer without it: None also where nothing is known."""
    return _known(project).api


def operations_of(project: Project) -> list[Operation]:
    """What the project's back end offers, as far as its form is anybody's choice; see `api_of` for where it is nothing.

    HEAD, OPTIONS and TRACE follow from the others; what is deprecated stays as it is until it goes.

    Raises:
        UndeterminedError: see `api_of`.
    """
    api = api_of(project)
    operations = api.operations if api else ()
    return [one for one in operations if one.method not in _DERIVED and not one.deprecated]


def problem_of(project: Project) -> Problem | None:
    """Why `fastapi.openapi`, or what the application said of itself, cannot be judged; None where it can."""
    return _known(project).problem


@remembered
def _known(project: Project) -> _Known:
    config = project.config
    if "fastapi" not in config.packs or not (project.judges_all or config.fastapi_in_hook):
        return _Known()
    known = _of_probe(project) if project.with_probe else _Known()
    if not known.api and config.fastapi_openapi:
        known = _of_document(project, config.fastapi_openapi)
    if known.api or not project.judges_all:
        return known
    if known.problem:
        return known._replace(gap=Gap(known.problem.message, known.problem.place.path))
    return known._replace(gap=gap_of(project)) if project.with_probe else known


def _of_document(project: Project, path: str) -> _Known:
    place = Location(path)
    try:
        data = project.source.read(path)
    except UnreadableFile as error:
        return _Known(problem=Problem(place, f"cannot be read: {error.reason}", "`fastapi.openapi` names this file"))
    if data is None:
        named = place_of(project, "fastapi.openapi")
        return _Known(problem=Problem(named, f"`fastapi.openapi`: there is no `{path}`", _WITHOUT_DOCUMENT))
    try:
        document, text = read_openapi(path, data)
    except NotOpenApi as error:
        text = Text(path, data.decode("utf-8-sig", "replace"))
        return _Known(problem=Problem(text.at(error.offset, error.offset + 1), error.message, error.help))
    return _Known(Api(document, text, project.source))


def _of_probe(project: Project) -> _Known:
    probed = read_probe(project.source)
    if probed is None or probed.openapi is None or probed.failure or why_stale(project, probed):
        return _Known()
    try:
        return _Known(Api(understood(probed.openapi), Text(PROBE, ""), project.source, probed))
    except NotOpenApi as error:
        return _Known(problem=Problem(Location(PROBE), error.message, "see what the application's `openapi()` returns"))
