"""New tasks: the spec's stories as phases, its criteria as tests, its requirements as work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.references import key
from specward.changes import Create
from specward.errors import UsageError
from specward.markdown.scalar import quote
from specward.scaffold.gate import OpenPoint, require_new, require_settled
from specward.scaffold.render import find_template, render

if TYPE_CHECKING:
    from specward.artifacts.requirement import Requirement
    from specward.artifacts.spec import Spec, Story
    from specward.changes import Change
    from specward.project import Feature, Project

_PATH = "[TODO: path]"


class PhaseDraft(NamedTuple):
    """A phase and its task lines, box left out."""

    name: str
    aim_label: str
    aim: str
    independent_test: str
    tasks: list[str]
    checkpoint: str


class NewTasks(NamedTuple):
    """A task list to be written."""

    path: str
    total: int
    changes: list[Change]


def new_tasks(project: Project, feature: Feature, *, force: bool = False) -> NewTasks:
    """The tasks of a feature.

    Args:
        project: the project.
        feature: a feature that has a spec and a plan and no tasks.
        force: whether a missing plan and open questions are waived instead of refused.

    Raises:
        UsageError: tasks are there, spec or plan is missing, questions are open, a template cannot be rendered.
    """
    path = require_new(feature, "tasks")
    spec = feature.spec
    if spec is None:
        raise UsageError(f"{feature.name} has no spec to take tasks from", help=f"write {feature.folder}/spec.md first")
    waived = _require_plan(feature, force=force)
    waived += require_settled(project, feature, "tasks", force=force)
    phases = _Phases(spec).drafts()
    title = spec.title or feature.name
    values = {
        "title": title,
        "feature": feature.name,
        "folder": feature.folder,
        "quoted_description": quote(f"Task list for {title}"),
        "phases": phases,
        "phase_sections": "".join(_section(number, phase) for number, phase in enumerate(phases, 1)),
        "waiver": _waiver(waived),
    }
    text = render(find_template(project.source, "tasks"), values)
    return NewTasks(path, sum(len(phase.tasks) for phase in phases), [Create(path, text)])


def _section(number: int, phase: PhaseDraft) -> str:
    lines = [f"## Phase {number}: {phase.name}", "", f"**{phase.aim_label}**: {phase.aim}", ""]
    if phase.independent_test:
        lines += [f"**Independent Test**: {phase.independent_test}", ""]
    lines += [f"- [ ] {task}" for task in phase.tasks]
    return "\n".join([*lines, "", f"**Checkpoint**: {phase.checkpoint}", "", ""])


def _waiver(points: list[OpenPoint]) -> str:
    said = " and ".join(point.what for point in points)
    return f"\n**Waived**: Written with {said}: [TODO: why it could not wait]\n" if points else ""


def _require_plan(feature: Feature, *, force: bool) -> list[OpenPoint]:
    if feature.plan is not None:
        return []
    if force:
        return [OpenPoint("no plan.md", feature.folder)]
    raise UsageError(
        f"{feature.name} has no plan to take tasks from",
        help=f"spec new plan {feature.name}, or use --force, which writes a waiver into the document",
    )


class _Phases:
    """Task lines numbered as they are made, in the order in which the phases stand in the file."""

    def __init__(self, spec: Spec) -> None:
        self._spec = spec
        self._count = 0
        self._requirements = {key(requirement.id): requirement for requirement in spec.requirements}
        self._left = dict.fromkeys(k for k, r in self._requirements.items() if r.family != "NFR")

    def drafts(self) -> list[PhaseDraft]:
        """Setup, foundation, one phase for each story, polish."""
        cited = {key(ref) for story in self._spec.stories for scenario in story.scenarios for ref in scenario.refs}
        unclaimed = [identity for identity in self._left if identity not in cited]
        setup = self._setup()
        foundation = self._foundation(unclaimed)
        stories = [self._story(story, first=index == 0) for index, story in enumerate(self._spec.stories)]
        return [setup, foundation, *stories, self._polish()]

    def _task(self, text: str) -> str:
        self._count += 1
        return f"T{self._count:03d} {text}"

    def _setup(self) -> PhaseDraft:
        return PhaseDraft(
            "Setup (Shared Infrastructure)",
            "Purpose",
            "What every later task needs to run at all",
            "",
            [self._task(f"Set up [TODO: folders, dependencies, tools] in {_PATH}")],
            "An empty change passes all checks.",
        )

    def _foundation(self, unclaimed: list[str]) -> PhaseDraft:
        tasks = [self._task(f"Build [TODO: what every story stands on] in {_PATH}")]
        tasks += [self._build("", self._requirements[identity], "") for identity in unclaimed]
        return PhaseDraft(
            "Foundational (Blocking Prerequisites)",
            "Purpose",
            "What more than one story stands on; no story begins before it is done",
            "",
            tasks,
            "The stories can begin, side by side if there are enough people.",
        )

    def _story(self, story: Story, *, first: bool) -> PhaseDraft:
        label = f"[{story.id}] " if re.fullmatch(r"US\d+[a-z]?", story.id, re.ASCII) else ""
        tasks = []
        for position, scenario in enumerate(story.scenarios, 1):
            subject = scenario.id if scenario.stable else f"scenario {position}"
            refs = [*scenario.refs, *([scenario.id] if scenario.stable else [])]
            note = f" ({', '.join(dict.fromkeys(refs))})" if refs else ""
            tasks.append(self._task(f"{label}Write the failing test of {subject} in {_PATH}{note}"))
        last_test = f"after T{self._count:03d}" if story.scenarios else ""
        wanted = dict.fromkeys(key(ref) for scenario in story.scenarios for ref in scenario.refs)
        mine = [identity for identity in wanted if identity in self._left]
        for identity in mine:
            del self._left[identity]
        tasks += [self._build(label, self._requirements[identity], last_test) for identity in mine]
        if not mine:
            tasks.append(self._task(f"{label}Build the story in {_PATH}{f' ({last_test})' if last_test else ''}"))
        priority = f" (Priority: {story.priority})" if story.priority else ""
        number = f"User Story {story.number} - " if story.number else "User Story: "
        return PhaseDraft(
            f"{number}{' '.join(story.title.split())}{priority}{' 🎯 MVP' if first else ''}",
            "Goal",
            f"The acceptance scenarios of {story.id if story.number else 'the story'} hold",
            f"As the spec says for {story.id if story.number else 'the story'}",
            tasks,
            "The story works alone and can be shown.",
        )

    def _build(self, label: str, requirement: Requirement, after: str) -> str:
        note = "; ".join(part for part in (requirement.id, after) if part)
        return self._task(f"{label}Make {requirement.id} hold in {_PATH} ({note})")

    def _polish(self) -> PhaseDraft:
        limits = [r for r in self._requirements.values() if r.family == "NFR"]
        shown = [r.id for r in (*limits, *self._spec.success_criteria)]
        tasks = [self._task(f"Show that {identity} holds, in {_PATH} ({identity})") for identity in shown]
        tasks.append(self._task(f"Bring the documentation up to date in {_PATH}"))
        return PhaseDraft(
            "Polish & Cross-Cutting Concerns",
            "Purpose",
            "What concerns more than one story",
            "",
            tasks,
            "The feature is ready for its acceptance.",
        )
