"""The coverage of commits and prompts for people: shares, what is missing, and what mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.output.terminal import cells, printable
from specward.phr.agents import AGENTS
from specward.phr.commits.coverage import NONE, RECORD, TRAILER, prompt_share, share
from specward.phr.commits.range import WHOLE_HISTORY
from specward.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from specward.phr.commits.coverage import CodeCommit, Coverage, FeatureCoverage
    from specward.phr.sync import AgentPrompts

MOST_COMMITS = 50
MOST_PROMPTS = 10
SHORT = 10
"""How many digits of a commit's id are shown."""
NO_FEATURE = "no feature told"
NO_TRANSCRIPT = "no transcript of an agent is on this machine"
_MOST_PATHS = 3
_WAYS = {RECORD: "by a record in the commit", TRAILER: "by a trailer", NONE: "by the reason for having none"}


def render(coverage: Coverage) -> str:
    """The whole coverage as text, ending in a line break."""
    return "".join(f"{line.rstrip()}\n" for line in _lines(coverage))


def _lines(coverage: Coverage) -> Iterator[str]:
    yield from _labelled("commits", commit_lines(coverage))
    yield from _labelled("prompts", prompt_lines(coverage))
    if len(coverage.commits.features) > 1:
        yield from ("", "features")
        yield from _features(coverage.commits.features)
    unlinked = coverage.commits.unlinked
    if unlinked:
        yield from ("", "without a record")
        for commit in unlinked[:MOST_COMMITS]:
            yield from _commit(commit)
        if len(unlinked) > MOST_COMMITS:
            yield f"  and {counted(len(unlinked) - MOST_COMMITS, 'more commit')}: --json lists every one"
        yield from ("", f"  help: {mend(coverage)}")
    if coverage.require != "off":
        yield from ("", answer(coverage))


def commit_lines(coverage: Coverage) -> Iterator[str]:
    """What there is to say of the commits as a whole."""
    found, where = coverage.commits, span(coverage)
    if found.unknown:
        yield f"unknown: {found.unknown}"
        return
    if found.commits:
        percent = share(found.linked, len(found.commits))
        yield f"{found.linked} of {len(found.commits)} that touch code are linked to a record ({percent}%), {where}"
        ways = {way: sum(commit.linked == way for commit in found.commits) for way in _WAYS}
        yield ", ".join(f"{count} {_WAYS[way]}" for way, count in ways.items() if count)
    else:
        yield f"none touches code (phr.paths), {where}"
    others = found.total - found.exempt - len(found.commits)
    yield f"besides, {found.exempt} that need none (merges, reverts, fixups) and {others} that touch no code"


def prompt_lines(coverage: Coverage) -> Iterator[str]:
    """What there is to say of the prompts."""
    agents = coverage.prompts
    if not agents:
        yield f"unknown: {NO_TRANSCRIPT}"
        return
    percent = prompt_share(agents)
    if percent is not None:
        recorded, seen = sum(agent.recorded for agent in agents), sum(agent.seen for agent in agents)
        yield f"{recorded} of {seen} in the transcripts on this machine are recorded ({percent}%)"
    for agent in agents:
        yield agent_line(agent)
    missing = [prompt for agent in agents for prompt in agent.missing]
    for prompt in missing[:MOST_PROMPTS]:
        yield f"not recorded: {prompt.at}  {prompt.words}"
    if len(missing) > MOST_PROMPTS:
        yield f"and {len(missing) - MOST_PROMPTS} more"
    if missing:
        yield "spec phr sync records them"


def agent_line(agent: AgentPrompts) -> str:
    """What there is to say of one agent."""
    name = AGENTS.get(agent.agent, agent.agent)
    known = f"{agent.recorded} of {agent.seen}" if agent.seen or not agent.unknown else ""
    unknown = f"unknown: {agent.unknown}" if agent.unknown else ""
    return f"{name}: {'; '.join(part for part in (known, unknown) if part)}"


def span(coverage: Coverage) -> str:
    """Which commits were looked at."""
    revisions = coverage.range.revisions
    return "in the whole history" if revisions == WHOLE_HISTORY else f"in {revisions}"


def paths(commit: CodeCommit) -> str:
    """The code of a commit, cut at a few paths."""
    return listed(commit.code, _MOST_PATHS)


def feature_remark(feature: FeatureCoverage) -> str:
    """What a feature lacks; empty where it lacks nothing."""
    return "no complete record is filed under it" if feature.feature and not feature.recorded else ""


def mend(coverage: Coverage) -> str:
    """The command that mends what is missing, or what to do where nothing does."""
    lacking = coverage.failing or coverage.commits.unlinked
    feature = next((name for commit in lacking for name in commit.features), "")
    if coverage.require == "feature" and feature:
        return f'spec new phr "…" --prompt "…" --stage green --feature {feature}   and commit it'
    trailer = f"PHR: {feature or 'general'}/0001"
    if not coverage.range.base:
        return "what is published stays as it is; ask of new work: spec phr coverage --rev A..B"
    if len(lacking) == 1 and lacking[0].sha == coverage.commits.last:
        return f'git commit --amend --no-edit --trailer "{trailer}"   names the record'
    return f"git rebase -i {lacking[0].sha[:SHORT]}^   then reword: the last line names the record, such as {trailer}"


def answer(coverage: Coverage) -> str:
    """Whether what is asked for is there, in one line."""
    asked = f"phr.require is {coverage.require}"
    if coverage.commits.unknown:
        return f"undetermined: {asked}, and nothing can be told of the commits"
    if not coverage.failing:
        return f"passed: {asked}"
    count = len(coverage.failing)
    return f"refused: {asked}, and {counted(count, 'commit')} {'has' if count == 1 else 'have'} no record"


def _labelled(label: str, lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(line for line in lines if line):
        yield f"{label if not number else '':8} {printable(line)}"


def _features(features: Sequence[FeatureCoverage]) -> Iterator[str]:
    """A line for each feature that lacks something, and one for the others."""
    lacking = [feature for feature in features if feature.linked < feature.commits or feature_remark(feature)]
    width = max((cells(_name(feature)) for feature in lacking), default=0)
    for feature in lacking:
        room = " " * (width - cells(_name(feature)))
        count = f"{feature.linked} of {counted(feature.commits, 'commit')}"
        yield f"  {_name(feature)}{room}  {count}  {feature_remark(feature)}"
    if len(lacking) < len(features):
        yield f"  {len(features) - len(lacking)} of {len(features)}: every commit is linked"


def _name(feature: FeatureCoverage) -> str:
    return printable(feature.feature or NO_FEATURE)


def _commit(commit: CodeCommit) -> Iterator[str]:
    yield f"  {commit.sha[:SHORT]}  {commit.date[:10]}  {printable(commit.subject)}"
    indent = " " * (SHORT + 4)
    yield indent + printable(paths(commit))
    for offer in commit.refused:
        yield f"{indent}{printable(offer.offered)} does not count: {printable(offer.reason)}"
