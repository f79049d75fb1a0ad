"""Which of the records that share a number has to move: the one that came later."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.adr.catalogue.catalogue import catalogue_of
from specward.adr.catalogue.lookup import number_of
from specward.errors import UsageError
from specward.git.arrival import Arrivals

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
    catalogue, number, arrivals = catalogue_of(project), number_of(reference), Arrivals(root, onto)
    if file:
        entry = catalogue.find(file)
        if number is not None and entry.number != number:
            raise UsageError(f"this record does not have the number {number}", where=entry.path)
    else:
        bearers = catalogue.by_number.get(number, []) if number is not None else []
        home = [one for one in bearers if one.folder == project.config.adr_folder] or bearers
        shared = len(home) > 1 and len({one.folder for one in home}) == 1
        entry = _later(arrivals, home, onto) if shared else catalogue.find(reference)
    others = [one.path for one in catalogue.by_number.get(entry.number or -1, []) if one != entry]
    return Claim(entry, arrivals.own_lines(entry.path, others) if others else {})


def _later(arrivals: Arrivals, entries: Sequence[Entry], onto: str) -> Entry:
    """The one of several records that came later."""
    listed = ", ".join(entry.path for entry in entries)
    help_ = f"say which one moves: --file {entries[-1].path}"
    if not arrivals.is_known:
        raise UsageError(f"{len(entries)} records bear this number: {listed}", help=help_)
    if arrivals.kept:
        new = [entry for entry in entries if not arrivals.has(entry.path)]
        if len(new) == 1:
            return new[0]
        if onto:
            raise UsageError(f"{onto} lacks {len(new)} of {len(entries)} records: {listed}", help=help_)
    ages = arrivals.ages([entry.path for entry in entries])
    youngest = min(ages.values())
    last = [entry for entry in entries if ages[entry.path] == youngest]
    if len(last) > 1:
        raise UsageError(f"{len(last)} records with this number came at the same time: {listed}", help=help_)
    return last[0]
