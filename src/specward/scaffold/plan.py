"""A new plan: the constitution's principles as questions, the spec's stories as scope."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.changes import Create
from specward.errors import UsageError
from specward.scaffold.gate import require_new, require_settled
from specward.scaffold.render import find_template, render

if TYPE_CHECKING:
    from specward.artifacts.constitution import Principle
    from specward.changes import Change
    from specward.project import Feature, Project
    from specward.scaffold.gate import OpenPoint

_UNFILLED_NAME = "[PRINCIPLE_"
_NOTHING_TO_ANSWER = "The project's constitution names no principle yet, so there is nothing to answer."
_NO_SCOPE = "[TODO: the stories that this plan builds]"


class PrincipleRow(NamedTuple):
    """A principle as a row of the Constitution Check shows it."""

    id: str
    name: str
    enforced_by: str


class NewPlan(NamedTuple):
    """A plan to be written."""

    path: str
    principles: int
    """How many the plan has to answer."""
    changes: list[Change]


def new_plan(project: Project, feature: Feature, *, today: str, force: bool = False) -> NewPlan:
    """The plan of a feature.

    Args:
        project: the project.
        feature: a feature that has a spec and no plan.
        today: the day, `YYYY-MM-DD`.
        force: whether open questions are waived instead of refused.

    Raises:
        UsageError: a plan is there, the spec is missing or has open questions, a template cannot be rendered.
    """
    path = require_new(feature, "plan")
    spec = feature.spec
    if spec is None:
        raise UsageError(f"{feature.name} has no spec to plan from", help=f"write {feature.folder}/spec.md first")
    waived = require_settled(project, feature, "plan", force=force)
    constitution = project.constitution
    principles = (
        [_row(p) for p in constitution.principles if not p.name.startswith(_UNFILLED_NAME)] if constitution else []
    )
    values = {
        "title": spec.title or feature.name,
        "feature": feature.name,
        "folder": feature.folder,
        "spec_path": spec.document.path,
        "today": today,
        "principles": principles,
        "constitution_check": _table(principles) if principles else _NOTHING_TO_ANSWER,
        "scope": "; ".join(f"{story.id} {story.title}" for story in spec.stories) or _NO_SCOPE,
        "waiver_rows": "".join(_waiver(point) for point in waived),
    }
    return NewPlan(path, len(principles), [Create(path, render(find_template(project.source, "plan"), values))])


def _table(principles: list[PrincipleRow]) -> str:
    head = "| Principle | Applies? | How this plan meets it | Enforced by |\n| --- | --- | --- | --- |"
    blank = "[TODO: yes or no] | [TODO: how, or why it does not apply]"
    rows = [f"| {principle.id} {principle.name} | {blank} | {principle.enforced_by} |" for principle in principles]
    return "\n".join([head, *rows])


def _waiver(point: OpenPoint) -> str:
    why = "[TODO: why the plan could not wait] | [TODO: why it was not settled first]"
    return f"| Planned with {point.what} | {why} |\n"


def _row(principle: Principle) -> PrincipleRow:
    name = " ".join(principle.name.split()).replace("\\|", "|").replace("|", "\\|")
    return PrincipleRow(principle.id, name, _enforced_by(principle.text))


def _enforced_by(text: str) -> str:
    """The keys of the entries in a principle's `yaml enforce` block: `rule task-without-test, forbid`."""
    keys: list[str] = []
    inside = False
    for line in text.splitlines():
        words = line.strip()
        if words.startswith("```"):
            inside = "enforce" in words.split()
        elif inside and line.startswith("- "):
            key, _, value = words[2:].partition(":")
            value = value.partition(" #")[0].strip()
            keys.append(f"{key} {value}" if key in {"rule", "plan"} and value.isprintable() else key)
    return ", ".join(dict.fromkeys(keys)).replace("|", "\\|") or "review"
