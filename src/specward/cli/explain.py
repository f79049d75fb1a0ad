"""`spec explain`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from specward.check.select import matches, near_rules, rule_called
from specward.cli.console import coloured, rich_console, write, write_json
from specward.errors import UsageError
from specward.rules import RULES

if TYPE_CHECKING:
    from specward.rule import Rule

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def main(
    wanted: Annotated[str, typer.Argument(metavar="RULE", help="A code such as SPC007, or a name.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
) -> None:
    """Show a rule's manual: what it reports, why that is bad, an example, what to write instead."""
    rule = rule_called(wanted, RULES)
    if rule is None:
        group = [rule.code for rule in RULES if matches(wanted, rule)]
        help_text = f"it is a group: {', '.join(group)}" if group else near_rules(wanted, RULES)
        raise UsageError(f"no rule is called {wanted!r}", help=help_text)
    if as_json:
        from specward.output.json_v1 import rule_as_dict

        write_json({**rule_as_dict(rule), "manual": rule.manual})
    elif coloured(sys.stdout):
        from rich.markdown import Markdown

        rich_console().print(Markdown(_page(rule)))
    else:
        write(_page(rule))


def _page(rule: Rule) -> str:
    manual = rule.manual or "The manual is not available: Python was started with -OO, which strips docstrings."
    return (
        f"# {rule.name} [{rule.code}]\n\n"
        f"Severity: {rule.severity.label} · since {rule.since}\n\n"
        f"{manual.strip()}\n\n"
        f"## How to silence it\n\n"
        f"On one line: `<!-- spec: ignore {rule.name} -- the reason -->`. In the project: `rules.ignore` or\n"
        f"`rules.severity` in `.specify/specward.yml`.\n"
    )
