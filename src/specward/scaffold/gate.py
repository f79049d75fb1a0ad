"""The gates between the stages of a feature: what must be settled before the next document is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.kind import Kind
from specward.artifacts.template_tokens import leftovers, unfilled
from specward.errors import UsageError
from specward.signoff.standing import State, signed, standing
from specward.words import counted

if TYPE_CHECKING:
    from specward.project import Feature, Project
    from specward.signoff.standing import Standing


class OpenPoint(NamedTuple):
    """Something that keeps a gate open."""

    what: str
    """`2 open questions in spec.md`."""
    where: str
    """The place of the first one: `specs/001-login/spec.md:44:28`."""
    remedy: str = "settle it first"
    """What to do about it."""


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


def unsigned_points(project: Project, feature: Feature) -> list[OpenPoint]:
    """The documents that a feature has and that no other person has approved as they are.

    Asked for by the profile `safety` alone: there each stage is begun with a person's word on the one before.
    """
    if project.config.trace_profile != "safety":
        return []
    standings = standing(project, feature)
    points = []
    for kind in (Kind.SPEC, Kind.PLAN):
        path = feature.path(kind)
        if path:
            found = signed(standings, f"{feature.name}/{kind.value}.md")
            if found is None or found.state is not State.CURRENT:
                remedy = f"spec sign {feature.name}/{kind.value}.md"
                if found and found.state is State.SELF:
                    remedy = f"somebody else must run `{remedy}`"
                points.append(OpenPoint(_missing_word(kind, found), path, remedy))
    return points


def require_settled(project: Project, feature: Feature, next_document: str, *, force: bool) -> list[OpenPoint]:
    """The open points that `force` lets through, to be written down as waived.

    Raises:
        UsageError: there are open points and `force` is not set.
    """
    points = open_points(feature) + unsigned_points(project, feature)
    if points and not force:
        raise UsageError(
            f"{feature.name} is not ready for its {next_document}: {points[0].what}",
            where=points[0].where,
            help=f"{points[0].remedy}, or use --force, which writes a waiver into the document",
        )
    return points


def _missing_word(kind: Kind, found: Standing | None) -> str:
    """What stands in the place of an approval."""
    name = f"{kind.value}.md"
    if found is None:
        return f"no sign-off of {name}"
    given = f"a sign-off of {name}"
    if found.state is State.STALE:
        return f"{given} that {found.signoff.name} gave to another text"
    if found.state is State.SELF:
        return f"{given} by its only author, {found.signoff.name}"
    return f"{given} by {found.signoff.name}, who has never committed here"


def _counted(count: int, thing: str, file_name: str) -> str:
    return f"{counted(count, thing)} in {file_name}"


def _place(path: str, position: tuple[int, int]) -> str:
    return f"{path}:{position[0]}:{position[1]}"
