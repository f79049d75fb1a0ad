"""Decisions that a path alone does not tell: in another markup than Markdown, or without a number in their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.adr_identity import AdrIdentity
from specward.remembered import remembered

if TYPE_CHECKING:
    from specward.artifacts.adr import Adr
    from specward.project import Project


@remembered
def other_paths(project: Project) -> list[str]:
    """The files beside a project's decisions that may be some too, sorted. It lists every file of the project."""
    kinds, layout = project.kinds, project.layout
    return [path for path in project.source.files() if layout.may_be_adr(path) and path not in kinds]


def identified_paths(project: Project) -> list[str]:
    """Those whose names tell a number or a date, told without reading any."""
    return [path for path in other_paths(project) if _is_identified(path)]


def is_decision(adr: Adr) -> bool:
    """Whether a text beside the decisions is one.

    Its name or its title gives it a number or a date, its title calls it a decision record, or it has a status and a
    section on what was decided.
    """
    from specward.artifacts.adr_roles import DECISION

    if _is_identified(adr.document.path) or adr.numbers or adr.is_called_decision:
        return True
    return adr.status is not None and DECISION in adr.roles


def _is_identified(path: str) -> bool:
    identity = AdrIdentity.parse(path)
    return bool(identity.digits or identity.date)
