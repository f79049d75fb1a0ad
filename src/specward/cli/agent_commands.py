"""The toolkit's own commands for coding agents on the command line: what became of each file, as lines and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from specward.agents.installed_commands import install
from specward.agents.places import AGENTS_MD
from specward.agents.toolkit import FORMS
from specward.cli.agent_files import as_dict
from specward.cli.writing import carry_out
from specward.errors import SpecError
from specward.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.agents.placing import Outcome, Placed


class Commands(NamedTuple):
    """What became of the commands of the agents that were named."""

    state: str
    """`installed`, `in place`, `planned` in a dry run, `refused`, `none` where nothing is known of any."""
    agents: tuple[str, ...]
    """Those that take commands."""
    without: tuple[str, ...]
    """Those whose form of command is not known here."""
    placed: Placed | None = None
    remark: str = ""
    help: str = ""


def put_in_place(root: str, names: Sequence[str], *, dry_run: bool) -> Commands:
    """Install the commands for agents; what stands in the way is said and stops nothing.

    Args:
        root: the project's root.
        names: the agents, as `--agent` names them.
        dry_run: whether nothing is to be written.
    """
    agents = tuple(name for name in names if name in FORMS)
    without = tuple(name for name in names if name not in FORMS)
    try:
        placed = carry_out(root, lambda: install(root, names), dry_run=dry_run)
    except SpecError as error:
        remark = f"{error.where}: {error.message}" if error.where else error.message
        return Commands("refused", agents, without, remark=remark, help=error.help)
    if not placed.outcomes:
        return Commands("none", agents, without)
    state = "in place" if not placed.changes else "planned" if dry_run else "installed"
    return Commands(state, agents, without, placed)


def lines(commands: Commands) -> list[tuple[str, str, str]]:
    """It as lines of three words: what is spoken of, what became of it, what is to be known of that."""
    outcomes = commands.placed.outcomes if commands.placed else ()
    said = [("commands", agent, f"({_standing(commands, agent)})") for agent in commands.agents]
    said += [("", line, "") for line in commands.help.splitlines()]
    if any(outcome.path == AGENTS_MD and not outcome.is_left for outcome in outcomes):
        said.append(("commands", AGENTS_MD, "(a part of it tells of them)"))
    said += [("kept", outcome.path, f"({why_left(outcome)})") for outcome in outcomes if outcome.is_left]
    if commands.without:
        said.append(("commands", ", ".join(commands.without), "(none: the form of its commands is not known here)"))
    return said


def _standing(commands: Commands, agent: str) -> str:
    """What became of the commands of one agent, as a clause."""
    outcomes = commands.placed.outcomes if commands.placed else ()
    left = [outcome.is_left for outcome in outcomes if outcome.target == agent]
    if left and all(left):
        return "left alone"
    state = f"{commands.state} but for {counted(sum(left), 'file')}" if any(left) else commands.state
    example = FORMS[agent].call.format(name="specify")
    return f"{state}; {commands.remark or f'such as {example}'}"


def why_left(outcome: Outcome) -> str:
    """Why a file is left alone, as a clause."""
    return f"{outcome.state}: {outcome.reason or 'it was edited since it was written'}"


def as_json(commands: Commands) -> dict[str, Any]:
    """It as a JSON object."""
    outcomes = commands.placed.outcomes if commands.placed else ()
    return {
        "state": commands.state,
        "agents": list(commands.agents),
        "without": list(commands.without),
        "files": [as_dict(outcome) for outcome in outcomes],
        "remark": commands.remark,
        "help": commands.help,
    }
