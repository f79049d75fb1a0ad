"""`spec agent`: the definitions of coding agents, from one source for all."""

from __future__ import annotations

import typer

from specward.cli.lazy_group import lazy_group

COMMANDS = {
    "import": "Make neutral sources of definitions in any form.",
    "list": "List the definitions.",
    "show": "Show a definition.",
    "lint": "Check the definitions alone.",
    "render": "Write the files that each agent reads.",
    "diff": "Show how the files differ from their sources.",
    "uninstall": "Take away what was written for an agent.",
}
"""Every command with its one-line help."""

_PLACES = {
    "import": "specward.cli.agent_import:import_definitions",
    "list": "specward.cli.agent_list:list_definitions",
    "show": "specward.cli.agent_show:show",
    "lint": "specward.cli.agent_lint:lint",
    "render": "specward.cli.agent_render:render",
    "diff": "specward.cli.agent_diff:diff",
    "uninstall": "specward.cli.agent_uninstall:uninstall",
}

app = typer.Typer(
    cls=lazy_group("spec agent", COMMANDS, _PLACES), rich_markup_mode=None, add_completion=False, no_args_is_help=True
)


@app.callback()
def agent() -> None:
    """Import, check and render the definitions of coding agents.

    The sources stand in .specify/agents/, one Markdown file an agent, in words that belong to no vendor.
    """
