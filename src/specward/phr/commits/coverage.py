"""What share of the work is recorded: commits that touch code by what answers for them, prompts by their records.

A share is never guessed: where nothing could be looked at it is unknown, and where nothing was there to be looked at
there is none.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.kind import Layout
from specward.changeset import ChangedPath, Changeset
from specward.errors import UNDETERMINED, UndeterminedError
from specward.git.history import commits
from specward.git.objects import Blobs
from specward.git.range import is_shallow
from specward.git.repository import Repository
from specward.phr.code import OFF
from specward.phr.commits.past_records import PastRecords
from specward.phr.policy import COMMIT, FEATURE, exemption, features_of, judge
from specward.phr.trailer import read_trailers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.config import Config
    from specward.git.history import Commit
    from specward.phr.commits.past_records import RecordsAt
    from specward.phr.commits.range import CommitRange
    from specward.phr.policy import Refusal, Verdict
    from specward.phr.sync import AgentPrompts

RECORD = "record"
"""A record in the commit itself answers for it."""
TRAILER = "trailer"
"""A trailer of its message names a record."""
NONE = "none"
"""Its message says why there is none."""

NO_REPOSITORY = "there is no git repository here, or no git"
NO_COMMIT = "there is no commit yet"
# No line of a message that is committed is a comment, whatever it begins with.
_NO_COMMENTS = "\0"


class CodeCommit(NamedTuple):
    """A commit that touches code."""

    sha: str
    date: str
    """When it was written, ISO 8601."""
    subject: str
    code: tuple[str, ...]
    """The paths that ask for a record."""
    linked: str = ""
    """How it is linked to a record: `RECORD`, `TRAILER` or `NONE`; empty where it is not."""
    by: str = ""
    """What links it: the path of the record, or the reason for having none."""
    refused: tuple[Refusal, ...] = ()
    """Where it is not linked: what was offered and does not count."""
    features: tuple[str, ...] = ()
    """The features that it belongs to; empty where that cannot be told."""


class FeatureCoverage(NamedTuple):
    """The commits of a feature."""

    feature: str
    """Its name; empty for the commits of which no feature can be told."""
    commits: int
    """Those that touch code."""
    linked: int
    recorded: bool
    """Whether a complete record is filed under it at the end of the range."""

    @property
    def lacks_record(self) -> bool:
        """Whether nothing answers for some of its code, by the policy `feature`."""
        return not self.recorded and self.linked < self.commits


class CommitCoverage(NamedTuple):
    """The commits of a range."""

    total: int = 0
    exempt: int = 0
    """Merges, reverts and commits that are to be squashed: they need no record, whatever they touch."""
    commits: tuple[CodeCommit, ...] = ()
    """All others that touch code, oldest first."""
    features: tuple[FeatureCoverage, ...] = ()
    """By name; a commit counts for each feature that it belongs to."""
    last: str = ""
    """The id of the youngest commit, whatever it touches; empty where there is none."""
    unknown: str = ""
    """Why nothing can be told; empty where it can."""

    @property
    def linked(self) -> int:
        """How many are linked to a record."""
        return sum(bool(commit.linked) for commit in self.commits)

    @property
    def unlinked(self) -> tuple[CodeCommit, ...]:
        """Those that are not."""
        return tuple(commit for commit in self.commits if not commit.linked)


class Coverage(NamedTuple):
    """What is recorded, and what is asked for."""

    range: CommitRange
    commits: CommitCoverage
    prompts: tuple[AgentPrompts, ...]
    """The prompts of each agent that has left transcripts on this machine; without any, nobody knows."""
    require: str
    """What is asked for: `policy.COMMIT`, `policy.FEATURE` or `code.OFF`."""
    failing: tuple[CodeCommit, ...] = ()
    """The commits that keep it from being fulfilled."""

    @property
    def exit_code(self) -> int:
        """0 where what is asked for is there, 1 where it is not, 3 where that cannot be told."""
        if self.require == OFF:
            return 0
        return UNDETERMINED if self.commits.unknown else int(bool(self.failing))


def failing(found: CommitCoverage, require: str) -> tuple[CodeCommit, ...]:
    """The commits that lack what is asked for: a record of their own, or with `policy.FEATURE` one of their feature."""
    if require == OFF:
        return ()
    if require == COMMIT:
        return found.unlinked
    lacking = {feature.feature for feature in found.features if feature.lacks_record}
    return tuple(commit for commit in found.unlinked if lacking & set(commit.features or ("",)))


def share(part: int, whole: int) -> int | None:
    """A part in percent, rounded down, so that only all of it is 100; None where there is nothing to share."""
    return 100 * part // whole if whole else None


def prompt_share(agents: Sequence[AgentPrompts]) -> int | None:
    """The same of all prompts; None too where not all of them could be looked at."""
    if any(agent.unknown for agent in agents):
        return None
    return share(sum(agent.recorded for agent in agents), sum(agent.seen for agent in agents))


def commit_coverage(root: str, config: Config, revisions: str, *, branch: str = "") -> CommitCoverage:
    """What answers for the code of each commit of a range, by the policy `commit` over the state that it leads to.

    One `git log` and one `git cat-file`, whatever the number of commits.

    Args:
        root: the project's root; what lies outside of it is left out.
        config: the configuration that counts: `phr.paths`, `phr.exempt`, `phr.allow-none`.
        revisions: what git takes for a range; a single revision stands for all its ancestors.
        branch: the branch that the commits were made on, where that can be told.

    Raises:
        UsageError: git knows no such range.
        UndeterminedError: the clone is too shallow to tell, or git refuses.
    """
    repository = Repository.find(root)
    if repository is None:
        return CommitCoverage(unknown=NO_REPOSITORY)
    if repository.head() is None:
        return CommitCoverage(unknown=NO_COMMIT)
    history = commits(root, revisions)
    if not all(commit.parents for commit in history) and is_shallow(root):
        raise UndeterminedError(
            f"this clone is too shallow to know every commit of {revisions}", help="git fetch --unshallow"
        )
    if not history:
        return CommitCoverage()
    with Blobs(root) as blobs:
        past = PastRecords(repository, config, history, blobs)
        rows = [(commit, _change(commit, past, branch)) for commit in history]
        found = [row for commit, change in rows if (row := _code_commit(commit, change, config, past))]
        return CommitCoverage(
            total=len(history),
            exempt=sum(bool(exemption(change)) for _, change in rows),
            commits=tuple(found),
            features=tuple(_features(found, config, past)),
            last=history[-1].sha,
        )


def _change(commit: Commit, past: PastRecords, branch: str) -> Changeset:
    """A commit as the record policy wants it."""
    state = "merge" if commit.is_merge else ""
    return Changeset(past.changes_of(commit), branch, commit.message, comment=_NO_COMMENTS, state=state)


def _code_commit(commit: Commit, change: Changeset, config: Config, past: PastRecords) -> CodeCommit | None:
    """What answers for a commit; None for one that touches no code, or needs no record."""
    config = config._replace(phr_require=COMMIT)
    records = past.at(commit.sha, change)
    verdict = judge(change, config, records)
    if not verdict.code:
        return None
    if not verdict.granted:
        trailers = read_trailers(commit.message, _NO_COMMENTS)
        records = past.at(commit.sha, change, trailers)
        verdict = judge(change, config, records)
    linked = _how(verdict, change, records)
    features = set(features_of(change, records.features(), Layout.of(config)))
    return CodeCommit(
        sha=commit.sha,
        date=commit.date,
        subject=commit.subject,
        code=verdict.code,
        linked=linked,
        by=verdict.granted,
        refused=() if linked else verdict.refused,
        features=tuple(sorted(features or past.feature_of(verdict.granted))),
    )


def _how(verdict: Verdict, change: Changeset, records: RecordsAt) -> str:
    if not verdict.granted:
        return ""
    if verdict.granted in {path for _, path in change.paths}:
        return RECORD
    return TRAILER if verdict.granted in records.paths() else NONE


def _features(found: list[CodeCommit], config: Config, past: PastRecords) -> Iterator[FeatureCoverage]:
    """The same by feature."""
    by_feature: defaultdict[str, list[CodeCommit]] = defaultdict(list)
    for commit in found:
        for feature in commit.features or ("",):
            by_feature[feature].append(commit)
    config = config._replace(phr_require=FEATURE)
    for feature, commits_ in sorted(by_feature.items()):
        # What would be said of one more commit to the same code, on the feature's own branch.
        change = Changeset((ChangedPath("M", commits_[0].code[0]),), branch=feature)
        recorded = bool(feature) and judge(change, config, past.filed_under(feature)).passes
        yield FeatureCoverage(feature, len(commits_), sum(bool(commit.linked) for commit in commits_), recorded)
