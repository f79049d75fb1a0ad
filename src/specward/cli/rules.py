"""`spec rules`."""

from __future__ import annotations

from typing import Annotated

import typer

from specward.check.select import matches, near_rules
from specward.cli.console import write, write_json
from specward.errors import UsageError
from specward.rules import RULES

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def main(
    selectors: Annotated[
        list[str] | None, typer.Argument(help="Codes, names or prefixes such as SPC; all where none is given.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON array.")] = False,
) -> None:
    """List the rules: code, default severity, name and what each reports."""
    for selector in selectors or ():
        if not any(matches(selector, rule) for rule in RULES):
            raise UsageError(f"no rule is called {selector!r}", help=near_rules(selector, RULES))
    chosen = [rule for rule in RULES if not selectors or any(matches(selector, rule) for selector in selectors)]
    if as_json:
        from specward.output.json_v1 import rule_as_dict

        write_json([{**rule_as_dict(rule), "summary": rule.summary} for rule in chosen])
        return
    width = max(len(rule.name) for rule in chosen)
    for rule in chosen:
        write(f"{rule.code}  {rule.severity.label:<7}  {rule.name:<{width}}  {rule.summary}".rstrip())
