"""What became of the decisions that a feature's plan states: recorded, declined, or still to be decided upon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.errors import UndeterminedError

if TYPE_CHECKING:
    from specward.adr.suggest.suggestion import Suggestion
    from specward.project import Feature, Project


def keeps_records(project: Project) -> bool:
    """Whether the project has a decision record, or has configured how it wants them."""
    return bool(project.of_kind(Kind.ADR)) or any(option.startswith("adr.") for option in project.config.where)


def of_plan(project: Project, feature: Feature) -> list[Suggestion]:
    """The decisions of a feature's plan that deserve a record, each with what became of it.

    Raises:
        UndeterminedError: it is not known what was declined.
        UnreadableFile: the plan or its research cannot be read.
    """
    from specward.adr.suggest.gathered import planned

    found = planned(project, feature)
    if not found:
        return []
    from specward.adr.suggest.declined import PATH, read_declined
    from specward.adr.suggest.recorded import records_of
    from specward.adr.suggest.suggestion import suggestions

    refusals = read_declined(project.source.read(PATH))
    if refusals.problem:
        raise UndeterminedError(f"what was declined is not known: {refusals.problem}", where=PATH)
    return suggestions(found, records_of(project), refusals.subjects)
