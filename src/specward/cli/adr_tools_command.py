"""`spec -C DIR adr-tools …`: the way to the commands of adr-tools behind options of `spec` itself."""

from __future__ import annotations

import typer

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    context_settings={
        "allow_extra_args": True,
        "ignore_unknown_options": True,
        "allow_interspersed_args": False,
        "help_option_names": [],
    }
)
def adr_tools(context: typer.Context) -> None:
    """Run a command of adr-tools; every word after `adr-tools` is its own."""
    from specward.cli.adr_tools import run

    raise typer.Exit(run(context.args))
