"""What renumbering comes to, as values."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.moved_paths import moved
from specward.changes import Move, Replace
from specward.finding import Edit, Fix, Rename, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from specward.adr.numbers.citing import Left
    from specward.changes import Change
    from specward.sources.edited import Text

FEATURE, RECORD, DECISION, TASK, REQUIREMENT = "feature", "record", "decision", "task", "requirement"


class Renumbered(NamedTuple):
    """One thing that gets another number."""

    kind: str
    """`feature`, `record`, `decision`, `task` or `requirement`."""
    former: str
    """The path of what has one of its own, else the id: `specs/006-search`, `001-login/T007`."""
    now: str
    reason: str
    """Why this one, of those that collide; or that it was asked for."""


class Step(NamedTuple):
    """What one kind of thing comes to."""

    renumbered: tuple[Renumbered, ...] = ()
    texts: Mapping[str, tuple[str, str]] = {}
    """What each file that changes held and will hold, by its path before."""
    renames: tuple[Rename, ...] = ()
    left: tuple[Left, ...] = ()
    """What may mean one of the things and is left as it is."""
    unread: tuple[str, ...] = ()
    """What could not be searched, in words."""
    notes: tuple[str, ...] = ()
    """What is left to people besides."""


class Plan(NamedTuple):
    """All of it: texts first, by the paths before, then renames in order."""

    renumbered: tuple[Renumbered, ...]
    texts: Mapping[str, Text]
    renames: tuple[Rename, ...]
    left: tuple[Left, ...]
    unread: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits of the texts, file by file."""
        return tuple(edit for path, (was, now) in self.texts.items() for edit in edits_between(path, was, now))

    @property
    def lines(self) -> dict[str, list[int]]:
        """The numbers of the lines that change, by file; as they were, which is as they will be."""
        return {path: _differing(was, now) for path, (was, now) in self.texts.items()}

    def moved(self, path: str) -> str:
        """Where a path lies afterwards."""
        for rename in self.renames:
            path = moved(path, {rename.path: rename.to})
        return path

    @property
    def changes(self) -> list[Change]:
        """The changes of the project's files."""
        changes: list[Change] = [Replace(path, now, was) for path, (was, now) in self.texts.items() if now != was]
        return changes + [Move(rename.path, rename.to) for rename in self.renames]

    def fix(self, title: str) -> Fix:
        """All of it as the fix of a finding; never safe, for what was published under a number is not known here."""
        return Fix(title, self.edits, renames=self.renames)


def edits_between(path: str, was: str, now: str) -> Iterator[Edit]:
    """The edits that make one text another: of each line that differs the part that does, where no line comes or goes.

    Args:
        path: of the file.
        was: the text before.
        now: the text after.
    """
    old, new = was.split("\n"), now.split("\n")
    if len(old) != len(new):
        yield _edit(path, 0, was, now)
        return
    offset = 0
    for before, after in zip(old, new, strict=True):
        if before != after:
            yield _edit(path, offset, before, after)
        offset += len(before) + 1


def _differing(was: str, now: str) -> list[int]:
    old, new = was.split("\n"), now.split("\n")
    if len(old) != len(new):
        return [1]
    return [number for number, (before, after) in enumerate(zip(old, new, strict=True), 1) if before != after]


def applied(text: str, edits: Iterable[Edit]) -> str:
    """A text with the edits of it, none of which overlaps another."""
    pieces, past = [], 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        pieces += [text[past : edit.span.start], edit.text]
        past = edit.span.end
    return "".join((*pieces, text[past:]))


def _edit(path: str, offset: int, was: str, now: str) -> Edit:
    """The one edit of a stretch, without what its beginning and its end have in common."""
    shorter = min(len(was), len(now))
    head = next((at for at in range(shorter) if was[at] != now[at]), shorter)
    tail = next((at for at in range(shorter - head) if was[-1 - at] != now[-1 - at]), shorter - head)
    return Edit(path, Span(offset + head, offset + len(was) - tail), now[head : len(now) - tail])
