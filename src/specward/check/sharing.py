"""Units of a check shared out over processes, where there are so many documents that it pays."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from specward import noted
from specward.check.parts import Checker, Part, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from specward.check.select import Selection
    from specward.project import Project
    from specward.sources.worktree import Mark

_PAYS = 500
"""From so many documents on, a process of its own costs less than it saves."""
_MOST = 4
_FEATURE = 10
"""What checking a feature costs, in records."""
_WIDE = 40
"""All rules over the whole project cost as much as this part of all else."""


class Checked(NamedTuple):
    """A unit that was checked."""

    unit: Unit
    part: Part
    notes: noted.Notes | None = None
    """What the part rests on besides its own documents, where notes are taken."""
    read: tuple[str, ...] = ()
    """What was read of each of its documents, as `noted` tells it; empty where a shared answer tells."""


def check_each(
    project: Project,
    selection: Selection,
    units: Sequence[Unit],
    progress: Callable[[int, int], None] | None = None,
    processes: int = 0,
) -> list[Checked]:
    """Check each unit, and tell of them in their order; rules over the whole project after all Python files.

    Args:
        project: what to check.
        selection: the rules and their severities.
        units: what to check of it.
        progress: see `run.check`; where the work is shared, each process is taken to be as far as this one.
        processes: how many to use; 0 for as many as pay.
    """
    if any(unit.is_module for unit in units) and not all(unit.paths for unit in units):
        alone = check_each(project, selection, [unit for unit in units if unit.paths], progress, processes)
        _hand_on(project, alone)
        wide = check_each(project, selection, [unit for unit in units if not unit.paths], processes=1)
        found = {one.unit: one for one in (*alone, *wide)}
        return [found[unit] for unit in units]
    count = sum(len(unit.paths) for unit in units)
    processes = processes or (min(os.cpu_count() or 1, _MOST) if count >= _PAYS else 1)
    shares = _dealt(units, processes)
    tell = _counting(progress, count, len(shares)) if progress else None
    if len(shares) < 2:
        return _share(project, selection, units, tell)
    from specward.forked import share_out

    # Only this process tells: what another one wrote would come in between, or after the end.
    tasks = [partial(_sent, project, selection, share, None if place else tell) for place, share in enumerate(shares)]
    found = {}
    for checked, marks, folders in share_out(tasks):
        found.update((one.unit, one) for one in checked)
        _take_over(project, marks, folders)
    return [found[unit] for unit in units]


def _dealt(units: Sequence[Unit], processes: int) -> list[list[Unit]]:
    """The units in as many shares of about as much work; the wide rules are in the first: they share what they read."""
    shares: list[list[Unit]] = [[] for _ in range(processes)]
    weights = [_FEATURE if len(unit.paths) > 1 else 1 for unit in units]
    loads = [0] * processes
    loads[0] = sum(weights) // _WIDE
    for unit, weight in zip(units, weights, strict=True):
        share = loads.index(min(loads)) if unit.paths else 0
        shares[share].append(unit)
        loads[share] += weight if unit.paths else 0
    return [share for share in shares if share]


def _counting(progress: Callable[[int, int], None], count: int, shares: int) -> Callable[[], None]:
    done = 0

    def tell() -> None:
        nonlocal done
        done += 1
        progress(min(done * shares, count), count)

    return tell


def _share(
    project: Project, selection: Selection, units: Sequence[Unit], tell: Callable[[], None] | None
) -> list[Checked]:
    checker = Checker(project, selection, tell)
    if noted.current is None:
        return [Checked(unit, checker.check(unit)) for unit in units]
    checked = []
    alike: dict[object, noted.Notes] = {}
    empty: dict[Part, Part] = {}
    for unit in units:
        part, notes = noted.taken(checker.check, unit)
        read = tuple(notes.facts.pop(("read", path), "") for path in unit.paths)
        for path in unit.paths:
            notes.facts.pop(("kind", path), None)
        # Most records rest on nothing else, or on the same: fifty thousand of them have a handful of notes.
        notes = alike.setdefault((*notes.facts.items(), *notes.others), notes)
        if not (part.findings or part.suppressions or part.undetermined or part.outline):
            part = empty.setdefault(part, part)
        checked.append(Checked(unit, part, notes, read))
    return checked


def _sent(
    project: Project, selection: Selection, units: Sequence[Unit], tell: Callable[[], None] | None
) -> tuple[list[Checked], dict[str, Mark], set[str]]:
    """What a process has to tell of its share: what it checked, and what its source has learnt of files and folders."""
    checked = _share(project, selection, units, tell)
    source = project.source
    return checked, getattr(source, "marks", {}), getattr(source, "sound_folders", set())


def _hand_on(project: Project, checked: Sequence[Checked]) -> None:
    """Tell the rules over the whole project what was found of Python files, in whatever process."""
    from specward.packs.fastapi.source.outlines import hand_on

    hand_on(project, [one.part.outline for one in checked if one.part.outline])


def _take_over(project: Project, marks: dict[str, Mark], folders: set[str]) -> None:
    source = project.source
    if marks or folders:
        for path, mark in marks.items():
            source.marks.setdefault(path, mark)  # type: ignore[attr-defined]  # it told of them
        source.sound_folders.update(folders)  # type: ignore[attr-defined]
