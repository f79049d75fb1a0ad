"""A prompt record under another stage or feature: its keys, its name, its folder, its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.kind import base_of
from specward.artifacts.phr_filing import CONSTITUTION, FEATURE, GENERAL, ROUTES
from specward.changes import Move, Replace
from specward.ids import slug
from specward.phr.edit.keys import front_matter_of, with_keys
from specward.phr.search.query import stage_of
from specward.scaffold.record import check_stage, record_folder
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.artifacts.phr import Record
    from specward.changes import Change
    from specward.project import Project


class Moved(NamedTuple):
    """A record in its new place."""

    path: str
    number: int
    stage: str
    feature: str
    """Empty where it belongs to none."""
    changes: list[Change]


def move(record: Record, history: str, stage: str, feature: str, next_number: Callable[[str], int]) -> Moved:
    """The changes that file a record under another stage or feature.

    Args:
        record: the record.
        history: the project's history folder.
        stage: the new stage; empty to keep what it has.
        feature: the name of the new feature's folder; empty to keep the one that it has.
        next_number: the number after the highest in a folder.

    Raises:
        UsageError: the stage is none, it needs a feature and none is known, or the front matter cannot be edited.
    """
    front_matter_of(record)
    stage = check_stage(stage or stage_of(record))
    folder, belongs = _place(record, history, stage, feature)
    path = record.document.path
    stays = folder == path.rpartition("/")[0] and record.name.number is not None
    number = record.name.number if stays and record.name.number is not None else next_number(folder)
    name = record.name.slug or slug(record.title.value if record.title else "")
    target = f"{folder}/{number:04d}-{name}.{stage}.prompt.md"
    values = {"stage": stage, "feature": belongs or "none"}
    if not stays:
        values["id"] = f"{number:04d}"
    edited = with_keys(record, values)
    changes: list[Change] = []
    if edited.document.text != record.document.text:
        changes.append(Replace(path, edited.document.text, record.document.text))
    if target != path:
        changes.append(Move(path, target))
    return Moved(target, number, stage, belongs, changes)


def _place(record: Record, history: str, stage: str, feature: str) -> tuple[str, str]:
    """The folder in which the record belongs, and the feature, if it belongs to one."""
    if ROUTES[stage] != FEATURE:
        feature = ""
    elif not feature:
        named = record.feature.value if record.feature else ""
        feature = next((name for name in (record.place.folder, named) if _is_feature(name)), "")
    base = base_of(record.document.path)
    return record_folder(f"{base}/{history}" if base else history, stage, feature), feature


def _is_feature(name: str) -> bool:
    return bool(name) and name.lower() not in {CONSTITUTION, GENERAL, "none"}


def mentions(project: Project, path: str) -> list[str]:
    """The places, as `path:line`, where other documents name a file by its name."""
    name = path.rpartition("/")[2]
    found = []
    for other in project.paths:
        try:
            data = project.source.read(other) if other != path else None
        except UnreadableFile:
            continue
        if data and name.encode() in data:
            lines = data.decode("utf-8", "replace").split("\n")
            found += [f"{other}:{number}" for number, line in enumerate(lines, 1) if name in line]
    return found
