"""Everything that is measured of a feature, by id, and the boxes of checklists that such a measurement decides."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from specward.acceptance import contract
from specward.acceptance.guidelines import guideline
from specward.acceptance.minimum import MINIMUM
from specward.acceptance.of_backend import MEASURES
from specward.acceptance.undeclared import changed_by
from specward.artifacts.guidelines import GUIDELINES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from specward.acceptance.measure import Answer
    from specward.artifacts.checklist import CheckItem, Checklist
    from specward.project import Feature, Project

    Ask = Callable[[], Answer]


class Measured(NamedTuple):
    """A box, and what the measurement that it names came to."""

    item: CheckItem
    id: str
    answer: Answer


def measured(
    project: Project, feature: Feature, ids: Iterable[str], changed: Collection[str] | None = None
) -> dict[str, Answer]:
    """The answers to some questions about a feature; what is no id of ours is left out.

    Args:
        project: the project.
        feature: the feature.
        ids: which: `EXC-1` … of the contract, `MIN-1` … of the minimum, `ARC-1` … of the guidelines, `FAP-1` … of a
            back end.
        changed: see `minimum`.

    Raises:
        UnreadableFile: a document of the feature cannot be read.
    """
    known = _known(project, feature, changed)
    return {identity: known[identity]() for identity in dict.fromkeys(ids) if identity in known}


def measured_boxes(project: Project, feature: Feature, checklist: Checklist) -> list[Measured]:
    """The boxes of a checklist that begin with the id of a measure, such as `**MIN-4**`, in source order.

    Raises:
        UnreadableFile: a document of the feature cannot be read.
    """
    named = [(item, match[1]) for item in checklist.items if (match := _identity().match(item.text))]
    if not named:
        return []
    answers = measured(project, feature, (identity for _, identity in named), changed_by(project, feature))
    return [Measured(item, identity, answers[identity]) for item, identity in named if identity in answers]


def _known(project: Project, feature: Feature, changed: Collection[str] | None) -> dict[str, Ask]:
    """How each question is asked."""
    known: dict[str, Ask] = {
        "EXC-1": partial(contract.surface_and_success, feature),
        "EXC-2": partial(contract.limits, feature),
        "EXC-3": partial(contract.checks_inline, feature),
        "EXC-4": partial(contract.few_risks, feature),
        "EXC-5": partial(contract.on_record, project, feature),
        "EXC-6": partial(contract.decisions_settled, project, feature),
    }
    known.update({identity: partial(ask, project, feature, changed) for identity, ask in MINIMUM.items()})
    known.update({identity: partial(ask, project, feature) for identity, ask in MEASURES.items()})
    known.update({f"ARC-{number}": partial(_guideline, feature, name) for number, name in enumerate(GUIDELINES, 1)})
    return known


def _guideline(feature: Feature, name: str) -> Answer:
    return guideline(feature.plan, name)


@cache
def _identity() -> re.Pattern[str]:
    return re.compile(r"\*\*((?:EXC|MIN|ARC|FAP)-\d)\*\*")
