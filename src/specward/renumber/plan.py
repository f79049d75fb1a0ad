"""The plan by which things get other numbers: all that collide, or those that were named.

Decisions come first, then tasks and requirements, then records, then features, each kind on the state that those before
it leave, so that folders are renamed last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.adr.catalogue.catalogue import catalogue_of
from specward.adr.numbers.citing import Left
from specward.adr.numbers.taken import number_in
from specward.artifacts.adr_identity import folder_of
from specward.errors import UsageError
from specward.renumber import decisions, features, items, records
from specward.renumber.citing_items import renumbered_items
from specward.renumber.keeping import pinned, reviewed
from specward.renumber.naming_features import named_anew
from specward.renumber.state import State
from specward.renumber.values import DECISION, FEATURE, RECORD, Plan, Step, applied
from specward.renumber.wanted import Wanted, wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.finding import Edit
    from specward.project import Project
    from specward.renumber.features import FeatureMove
    from specward.renumber.ground import Ground

_ASKED = "as asked"


def plan(project: Project, ground: Ground, names: Sequence[str] = (), *, to: int | None = None, today: str) -> Plan:
    """What it comes to that things get other numbers.

    Args:
        project: the project as it is.
        ground: what git knows around it; ask under the lock.
        names: what is to move; all that collide where there is none.
        to: its new number, where one thing moves; None for the next that is free.
        today: the day, for the pins of decisions whose words change.

    Raises:
        UsageError: a name means nothing, or the number is taken.
        UndeterminedError: git refuses, or a file or a lock cannot be relied on.
    """
    asked = [wanted(project, name) for name in dict.fromkeys(names)]
    if to is not None and len(asked) != 1:
        raise UsageError("--to gives one thing a number, and it must be named", help="spec renumber 006-search --to 12")
    state = State(project)
    _decisions(state, ground, asked, to, today)
    decided = state.project
    ids = _items(state, ground, asked, to)
    _records(state, ground, asked, to)
    features_ = _features(state, ground, asked, to)
    if state.project is not decided:
        state.take(pinned(decided, state.project, today=today))
    state.take(Step(renames=features_.renames))  # what is pinned is told before its folder has another name
    if state.project is not project:
        folders = {rename.path: rename.to for rename in features_.renames}
        state.take(reviewed(project, state.project, folders, ids))
    return state.plan()


def _decisions(state: State, ground: Ground, asked: Sequence[Wanted], to: int | None, today: str) -> None:
    project = state.project
    if asked:
        found = [move for one in asked if one.kind == DECISION for move in _asked_decisions(project, ground, one)]
    else:
        found, left = decisions.decisions_to_move(project, ground)
        state.leave(left)
    taken: dict[str, set[int]] = {}
    for move in found:
        folder = folder_of(move.entry.path)
        refusal = decisions.refusal(project, move.entry)
        if refusal and not asked:
            state.leave([Left(move.entry.path, 1, "", refusal)])
            continue
        numbers = taken.setdefault(folder, ground.taken(folder, number_in) if folder not in taken else set())
        number = _free(numbers, to, folder, len(found))
        entry = catalogue_of(state.project).at[move.entry.path]
        state.take(
            decisions.renumbered_decision(state.project, ground, move._replace(entry=entry), number=number, today=today)
        )


def _asked_decisions(project: Project, ground: Ground, one: Wanted) -> list[decisions.DecisionMove]:
    from specward.adr.numbers.taken import require_unpublished

    at = catalogue_of(project).at
    if len(one.paths) > 1:
        entries = [at[path] for path in one.paths]
        later = decisions.later_of(project, ground, entries)
        return [
            decisions.DecisionMove(at[path], reason, tuple(other for other in one.paths if other != path))
            for path, reason in later
        ]
    entry = at[one.paths[0]]
    require_unpublished(project, entry)
    bearers = catalogue_of(project).by_number.get(entry.number, []) if entry.number is not None else []
    others = tuple(other.path for other in bearers if other.path != entry.path)
    return [decisions.DecisionMove(entry, _ASKED, others)]


def _items(state: State, ground: Ground, asked: Sequence[Wanted], to: int | None) -> dict[str, str]:
    """The new id of each item that had its id alone, by folder and id."""
    project = state.project
    if asked:
        named = [one for one in asked if one.item]
        moves = [move for one in named for move in items.move_of(project, ground, one.paths[0], one.item, to=to)]
    else:
        moves, left = items.items_to_move(project, ground)
        state.leave(left)
    state.take(renumbered_items(project, ground, moves))
    return {f"{move.folder}/{move.id}": move.new for move in moves if move.declared is None}


def _records(state: State, ground: Ground, asked: Sequence[Wanted], to: int | None) -> None:
    project = state.project
    if asked:
        found = [(one.paths[0], _ASKED) for one in asked if one.kind == RECORD]
    else:
        found = list(records.records_to_move(project, ground))
    moves, left = records.moves_of(project, ground, found, to=to)
    if asked and left:
        raise UsageError(left[0].reason, where=left[0].path, help="save it as UTF-8")
    state.leave(left)
    state.take(records.renumbered_records(project, moves))


def _features(state: State, ground: Ground, asked: Sequence[Wanted], to: int | None) -> Step:
    """What the features come to, of which the renames are left to be taken."""
    project = state.project
    if asked:
        found: list[tuple[str, str]] = []
        for one in asked:
            if one.kind == FEATURE:
                several = len(one.paths) > 1
                found += list(features.later_of(project, ground, one.paths)) if several else [(one.paths[0], _ASKED)]
    else:
        found = list(features.features_to_move(project, ground))
    if to is not None and len(found) > 1:
        raise UsageError(f"{len(found)} features would get the number {to}", help="name one of them by its folder")
    step = features_step(project, ground, features.moves_of(project, ground, found, to=to))
    state.take(step._replace(renames=()))
    return step


def features_step(project: Project, ground: Ground, moves: Sequence[FeatureMove]) -> Step:
    """Features under new numbers, with all that names them."""
    if not moves:
        return Step()
    named = named_anew(project, moves, ground)
    texts: dict[str, tuple[str, str]] = {}
    by_path: dict[str, list[Edit]] = {}
    for _, edit in named.edits:
        by_path.setdefault(edit.path, []).append(edit)
    for path, edits in by_path.items():
        data = project.source.read(path) or b""
        text = data.decode("utf-8")
        texts[path] = text, applied(text, edits)
    renames = tuple(rename for move in moves for rename in move.renames)
    return Step(tuple(move.renumbered for move in moves), texts, renames, tuple(named.left), named.unread)


def _free(taken: set[int], to: int | None, folder: str, count: int) -> int:
    """The number wanted, or the next that is free; taken from now on.

    Raises:
        UsageError: it is taken, or several records would get it.
    """
    if to is not None and count > 1:
        raise UsageError(f"{count} records would get the number {to}", help="name one of them by its path")
    if to is not None and to in taken:
        raise UsageError(f"the number {to} is taken in {folder}/", help="leave --to out to get the next free one")
    number = to if to is not None else max(taken, default=0) + 1
    taken.add(number)
    return number
