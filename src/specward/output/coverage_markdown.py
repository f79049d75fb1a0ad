"""The coverage of commits and prompts as Markdown: for the summary of a CI job, or a comment on a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.output.coverage_text import (
    MOST_COMMITS,
    NO_FEATURE,
    SHORT,
    answer,
    commit_lines,
    feature_remark,
    mend,
    paths,
    prompt_lines,
)
from specward.output.markdown_words import code, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.phr.commits.coverage import CodeCommit, Coverage


def render(coverage: Coverage) -> str:
    """The coverage as one Markdown document."""
    return "\n".join((*_lines(coverage), ""))


def _lines(coverage: Coverage) -> Iterator[str]:
    yield from ("## Prompt records", "")
    if coverage.require != "off":
        yield from (f"**{plain(answer(coverage))}**", "")
    for title, lines in (("Commits", commit_lines(coverage)), ("Prompts", prompt_lines(coverage))):
        yield from (f"### {title}", "", *(f"- {plain(line)}" for line in lines if line), "")
    features = coverage.commits.features
    if len(features) > 1:
        yield from ("### Features", "", "| feature | linked | |", "|---|---|---|")
        for feature in features:
            name = code(feature.feature) if feature.feature else NO_FEATURE
            yield f"| {name} | {feature.linked} of {feature.commits} | {feature_remark(feature)} |"
        yield ""
    if coverage.commits.unlinked:
        yield from ("### Without a record", "", *_unlinked(coverage.commits.unlinked), "", code(mend(coverage)))


def _unlinked(commits: tuple[CodeCommit, ...]) -> Iterator[str]:
    yield from ("| commit | subject | code | what does not count |", "|---|---|---|---|")
    for commit in commits[:MOST_COMMITS]:
        refused = "<br>".join(f"{code(offer.offered)} {plain(offer.reason)}" for offer in commit.refused)
        yield f"| {code(commit.sha[:SHORT])} | {plain(commit.subject)} | {code(paths(commit))} | {refused} |"
    if len(commits) > MOST_COMMITS:
        yield from ("", f"And {len(commits) - MOST_COMMITS} more.")
