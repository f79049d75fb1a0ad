"""The `spec` command: a table of commands, each imported only when it is chosen."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Any

import typer

from specward import __version__
from specward.boundary import guarded
from specward.cli.lazy_group import lazy_group
from specward.errors import USAGE, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "init": "Set a project up, or adopt an existing one.",
    "new": "Write the next document: feature, plan, tasks, adr, phr …",
    "check": "Check the project's documents.",
    "explain": "Show a rule's manual.",
    "rules": "List the rules.",
    "status": "Show each feature's real state and what to do next.",
    "show": "Show any item by its id, with its text.",
    "task": "List tasks, find the next one, tick one off.",
    "phr": "The prompt history: list, search, sync, coverage, scan …",
    "adr": "Decisions: list, show, accept, supersede, review, graph …",
    "adr-tools": "The commands of adr-tools, for habits and scripts.",
    "agent": "Agent definitions: import, lint, render for each agent …",
    "constitution": "Show, amend and waive the principles.",
    "trace": "Follow principle, requirement, task, test; review links.",
    "test": "Write a failing test from an acceptance criterion.",
    "evidence": "Import test results, show what they prove.",
    "verify": "The gate: criteria and principles against evidence.",
    "sign": "Sign what you have judged, as a person.",
    "trust": "Trust the commands that the constitution and packs name.",
    "fastapi": "The FastAPI pack: probe the application, show its operations.",
    "renumber": "Give new numbers where branches collided.",
    "export": "Write scenarios as .feature files.",
    "hook": "Install the hooks of git and of coding agents, or run one.",
    "upgrade": "Renew what Specward installed: commands, hooks, renderings.",
    "config": "Show which options hold, and where they come from.",
    "doctor": "Look whether everything is in place, and say what is not.",
    "demo": "See the whole way in a scratch project.",
}
"""Every command with its one-line help, so that `spec --help` need not import the commands."""

_PLACES = {name: f"specward.cli.{name}:app" for name in COMMANDS} | {"adr-tools": "specward.cli.adr_tools_command:app"}

_ClickException: Any = next(base for base in typer.BadParameter.__mro__ if base.__name__ == "ClickException")
"""What Typer raises for wrong usage. Its module moved within the versions in range, so it is found by name."""


app = typer.Typer(
    cls=lazy_group("spec", COMMANDS, _PLACES),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 clean, 1 findings, 2 wrong usage or configuration, 3 undetermined, 130 interrupted.",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"spec {__version__}")
        raise typer.Exit


@app.callback()
def spec(
    directory: Annotated[
        str, typer.Option("-C", metavar="DIR", help="Run as if started in DIR.", show_default=False)
    ] = "",
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Keep specs, plans, tasks, prompt records and decisions honest.

    Start with `spec init`, then `spec new feature "Title"`, `spec check`, `spec status`.
    """
    del version
    if directory:
        try:
            os.chdir(directory)
        except OSError as error:
            raise UsageError(f"cannot enter {directory}: {error.strerror}") from error


def main(arguments: Sequence[str]) -> int:
    """Run the command line.

    Args:
        arguments: what stands after `spec`.

    Returns:
        The exit code: see `specward.errors`.
    """
    return guarded(lambda: _run(list(arguments)))


def _run(arguments: list[str]) -> int:
    try:
        result = typer.main.get_command(app).main(arguments, prog_name="spec", standalone_mode=False)
    except _ClickException as error:
        error.show()
        return USAGE
    except typer.Abort as error:
        raise KeyboardInterrupt from error
    return result if isinstance(result, int) else 0
