"""`spec adr review`: what a change does to decisions."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from specward.adr.numbers.elsewhere import untold
from specward.adr.review.whole import Ends
from specward.adr.review.whole import review as reviewed
from specward.check.run import check
from specward.check.select import Selection
from specward.cli.console import coloured, note, terminal_width, write
from specward.cli.place import Place
from specward.errors import UsageError
from specward.git.range import changes_since, merge_base
from specward.opening import open_source
from specward.output.terminal import printable
from specward.phr.commits.range import default_range
from specward.project import Project
from specward.rules import RULES
from specward.words import listed

if TYPE_CHECKING:
    from specward.adr.review.whole import Review
    from specward.finding import Finding
    from specward.git.repository import Repository

_RULES = ("ADR", "DOC", "PLN005")


class ReviewFormat(StrEnum):
    """The forms in which a review can be had."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def review(
    revisions: Annotated[
        str, typer.Argument(metavar="[BASE..HEAD]", help="The change; else this branch with what is not committed.")
    ] = "",
    output: Annotated[ReviewFormat, typer.Option("--format", help="The form of the review.")] = ReviewFormat.TEXT,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> int:
    """Say what a change does to decisions: not which lines, but what was decided, moved and touched.

    For each decision: whether it is new, gone, renamed or moved to another status; accepted text that was edited, and
    the amendment that records it; the options, the one chosen and those rejected; the requirements it names; links
    gained and lost; who wrote and who approved it. Then numbers that another branch has taken, citations of decisions
    that no longer hold, commits that cite decisions that do not exist, and what the rules find in the records.

    \b
    spec adr review                    this branch, uncommitted work included
    spec adr review main..HEAD         what a pull request brings
    spec adr review v1.0               all since a tag
    spec adr review main..HEAD --format markdown

    The change begins where the two lines of work parted. Exits with 1 where accepted text was edited without an
    amendment, a number is taken twice, or a record has an error; else with 0.

    The JSON object has the keys base, head (null for the work tree), records (change, id, path, former_path, title,
    status, former_status, frozen_text_touched, frozen_text_lines, text, amended, options, chosen, rejected, names,
    links_gained, links_lost, authors, approved_by), collisions (number, path, other_path, ref, other_title),
    dead_citations (path, line, cites, successors), unknown_in_messages (commit, subject, cites), findings (as in
    `spec check --json`) and must_be_mended.
    """
    if as_json and output not in {ReviewFormat.TEXT, ReviewFormat.JSON}:
        raise UsageError(f"--json and --format {output} contradict each other", help="leave one of them out")
    place = Place()
    if place.repository is None:
        raise UsageError("there is no git repository, so nothing tells what has changed", help="git init")
    ends = _ends(place.repository, place.root, revisions)
    before = Project(open_source(place.root, rev=ends.base), place.project.config)
    after = Project(open_source(place.root, rev=ends.head), place.project.config) if ends.head else place.project
    found = reviewed(place.root, before, after, changes_since(place.root, *ends), ends)
    found = found._replace(findings=_findings(after, found))
    write(_rendered(found, ReviewFormat.JSON if as_json else output))
    if not found.records and output is ReviewFormat.TEXT and not as_json:
        note("no decision record is touched")
    _note_untold(place.root, after, found)
    return int(found.must_be_mended)


def _ends(repository: Repository, root: str, revisions: str) -> Ends:
    """Where the change that somebody names begins and leads to."""
    first, dots, last = revisions.partition("..")
    if dots:
        head = last.lstrip(".") or "HEAD"
        return Ends(merge_base(root, first or "HEAD", head), head)
    if revisions:
        return Ends(merge_base(root, revisions))
    base = default_range(repository).base or repository.head()
    if not base:
        raise UsageError("there is no commit yet, so nothing tells what has changed", help="git commit")
    return Ends(base)


def _findings(after: Project, found: Review) -> tuple[Finding, ...]:
    """What the rules on decisions find in the records that the change touches."""
    paths = {change.after.path for change in found.records if change.after}
    if not paths:
        return ()
    report = check(after, Selection.of(after, RULES, select=_RULES), only=paths)
    return tuple(finding for finding in report.findings if finding.location.path in paths)


def _note_untold(root: str, after: Project, found: Review) -> None:
    """Say where a shallow clone hides whether a number is taken."""
    lines = untold(root, after, {change.entry.path for change in found.records}) if found.records else []
    if lines:
        said = f"it does not tell whether {listed(lines)} took one of these numbers"
        note(printable(f"this clone is shallow: {said}; git fetch --unshallow"))


def _rendered(found: Review, output: ReviewFormat) -> str:
    match output:
        case ReviewFormat.JSON:
            from specward.output.adr import review_json

            return review_json.render(found)
        case ReviewFormat.MARKDOWN:
            from specward.output.adr import review_markdown

            return review_markdown.render(found)
        case ReviewFormat.TEXT:
            from specward.output.adr import review_text

            return review_text.render(found, colour=coloured(sys.stdout), width=terminal_width())
