"""The toolkit's commands in a project: put there, renewed, taken away again."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from specward.agents import commands_part, manifest
from specward.agents.placing import Placed, place, take_back
from specward.agents.targets.table import ROSTER
from specward.agents.toolkit import FORMS, is_command, wanted
from specward.project_files import read

if TYPE_CHECKING:
    from collections.abc import Collection

    from specward.agents.manifest import Manifest, Record
    from specward.agents.placing import Outcome


def install(root: str, agents: Collection[str]) -> Placed:
    """Put the commands there for some agents; no change where all is in place.

    Args:
        root: the project's root.
        agents: as `--agent` names them; those of which no form is known get the part of AGENTS.md at most.

    Raises:
        UsageError: the manifest is not valid.
        UndeterminedError: a file cannot be read.
    """

    def theirs(record: Record) -> bool:
        return is_command(record) and record.target in agents

    placed = place(root, wanted(agents), scope=theirs)
    if not set(agents).intersection(commands_part.READERS):
        return placed
    return _with(placed, commands_part.put(root, new=True))


def renew(root: str) -> Placed:
    """Bring what stands there to what this version writes; what was taken away stays away.

    A command that an earlier version did not have comes to each agent that has any, and one that is no more goes.

    Raises:
        UsageError: the manifest is not valid.
        UndeterminedError: a file cannot be read.
    """
    told = _told(root)
    gone = {path for path in told if not os.path.lexists(os.path.join(root, path))}
    files = [one for one in wanted(_agents(told)) if one.path not in gone]
    placed = place(root, files, scope=lambda record: is_command(record) and record.path not in gone)
    return _with(placed, commands_part.put(root, new=False))


def uninstall(root: str, targets: Collection[str] = ()) -> Placed:
    """Take away what stands as it was written; the part of AGENTS.md goes with the last agent that reads it.

    Args:
        root: the project's root.
        targets: agents, and `agents-md` for the part alone; everything where none is named.

    Raises:
        UsageError: the manifest is not valid.
        UndeterminedError: a file cannot be read.
    """
    placed = take_back(root, lambda record: is_command(record) and (not targets or record.target in targets))
    readers = set(commands_part.READERS)
    left = _agents(_told(root)).difference(targets) & readers
    if not targets or ROSTER in targets or (readers.intersection(targets) and not left):
        return _with(placed, commands_part.take_back(root))
    return placed


def agents_with_commands(root: str) -> set[str]:
    """The agents for which commands were put there.

    Raises:
        UsageError: the manifest is not valid.
        UndeterminedError: it cannot be read.
    """
    return _agents(_told(root))


def _told(root: str) -> Manifest:
    return {path: one for path, one in manifest.read(read(root, manifest.PATH)).items() if is_command(one)}


def _agents(told: Manifest) -> set[str]:
    return {one.target for one in told.values()}.intersection(FORMS)


def _with(placed: Placed, outcome: Outcome | None) -> Placed:
    """What was placed, and one more file that the manifest does not tell of."""
    if outcome is None:
        return placed
    changes = [*placed.changes, outcome.change] if outcome.change else placed.changes
    return Placed((*placed.outcomes, outcome), changes)
