"""Why nothing is known of an API: one reason at one place, whoever asks, so that a report tells it once.

Where a rule tells of the same at the same place in the same words, its finding is all that the report tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.config import PATH as CONFIGURATION
from specward.errors import UndeterminedError
from specward.packs.fastapi.probing.probe_file import PATH, read_probe
from specward.packs.fastapi.probing.stale import why_stale

if TYPE_CHECKING:
    from specward.project import Project

NOT_FOUND = "no FastAPI application is found in the source"
_ASK = "run `spec fastapi probe`"


class Gap(NamedTuple):
    """Why nothing is known."""

    reason: str
    path: str = PATH

    @property
    def error(self) -> UndeterminedError:
        """The same, to be raised."""
        return UndeterminedError(self.reason, where=self.path)


def gap_of(project: Project) -> Gap | None:
    """Why what the application said of itself is not known; None where it is."""
    probed = read_probe(project.source)
    stale = why_stale(project, probed) if probed else ""
    if probed and probed.failure and not stale:
        return Gap(f"the application could not be asked: {probed.failure.message}; mend that, then {_ASK}")
    if probed and probed.openapi is not None and not stale:
        return None
    if not is_found(project):
        return Gap(NOT_FOUND, CONFIGURATION)
    return Gap(f"{stale or 'the application was not asked about itself'}: {_ASK}")


def is_found(project: Project) -> bool:
    """Whether anything says where the interface comes from: the configuration, the source, or `[tool.fastapi]`."""
    if project.config.fastapi_app or project.config.fastapi_openapi:
        return True
    from specward.packs.fastapi.probing.entrypoints import entrypoints
    from specward.packs.fastapi.source.outline import APPLICATION
    from specward.packs.fastapi.source.outlines import outlines

    for outline in outlines(project).values():
        if any(made.kind == "FastAPI" for made in outline.made):
            return True
        if any(base in APPLICATION for one in outline.classes for base in one.bases):
            return True
    return any(entrypoints(project))
