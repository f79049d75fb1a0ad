"""`spec check`: its options."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from specward.cli.checking import Format, Options, run
from specward.finding import Severity

app = typer.Typer(rich_markup_mode=None, add_completion=False)


class Threshold(StrEnum):
    """The severity from which on findings fail the run."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@app.command()
def main(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Documents or folders to report on; all where none is given.")
    ] = None,
    staged: Annotated[bool, typer.Option("--staged", help="Check what is staged, not the work tree.")] = False,
    rev: Annotated[str, typer.Option("--rev", metavar="REV", help="Check a commit, tag or branch.")] = "",
    select: Annotated[
        list[str] | None, typer.Option("--select", metavar="RULE", help="Run only these: names, codes or prefixes.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="RULE", help="Leave these out.")] = None,
    fail_on: Annotated[Threshold, typer.Option("--fail-on", help="Exit with 1 from this severity on.")] = (
        Threshold.ERROR
    ),
    output: Annotated[Format, typer.Option("--format", help="The form of the report.")] = Format.TEXT,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show errors only.")] = False,
) -> int:
    """Check the project's documents: specs, plans, tasks, checklists, prompt records, decisions, constitution.

    \b
    spec check                       everything
    spec check specs/001-login       one feature
    spec check --staged              what the next commit would hold
    spec check --select SPC --json   one group of rules, for a program

    Exits with 0 when clean, 1 with findings, 2 on wrong usage or configuration, 3 when something could not be read.
    """
    return run(
        Options(
            paths=tuple(paths or ()),
            staged=staged,
            rev=rev,
            select=_words(select),
            ignore=_words(ignore),
            fail_on=Severity[fail_on.name],
            format=Format.JSON if as_json else output,
            quiet=quiet,
        )
    )


def _words(values: list[str] | None) -> tuple[str, ...]:
    """Option values, each perhaps a list with commas."""
    return tuple(word.strip() for value in values or () for word in value.split(",") if word.strip())
