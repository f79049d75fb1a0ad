"""`spec phr sync`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from specward.cli.console import note, write, write_json
from specward.cli.place import Place
from specward.cli.progress import bytes_read
from specward.errors import UsageError
from specward.output.terminal import printable
from specward.phr.agents import AGENTS
from specward.words import counted, quoted, suggestion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.phr.sync import AgentPrompts, Written


def sync(
    agent: Annotated[
        list[str] | None, typer.Option("--agent", metavar="NAME", help="Only this agent; may be repeated.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what is missing, and write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Record the prompts that stand in agents' transcripts and that no hook has recorded.

    \b
    Hooks miss text that is typed while the agent works, and everything while they are switched off. A second run
    writes nothing. Secrets are taken out before anything is written. What cannot be looked at is said, never guessed.

    The JSON object has the keys agents (agent, seen, recorded, missing, unknown, skipped), written, dry_run.
    """
    from specward.phr.capture.settings import settings_of
    from specward.phr.sync import survey
    from specward.phr.sync import sync as record

    for name in agent or []:
        if name not in AGENTS:
            raise UsageError(f"there is no agent `{name[:60]}`", help=suggestion(name, AGENTS))
    place = Place()
    with bytes_read("reading transcripts") as progress:
        surveyed = survey(place.project, place.root, os.environ, agents=agent or (), progress=progress)
        written = [] if dry_run else record(place.root, settings_of(place.project.config), surveyed, progress=progress)
    found = surveyed.agents
    if as_json:
        write_json(_as_json(found, written, dry_run=dry_run))
        return
    for record_ in written:
        write(printable(record_.path))
    if dry_run:
        for one in found:
            for prompt in one.missing:
                write(f"{one.agent}  {printable(prompt.at)}  {printable(prompt.words)}")
    _summarise(found, len(written), dry_run=dry_run)


def _summarise(found: Sequence[AgentPrompts], written: int, *, dry_run: bool) -> None:
    for one in found:
        name = AGENTS[one.agent]
        if one.seen or not one.unknown:
            note(f"{name}: {one.recorded} of {counted(one.seen, 'prompt')} recorded before")
        if one.unknown:
            note(f"{name}: unknown, {printable(one.unknown)}")
        if one.skipped:
            note(f"{name}: {counted(one.skipped, 'line')} of an unknown kind")
    if not found:
        note(f"no transcript of {quoted(AGENTS)} on this machine: what was asked elsewhere is unknown")
    elif not dry_run and not written:
        note("nothing to record")


def _as_json(found: Sequence[AgentPrompts], written: Sequence[Written], *, dry_run: bool) -> dict[str, object]:
    return {
        "agents": [
            {
                "agent": one.agent,
                "seen": one.seen,
                "recorded": one.recorded,
                "missing": [{"at": p.at, "session": p.session, "way": p.way, "words": p.words} for p in one.missing],
                "unknown": one.unknown or None,
                "skipped": one.skipped,
            }
            for one in found
        ],
        "written": [{"agent": one.agent, "path": one.path} for one in written],
        "dry_run": dry_run,
    }
