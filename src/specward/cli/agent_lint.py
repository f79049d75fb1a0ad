"""`spec agent lint`: the rules over definitions, and nothing else."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from specward.agents.definitions import HOW_TO_IMPORT, with_claude_s
from specward.cli.agent_definitions import NONE, meant, names
from specward.errors import UsageError

_GROUP = "AGT"
"""The codes of the rules over definitions."""


def lint(
    references: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="Names or paths; all where none is given.", autocompletion=names),
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what has one right answer; report what remains.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="With --fix: show what would change.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> int:
    """Check the definitions alone: the rules AGT of `spec check`, which asks them too.

    \b
      spec agent lint
      spec agent lint api-reviewer --fix

    The report is that of `spec check`, and so are the JSON object and the exit codes.
    """
    from specward.cli.check_options import Options
    from specward.cli.checking import run
    from specward.cli.place import Place
    from specward.output.formats import Format

    if dry_run and not fix:
        raise UsageError("--dry-run shows what --fix would change", help="spec agent lint --fix --dry-run")
    place = Place()
    found = [meant(place, reference) for reference in references or ()] or with_claude_s(place.project)
    if not found:
        raise UsageError(NONE, help=HOW_TO_IMPORT)
    paths = tuple(os.path.join(place.root, agent.document.path) for agent in found)
    form = Format.JSON if as_json else Format.TEXT
    return run(Options(paths=paths, select=(_GROUP,), format=form, fix=fix, dry_run=dry_run))
