"""Prompt records of older layouts, written as records of today in their right places.

A record's unique id follows from its path and its content, so one that was imported is known again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.kind import Kind
from specward.artifacts.phr import read_record
from specward.changes import Create, Delete, Replace
from specward.errors import UsageError
from specward.markdown.document import UTF8
from specward.phr.adopt.old_form import day_of_old, filing_of, is_record, may_be_record, oddity
from specward.phr.adopt.rewriting import identity_of, rewrite
from specward.phr.search.moment import moment_of
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from specward.artifacts.phr import Record
    from specward.changes import Change
    from specward.project import Project


class Imported(NamedTuple):
    """A record and what becomes of it."""

    origin: str
    path: str
    uid: str
    stage: str
    remark: str
    """What was found wrong with its stage; empty where nothing was."""


class Left(NamedTuple):
    """A record that stays as it is."""

    path: str
    reason: str
    """A clause."""
    is_old: bool = True
    """Whether its form is an older one: something is to be done about it."""


class Import(NamedTuple):
    """What an import comes to."""

    imported: list[Imported]
    left: list[Left]
    changes: list[Change]


def plan_import(
    project: Project, next_number: Callable[[str], int], paths: Collection[str] = (), *, keep: bool = False
) -> Import:
    """The records of older layouts in a project, and the changes that write them as records of today.

    Args:
        project: over the work tree.
        next_number: the number after the highest in a folder; ask under the lock.
        paths: files and folders, relative to the root; nothing else is imported. All where there are none.
        keep: whether the old files stay.

    Raises:
        UndeterminedError: a number cannot be had.
    """
    plan = Import([], [], [])
    found = sorted(_records(project, plan.left), key=_order)
    numbers = _Numbers(found, next_number)
    known = {record.uid.value.upper(): record.document.path for record in found if record.uid}
    features = [folder.rpartition("/")[2] for folder in project.feature_paths]
    for record in found:
        path = record.document.path
        if paths and not any(path == wanted or path.startswith(f"{wanted.rstrip('/')}/") for wanted in paths):
            continue
        left = _why_left(record, project, known)
        if left:
            plan.left.append(left)
            continue
        filing = filing_of(record, project.layout, features)
        try:
            draft = rewrite(project.source, record, filing, numbers.take(record, filing.folder, keep=keep))
        except UsageError as error:
            plan.left.append(Left(path, error.message))
            continue
        known[draft.uid] = draft.path
        plan.imported.append(Imported(path, draft.path, draft.uid, filing.stage, filing.remark))
        if draft.path == path:
            plan.changes.append(Replace(path, draft.text, record.document.text))
        else:
            plan.changes.extend([Create(draft.path, draft.text), *([] if keep else [Delete(path)])])
    return plan


def _records(project: Project, left: list[Left]) -> Iterator[Record]:
    """Every record of the project, of whatever layout; those that cannot be read are left."""
    for path in project.paths:
        if may_be_record(path, project.layout) and project.kinds.get(path) in {Kind.PHR, None}:
            try:
                document = project.document(path)
            except UnreadableFile as error:
                left.append(Left(path, f"it cannot be read: {error.reason}"))
                continue
            record = read_record(document) if document else None
            if record and is_record(record, project.layout):
                yield record


def _order(record: Record) -> tuple[int, int, str]:
    """The oldest first, so that numbers follow time."""
    return moment_of(record), record.name.number or 0, record.document.path


def _why_left(record: Record, project: Project, known: dict[str, str]) -> Left | None:
    """Why a record is not imported; None where it is."""
    path = record.document.path
    if not oddity(record, project.layout):
        return Left(path, "it is in today's form", is_old=False)
    twin = known.get(identity_of(record), path)
    reasons = (
        (record.document.encoding != UTF8, "it is not UTF-8; save it as UTF-8"),
        (record.untouched, "it is a template that nobody filled in"),
        (not record.has_prompt, "it holds no prompt"),
        (not day_of_old(record)[0], "nothing tells its date; give it a line `date: YYYY-MM-DD`"),
        (twin != path, f"it is imported already: {twin}"),
    )
    reason = next((reason for holds, reason in reasons if holds), "")
    return Left(path, reason) if reason else None


class _Numbers:
    """Numbers for imported records: its own for one that stays in its folder where no other bears it, else the next."""

    def __init__(self, records: list[Record], next_number: Callable[[str], int]) -> None:
        self._next_number = next_number
        self._next: dict[str, int] = {}
        self._borne = [_place(record) for record in records]

    def take(self, record: Record, folder: str, *, keep: bool) -> int:
        """The number of a record that goes into a folder."""
        number = record.name.number
        if not keep and number and _place(record) == (folder, number) and self._borne.count((folder, number)) == 1:
            return number
        self._next[folder] = self._next.get(folder) or self._next_number(folder)
        self._next[folder] += 1
        return self._next[folder] - 1


def _place(record: Record) -> tuple[str, int | None]:
    return record.document.path.rpartition("/")[0], record.name.number
