"""Checklists: about the quality of a specification, those that Specward brings, and one for any other topic."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.kind import Kind
from specward.changes import Create
from specward.errors import UsageError
from specward.ids import slug
from specward.scaffold.render import find_template, render
from specward.scaffold.title import clean_title

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from specward.artifacts.spec import Spec
    from specward.changes import Change
    from specward.project import Feature, Project
    from specward.scaffold.builtin_checklists import BuiltIn
    from specward.sources.source import Source

REQUIREMENTS = "requirements"
_GENERATED = "acceptance"
_MOST_REQUIREMENTS = 30

_QUALITY = (
    (
        "Content Quality",
        (
            "It says what and why, and leaves languages, frameworks and interfaces to the plan",
            "Each story names somebody who is better off with it",
            "Somebody who does not program can follow it",
            "No mandatory section is missing or empty",
        ),
    ),
    (
        "Requirement Completeness",
        (
            "No question is left open",
            "Each requirement can be decided by a test and read in one way only",
            "Each success criterion has a number and names no technology",
            "Each story has acceptance scenarios, and each scenario has a state, an action and a result",
            "Edge cases and error paths say what happens, not only that something may",
            "What is out of scope is said",
            "Dependencies and assumptions are written down",
        ),
    ),
    (
        "Feature Readiness",
        (
            "Each functional requirement is verified by an acceptance criterion",
            "The stories cover the main journeys from beginning to end",
            "Reaching the success criteria is what the requirements lead to",
        ),
    ),
)


_BY_A_READER = "An item is ticked by a reader of the text who found it true; a tick says nothing about the code."
_MEASURED = (
    "An item with an id in bold is measured, and ticked where the measurement says so; `spec check` reports a tick "
    "that one speaks against. The others are ticked by a reader who found them true."
)


class Group(NamedTuple):
    """Items under one heading."""

    name: str
    entries: list[str]


class Told(NamedTuple):
    """What a measurement came to."""

    ticked: bool
    detail: str
    """One line; empty where there is nothing to say."""


class NewChecklist(NamedTuple):
    """A checklist to be written."""

    path: str
    changes: list[Change]


def requirements_checklist(source: Source, title: str, *, today: str, first: int = 1) -> str:
    """The text of `checklists/requirements.md`.

    Args:
        source: the project's files.
        title: the feature's.
        today: the day, `YYYY-MM-DD`.
        first: the number of the first item.
    """
    groups = [Group(name, list(entries)) for name, entries in _QUALITY]
    purpose = "Judge whether the specification is complete and clear enough to be planned"
    values: dict[str, object] = {"kind": "Specification Quality", "title": title, "purpose": purpose, "today": today}
    return _rendered(source, values, groups, first)


def new_checklist(  # noqa: PLR0913 -- a topic, and what is known of it
    project: Project,
    feature: Feature,
    topic: str,
    *,
    today: str,
    built_in: BuiltIn | None = None,
    told: Mapping[str, Told] | None = None,
) -> NewChecklist:
    """A checklist for a feature.

    Args:
        project: the project.
        feature: the feature.
        topic: `requirements`, or what the checklist asks about: `security`.
        today: the day, `YYYY-MM-DD`.
        built_in: the questions on the topic, where they are given.
        told: what was measured, by the id of the question.

    Raises:
        UsageError: the feature has no spec, the checklist is there already, or a template cannot be rendered.
    """
    spec = feature.spec
    if spec is None:
        raise UsageError(f"{feature.folder} has no spec.md", help=f"write {feature.folder}/spec.md first")
    name = slug(topic)
    path = f"{feature.folder}/checklists/{name}.md"
    if name == _GENERATED:
        raise UsageError(f"{_GENERATED}.md is generated from the acceptance criteria", help="choose another topic")
    if project.source.exists(path):
        raise UsageError("the checklist is there already", where=path, help="name another topic: --topic security")
    first = _next_number(feature)
    title = spec.title or feature.name
    if name == REQUIREMENTS:
        text = requirements_checklist(project.source, title, today=today, first=first)
    elif built_in:
        text = _built_in(project.source, built_in, told or {}, {"title": title, "today": today}, first)
    else:
        topic = clean_title(topic)
        purpose = f"Judge whether the requirements say enough about {topic}"
        kind = topic[0].upper() + topic[1:]
        values: dict[str, object] = {"kind": kind, "title": title, "purpose": purpose, "today": today}
        text = _rendered(project.source, values, _groups(spec, topic), first)
    return NewChecklist(path, [Create(path, text)])


def _built_in(
    source: Source, built_in: BuiltIn, told: Mapping[str, Told], values: dict[str, object], first: int
) -> str:
    groups = [
        Group(name, [f"**{question.id}**: {question.text}" if question.id else question.text for question in questions])
        for name, questions in built_in.groups.items()
    ]
    given = [told.get(question.id) for questions in built_in.groups.values() for question in questions]
    values = {**values, "kind": built_in.kind, "purpose": built_in.purpose, "note": _MEASURED}
    return _rendered(source, values, groups, first, given)


def _rendered(
    source: Source,
    values: dict[str, object],
    groups: list[Group],
    first: int,
    told: Sequence[Told | None] = (),
) -> str:
    """The text of a checklist; `told` has what was measured of each item, in order."""
    numbered: list[Group] = []
    sections = ""
    answers = iter(told)
    number = first
    for group in groups:
        numbered.append(Group(group.name, [f"CHK{number + i:03d} {entry}" for i, entry in enumerate(group.entries)]))
        boxes = "\n".join(_box(entry, next(answers, None)) for entry in numbered[-1].entries)
        sections += f"## {group.name}\n\n{boxes}\n\n"
        number += len(group.entries)
    return render(
        find_template(source, Kind.CHECKLIST.value),
        {"note": _BY_A_READER, **values, "groups": numbered, "group_sections": sections},
    )


def _box(entry: str, told: Told | None) -> str:
    """One box, with what was measured below it; a comment that began there would hide what follows."""
    if told is None:
        return f"- [ ] {entry}"
    detail = f"\n  - {told.detail.replace('<!--', '&lt;!--')}" if told.detail else ""
    return f"- [{'x' if told.ticked else ' '}] {entry}{detail}"


def _groups(spec: Spec, topic: str) -> list[Group]:
    """Questions about the text of a spec: one for each requirement and each story."""
    clarity = [
        f"Does {requirement.id} leave nothing open about {topic}? [Clarity, Spec §{requirement.id}]"
        for requirement in spec.requirements[:_MOST_REQUIREMENTS]
    ]
    coverage = [
        f"Is {topic} covered by the acceptance scenarios of {story.id}? [Coverage, Spec §{story.id}]"
        for story in spec.stories
    ]
    gaps = [
        f"Are the failures that concern {topic} among the error paths? [Exception Flow, Gap]",
        f"Does a success criterion measure {topic}? [Measurability, Gap]",
        f"Is what the spec assumes about {topic} written down? [Assumption]",
    ]
    groups = [Group("Requirement Clarity", clarity), Group("Scenario Coverage", coverage), Group("Gaps", gaps)]
    return [group for group in groups if group.entries]


def _next_number(feature: Feature) -> int:
    """One more than the highest number of the feature's checklists: an item's id is unique in its feature."""
    ids = [item.id for checklist in feature.checklists for item in checklist.items if item.id]
    numbers = [int(digits) for identity in ids if (digits := identity.removeprefix("CHK")).isdigit()]
    return max(numbers, default=0) + 1
