"""The state of a feature: how far it has come, what is open, what to do next."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.template_tokens import OURS
from specward.sources.source import UnreadableFile
from specward.status.next_task import next_task
from specward.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.markdown.document import Document
    from specward.project import Feature, Project


class Stage(StrEnum):
    """How far a feature has come, judged from the documents it has and the boxes ticked."""

    EMPTY = "empty"
    """It has no spec."""
    SPEC = "spec"
    PLAN = "plan"
    TASKS = "tasks"
    DONE = "done"
    """Every task is ticked. A tick is a claim; whether the criteria hold is for the acceptance gate."""
    UNKNOWN = "unknown"
    """A document of it cannot be read."""


class FeatureState(NamedTuple):
    """What there is to know about a feature at a glance."""

    feature: str
    folder: str
    number: int | None
    stage: Stage
    open_questions: int
    to_fill_in: int
    """How many places of the templates nobody has filled in."""
    tasks_done: int
    tasks: int
    criteria: int
    """Acceptance scenarios and criteria of the spec."""
    warnings: tuple[str, ...]
    next: str
    """What to do next: a command, a task or a place to look at; empty where there is nothing."""

    def as_json(self) -> dict[str, object]:
        """The keys of `spec status --json`."""
        return {
            "feature": self.feature,
            "folder": self.folder,
            "number": self.number,
            "stage": self.stage.value,
            "open_questions": self.open_questions,
            "to_fill_in": self.to_fill_in,
            "tasks": {"done": self.tasks_done, "total": self.tasks},
            "criteria": self.criteria,
            "warnings": list(self.warnings),
            "next": self.next,
        }


def project_state(project: Project, only: str = "") -> Iterator[FeatureState]:
    """The state of every feature, or of the one in the folder `only`; one at a time is in memory."""
    twins = _twins(project)
    for feature in project.features():
        if only in {"", feature.folder}:
            yield feature_state(feature, twins.get(feature.folder, ()))


def feature_state(feature: Feature, twins: Iterable[str] = ()) -> FeatureState:
    """The state of one feature.

    Args:
        feature: the feature.
        twins: other features of the same number.
    """
    warnings = _shared_number(list(twins))
    try:
        spec, plan, tasks = feature.spec, feature.plan, feature.tasks
    except UnreadableFile as error:
        return _unreadable(feature, [*warnings, f"{error.path}: {error.reason}"])
    documents = [artifact.document for artifact in (spec, plan, tasks) if artifact is not None]
    stage = _stage(feature)
    return FeatureState(
        feature=feature.name,
        folder=feature.folder,
        number=feature.number,
        stage=stage,
        open_questions=len(spec.open_questions) if spec else 0,
        to_fill_in=sum(document.text.count(OURS) for document in documents),
        tasks_done=len(tasks.done) if tasks else 0,
        tasks=len(tasks.tasks) if tasks else 0,
        criteria=len(spec.scenarios) + len(spec.criteria) if spec else 0,
        warnings=tuple(warnings),
        next=_next(feature, stage),
    )


def _shared_number(twins: list[str]) -> list[str]:
    """What to say of other features of the same number."""
    if len(twins) > 1:
        return [f"number shared with {len(twins)} others"]
    return [f"number used twice: {name}" for name in twins]


def _twins(project: Project) -> dict[str, list[str]]:
    """For each feature the names of those that bear its number in the same folder."""
    numbers = {folder: project.feature(folder).number for folder in project.feature_paths}
    places = {folder: (folder.rpartition("/")[0], number) for folder, number in numbers.items() if number is not None}
    shared = {place for place, count in Counter(places.values()).items() if count > 1}
    return {
        folder: [other.rpartition("/")[2] for other, same in places.items() if same == place and other != folder]
        for folder, place in places.items()
        if place in shared
    }


def _unreadable(feature: Feature, warnings: list[str]) -> FeatureState:
    name, folder, number = feature.name, feature.folder, feature.number
    return FeatureState(name, folder, number, Stage.UNKNOWN, 0, 0, 0, 0, 0, tuple(warnings), "make it readable")


def _stage(feature: Feature) -> Stage:
    if feature.spec is None:
        return Stage.EMPTY
    if feature.tasks is not None:
        ticked_off = feature.tasks.tasks and next_task(feature.tasks) is None
        return Stage.DONE if ticked_off else Stage.TASKS
    return Stage.SPEC if feature.plan is None else Stage.PLAN


def _next(feature: Feature, stage: Stage) -> str:
    if feature.spec is None:
        return f"write {feature.folder}/spec.md"
    if stage is Stage.DONE:
        return ""
    unfinished = _unfinished(feature)
    if unfinished:
        return unfinished
    if feature.plan is None and feature.tasks is None:
        return f"spec new plan {feature.name}"
    if feature.tasks is None:
        return f"spec new tasks {feature.name}"
    task = next_task(feature.tasks)
    return f"{task.id} {task.text}" if task else "add tasks to tasks.md"


def _unfinished(feature: Feature) -> str:
    """What the newest document before the tasks leaves open: questions first, then what is not filled in."""
    spec = feature.spec
    if spec is not None and spec.open_questions:
        line = spec.document.position(spec.open_questions[0].start).line
        return f"answer {counted(len(spec.open_questions), 'question')}: spec.md:{line}"
    for artifact in (spec, feature.plan, feature.tasks):
        if artifact is not None and OURS in artifact.document.text:
            return _fill_in(artifact.document)
    return ""


def _fill_in(document: Document) -> str:
    line = document.position(document.text.index(OURS)).line
    count = document.text.count(OURS)
    return f"fill in {counted(count, 'place')}: {document.path.rpartition('/')[2]}:{line}"
