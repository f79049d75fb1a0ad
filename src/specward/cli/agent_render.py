"""`spec agent render`: the files that each agent reads, from the neutral sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from specward.agents.placing import State
from specward.agents.render import render as rendered
from specward.agents.render import targets_of
from specward.cli.agent_files import NamesArgument, TargetOption, tell, tell_help, tell_notices, tell_refused
from specward.cli.place import Place
from specward.cli.writing import carry_out
from specward.opening import open_project

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.agents.render import Refused, Rendered, Told


def render(
    names: NamesArgument = None,
    target: TargetOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the change as a diff, and write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> int:
    """Write the definitions in the form of each agent, and say what that form cannot.

    Without --target: for the agents that were rendered for before, else for those that have files here. A file that
    was edited since it was written, or that Specward has not written, is left alone and named. The rendering of a
    definition that is gone is taken away.

    \b
      spec agent render --target claude --target codex
      spec agent render reviewer --dry-run

    The JSON object has the keys files (path, target, source, state: written, renewed, unchanged, removed, edited or
    foreign; reason), targets, notices (target, agent, path, field, message), refused (targets, source, reason),
    dry_run and, of a dry run, diff. The exit code is 1 where a definition is not rendered.
    """
    place = Place()
    targets = targets_of(place.root, target or ())

    def draft() -> Rendered:
        """What rendering comes to, in the project as it is under the lock: an import may just have ended."""
        return rendered(open_project(place.root), place.root, names or (), targets)

    result = carry_out(place.root, draft, dry_run=dry_run)
    tell(result.placed, place.root, facts(result, targets), dry_run=dry_run, as_json=as_json)
    tell_help(result.placed.outcomes)
    tell_refused(result.refused)
    tell_notices(_fresh(result))
    return int(bool(result.refused))


def facts(result: Rendered, targets: Iterable[str]) -> dict[str, Any]:
    """What there is to say of renderings, as keys of a JSON object."""
    return {
        "targets": list(targets),
        "notices": [notice for told in result.told for notice in _notices(told)],
        "refused": [_refusal(refused) for refused in result.refused],
    }


def _fresh(result: Rendered) -> list[Told]:
    """What is told of renderings that are written now; of the rest it was told when they were."""
    now = {outcome.path for outcome in result.placed.outcomes if outcome.state in {State.WRITTEN, State.RENEWED}}
    return [told for told in result.told if told.path in now]


def _notices(told: Told) -> list[dict[str, str]]:
    where = {"target": told.target, "agent": told.agent, "path": told.path}
    return [{**where, "field": notice.field, "message": notice.message} for notice in told.notices]


def _refusal(refused: Refused) -> dict[str, Any]:
    return {"targets": list(refused.targets), "source": refused.source, "reason": refused.reason}
