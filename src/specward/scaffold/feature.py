"""A new feature: its specification, the checklist of its requirements, and the pointer to it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from specward.changes import Create, Replace
from specward.features import POINTER
from specward.ids import slug
from specward.scaffold.checklist import requirements_checklist
from specward.scaffold.render import find_template, render
from specward.scaffold.title import clean_title

if TYPE_CHECKING:
    from specward.changes import Change
    from specward.sources.source import Source

_IGNORE_FILE = ".specify/.gitignore"


class NewFeature(NamedTuple):
    """What a new feature consists of."""

    name: str
    folder: str
    spec: str
    checklist: str
    changes: list[Change]


def new_feature(  # noqa: PLR0913 -- one argument for each fact of the new feature
    source: Source, specs: str, title: str, *, number: int, today: str, description: str = "", point: bool = True
) -> NewFeature:
    """The files of a new feature.

    Args:
        source: the project's files.
        specs: the folder that holds the features.
        title: what the feature is about.
        number: its number, not taken by any other.
        today: the day, `YYYY-MM-DD`.
        description: the request in the words of whoever made it; quoted in the spec.
        point: whether to make it the current feature. Nothing is done where a branch says so and no pointer exists.

    Raises:
        UsageError: the title is empty, or a template cannot be rendered.
    """
    title = clean_title(title)
    name = f"{number:03d}-{slug(title)}"
    folder = f"{specs}/{name}"
    quoted = _quoted(description)
    values = {
        "title": title,
        "feature": name,
        "folder": folder,
        "today": today,
        "description": quoted,
        "request": f"\n\n{quoted}" if quoted else f' "{title}"',
    }
    spec, checklist = f"{folder}/spec.md", f"{folder}/checklists/requirements.md"
    changes: list[Change] = [
        Create(spec, render(find_template(source, "spec"), values)),
        Create(checklist, requirements_checklist(source, title, today=today)),
    ]
    if point or source.exists(POINTER):
        changes += _point_to(source, folder)
    return NewFeature(name, folder, spec, checklist, changes)


def _quoted(description: str) -> str:
    """A description as a block quote, so that its headings and ids do not become the spec's own."""
    lines = description.strip().splitlines()
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _point_to(source: Source, folder: str) -> list[Change]:
    """Source: spec-kit 1.x, which keeps the pointer out of git."""
    text = json.dumps({"feature_directory": folder}, ensure_ascii=False, separators=(",", ":")) + "\n"
    changes: list[Change] = []
    if not source.exists(_IGNORE_FILE):
        changes.append(Create(_IGNORE_FILE, "feature.json\n"))
    changes.append(Replace(POINTER, text) if source.exists(POINTER) else Create(POINTER, text))
    return changes
