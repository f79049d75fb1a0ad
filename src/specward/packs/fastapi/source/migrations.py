"""What a change does to the tables of a database, and whether a revision of Alembic comes with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specward.packs.fastapi.backend import is_backend
from specward.packs.fastapi.source.columns import columns_of, may_have_columns
from specward.packs.fastapi.source.modules import read_module
from specward.packs.fastapi.texts import bytes_at
from specward.remembered import remembered
from specward.sources.scope import own

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.packs.fastapi.source.columns import Column
    from specward.project import Project

_REVISION = re.compile(r"(?:.*/)?(?:versions|migrations|alembic)/(?:.*/)?[^/]+\.(?:py|sql)")
_DOWN = re.compile(rb"^down_revision\b", re.MULTILINE)


def is_revision(project: Project, path: str) -> bool:
    """Whether a file is a revision of a database: by its place, and by what it says where it is there."""
    if _REVISION.fullmatch(path) is None:
        return False
    data = bytes_at(project.source, path)
    return data is None or path.endswith(".sql") or _DOWN.search(data) is not None


@remembered
def has_revisions(project: Project) -> bool:
    """Whether a project keeps revisions of Alembic."""
    return any(path.endswith(".py") and is_revision(project, path) for path in own(project.source.files()))


def brings_revision(project: Project, before: Project, paths: Iterable[str]) -> bool:
    """Whether a revision comes, goes or changes between two states, among the files that a change touches."""
    revisions = (path for path in paths if is_revision(project, path))
    return any(bytes_at(project.source, path) != bytes_at(before.source, path) for path in revisions)


def changed_columns(project: Project, before: Project, paths: Iterable[str]) -> list[Column]:
    """The columns that came or changed between two states; what only moved is none.

    A column that goes is none either: the database keeps it until nothing asks for it any more, and loses it later.

    Args:
        project: as it is.
        before: as it was.
        paths: the files that the change touches.
    """
    backend = sorted({path for path in paths if is_backend(path, project.config)})
    old = {(one.table, one.name): one for path in backend for one in _columns(before, path)}
    new = {(one.table, one.name): one for path in backend for one in _columns(project, path)}
    # One that comes in one place and goes in another has moved: to a mixin, or to a class of another name.
    moved = {name for _, name in old.keys() - new.keys()}
    return [one for key, one in new.items() if (old[key].differs(one) if key in old else one.name not in moved)]


def _columns(project: Project, path: str) -> list[Column]:
    """The columns of a file; of one that is not there, or that nobody can parse, none."""
    data = bytes_at(project.source, path)
    if data is None or not may_have_columns(data.decode("utf-8", "replace")):
        return []
    module = read_module(project, path)
    return columns_of(module) if module else []
