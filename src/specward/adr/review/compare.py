"""What a change does to decisions: new records, moves, frozen text that was touched, links gained and lost."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from specward.adr.catalogue.catalogue import paths_of, record_at
from specward.adr.catalogue.entry import entry_of
from specward.adr.pins.comparing import compare
from specward.adr.pins.lock import read_pins
from specward.adr.pins.pin import pin_of
from specward.adr.pins.standing import is_in_force
from specward.adr.pins.zones import zones_of
from specward.adr.review.accepted_diff import accepted_diff
from specward.adr.review.history import ZoneChange, zone_changes
from specward.artifacts.adr_identity import AdrIdentity
from specward.artifacts.kind import Kind
from specward.changeset import DELETED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.adr.catalogue.entry import Entry, Tie
    from specward.artifacts.adr import Adr
    from specward.changeset import ChangedPath
    from specward.project import Project

NEW = "new"
GONE = "gone"
CHANGED = "changed"
_LONGEST = 200_000
"""Characters of a record that are searched for the items it names."""


class Touched(NamedTuple):
    """Frozen text that is not as it was accepted."""

    zone: str
    what: tuple[str, ...]
    """`changed`, `removed`, `added`, `moved`."""
    line: int
    since: str
    """The day on which it was pinned, else the record's own; empty where neither is known."""


class RecordChange(NamedTuple):
    """What a change does to one decision."""

    kind: str
    before: Entry | None
    after: Entry | None
    touched: tuple[Touched, ...] = ()
    words: tuple[str, ...] = ()
    """Of text that was touched, the lines that are gone, after `-`, and those that came, after `+`."""
    edited: tuple[ZoneChange, ...] = ()
    """What became of text that may change: all of a record that is not in force, what was added to consequences."""
    amended: tuple[str, ...] = ()
    """The amendments that it records."""
    options: tuple[str, ...] = ()
    chosen: str = ""
    rejected: tuple[str, ...] = ()
    """The options that were not chosen: all others where one was; else those that are called alternatives."""
    serves: tuple[str, ...] = ()
    """The requirements, criteria and features that it names, or newly names."""
    gained: tuple[str, ...] = ()
    """What it newly says of other decisions: `supersedes ADR-0004`."""
    lost: tuple[str, ...] = ()

    @property
    def entry(self) -> Entry:
        """The decision as it is now, or was where it is gone."""
        found = self.after or self.before
        if found is None:
            raise ValueError(self.kind)
        return found

    @property
    def moved(self) -> tuple[str, str] | None:
        """The status before and now, where it is another."""
        if not (self.before and self.after) or self.before.status_text == self.after.status_text:
            return None
        return _status(self.before), _status(self.after)

    @property
    def renamed(self) -> str:
        """The path before, where it is another."""
        return self.before.path if self.before and self.after and self.before.path != self.after.path else ""


def compared(before: Project, after: Project, changes: Iterable[ChangedPath]) -> list[RecordChange]:
    """What becomes of each decision between two states, by path.

    Args:
        before: the state that the change starts from.
        after: the state that it leads to.
        changes: the paths that differ between them, renames as two.

    Raises:
        UnreadableFile: a changed record cannot be read.
    """
    old, new = set(before.of_kind(Kind.ADR)), set(after.of_kind(Kind.ADR))
    changed = {change.path: change.status for change in changes}
    gone = [path for path, status in changed.items() if path in old and status == DELETED and path not in new]
    fresh = [path for path in changed if path in new and path not in old]
    pairs = {path: path for path in changed if path in old and path in new}
    pairs |= _renamed(gone, fresh, before, after)
    found = [_changed(former, path, before, after) for path, former in pairs.items()]
    found += [_new(path, after) for path in fresh if path not in pairs]
    found += [_gone(path, before) for path in gone if path not in pairs.values()]
    return sorted((one for one in found if one), key=lambda one: one.entry.path)


def _renamed(gone: list[str], fresh: list[str], before: Project, after: Project) -> dict[str, str]:
    """The new paths whose record stood at another path: with the same slug, or the same title."""
    found: dict[str, str] = {}
    others = {former: record_at(before, former) for former in gone} if fresh else {}
    for path in fresh:
        adr = record_at(after, path)
        for former in gone:
            if former in found.values() or adr is None:
                continue
            other = others[former]
            if other and (_slug(path) == _slug(former) or (adr.title and adr.title == other.title)):
                found[path] = former
                break
    return found


