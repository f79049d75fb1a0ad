"""A new constitution, to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.changes import Create
from specward.errors import UsageError
from specward.scaffold.render import find_template, render
from specward.scaffold.title import clean_title

if TYPE_CHECKING:
    from specward.changes import Change
    from specward.sources.source import Source

CONSTITUTION = ".specify/memory/constitution.md"


class NewConstitution(NamedTuple):
    """A constitution to be written."""

    path: str
    changes: list[Change]


def new_constitution(source: Source, project: str, *, today: str, existing: str = "") -> NewConstitution:
    """The constitution of a project that has none.

    Args:
        source: the project's files.
        project: the project's name.
        today: the day, `YYYY-MM-DD`.
        existing: where a constitution stands already.

    Raises:
        UsageError: there is one, or the template cannot be rendered.
    """
    if existing:
        raise UsageError("the project has a constitution", where=existing, help="edit it; nothing is overwritten")
    text = render(find_template(source, "constitution"), {"project": clean_title(project), "today": today})
    return NewConstitution(CONSTITUTION, [Create(CONSTITUTION, text)])
