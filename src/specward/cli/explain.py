"""`spec explain`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from specward.check.select import matches, near_rules, rule_called
from specward.cli.check_completion import rule_names
from specward.cli.console import coloured, rich_console, write, write_json
from specward.errors import UsageError
from specward.output.rule_page import page
from specward.rules import RULES

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def main(
    wanted: Annotated[
        str,
        typer.Argument(metavar="RULE", help="A code such as SPC007, or a name.", autocompletion=rule_names),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
) -> None:
    """Show a rule's manual: what it reports, why that is bad, an example, what to write instead.

    Precision says how many of its findings in real projects were read by a person, and how many of them were right.

    The JSON object has the keys of an object of `spec rules --json`, manual, and statements: what it answers of the
    agent definitions that it was made from, objects with definition, line and statement.
    """
    rule = rule_called(wanted, RULES)
    if rule is None:
        if any(matches(wanted, rule) for rule in RULES):
            raise UsageError(f"{wanted} is a group of rules", help=f"`spec rules {wanted}` lists them")
        raise UsageError(f"no rule is called {wanted!r}", help=near_rules(wanted, RULES))
    if as_json:
        from specward.output.json_v1 import rule_as_dict

        write_json({**rule_as_dict(rule), "manual": rule.manual, "statements": _statements(rule.code)})
    elif coloured(sys.stdout):
        from rich.markdown import Markdown

        rich_console().print(Markdown(page(rule)))
    else:
        write(page(rule))


def _statements(code: str) -> list[dict[str, object]]:
    from specward.packs.statements import DEFINITIONS, answered_by

    return [
        {"definition": DEFINITIONS[said.definition], "line": said.line, "statement": said.text}
        for said in answered_by(code)
    ]
