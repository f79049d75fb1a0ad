"""The review of a change: what becomes of its decisions, who had a hand in them, and what it leaves behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.adr.citations.faults import faults_of
from specward.adr.numbers.elsewhere import collisions
from specward.adr.review.compare import compared
from specward.adr.review.hands import hands_of
from specward.adr.review.messages import unknown_in_messages
from specward.artifacts.kind import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specward.adr.citations.judge import Judged
    from specward.adr.numbers.elsewhere import Collision
    from specward.adr.review.compare import RecordChange
    from specward.adr.review.hands import Hands
    from specward.adr.review.messages import Claim
    from specward.changeset import ChangedPath
    from specward.finding import Finding
    from specward.project import Project


class Ends(NamedTuple):
    """Where a change starts, and where it leads."""

    base: str
    """The id of a commit."""
    head: str = ""
    """A revision; empty for the work tree."""


class Review(NamedTuple):
    """What a reviewer asks of a change."""

    ends: Ends
    records: tuple[RecordChange, ...]
    dead: tuple[Judged, ...]
    """Citations of decisions that no longer hold, in what was changed, or of those that hold no longer since."""
    collisions: tuple[Collision, ...]
    hands: dict[str, Hands]
    """Who wrote and who approved, by the path of the record."""
    claims: tuple[Claim, ...] = ()
    """Commits whose messages cite decisions that do not exist."""
    findings: tuple[Finding, ...] = ()
    """What is wrong with the changed decisions now."""

    @property
    def must_be_mended(self) -> bool:
        """Whether accepted text was edited without an amendment, a number is taken twice, or an error was found."""
        edited = any(change.touched and not change.amended for change in self.records)
        return edited or bool(self.collisions) or any(finding.severity.label == "error" for finding in self.findings)


def review(root: str, before: Project, after: Project, changes: Iterable[ChangedPath], ends: Ends) -> Review:
    """Review a change.

    Args:
        root: the project's root, in a repository.
        before: the state that it starts from.
        after: the state that it leads to.
        changes: the paths that differ, renames as two.
        ends: what the two states are called.

    Raises:
        UnreadableFile: a changed record cannot be read.
        UndeterminedError: git refuses.
    """
    changed = tuple(changes)
    records = tuple(compared(before, after, changed))
    paths = {change.entry.path for change in records}
    revisions = f"{ends.base}..{ends.head or 'HEAD'}"
    return Review(
        ends,
        records,
        _dead(records, {change.path for change in changed}, after),
        tuple(one for one in collisions(root, after) if one.path in paths) if paths else (),
        hands_of(root, revisions, sorted(paths)),
        tuple(unknown_in_messages(root, revisions, (before, after))),
    )


def _dead(records: Sequence[RecordChange], changed: set[str], after: Project) -> tuple[Judged, ...]:
    """The dead citations that a change brings, or leaves behind where it gives a decision up."""
    given_up = {change.entry.path for change in records if change.after and not change.after.is_live}
    if not given_up and not any(after.kinds.get(path) is not Kind.ADR for path in changed):
        return ()
    return tuple(
        judged
        for judged in faults_of(after).dead()
        if judged.citation.path in changed or any(entry.path in given_up for entry in judged.meant)
    )
