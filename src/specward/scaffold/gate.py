"""The gates between the stages of a feature: what must be settled before the next document is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.kind import Kind
from specward.artifacts.template_tokens import leftovers, unfilled
from specward.errors import UsageError

if TYPE_CHECKING:
    from specward.project import Feature


class OpenPoint(NamedTuple):
    """Something that keeps a gate open."""

    what: str
    """`2 open questions in spec.md`."""
    where: str
    """The place of the first one: `specs/001-login/spec.md:44:28`."""


def require_new(feature: Feature, name: str) -> str:
    """The path of a document that the feature does not have yet.

    Raises:
        UsageError: the feature has it.
    """
    path = f"{feature.folder}/{name}.md"
    if path in feature.paths:
        raise UsageError(f"{feature.name} has its {name} already", where=path, help="edit it; nothing is overwritten")
    return path


def open_points(feature: Feature) -> list[OpenPoint]:
    """What a feature has left open in its spec and plan, as its authors marked it."""
    points = []
    spec, plan = feature.spec, feature.plan
    for kind, artifact in ((Kind.SPEC, spec), (Kind.PLAN, plan)):
        if artifact is not None:
            document = artifact.document
            places = leftovers(document, kind)
            if unfilled(document, places):
                where = _place(document.path, document.position(places[0].start))
                points.append(OpenPoint(_counted(len(places), "placeholder", f"{kind.value}.md"), where))
    if spec is not None and spec.open_questions:
        count = len(spec.open_questions)
        position = spec.document.position(spec.open_questions[0].start)
        points.append(OpenPoint(_counted(count, "open question", "spec.md"), _place(spec.document.path, position)))
    if plan is not None and plan.unresolved:
        count = len(plan.unresolved)
        points.append(OpenPoint(_counted(count, "unresolved value", "plan.md"), plan.document.path))
    return points


def require_settled(feature: Feature, next_document: str, *, force: bool) -> list[OpenPoint]:
    """The open points that `force` lets through, to be written down as waived.

    Raises:
        UsageError: there are open points and `force` is not set.
    """
    points = open_points(feature)
    if points and not force:
        raise UsageError(
            f"{feature.name} is not ready for its {next_document}: {points[0].what}",
            where=points[0].where,
            help="settle it first, or use --force, which writes a waiver into the document",
        )
    return points


def _counted(count: int, thing: str, file_name: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'} in {file_name}"


def _place(path: str, position: tuple[int, int]) -> str:
    return f"{path}:{position[0]}:{position[1]}"
