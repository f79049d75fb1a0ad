"""How the capture hooks of each agent stand in a project."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from specward.errors import SpecError
from specward.hooks.agents import manifest, scripts, settings
from specward.hooks.agents.settings import State
from specward.hooks.agents.targets import TARGETS, Settings
from specward.project_files import read

if TYPE_CHECKING:
    from specward.hooks.agents.manifest import FileRecord
    from specward.hooks.agents.targets import Part, Script, Target


class Standing(NamedTuple):
    """How an agent's hooks stand."""

    target: Target
    state: State
    remarks: tuple[str, ...]
    """What is not as this version writes it, a clause each."""


def survey(root: str) -> list[Standing]:
    """How the hooks of each agent stand.

    Raises:
        UsageError: the manifest is not valid.
        UndeterminedError: the manifest cannot be read.
    """
    told = manifest.read(read(root, manifest.PATH))
    return [_standing(root, target, told.get(target.agent, {})) for target in TARGETS.values()]


def _standing(root: str, target: Target, files: dict[str, FileRecord]) -> Standing:
    found = [seen for part in target.parts for seen in _look(root, part, files.get(part.path))]
    states = {state for _, state in found}
    if states <= {State.INSTALLED, State.MISSING}:
        state = State.EDITED if len(states) > 1 else states.pop()  # of several, a part was taken out
    else:
        state = max(states)
    odd = [what for what, here in found if here is not State.INSTALLED]
    return Standing(target, state, () if state is State.MISSING else tuple(odd))


def _look(root: str, part: Part, record: FileRecord | None) -> list[tuple[str, State]]:
    """What stands in one file, and what is to be said of each where it is not as it should be."""
    try:
        text = read(root, part.path)
        if isinstance(part, Settings):
            found = settings.judge(text or "", part, record)
            return [(f"{event} is {state.word}", state) for event, state in found]
    except SpecError as error:
        return [(f"{error.where}: {error.message}", State.UNREADABLE)]
    return [_look_at_script(root, text, part, record)]


def _look_at_script(root: str, text: str | None, part: Script, record: FileRecord | None) -> tuple[str, State]:
    if text == part.text and part.executable and not _is_executable(root, part.path):
        return f"{part.path} is not executable: chmod +x {part.path}", State.EDITED
    state = scripts.judge(text, part, record)
    return f"{part.path} is {state.word}", state


def _is_executable(root: str, path: str) -> bool:
    return os.name == "nt" or os.access(os.path.join(root, path), os.X_OK)
