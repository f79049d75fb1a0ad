"""The `spec` command: a table of commands, each imported only when it is chosen."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from specward import __version__
from specward.boundary import guarded
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
    "constitution": "Show, amend and waive the principles.",
    "trace": "Follow principle, requirement, task, test; review links.",
    "test": "Write a failing test from an acceptance criterion.",
    "evidence": "Import test results, show what they prove.",
    "verify": "The gate: criteria and principles against evidence.",
    "sign": "Sign what you have judged, as a person.",
    "trust": "Trust the commands that the constitution names.",
    "export": "Write scenarios as .feature files.",
    "hook": "Install the git hooks, or run one.",
    "demo": "See the whole way in a scratch project.",
}
"""Every command with its one-line help, so that `spec --help` need not import the commands."""

_ClickException: Any = next(base for base in typer.BadParameter.__mro__ if base.__name__ == "ClickException")
"""What Typer raises for wrong usage. Its module moved within the versions in range, so it is found by name."""


class LazyGroup(TyperGroup):
    """A command group that imports a command's module when the command is chosen, not before."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 -- the framework's own signature
        """The names of all commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401 -- the framework's own signature
        """A command as listings show it: its name and its one-line help."""
        found = super().get_command(ctx, cmd_name)
        if found is None and cmd_name in COMMANDS:
            return TyperCommand(cmd_name, help=COMMANDS[cmd_name], rich_markup_mode=None)
        return found

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 -- the framework's own signature
        """The chosen command, imported now."""
        name = args[0] if args else ""
        if name not in COMMANDS and not name.startswith("-"):
            raise UsageError(f"there is no command {name!r}", help=_near_commands(name))
        if name in COMMANDS and name not in self.commands:
            app = import_module(f"specward.cli.{name}").app
            command: Any = typer.main.get_command(app)
            command.name = name
            self.commands[name] = command
        return super().resolve_command(ctx, args)


def _near_commands(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, n=2)
    return f"did you mean `spec {'` or `spec '.join(near)}`?" if near else "`spec --help` lists the commands"


app = typer.Typer(
    cls=LazyGroup,
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
