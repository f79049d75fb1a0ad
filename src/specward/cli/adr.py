"""`spec adr`: the life of decisions, and all that a reviewer asks about them."""

from __future__ import annotations

import typer

from specward.cli.lazy_group import lazy_group

COMMANDS = {
    "suggest": "Suggest records for significant choices.",
}
"""Every command with its one-line help."""

_PLACES = {
    "suggest": "specward.cli.adr_suggest:suggest",
}

app = typer.Typer(
    cls=lazy_group("spec adr", COMMANDS, _PLACES), rich_markup_mode=None, add_completion=False, no_args_is_help=True
)


@app.callback()
def adr() -> None:
    """Read, accept, supersede and review decisions; draw and check how they hang together.

    A decision is named by its number, `ADR-0007`, its path, its file name, or a piece of its title.
    `spec new adr "Title"` writes the next one.
    """
