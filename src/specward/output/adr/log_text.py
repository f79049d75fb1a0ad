"""The history of a decision on a terminal: a line for each commit, and under it what the commit did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.output.adr.palette import BOLD, GREY, painted
from specward.output.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.adr.review.history import Event

_ADDED, _TAKEN, _ALARM = "38;5;28", "38;5;160", "38;5;160"
_COMMIT = 9
_INDENT = " " * 12
_DATE = "2026-01-02"
_LONGEST = 60


def head(title: str, status: str, pinned: str, *, colour: bool = False) -> str:
    """The line above a history: which decision it is, and how it stands.

    Args:
        title: of the decision, its name included.
        status: as written.
        pinned: the day on which its text was pinned; empty where it is not.
        colour: whether to use terminal colours.
    """
    facts = [_cut(status), f"pinned on {pinned}" if pinned else "not pinned"]
    said = printable(f"  {' · '.join(filter(None, facts))}")
    return (painted(printable(title), BOLD) if colour else printable(title)) + said


def render(events: Iterable[Event], *, colour: bool = False) -> str:
    """The events, in the order given.

    Args:
        events: what the commits did.
        colour: whether to use terminal colours.
    """
    return "\n".join(line for event in events for line in _lines(event, colour=colour))


def render_diff(lines: Iterable[str], *, colour: bool = False) -> str:
    """A diff of accepted text."""
    return "\n".join(painted(printable(line), _code(line)) if colour else printable(line) for line in lines)


def as_json(event: Event) -> dict[str, object]:
    """An event as JSON has it."""
    version = event.version
    return {
        "commit": version.commit or None,
        "date": version.date or None,
        "author": version.author or None,
        "subject": version.subject or None,
        "path": version.path,
        "moved_from": event.moved_from or None,
        "kind": event.kind,
        "status_before": event.status_before or None,
        "status_after": event.status_after or None,
        "text": [{"zone": zone, "what": list(what)} for zone, what in event.zones],
        "amendments": list(event.amendments),
        "was_accepted": event.was_accepted,
    }


def _lines(event: Event, *, colour: bool) -> Iterator[str]:
    version = event.version
    if version.commit:
        place = version.date, version.commit[:_COMMIT], version.author, version.subject
    else:
        place = "not committed yet".ljust(len(_DATE)), "", "", ""
    date, commit, author, subject = map(printable, place)
    if colour:
        commit, author = painted(commit, GREY), painted(author, BOLD)
    yield "  ".join(filter(None, (date, commit, author, subject)))
    for words, is_alarm in _deeds(event):
        yield _INDENT + (painted(words, _ALARM) if colour and is_alarm else words)


def _deeds(event: Event) -> Iterator[tuple[str, bool]]:
    """What an event did, and whether it is what should not be."""
    told = False
    for words, is_alarm in _told(event):
        told = True
        yield printable(words), is_alarm
    if not told:
        yield "links, metadata, notes or layout", False


def _told(event: Event) -> Iterator[tuple[str, bool]]:
    before, after = event.status_before, event.status_after
    if event.kind == "created":
        yield f"created{f' as {_cut(after)}' if after else ''}", False
    elif event.kind == "deleted":
        yield f"deleted{f' when it was {_cut(before)}' if before else ''}", event.was_accepted
    elif before != after:
        yield f"{_cut(before) or 'no status'} → {_cut(after) or 'no status'}", False
    if event.moved_from:
        yield f"moved from {event.moved_from}", False
    for zone, what in event.zones:
        frozen = event.was_accepted and what != ("grown",) and not event.amendments
        yield f"{zone} {' and '.join(what)}{' after it was accepted' if frozen else ''}", frozen
    for words in event.amendments:
        yield f"recorded: {words}", False


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _code(line: str) -> str:
    if line.startswith(("---", "+++", "@@")):
        return BOLD if line[0] != "@" else GREY
    return {"+": _ADDED, "-": _TAKEN}.get(line[:1], "")
