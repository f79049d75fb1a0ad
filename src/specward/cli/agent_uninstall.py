"""`spec agent uninstall`: the renderings of definitions taken away again."""

from __future__ import annotations

from typing import Annotated

import typer

from specward.agents.installed_commands import uninstall as commands_taken_back
from specward.agents.render import refuse_unknown
from specward.agents.render import uninstall as taken_back
from specward.agents.targets.table import EVERY
from specward.cli.agent_files import NamesArgument, TargetOption, tell
from specward.cli.place import Place
from specward.cli.writing import carry_out
from specward.errors import UsageError


def uninstall(
    names: NamesArgument = None,
    target: TargetOption = None,
    commands: Annotated[
        bool, typer.Option("--commands", help="The toolkit's own commands, which `spec init --agent` has installed.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the change as a diff, and write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> int:
    """Remove what `spec agent render` has written and nobody has edited; the sources stay.

    A file that was edited stays, and is yours from then on. Of AGENTS.md only the list between the marks goes.
    With --commands the commands go in place of definitions; `spec hook uninstall --agent NAME` takes the hooks away.

    \b
      spec agent uninstall --target codex --dry-run
      spec agent uninstall reviewer
      spec agent uninstall --commands --target claude

    The JSON object has the keys files (path, target, source, state: removed or edited, reason), dry_run and, of a dry
    run, diff.
    """
    refuse_unknown(target or ())
    targets = () if EVERY in (target or ()) else tuple(target or ())
    root = Place().root
    if commands and names:
        raise UsageError("--commands is not about definitions", help="spec agent uninstall --commands --target TARGET")
    draft = (lambda: commands_taken_back(root, targets)) if commands else lambda: taken_back(root, names or (), targets)
    placed = carry_out(root, draft, dry_run=dry_run)
    tell(placed, root, {}, dry_run=dry_run, as_json=as_json)
    return 0