def _slug(path: str) -> str:
    return AdrIdentity.parse(path).slug or path


def _new(path: str, project: Project) -> RecordChange | None:
    adr = record_at(project, path)
    if adr is None:
        return None
    entry = entry_of(adr, paths_of(project))
    said = tuple(_said(tie) for tie in entry.ties)
    return RecordChange(NEW, None, entry, **_weighed(adr), serves=tuple(_named(adr)), gained=said)


def _gone(path: str, project: Project) -> RecordChange | None:
    adr = record_at(project, path)
    return RecordChange(GONE, entry_of(adr, paths_of(project)), None) if adr else None


def _changed(former: str, path: str, before: Project, after: Project) -> RecordChange | None:
    old, new = record_at(before, former), record_at(after, path)
    if old is None or new is None:
        return None
    was, now = entry_of(old, paths_of(before)), entry_of(new, paths_of(after))
    said_then = {_said(tie) for tie in was.ties}
    said_now = {_said(tie) for tie in now.ties}
    known = set(_named(old))
    amended = [amendment.text for amendment in new.amendments]
    touched = tuple(_touched(old, new, before))
    return RecordChange(
        CHANGED,
        was,
        now,
        touched=touched,
        words=tuple(line for line in accepted_diff(old, new)[2:] if line[0] in "-+") if touched else (),
        edited=tuple(change for change in zone_changes(old, new) if change.zone not in {one.zone for one in touched}),
        amended=tuple(amended[len(old.amendments) :]),
        **_weighed(new),
        serves=tuple(name for name in _named(new) if name not in known),
        gained=tuple(sorted(said_now - said_then)),
        lost=tuple(sorted(said_then - said_now)),
    )


def _touched(old: Adr, new: Adr, before: Project) -> Iterator[Touched]:
    """Each frozen zone of a record in force that is not as it was."""
    if not is_in_force(old):
        return
    pin = read_pins(before).at.get(old.document.path)
    since = pin.date if pin else old.date.value if old.date else ""
    found: dict[str, list[tuple[str, int]]] = {}
    for difference in compare(pin_of(old, today=since), zones_of(new)):
        place = new.document.line(difference.start)
        found.setdefault(difference.zone, []).append((difference.what.value, place))
    for zone, faults in found.items():
        yield Touched(zone, tuple(dict.fromkeys(what for what, _ in faults)), faults[0][1], since)


class _Weighed(TypedDict):
    options: tuple[str, ...]
    chosen: str
    rejected: tuple[str, ...]


def _weighed(adr: Adr) -> _Weighed:
    """The options of a record, which of them it chose, and which it did not."""
    named = [option for option in adr.options if option.name]
    names = tuple(option.name for option in named)
    said = adr.chosen.name if adr.chosen else ""
    chosen = next((name for name in names if name.casefold() == said.casefold()), said)
    rejected = [option.name for option in named if (option.name != chosen if chosen else option.is_alternative)]
    return {"options": names, "chosen": chosen, "rejected": tuple(rejected)}


def _said(tie: Tie) -> str:
    """What a record says of another, by the other's name: `supersedes ADR-0004`, `superseded in part by ADR-0007`."""
    kind, by, _ = tie.kind.partition(" by")
    kind = f"{kind}{' in part' * tie.partly}{by}"
    number = AdrIdentity.parse(tie.paths[0] if len(tie.paths) == 1 else tie.target).number
    return f"{kind} {f'ADR-{number:04d}' if number is not None else tie.target}"


def _named(adr: Adr) -> Iterator[str]:
    """The items of specifications that a record names, each once, in the order of its text."""
    seen: set[str] = set()
    feature = adr.metadatum("feature")
    if feature and _folder().fullmatch(feature.value.strip()):
        seen.add(feature.value.strip())
        yield feature.value.strip()
    for match in _item().finditer(adr.document.text[:_LONGEST]):
        if match[0] not in seen:
            seen.add(match[0])
            yield match[0]


def _status(entry: Entry) -> str:
    return entry.status.value if entry.status and entry.status.value != "unknown" else entry.status_text or "no status"


@cache
def _item() -> re.Pattern[str]:
    return re.compile(r"(?<![\w/-])(?:\d{3,4}-[\w-]{1,80}/)?(?:FR|NFR|SC|AC|EC|US)-?\d{1,4}\b(?!-)", re.ASCII)


@cache
def _folder() -> re.Pattern[str]:
    return re.compile(r"\d{3,4}-[\w-]{1,80}", re.ASCII)
