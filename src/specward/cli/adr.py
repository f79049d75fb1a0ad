"""`spec adr`: the life of decisions, and all that a reviewer asks about them."""

from __future__ import annotations

import typer

from specward.cli.lazy_group import lazy_group

COMMANDS = {
    "list": "List the decisions, by facets, in any order.",
    "show": "Show a decision with what it replaced and what replaced it.",
    "why": "Say which decisions a file or a line stands on.",
    "accept": "Accept a proposal, and pin its text.",
    "reject": "Reject a proposal.",
    "deprecate": "Give a decision up without another in its place.",
    "supersede": "Put another decision in its place, whole or in part.",
    "reopen": "Propose again what was rejected or given up.",
    "amend": "Record a change to the text of an accepted decision.",
    "link": "Relate two decisions, in both records.",
    "unlink": "Take a relation out of both records.",
    "pin": "Pin the text of accepted decisions as it is now.",
    "review": "Say what a change does to decisions.",
    "queue": "List proposals that wait and reviews that are due.",
    "log": "Show the history of one decision through git.",
    "toc": "Write a table of contents.",
    "index": "Bring the index file up to date, or check that it is.",
    "graph": "Draw the decisions and their relations.",
    "export": "Write all decisions as JSON-ADR or as a feed.",
    "renumber": "Give a decision another number, everywhere.",
    "import": "Take over the records of another tool where they lie.",
    "suggest": "Suggest records for significant choices.",
}
"""Every command with its one-line help."""

_PLACES = {
    "list": "specward.cli.adr_list:list_decisions",
    "show": "specward.cli.adr_show:show",
    "why": "specward.cli.adr_why:why",
    "accept": "specward.cli.adr_life:accept",
    "reject": "specward.cli.adr_life:reject",
    "deprecate": "specward.cli.adr_life:deprecate",
    "supersede": "specward.cli.adr_supersede:supersede",
    "reopen": "specward.cli.adr_life:reopen",
    "amend": "specward.cli.adr_amend:amend",
    "link": "specward.cli.adr_link:link",
    "unlink": "specward.cli.adr_link:unlink",
    "pin": "specward.cli.adr_pin:pin",
    "review": "specward.cli.adr_review:review",
    "queue": "specward.cli.adr_queue:queue",
    "log": "specward.cli.adr_log:log",
    "toc": "specward.cli.adr_toc:toc",
    "index": "specward.cli.adr_toc:index",
    "graph": "specward.cli.adr_graph:graph",
    "export": "specward.cli.adr_export:export",
    "renumber": "specward.cli.adr_renumber:renumber",
    "import": "specward.cli.adr_import:import_decisions",
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
