"""`spec verify`: the gate."""

from __future__ import annotations

import shutil
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from specward.changeset import Changeset
from specward.cli.console import coloured, note, write
from specward.cli.place import Place
from specward.cli.results import evidence_of, require_files
from specward.cli.writing import carry_out
from specward.constitution.commands import applying_commands, run_commands
from specward.constitution.trust import trusted
from specward.errors import UsageError
from specward.git.range import changes_since, merge_base
from specward.opening import open_source
from specward.output.terminal import printable
from specward.project import Project
from specward.sources.source import UnreadableFile
from specward.verify.gate import acceptance_drafts, verify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.acceptance.checklist import Draft
    from specward.artifacts.enforcement_entry import Command
    from specward.changes import Change
    from specward.changeset import ChangedPath
    from specward.verify.verification import Verification

app = typer.Typer(rich_markup_mode=None, add_completion=False)


class Format(StrEnum):
    """The forms in which a verification can be had."""

    TEXT = "text"
    JSON = "json"
    JUNIT = "junit"
    MARKDOWN = "markdown"


class Span(NamedTuple):
    """What is examined besides the present state: where it began, and what has changed since."""

    base: str
    """The id of a commit; empty where no change is examined."""
    changes: tuple[ChangedPath, ...] = ()

    @property
    def paths(self) -> frozenset[str] | None:
        """Every changed path; None where no change is examined."""
        return frozenset(change.path for change in self.changes) if self.base else None


@app.command()
def main(
    features: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FEATURE]...", help="Names, numbers or slugs; all but untested drafts if left out."),
    ] = None,
    run: Annotated[bool, typer.Option("--run", help="Run the constitution's commands that you trust.")] = False,
    junit: Annotated[
        list[str] | None, typer.Option("--junit", metavar="FILE", help="A JUnit report of tests run on this tree.")
    ] = None,
    evidence: Annotated[
        list[str] | None, typer.Option("--evidence", metavar="FILE", help="An evidence file from another place.")
    ] = None,
    base: Annotated[
        str, typer.Option("--base", metavar="REF", help="Allow no loss of coverage since the branch left REF.")
    ] = "",
    rev: Annotated[
        str, typer.Option("--rev", metavar="A..B", help="Ask about the features that these commits touch.")
    ] = "",
    output: Annotated[Format, typer.Option("--format", help="The form of the report.")] = Format.TEXT,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write no checklist; show it as a diff.")] = False,
) -> int:
    """Judge features by evidence: each criterion, each principle, what people confirm.

    \b
    pytest --spec-evidence; spec verify     every feature that a test names
    spec verify 015                         one feature
    spec verify --rev main..HEAD            what a pull request touches, judged on the work tree
    spec verify --run --junit report.xml    with the commands that you trust, and a report of any runner

    Writes checklists/acceptance.md of each feature that it judges: one box a criterion, ticked by evidence alone.

    Exits with 0 when accepted, 1 when not, 2 on wrong usage, 3 when something could not be decided: no test results, a
    file that cannot be read, a command that was not run.
    """
    if bool(features) + bool(rev) > 1 or bool(base) + bool(rev) > 1:
        raise UsageError("--rev chooses features and base itself", help="leave out the features and --base")
    if as_json and output not in {Format.TEXT, Format.JSON}:
        raise UsageError(f"--json and --format {output} contradict each other", help="leave one of them out")
    place = Place()
    span = _span(place.root, base, rev)
    project = _equipped(place, span, run=run, files=(*(junit or ()), *(evidence or ())))
    verification = verify(project, features or (), changed=span.paths, by_change=bool(rev))
    write(_rendered(verification, Format.JSON if as_json else output))
    _keep(place.root, list(acceptance_drafts(project, verification)), dry_run=dry_run)
    return verification.exit_code


def _span(root: str, base: str, rev: str) -> Span:
    if not rev:
        commit = merge_base(root, base) if base else ""
        return Span(commit, changes_since(root, commit) if commit else ())
    first, dots, last = rev.partition("..")
    last = last.removeprefix(".") or "HEAD"
    if not dots or not first:
        raise UsageError(f"{rev!r} is no range of commits", help="write it as `--rev main..HEAD`")
    commit = merge_base(root, first, last)
    return Span(commit, changes_since(root, commit, last))


def _equipped(place: Place, span: Span, *, run: bool, files: Sequence[str]) -> Project:
    """The project as it is once the commands have run, with all that is known besides."""
    commands = _commands(place.project)
    may_run = trusted([command.run for command in commands], place.root) if commands else frozenset()
    ended = {}
    if run:
        wanted = [command for command in commands if command.run in may_run]
        ended = run_commands(wanted, place.root, started=lambda text: note(f"$ {printable(text)}"))
    # A command may have written files, evidence among them: only now is the tree what it is judged as.
    project = Project(
        open_source(place.root),
        place.project.config,
        change=Changeset(span.changes) if span.base else None,
        base=Project(open_source(place.root, rev=span.base), with_probe=False) if span.base else None,
    )
    require_files(files)  # only now: a command may have made them
    project.evidence = evidence_of(project, place.root, files)._replace(commands=ended, trusted=may_run)
    return project


def _commands(project: Project) -> list[Command]:
    try:
        return applying_commands(project)
    except UnreadableFile:
        return []  # the gate reads it too, and tells


def _rendered(verification: Verification, output: Format) -> str:
    match output:
        case Format.JSON:
            from specward.output import verify_json

            return verify_json.render(verification)
        case Format.JUNIT:
            from specward.output import verify_junit

            return verify_junit.render(verification)
        case Format.MARKDOWN:
            from specward.output import verify_markdown

            return verify_markdown.render(verification)
        case Format.TEXT:
            from specward.output import verify_text

            width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
            return verify_text.render(verification, colour=coloured(sys.stdout), width=width)


class _Checklists(NamedTuple):
    changes: list[Change]


def _keep(root: str, drafts: Sequence[Draft], *, dry_run: bool) -> None:
    """Write the acceptance checklists that are not as they must be, and say which are not kept."""
    from specward.changes import diff

    for draft in drafts:
        if draft.refusal:
            note(printable(draft.refusal))
    changes = [change for draft in drafts for change in draft.changes]
    if not changes:
        return
    carry_out(root, lambda: _Checklists(changes), dry_run=dry_run)
    note(diff(changes, root) if dry_run else "\n".join(f"wrote {printable(change.path)}" for change in changes))
