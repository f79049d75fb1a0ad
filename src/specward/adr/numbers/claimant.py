"""Which of the records that share a number has to move: the one that came later."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from specward.adr.catalogue.catalogue import catalogue_of
from specward.adr.catalogue.lookup import number_of
from specward.errors import UsageError
from specward.git.brought import added_lines, came_with, has_commit, parent_of, steps_since
from specward.git.elsewhere import GitElsewhere, Line
from specward.git.place import find_place
from specward.git.range import merge_base

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from specward.adr.catalogue.entry import Entry
    from specward.project import Project


class Claim(NamedTuple):
    """A record that is to have another number."""

    entry: Entry
    own: Mapping[str, set[str]]
    """The lines that came with it, by path, where another record bears its number too; nothing where none does."""


def claimant(root: str, project: Project, reference: str, *, file: str = "", onto: str = "") -> Claim:
    """The record that a reference means; of several with one number the one that came later.

    That is the one which the main line, or what `onto` names, does not have; else the one that came last to the line
    that is checked out, by a commit or a merge, or is not committed yet.

    Args:
        root: the project's root.
        project: the project.
        reference: a number, or whatever else names a record.
        file: the path of the record, where the number alone does not tell.
        onto: a branch or commit that keeps its record.

    Raises:
        UsageError: it means none, or nothing tells which one came later.
        UndeterminedError: git refuses.
    """
    catalogue, number, elsewhere = catalogue_of(project), number_of(reference), GitElsewhere(root)
    if onto:
        merge_base(root, onto)  # refuses what git does not know
    if file:
        entry = catalogue.find(file)
        if number is not None and entry.number != number:
            raise UsageError(f"this record does not have the number {number}", where=entry.path)
    else:
        bearers = catalogue.by_number.get(number, []) if number is not None else []
        home = [one for one in bearers if one.folder == project.config.adr_folder] or bearers
        shared = len(home) > 1 and len({one.folder for one in home}) == 1
        entry = _later(root, elsewhere, home, onto) if shared else catalogue.find(reference)
    others = [one for one in catalogue.by_number.get(entry.number or -1, []) if one != entry]
    return Claim(entry, _own_lines(root, elsewhere, entry, others, onto) if others else {})


def _later(root: str, elsewhere: GitElsewhere, entries: Sequence[Entry], onto: str) -> Entry:
    """The one of several records that came later."""
    listed = ", ".join(entry.path for entry in entries)
    help_ = f"say which one moves: --file {entries[-1].path}"
    if find_place(root) is None:
        raise UsageError(f"{len(entries)} records bear this number: {listed}", help=help_)
    kept = onto or elsewhere.main_line()
    if kept:
        new = [entry for entry in entries if not _has(elsewhere, kept, entry.path)]
        if len(new) == 1:
            return new[0]
        if onto:
            raise UsageError(f"{onto} lacks {len(new)} of {len(entries)} records: {listed}", help=help_)
    ages = {entry.path: _age(root, entry) for entry in entries}
    youngest = min(ages.values())
    last = [entry for entry in entries if ages[entry.path] == youngest]
    if len(last) > 1:
        raise UsageError(f"{len(last)} records with this number came at the same time: {listed}", help=help_)
    return last[0]


def _age(root: str, entry: Entry) -> int:
    """How many steps the line has made since a record came to it; less than nothing where it is not committed yet."""
    commit = came_with(root, entry.path)
    return steps_since(root, commit) if commit else -1


def _has(elsewhere: GitElsewhere, revision: str, path: str) -> bool:
    return elsewhere.read(Line(revision, revision, frozenset()), path) is not None


def _own_lines(
    root: str, elsewhere: GitElsewhere, entry: Entry, others: Sequence[Entry], onto: str
) -> Mapping[str, set[str]]:
    """The lines that came with a record: those of its branch, of the merge that brought it, or of its commit.

    Those of its branch are its own only where the other records came by another.
    """
    if find_place(root) is None:
        return {}
    kept = onto or elsewhere.main_line()
    if kept and not _has(elsewhere, kept, entry.path) and all(_has(elsewhere, kept, other.path) for other in others):
        with suppress(UsageError):  # no commit in common: then the record's own commit tells
            return added_lines(root, merge_base(root, kept))
    commit = came_with(root, entry.path)
    if not commit:
        return added_lines(root, "HEAD") if has_commit(root) else {}
    before = parent_of(root, commit)
    return added_lines(root, before, commit) if before else {}
