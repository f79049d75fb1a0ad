"""`spec rules`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from specward.check.select import matches, near_rules
from specward.cli.check_completion import groups_and_rules
from specward.cli.columns import plain_table
from specward.cli.console import terminal_width, write, write_json
from specward.errors import UsageError
from specward.rules import RULES

if TYPE_CHECKING:
    from specward.rule import Rule

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_COLUMNS = ("code", "severity", "fix", "right", "name", "reports")


@app.command()
def main(
    selectors: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[RULE]...",
            help="Codes, names or prefixes such as SPC; all where none is given.",
            autocompletion=groups_and_rules,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON array.")] = False,
) -> None:
    """List the rules: code, default severity, whether some findings can be fixed, precision, name, what each reports.

    Precision is how many of the findings that were read in real projects were right: 29/30.

    Each object of the JSON array has the keys code, name, severity, strict (the severity in the profiles strict and
    safety), scope, needs (what a project must have for the rule to be asked), since, fixable, read, right and summary.
    """
    for selector in selectors or ():
        if not any(matches(selector, rule) for rule in RULES):
            raise UsageError(f"no rule is called {selector!r}", help=near_rules(selector, RULES))
    chosen = [rule for rule in RULES if not selectors or any(matches(selector, rule) for selector in selectors)]
    if as_json:
        from specward.output.json_v1 import rule_as_dict

        write_json([{**rule_as_dict(rule), "summary": rule.summary} for rule in chosen])
        return
    write(plain_table(_COLUMNS, list(map(_row, chosen)), terminal_width()))


def _row(rule: Rule) -> tuple[str, ...]:
    fix = "fix" if rule.fixable else ""
    precision = f"{rule.right}/{rule.read}" if rule.read else ""
    return rule.code, rule.severity.label, fix, precision, rule.name, rule.summary
