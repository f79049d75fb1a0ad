"""`spec check`: its options."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from specward.cli.check_completion import groups_and_rules, revisions
from specward.cli.check_options import Options
from specward.cli.checking import run
from specward.errors import UsageError
from specward.finding import Severity
from specward.output.formats import Format

app = typer.Typer(rich_markup_mode=None, add_completion=False)


class Profile(StrEnum):
    """How strictly a project is held to its links and sign-offs: the values of `trace.profile`."""

    STORY = "story"
    STRICT = "strict"
    SAFETY = "safety"


class Threshold(StrEnum):
    """The severity from which on findings fail the run."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@app.command()
def main(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...", help="Documents or folders; a feature is reported whole. All where none is given."
        ),
    ] = None,
    staged: Annotated[bool, typer.Option("--staged", help="Check what is staged, not the work tree.")] = False,
    rev: Annotated[
        str | None,
        typer.Option(
            "--rev",
            metavar="REV",
            help="Check a commit; of a range A..B, what it brought alone.",
            autocompletion=revisions,
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar="RULE",
            help="Run only these: names, codes or prefixes, with commas between them.",
            autocompletion=groups_and_rules,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="RULE", help="Leave these out.", autocompletion=groups_and_rules),
    ] = None,
    fail_on: Annotated[Threshold, typer.Option("--fail-on", help="Exit with 1 from this severity on.")] = (
        Threshold.ERROR
    ),
    output: Annotated[Format, typer.Option("--format", help="The form of the report.")] = Format.TEXT,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show errors only.")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what has one right answer; report what remains.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="The same, with fixes that may change what a document means.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Report what is not committed alone; with --fix, show the fixes as a patch.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="With --fix or --baseline: show what would change, and write nothing.")
    ] = False,
    profile: Annotated[
        Profile | None, typer.Option("--profile", help="How strict to be, whatever trace.profile says.")
    ] = None,
    baseline: Annotated[
        bool, typer.Option("--baseline", help="Remember today's findings: from now on only new ones are reported.")
    ] = False,
    no_baseline: Annotated[
        bool, typer.Option("--no-baseline", help="Report what the baseline remembers, too.")
    ] = False,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Use nothing that former checks have found.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say what is used of former checks.")] = False,
) -> int:
    """Check the project's documents: specs, plans, tasks, checklists, prompt records, decisions, constitution.

    \b
    spec check                       everything
    spec check specs/001-login       one feature
    spec check --staged              what the next commit would hold
    spec check --diff                what the uncommitted changes brought
    spec check --rev main..HEAD      what a branch brought
    spec check --baseline            from now on, what is new
    spec check --select SPC --json   one group of rules, for a program
    spec check --fix                 mend what has one right answer, then report what remains
    spec check --fix --diff          what that would change, as a patch
    spec check --unsafe-fixes        mend what needs a look afterwards, too

    Exits with 0 when clean, 1 with findings, 2 on wrong usage or configuration, 3 when something could not be read.
    With --fix it is what remains that counts, and with --fix --diff whether there is anything to change.
    """
    if rev is not None and not rev.strip():
        raise UsageError("--rev names no revision", help="write it as `--rev HEAD`, or `--rev main..HEAD`")
    if as_json and output not in {Format.TEXT, Format.JSON}:
        raise UsageError(f"--json and --format {output} exclude each other", help="leave one of them out")
    return run(
        Options(
            paths=tuple(paths or ()),
            staged=staged,
            rev=rev or "",
            select=_words("--select", select),
            ignore=_words("--ignore", ignore),
            fail_on=Severity[fail_on.name],
            format=Format.JSON if as_json else output,
            quiet=quiet,
            fix=fix or unsafe_fixes,
            unsafe_fixes=unsafe_fixes,
            diff=diff,
            dry_run=dry_run,
            profile=profile.value if profile else "",
            baseline=baseline,
            no_baseline=no_baseline,
            no_cache=no_cache,
            verbose=verbose,
        )
    )


def _words(option: str, values: list[str] | None) -> tuple[str, ...]:
    """Option values, each perhaps a list with commas.

    Raises:
        UsageError: the option is given, and nothing with it: a variable of a script may be empty.
    """
    words = tuple(word.strip() for value in values or () for word in value.split(",") if word.strip())
    if values and not words:
        raise UsageError(f"{option} names no rule", help="`spec rules` lists them")
    return words
