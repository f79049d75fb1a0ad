"""Installing capture hooks and taking them away, as changes to a project's files."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.errors import UsageError
from specward.hooks.agents import manifest, scripts, settings
from specward.hooks.agents.settings import State
from specward.hooks.agents.targets import TARGETS, Settings
from specward.project_files import read, step
from specward.words import suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from specward.changes import Change
    from specward.hooks.agents.manifest import FileRecord
    from specward.hooks.agents.targets import Part, Target


class Outcome(NamedTuple):
    """What becomes of one file."""

    part: Part
    change: Change | None
    """None where it stays as it is."""
    kept: tuple[str, ...] = ()
    """The events whose hook stands there otherwise than we have written it, and is left so."""


class Plan(NamedTuple):
    """What installing or uninstalling comes to."""

    targets: tuple[Target, ...]
    outcomes: tuple[Outcome, ...]
    changes: list[Change]
    """Of the agents' files and of the manifest."""


def named(agents: Iterable[str]) -> tuple[Target, ...]:
    """The targets of agents, each once.

    Raises:
        UsageError: there is no such agent.
    """
    found = {}
    for agent in agents:
        if agent not in TARGETS:
            raise UsageError(f"no agent is called `{agent}`", help=suggestion(agent, TARGETS))
        found[agent] = TARGETS[agent]
    return tuple(found.values())


def install(root: str, targets: Sequence[Target]) -> Plan:
    """Put the hooks of some agents into the project's files; no change where all is in place.

    Args:
        root: the project's root.
        targets: see `named`.

    Raises:
        UsageError: a file cannot be merged, or is somebody else's; the manifest is not valid.
        UndeterminedError: a file cannot be read.
    """
    return _plan(root, targets, _install)


def uninstall(root: str, targets: Sequence[Target]) -> Plan:
    """Take away what the manifest tells of and is unchanged; no change where there is nothing.

    Raises:
        UsageError: a file is no longer what it was when the hooks were put into it; the manifest is not valid.
        UndeterminedError: a file cannot be read.
    """
    return _plan(root, targets, _uninstall)


def _plan(root: str, targets: Sequence[Target], do: Callable[[str, Part, FileRecord | None], _Done]) -> Plan:
    text = read(root, manifest.PATH)
    before = manifest.read(text)
    after = dict(before)
    outcomes: list[Outcome] = []
    for target in targets:
        files = before.get(target.agent, {})
        done = {part.path: do(root, part, files.get(part.path)) for part in target.parts}
        outcomes += [here.outcome for here in done.values()]
        after[target.agent] = {path: here.record for path, here in done.items() if here.record}
    steps = [outcome.change for outcome in outcomes]
    left = {agent: files for agent, files in after.items() if files}
    if left != before:
        steps.append(step(manifest.PATH, text, manifest.render(left) if left else None))
    return Plan(tuple(targets), tuple(outcomes), [change for change in steps if change])


class _Done(NamedTuple):
    """What becomes of one file, and what the manifest says of it then."""

    outcome: Outcome
    record: FileRecord | None = None


def _install(root: str, part: Part, record: FileRecord | None) -> _Done:
    text = read(root, part.path)
    if isinstance(part, Settings):
        merged = settings.merge(text, part, record)
        return _Done(Outcome(part, step(part.path, text, merged.text), merged.kept), merged.record)
    if text is None or text == part.text or scripts.is_as_written(text, record):
        change = step(part.path, text, part.text, executable=part.executable)
        return _Done(Outcome(part, change), scripts.record(part))
    if record is None:
        raise scripts.refusal(part)
    return _Done(Outcome(part, None, part.events), record)


def _uninstall(root: str, part: Part, record: FileRecord | None) -> _Done:
    text = read(root, part.path)
    if text is None:
        return _Done(Outcome(part, None))
    if isinstance(part, Settings) and record:
        left = settings.unmerge(text, part, record)
        return _Done(Outcome(part, step(part.path, text, left.text), left.kept))
    if isinstance(part, Settings):
        found = settings.judge(text, part, None)
        return _Done(Outcome(part, None, tuple(event for event, state in found if state is not State.MISSING)))
    if scripts.is_as_written(text, record):
        return _Done(Outcome(part, step(part.path, text, None)))
    return _Done(Outcome(part, None, part.events if record else ()))
