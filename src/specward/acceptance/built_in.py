"""The checklists that Specward brings, with what is measured at the time that they are written."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.acceptance.measure import Verdict
from specward.acceptance.measured import measured
from specward.ids import slug
from specward.scaffold.builtin_checklists import BUILT_IN
from specward.scaffold.checklist import Told, new_checklist

if TYPE_CHECKING:
    from specward.acceptance.measure import Answer
    from specward.project import Feature, Project
    from specward.scaffold.builtin_checklists import BuiltIn
    from specward.scaffold.checklist import NewChecklist

_WORDS = {
    Verdict.MET: "measured",
    Verdict.UNMET: "measured, and not met",
    Verdict.UNKNOWN: "not measured",
    Verdict.UNNEEDED: "does not apply",
    Verdict.PERSON: "for a person",
}


def built_in_on(topic: str) -> BuiltIn | None:
    """The checklist on a topic that Specward itself or a pack brings; None where neither does."""
    from specward.packs.fastapi.checklist import CHECKLIST, TOPIC

    return {**BUILT_IN, TOPIC: CHECKLIST}.get(slug(topic))


def checklist_on(project: Project, feature: Feature, topic: str, *, today: str) -> NewChecklist:
    """A checklist for a feature; one that Specward brings has its measured answers filled in.

    Args:
        project: the project.
        feature: the feature.
        topic: see `new_checklist`.
        today: the day, `YYYY-MM-DD`.

    Raises:
        UnreadableFile: a document that is measured cannot be read.
        UsageError: see `new_checklist`.
    """
    built_in = built_in_on(topic)
    asked = [question.id for questions in built_in.groups.values() for question in questions] if built_in else []
    told = {identity: _told(answer) for identity, answer in measured(project, feature, asked).items()}
    return new_checklist(project, feature, topic, today=today, built_in=built_in, told=told)


def _told(answer: Answer) -> Told:
    """What stands below a box: a line of code that is named there must not read as a reference to it."""
    return Told(answer.holds, f"{_WORDS[answer.verdict]}: {_reference().sub(', line ', answer.detail)}")


@cache
def _reference() -> re.Pattern[str]:
    return re.compile(r"(?<=\w)(?::|#L)(?=\d)")
