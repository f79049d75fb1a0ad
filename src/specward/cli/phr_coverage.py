"""`spec phr coverage`."""

from __future__ import annotations

import os
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from specward.cli.console import write
from specward.cli.place import Place
from specward.cli.progress import bytes_read
from specward.errors import UsageError
from specward.finding import Severity
from specward.phr.commits.coverage import NO_REPOSITORY, CommitCoverage, Coverage, commit_coverage, failing
from specward.phr.commits.range import WHOLE_HISTORY, CommitRange, default_range, named_range

if TYPE_CHECKING:
    from specward.config import Config
    from specward.phr.commits.coverage import CodeCommit
    from specward.phr.sync import AgentPrompts


class Format(StrEnum):
    """The forms in which a coverage can be had."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


class Require(StrEnum):
    """What can be asked for: the values of `phr.require`."""

    OFF = "off"
    FEATURE = "feature"
    COMMIT = "commit"


def coverage(
    rev: Annotated[
        str, typer.Option("--rev", metavar="A..B", help="The commits; else what HEAD adds to the default branch.")
    ] = "",
    require: Annotated[
        Require | None, typer.Option("--require", help="What is asked for; phr.require if left out.")
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="The form of the report.")] = Format.TEXT,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> int:
    """Say what share of the commits and prompts is recorded, and hold a range of commits to that.

    \b
    spec phr coverage                               this branch; on the default branch the whole history
    spec phr coverage --rev origin/main..HEAD       a pull request
    spec phr coverage --require commit              whatever phr.require says
    \b
    A commit that touches code (phr.paths, phr.exempt) is linked to a record by a complete one that it adds or changes,
    by a PHR: trailer that names one, or by the reason for having none, as the commit hook would have it. Prompts are
    those in the transcripts on this machine. What cannot be looked at is unknown, and never counted as recorded.

    Exits with 1 where phr.require is `commit` and a commit lacks its record, or `feature` and a feature lacks one
    whose code changed; 0 otherwise, 2 where git knows no such range, 3 where a shallow clone cannot tell. The rule
    change-without-record (PHR020) can be softened here as for the hook.
    """
    if as_json and output not in {Format.TEXT, Format.JSON}:
        raise UsageError(f"--json and --format {output} contradict each other", help="leave one of them out")
    place = Place()
    config = place.project.config
    wanted = require.value if require else config.phr_require
    span, found = _commits(place, rev)
    lacking = _as_configured(failing(found, wanted), config)
    result = Coverage(span, found, _prompts(place), wanted, lacking)
    write(_rendered(result, Format.JSON if as_json else output))
    return result.exit_code


def _commits(place: Place, rev: str) -> tuple[CommitRange, CommitCoverage]:
    repository = place.repository
    if repository is None:
        return CommitRange(rev or WHOLE_HISTORY), CommitCoverage(unknown=NO_REPOSITORY)
    span = named_range(repository, rev) if rev else default_range(repository)
    return span, commit_coverage(place.root, place.project.config, span.revisions, branch=span.branch)


def _prompts(place: Place) -> tuple[AgentPrompts, ...]:
    from specward.phr.sync import survey

    with bytes_read("reading transcripts") as progress:
        return survey(place.project, place.root, os.environ, progress=progress).agents


def _as_configured(commits: tuple[CodeCommit, ...], config: Config) -> tuple[CodeCommit, ...]:
    """Those of the commits whose missing record is an error: the rule that says so can be configured like any other."""
    if not commits:
        return ()
    from specward.check.select import Selection
    from specward.rules import RULES

    selection = Selection(RULES, config)
    return tuple(c for c in commits if selection.severity_of("change-without-record", c.code[0]) is Severity.ERROR)


def _rendered(result: Coverage, output: Format) -> str:
    match output:
        case Format.JSON:
            from specward.output import coverage_json

            return coverage_json.render(result)
        case Format.MARKDOWN:
            from specward.output import coverage_markdown

            return coverage_markdown.render(result)
        case Format.TEXT:
            from specward.output import coverage_text

            return coverage_text.render(result)
