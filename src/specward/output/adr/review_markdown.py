"""A review of decisions as Markdown: for a comment on a pull request, or the summary of a CI job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.output.adr.review_words import cites, details, heading, status
from specward.output.markdown_words import code, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.adr.review.whole import Review


def render(review: Review) -> str:
    """The whole review, ending in a line break."""
    return "\n".join(_lines(review)) + "\n"


def _lines(review: Review) -> Iterator[str]:
    yield "## Decisions"
    yield ""
    if not review.records:
        yield "No decision record is touched."
    else:
        yield "| | decision | status | what |"
        yield "|---|---|---|---|"
    for change in review.records:
        entry = change.entry
        told = details(change, review.hands.get(entry.path))
        words = [f"**{plain(one.words)}**" if one.urgent else plain(one.words) for one in told]
        what = "<br>".join([plain(entry.title or "untitled"), *words])
        yield f"| {heading(change)} | {plain(entry.name)} | {plain(status(change))} | {what} |"
    yield from _others(review)


def _others(review: Review) -> Iterator[str]:
    """What is said besides the decisions."""
    if review.collisions:
        yield from ("", "### Numbers taken twice", "")
        for collision in review.collisions:
            where = f"{code(collision.other_path)} on {code(collision.ref)}"
            yield f"- {collision.number}: {code(collision.path)} and {where}"
    if review.dead:
        yield from ("", "### Citations of decisions that no longer hold", "")
        for judged in review.dead:
            yield f"- {code(f'{judged.citation.path}:{judged.citation.line}')} {plain(cites(judged))}"
    if review.claims:
        yield from ("", "### Commits that cite decisions that do not exist", "")
        for claim in review.claims:
            yield f"- {code(claim.commit)} cites {plain(claim.cites)}: {plain(claim.subject)}"
    if review.findings:
        yield from ("", "### Findings", "")
        for finding in review.findings:
            where = code(f"{finding.location.path}:{finding.location.start.line}")
            yield f"- {finding.severity.label} {where} {plain(finding.message)} ({finding.code})"
