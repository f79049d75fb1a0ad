"""`spec phr`: the prompt history."""

from __future__ import annotations

import typer

from specward.cli.lazy_group import lazy_group

COMMANDS = {
    "list": "List the prompt records, the newest first.",
    "search": "Search titles, prompts, responses and outcomes.",
    "show": "Show a record, or only what was asked.",
    "sync": "Record what stands in agents' transcripts and nowhere else.",
    "coverage": "Say what share of prompts and commits is recorded.",
    "scan": "Look for secrets in records, and take them out.",
    "edit-outcome": "Say what came of a prompt.",
    "link": "Link a record to spec, decision, ticket, request, commit.",
    "move": "File a record under another stage or feature.",
    "import": "Bring records of older layouts into today's.",
}
"""Every command with its one-line help."""

_PLACES = {
    "list": "specward.cli.phr_query:list_records",
    "search": "specward.cli.phr_query:search",
    "show": "specward.cli.phr_query:show",
    "sync": "specward.cli.phr_sync:sync",
    "coverage": "specward.cli.phr_coverage:coverage",
    "scan": "specward.cli.phr_scan:scan",
    "edit-outcome": "specward.cli.phr_edit:edit_outcome",
    "link": "specward.cli.phr_edit:link",
    "move": "specward.cli.phr_edit:move",
    "import": "specward.cli.phr_import:import_records",
}

app = typer.Typer(
    cls=lazy_group("spec phr", COMMANDS, _PLACES), rich_markup_mode=None, add_completion=False, no_args_is_help=True
)


@app.callback()
def phr() -> None:
    """Read, search, complete and mend the prompt history; say how much of it there is."""
