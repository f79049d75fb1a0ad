"""What is measured of a feature's back end, as far as the pack `fastapi` knows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.acceptance.measure import Answer, Verdict
from specward.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.project import Feature, Project

_SHOWN = 2
_UNKNOWN = Answer(Verdict.UNKNOWN, "nothing is known of the API: `spec fastapi probe`, or `fastapi.openapi`")


def endpoints_there(project: Project, feature: Feature) -> Answer:
    """Whether each endpoint that the feature's plan promises is there."""
    from specward.packs.fastapi.interface.endpoint_table import Paths, missing, promised
    from specward.packs.fastapi.interface.known_api import known_api_of

    found, api = promised(project, feature), known_api_of(project)
    if not found and feature.plan is None:
        return Answer(Verdict.UNKNOWN, "there is no plan.md")
    if not found:
        return Answer(Verdict.UNNEEDED, "the plan has no table of endpoints")
    if api is None:
        return _UNKNOWN
    gone = missing(found, Paths((one.method, one.path) for one in api.operations))
    if gone:
        return Answer(Verdict.UNMET, f"not there: {listed([str(one) for one in gone], _SHOWN)}", gone[0].place)
    return Answer(Verdict.MET, counted(len(found), "endpoint"))


def tables_have_revisions(project: Project, _: Feature) -> Answer:
    """Whether the change under examination has a revision for the columns that it changes."""
    from specward.packs.fastapi.source.migrations import brings_revision, changed_columns

    if project.altered is None or project.before is None:
        return Answer(Verdict.UNKNOWN, "no change is examined")
    paths = [path for _, path in project.altered.paths]
    columns = changed_columns(project, project.before, paths)
    if not columns:
        return Answer(Verdict.UNNEEDED, "no column has changed")
    if brings_revision(project, project.before, paths):
        return Answer(Verdict.MET, counted(len(columns), "column"))
    names = listed([f"{one.table}.{one.name}" for one in columns], _SHOWN)
    return Answer(Verdict.UNMET, f"no revision brings {names}", columns[0].place)


def operations_tested(project: Project, _: Feature) -> Answer:
    """Whether the tests mention every operation."""
    from specward.packs.fastapi.interface.known_api import known_api_of, operations_of
    from specward.packs.fastapi.tested import untested

    if known_api_of(project) is None:
        return _UNKNOWN
    left = untested(project)
    if left is None:
        known = operations_of(project)
        return Answer(Verdict.UNKNOWN, "there are no tests") if known else _UNKNOWN
    if left:
        return Answer(Verdict.UNMET, f"no test mentions {listed([str(one) for one in left], _SHOWN)}", left[0].place())
    return Answer(Verdict.MET, counted(len(operations_of(project)), "operation"))


def nothing_breaks(project: Project, _: Feature) -> Answer:
    """Whether the API holds what its contract says, or its version says that it does not."""
    from specward.packs.fastapi.interface.baseline import baseline_of, broken
    from specward.packs.fastapi.interface.known_api import known_api_of

    if known_api_of(project) is None:
        return _UNKNOWN
    if baseline_of(project).api is None:
        return Answer(Verdict.UNKNOWN, "no contract is kept that it could be held against")
    if refused := broken(project).refused:
        return Answer(Verdict.UNMET, refused[0].message, refused[0].place())
    return Answer(Verdict.MET, f"held against {baseline_of(project).path}")


MEASURES: dict[str, Callable[[Project, Feature], Answer]] = {
    "FAP-1": endpoints_there,
    "FAP-2": tables_have_revisions,
    "FAP-3": operations_tested,
    "FAP-4": nothing_breaks,
}
"""By the ids in the pack's checklist."""
