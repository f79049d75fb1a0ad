"""Renumbering as the fixes of findings.

None is safe, not even where git tells for certain which of two came first: a folder's name is its branch's too, a
number may be cited where nothing of this project looks, and what may mean either is left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.adr.catalogue.catalogue import catalogue_of
from specward.adr.numbers.taken import number_in
from specward.artifacts.adr_identity import folder_of
from specward.errors import SpecError
from specward.features import POINTER
from specward.remembered import remembered
from specward.renumber.decisions import (
    DecisionMove,
    colliding_decisions,
    later_of,
    renumbered_decision,
)
from specward.renumber.decisions import refusal as refused
from specward.renumber.features import colliding_features, moves_of
from specward.renumber.features import later_of as later_features
from specward.renumber.ground import ground_of
from specward.renumber.keeping import pinned, reviewed
from specward.renumber.naming_features import named_anew
from specward.renumber.state import State
from specward.renumber.values import Step, applied
from specward.sources.source import UnreadableFile
from specward.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.finding import Edit, Fix
    from specward.project import Project
    from specward.renumber.features import FeatureMove
    from specward.renumber.ground import Ground


@remembered
def feature_fixes(project: Project) -> dict[str, Fix]:
    """The fix of each number that several features bear, by the folder of each of them.

    All numbers are found together, so that several fixes can be made in one round.
    """
    ground = ground_of(project)
    try:
        groups = colliding_features(project)
        if not groups:
            return {}
        later = [pair for folders in groups for pair in later_features(project, ground, folders)]
        moves = {move.folder: move for move in moves_of(project, ground, later)}
        named = named_anew(project, list(moves.values()), ground)
        found: dict[str, Fix] = {}
        for folders in groups:
            moving = [moves[folder] for folder in folders if folder in moves]
            edits = [edit for owner, edit in named.edits if owner in folders]
            if all(edit.path != POINTER for edit in edits):  # git ignores it, and a fix keeps to the project's files
                found |= dict.fromkeys(folders, _feature_fix(project, moving, edits))
    except (SpecError, UnreadableFile):  # then there is no fix; what cannot be read is told elsewhere
        return {}
    return found


def _feature_fix(project: Project, moves: Sequence[FeatureMove], edits: Sequence[Edit]) -> Fix:
    by_path: dict[str, list[Edit]] = {}
    for edit in edits:
        by_path.setdefault(edit.path, []).append(edit)
    texts = {}
    for path, own in by_path.items():
        text = (project.source.read(path) or b"").decode("utf-8")
        texts[path] = text, applied(text, own)
    state = State(project)
    state.take(Step(tuple(move.renumbered for move in moves), texts))
    state.take(pinned(project, state.project, today=project.today))
    renames = tuple(rename for move in moves for rename in move.renames)
    state.take(Step(renames=renames))
    state.take(reviewed(project, state.project, {rename.path: rename.to for rename in renames}, {}))
    one = moves[0]
    single = f"give {one.folder} the number {one.new_name.partition('-')[0]}"
    return state.plan().fix(single if len(moves) == 1 else f"give {counted(len(moves), 'feature')} free numbers")


@remembered
def decision_fixes(project: Project) -> dict[str, Fix]:
    """The fix of each number that several decisions of a folder bear, by the path of each of them."""
    ground = ground_of(project)
    taken: dict[str, set[int]] = {}
    found: dict[str, Fix] = {}
    for entries in colliding_decisions(project):
        folder = folder_of(entries[0].path)
        numbers = taken.setdefault(folder, set()) or taken[folder]
        numbers |= ground.taken(folder, number_in)
        try:
            fix = _decision_fix(project, ground, [entry.path for entry in entries], numbers)
        except (SpecError, UnreadableFile):
            continue
        if fix:
            found |= dict.fromkeys([entry.path for entry in entries], fix)
    return found


def _decision_fix(project: Project, ground: Ground, paths: Sequence[str], taken: set[int]) -> Fix | None:
    at = catalogue_of(project).at
    state = State(project)
    given = []
    for path, reason in later_of(project, ground, [at[path] for path in paths]):
        if refused(project, at[path]):
            return None
        number = max(taken, default=0) + 1
        taken.add(number)
        given.append((path, number))
        others = tuple(other for other in paths if other != path)
        move = DecisionMove(catalogue_of(state.project).at[path], reason, others)
        state.take(renumbered_decision(state.project, ground, move, number=number, today=project.today))
    single = f"give {given[0][0]} the number {given[0][1]}"
    return state.plan().fix(single if len(given) == 1 else f"give {counted(len(given), 'record')} free numbers")
