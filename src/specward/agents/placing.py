"""Putting generated files into a project and taking them away, as changes; never over what somebody else has written.

A file is ours where the manifest tells of it and it stands as it was written. Everything else is left alone and said.
What is no longer wanted goes first, then the manifest is changed, then the files are written: wherever a process is
killed, each file is still ours, as the manifest says that it was or will be, and the next run goes on.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from specward.agents import manifest, part
from specward.agents.manifest import Record, plain, text_hash
from specward.agents.places import is_allowed
from specward.errors import UsageError
from specward.project_files import read, step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from specward.agents.manifest import Manifest
    from specward.changes import Change

_NOT_OURS = "Specward has not written it"


class Wanted(NamedTuple):
    """A file that is to stand in the project."""

    path: str
    text: str
    source: str
    """The path of what it is made from, or `command:NAME`."""
    target: str
    source_sha256: str = ""
    """Of the source; empty where that is no file, and then the text's own counts."""
    is_part: bool = False
    """Whether the text is only our part of a file that is another's as well, its marks included (see `part`)."""


class State(StrEnum):
    """What becomes of one file."""

    WRITTEN = "written"
    RENEWED = "renewed"
    """It stood as it was written, and now stands as it is wanted."""
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    """It stood as it was written, and is no longer wanted."""
    EDITED = "edited"
    """It is ours and was edited since: left alone."""
    FOREIGN = "foreign"
    """It is not ours, or nothing can be put into it: left alone."""


class Outcome(NamedTuple):
    """What becomes of one file, and what would."""

    path: str
    target: str
    source: str
    state: State
    would: Change | None = None
    """What is made of it, or would be were it not edited; None where it stays as it is."""
    reason: str = ""
    """Why it is left alone."""

    @property
    def change(self) -> Change | None:
        """What is made of it."""
        return None if self.is_left else self.would

    @property
    def is_left(self) -> bool:
        """Whether it is left alone although it is not as it is wanted."""
        return self.state in {State.EDITED, State.FOREIGN}


class Placed(NamedTuple):
    """What placing files, or taking them back, comes to."""

    outcomes: tuple[Outcome, ...]
    """In the order in which they were wanted, then those that no longer are, by path."""
    changes: list[Change]
    """Of the files and of the manifest."""


def place(root: str, wanted: Sequence[Wanted], *, scope: Callable[[Record], bool]) -> Placed:
    """Put files into a project; no change where all is in place.

    Args:
        root: the project's root.
        wanted: the files.
        scope: which files of the manifest are no longer wanted where they are not among these.

    Raises:
        UsageError: two of them are one file, a path is none that their target has, or the manifest is not valid.
        UndeterminedError: a file cannot be read.
    """
    _refuse(wanted)
    text = read(root, manifest.PATH)
    before = manifest.read(text)
    after = dict(before)
    outcomes = []
    for one in wanted:
        outcome, record = _put(root, one, before.get(one.path))
        outcomes.append(outcome)
        if record:
            after[one.path] = record
    kept = {one.path for one in wanted}
    for path in sorted(before):
        if path not in kept and scope(before[path]):
            outcomes += _taken(root, after, before[path], keep=True)
    return _placed(text, before, after, outcomes)


def take_back(root: str, scope: Callable[[Record], bool]) -> Placed:
    """Take away what stands as it was written; what was edited stays, and is its editor's from then on.

    Args:
        root: the project's root.
        scope: which files of the manifest.

    Raises:
        UsageError: the manifest is not valid.
        UndeterminedError: a file cannot be read.
    """
    text = read(root, manifest.PATH)
    before = manifest.read(text)
    after = dict(before)
    outcomes = []
    for path in sorted(before):
        if scope(before[path]):
            outcomes += _taken(root, after, before[path], keep=False)
    return _placed(text, before, after, outcomes)


def ours(text: str, record: Record) -> str | None:
    """What is ours of a file's text: all of it, or our part; None where it has none.

    Raises:
        UsageError: the marks of our part do not pair.
    """
    if record.lead is None:
        return text
    found = part.find(text)
    return text[found.start : found.end] if found else None


def _refuse(wanted: Iterable[Wanted]) -> None:
    seen: dict[str, Wanted] = {}
    for one in wanted:
        if not is_allowed(one.target, one.path):
            raise UsageError(f"`{one.path}` is no path of a file for {one.target}", where=one.source)
        other = seen.setdefault(one.path.casefold(), one)
        if other is not one:
            raise UsageError(
                f"this and {other.source} would both be written to {one.path}",
                where=one.source,
                help="give one of them another name",
            )


def _placed(text: str | None, before: Manifest, after: Manifest, outcomes: list[Outcome]) -> Placed:
    removed = [outcome.change for outcome in outcomes if outcome.state is State.REMOVED]
    others = [outcome.change for outcome in outcomes if outcome.state is not State.REMOVED]
    told = step(manifest.PATH, text, manifest.render(after) if after else None) if after != before else None
    return Placed(tuple(outcomes), [change for change in (*removed, told, *others) if change])


def _put(root: str, one: Wanted, record: Record | None) -> tuple[Outcome, Record | None]:
    """What becomes of a wanted file, and what the manifest says of it then where that is new."""
    outcome = Outcome(one.path, one.target, one.source, State.FOREIGN)
    try:
        text = read(root, one.path)
        after, lead = _with(text, one)
        mine = None if text is None else _ours(text, one)
    except UsageError as error:
        return outcome._replace(reason=error.message), None
    would = step(one.path, text, after)
    if record and record.lead:
        lead = record.lead  # the part stands where it was put first
    fresh = Record(
        one.path,
        one.target,
        one.source,
        one.source_sha256 or text_hash(one.text),
        text_hash(one.text),
        lead if one.is_part else None,
        record.former if record else "",
    )
    if mine is None:
        return outcome._replace(state=State.WRITTEN, would=would), fresh
    if plain(mine) == one.text:
        return outcome._replace(state=State.UNCHANGED), fresh
    if record is None:
        return outcome._replace(would=would, reason=_NOT_OURS), None
    if record.is_as_written(mine):
        return outcome._replace(state=State.RENEWED, would=would), fresh._replace(former=text_hash(mine))
    return outcome._replace(state=State.EDITED, would=would), None


def _with(text: str | None, one: Wanted) -> tuple[str, str]:
    """What a file is to hold, and the line ends that go before our part."""
    return (one.text, "") if text is None or not one.is_part else part.put(text, one.text)


def _ours(text: str, one: Wanted) -> str | None:
    if not one.is_part:
        return text
    found = part.find(text)
    return text[found.start : found.end] if found else None


def _taken(root: str, after: Manifest, record: Record, *, keep: bool) -> list[Outcome]:
    """What becomes of a file that is no longer wanted; nothing where it is gone already."""
    outcome = Outcome(record.path, record.target, record.source, State.EDITED)
    try:
        text = read(root, record.path)
        mine = None if text is None else ours(text, record)
        left = None if text is None or record.lead is None else part.taken_out(text, lead=record.lead)
    except UsageError as error:
        text, mine, left = None, "", None
        outcome = outcome._replace(reason=error.message)
    as_written = mine is not None and record.is_as_written(mine)
    if mine is None or as_written or not keep:
        del after[record.path]
    if mine is None:
        return []
    if outcome.reason:
        return [outcome]
    return [outcome._replace(state=State.REMOVED if as_written else State.EDITED, would=step(record.path, text, left))]
