"""`spec agent diff`: how the files that agents read differ from what their sources say."""

from __future__ import annotations

from typing import Annotated

import typer

from specward.agents.placing import State
from specward.agents.render import render, targets_of
from specward.changes import diff as patch_of
from specward.cli.agent_files import NamesArgument, TargetOption, as_dict, tell_help, tell_left, tell_refused
from specward.cli.agent_render import facts
from specward.cli.console import note, write_json, write_patch
from specward.cli.place import Place


def diff(
    names: NamesArgument = None,
    target: TargetOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> int:
    """Show what rendering would change, and what it leaves alone: edits since, and files of somebody else.

    The patch leads from what stands there to what the sources say, in edited files too.

    \b
      spec agent diff
      spec agent diff reviewer --target claude

    The JSON object has the keys files, targets, notices and refused of `spec agent render --json`, and diff. The exit
    code is 1 where there is any difference.
    """
    place = Place()
    targets = targets_of(place.root, target or ())
    result = render(place.project, place.root, names or (), targets)
    outcomes = result.placed.outcomes
    patch = patch_of((outcome.would for outcome in outcomes if outcome.would), place.root)
    if as_json:
        write_json({"files": [as_dict(outcome) for outcome in outcomes], **facts(result, targets), "diff": patch})
    else:
        write_patch(patch)
    tell_left(outcomes)
    tell_help(outcomes)
    tell_refused(result.refused)
    differs = any(outcome.state is not State.UNCHANGED for outcome in outcomes)
    if not differs:
        note("no difference")
    return int(differs)
