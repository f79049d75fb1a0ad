"""`spec hook … --agent`: the hooks of coding agents on the command line."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Annotated, Any

import typer

from specward.changes import Create, Delete, diff
from specward.cli.console import note, write, write_json, write_patch
from specward.cli.writing import carry_out
from specward.errors import UsageError
from specward.git.place import find_place
from specward.hooks.agents import install as agents
from specward.hooks.agents.settings import State
from specward.hooks.agents.survey import survey
from specward.output.terminal import printable
from specward.phr.agents import AGENTS
from specward.root import MARKER, find_root

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.changes import Change
    from specward.hooks.agents.install import Plan
    from specward.hooks.agents.targets import Target


def _agents(incomplete: str) -> list[str]:
    """What a shell offers where an agent is asked for."""
    return [name for name in AGENTS if name.startswith(incomplete)]


AgentOption = Annotated[
    list[str] | None,
    typer.Option(
        "--agent",
        metavar="NAME",
        help=f"A coding agent, not git; several times for several: {', '.join(AGENTS)}.",
        autocompletion=_agents,
    ),
]
"""`--agent NAME`, as the commands take it."""


def install(names: Sequence[str], *, dry_run: bool, as_json: bool) -> int:
    """Install the hooks of the agents named, and say what is left to the user."""
    targets = agents.named(names)
    root = find_root(os.getcwd())
    if not os.path.isdir(os.path.join(root, MARKER)):
        raise UsageError(
            f"no project here: {root} has no {MARKER}/", help=f"spec init {' '.join(f'--agent {n}' for n in names)}"
        )
    plan = put_in_place(root, targets, dry_run=dry_run)
    _tell(plan, root, dry_run=dry_run, as_json=as_json)
    if not dry_run:
        advise(plan, root)
    return 0


def put_in_place(root: str, targets: Sequence[Target], *, dry_run: bool) -> Plan:
    """Install the hooks of agents in the project at `root`."""
    return carry_out(root, lambda: agents.install(root, targets), dry_run=dry_run)


def uninstall(names: Sequence[str], *, dry_run: bool, as_json: bool) -> int:
    """Take away the hooks of the agents named, as far as they stand as they were written."""
    targets = agents.named(names)
    root = find_root(os.getcwd())
    plan = carry_out(root, lambda: agents.uninstall(root, targets), dry_run=dry_run)
    _tell(plan, root, dry_run=dry_run, as_json=as_json)
    return 0


def advise(plan: Plan, root: str) -> None:
    """Say what only the user can do for what was installed."""
    if not plan.changes:
        return
    for target in plan.targets:
        for sentence in target.left:
            note(f"{target.name}: {sentence}")
    for standing in survey(root):
        if standing.target in plan.targets:
            for remark in standing.remarks:
                note(f"{standing.target.name}: {printable(remark)}")
    place = find_place(root)
    if place and os.path.realpath(root) != place.top:
        note(f"start the agent in {root}: the settings of the folder that it starts in count")
    if not shutil.which("spec"):
        note("`spec` is not on the PATH here; the agent must find it on its own")


def _tell(plan: Plan, root: str, *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        said = {"agents": [_as_json(plan, target) for target in plan.targets], "dry_run": dry_run}
        write_json({**said, "diff": diff(plan.changes, root)} if dry_run else said)
    elif dry_run:
        write_patch(diff(plan.changes, root))
    else:
        for outcome in plan.outcomes:
            if outcome.change:
                write(f"{_action(outcome.change):<7} {outcome.part.path:<30} {', '.join(outcome.part.events)}".rstrip())
    for outcome in plan.outcomes:
        if outcome.kept:
            note(f"left as it is, since it was edited: {outcome.part.path} {', '.join(outcome.kept)}")
    if not plan.changes:
        note("nothing to do")


def _action(change: Change | None) -> str:
    return "write" if isinstance(change, Create) else "remove" if isinstance(change, Delete) else "change"


def _as_json(plan: Plan, target: Target) -> dict[str, Any]:
    files = [
        {
            "path": outcome.part.path,
            "action": _action(outcome.change) if outcome.change else "none",
            "events": list(outcome.part.events),
            "edited": list(outcome.kept),
        }
        for outcome in plan.outcomes
        if outcome.part in target.parts
    ]
    return {"agent": target.agent, "name": target.name, "files": files, "left": list(target.left)}


def status_json(root: str) -> dict[str, Any]:
    """How agents' hooks stand, as keys of the JSON object."""
    found = [
        {
            "agent": standing.target.agent,
            "name": standing.target.name,
            "state": standing.state.word,
            "files": [part.path for part in standing.target.parts],
            "remarks": list(standing.remarks),
        }
        for standing in survey(root)
    ]
    return {"agents": found, "spec": shutil.which("spec")}


def status_lines(root: str) -> list[str]:
    """The same as lines: the agents that have hooks, then those that have none, then whether they find `spec`."""
    lines, without = [], []
    for target, state, remarks in survey(root):
        if state is State.MISSING:
            without.append(target.agent)
            continue
        lines.append(f"{target.agent:18} {state.word:9} {', '.join(part.path for part in target.parts)}")
        lines += [f"{'':28} {printable(remark)}" for remark in remarks]
    if without:
        lines.append(f"no hooks for {', '.join(without)}")
    found = shutil.which("spec")
    lines.append(f"{'spec':18} {f'on PATH   {found}' if found else 'not on the PATH, where agents look for it'}")
    return lines
