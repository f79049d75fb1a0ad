"""Groups of commands that import a command's module when the command is chosen, not before."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from specward.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping


def lazy_group(name: str, helps: Mapping[str, str], places: Mapping[str, str]) -> type[TyperGroup]:
    """A group whose commands are told by tables.

    Args:
        name: how the group is called on the command line, such as `spec phr`.
        helps: every command with its one-line help, in the order of the listing; help needs no more than that.
        places: where each command is: `module:attribute`, a Typer application or a function.
    """

    class LazyGroup(TyperGroup):
        """The group."""

        def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 -- the framework's own signature
            """The names of all commands, in the order of the table."""
            return list(helps)

        def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401 -- the framework's own signature
            """A command as listings show it: its name and its one-line help."""
            found = super().get_command(ctx, cmd_name)
            if found is None and cmd_name in helps:
                return TyperCommand(cmd_name, help=helps[cmd_name], rich_markup_mode=None)
            return found

        def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 -- the framework's own signature
            """The chosen command, imported now."""
            word = args[0] if args else ""
            if word not in helps and not word.startswith("-"):
                raise UsageError(f"there is no command `{name} {word}`", help=_near(name, word, helps))
            if word in helps and word not in self.commands:
                self.commands[word] = _command(word, places[word])
            return super().resolve_command(ctx, args)

    return LazyGroup


def _command(word: str, place: str) -> Any:  # noqa: ANN401 -- what the framework makes
    module, _, attribute = place.partition(":")
    target = getattr(import_module(module), attribute)
    if not isinstance(target, typer.Typer):
        function, target = target, typer.Typer(rich_markup_mode=None, add_completion=False)
        target.command()(function)
    command: Any = typer.main.get_command(target)
    command.name = word
    return command


def _near(name: str, word: str, helps: Mapping[str, str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, helps, n=2)
    if near:
        return f"did you mean `{name} {f'` or `{name} '.join(near)}`?"
    return f"`{name} --help` lists the commands"
