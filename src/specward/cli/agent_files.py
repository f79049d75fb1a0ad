"""What became of generated files on the command line: as lines, as notes and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from specward.agents.placing import State
from specward.agents.targets.table import EVERY, LABELS, NAMES
from specward.changes import diff
from specward.cli.agent_definitions import source_names
from specward.cli.console import note, write, write_json, write_patch
from specward.output.terminal import printable
from specward.words import counted, listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from specward.agents.placing import Outcome, Placed
    from specward.agents.render import Refused, Told


def _targets(incomplete: str) -> list[str]:
    """What a shell offers where a target is asked for."""
    return [name for name in (*NAMES, EVERY) if name.startswith(incomplete)]


NamesArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NAME]...", help="Only these definitions; else all.", autocompletion=source_names),
]
"""The definitions that are meant."""
TargetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--target",
        metavar="TARGET",
        help=f"Several times for several: {', '.join(NAMES)}, or all.",
        show_default=False,
        autocompletion=_targets,
    ),
]
"""`--target TARGET`, as the commands take it."""

_DONE = (State.WRITTEN, State.RENEWED, State.REMOVED)
_SHOWN = 3


def tell(placed: Placed, root: str, facts: Mapping[str, Any], *, dry_run: bool, as_json: bool) -> None:
    """Write what became of the files: a line each, the diff of a dry run, or JSON; what is left alone to stderr.

    Args:
        placed: what was done, or would be.
        root: the project's root.
        facts: further keys of the JSON object.
        dry_run: whether nothing was written.
        as_json: whether to write JSON.
    """
    if as_json:
        said = {"files": [as_dict(outcome) for outcome in placed.outcomes], **facts, "dry_run": dry_run}
        write_json({**said, "diff": diff(placed.changes, root)} if dry_run else said)
    elif dry_run:
        write_patch(diff(placed.changes, root))
    else:
        write("\n".join(f"{one.state:<8} {printable(one.path)}" for one in placed.outcomes if one.state in _DONE))
    tell_left(placed.outcomes)
    unchanged = sum(outcome.state is State.UNCHANGED for outcome in placed.outcomes)
    stands_out = any(outcome.state in _DONE or outcome.is_left for outcome in placed.outcomes)
    if not stands_out and not facts.get("refused"):
        note(f"nothing to do: {counted(unchanged, 'file')} as wanted" if unchanged else "nothing to do")


def tell_left(outcomes: Iterable[Outcome]) -> None:
    """Say what is left alone, and why."""
    for outcome in outcomes:
        if outcome.state is State.EDITED:
            why = outcome.reason or "it was edited since it was written"
            note(f"left as it is: {printable(outcome.path)}: {printable(why)}")
        elif outcome.state is State.FOREIGN:
            note(f"left alone: {printable(outcome.path)}: {printable(outcome.reason)}")


def tell_help(outcomes: Iterable[Outcome]) -> None:
    """Say how what is left alone comes to be as its source says."""
    if any(outcome.is_left for outcome in outcomes):
        note("  help: `spec agent diff` shows how they differ; bring what is to stay to the source, then")
        note("        remove the file, of AGENTS.md the part between the marks, and run `spec agent render` again")


def tell_notices(told: Iterable[Told]) -> None:
    """Say what targets drop or say otherwise, by target, once for all definitions of which it is true."""
    agents: dict[tuple[str, str, str], list[str]] = {}
    for one in sorted(told, key=lambda one: NAMES.index(one.target)):
        fields: dict[str, list[str]] = {}
        for notice in one.notices:
            fields.setdefault(notice.message, []).append(notice.field)
        for message, lost in fields.items():
            agents.setdefault((one.target, quoted(lost), message), []).append(one.agent)
    for (target, keys, message), who in agents.items():
        named = listed([name for name in who if name], _SHOWN)
        note(printable(f"{target}: {keys} {message}" + (f" ({named})" if named else "")))


def tell_refused(refused: Iterable[Refused]) -> None:
    """Say what is not rendered, and why."""
    for one in refused:
        targets = ", ".join(LABELS[target] for target in one.targets)
        note(printable(f"not rendered for {targets}: {one.source}: {one.reason}"))


def as_dict(outcome: Outcome) -> dict[str, str]:
    """What became of one file, as a JSON object."""
    said = {"path": outcome.path, "target": outcome.target, "source": outcome.source, "state": str(outcome.state)}
    return {**said, "reason": outcome.reason}
