"""The history of a decision on a terminal: a line for each commit, and under it what the commit did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.output.adr.palette import ALERT, BOLD, GREY
from specward.output.terminal import cells, folded, hanging, painter, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.adr.review.history import Event
    from specward.output.terminal import Painter

_ADDED = "38;5;28"
_COMMIT = 9
_INDENT = 12
_FURTHER = 2
_DATE = "2026-01-02"
_GAP = "  "
_LONGEST = 60


def head(title: str, status: str, pinned: str, *, colour: bool = False, width: int = 0) -> str:
    """What stands above a history: which decision it is, and how it stands, on one line where there is room for both.

    Args:
        title: of the decision, its name included.
        status: as written.
        pinned: the day on which its text was pinned; empty where it is not.
        colour: whether to use terminal colours.
        width: cells of the terminal; 0 where lines have no edge.
    """
    paint = painter(colour=colour)
    title = printable(title)
    facts = printable(" · ".join(filter(None, [_cut(status), f"pinned on {pinned}" if pinned else "not pinned"])))
    if not width or cells(f"{title}  {facts}") <= width:
        return f"{paint(title, BOLD)}  {facts}"
    said = [f"{' ' * _FURTHER}{line}" for line in folded(facts, width - _FURTHER)]
    return "\n".join([*(paint(line, BOLD) for line in folded(title, width)), *said])


def render(events: Iterable[Event], *, colour: bool = False, width: int = 0) -> str:
    """The events, in the order given.

    Args:
        events: what the commits did.
        colour: whether to use terminal colours.
        width: cells of the terminal; 0 where lines have no edge.
    """
    paint = painter(colour=colour)
    return "\n".join(line for event in events for line in _lines(event, width, paint))


def render_diff(lines: Iterable[str], *, colour: bool = False, width: int = 0) -> str:
    """A diff of accepted text; a line that is folded has its sign before each piece."""
    paint = painter(colour=colour)
    return "\n".join(paint(piece, _code(line)) for line in lines for piece in _pieces(printable(line), width))


def _pieces(line: str, width: int) -> list[str]:
    if _is_head(line) or not width:
        return [line]
    return [f"{line[:1]}{piece}" for piece in folded(line[1:], width - 1)]


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


def _lines(event: Event, width: int, paint: Painter) -> Iterator[str]:
    version = event.version
    if version.commit:
        place = version.date, version.commit[:_COMMIT], version.author
    else:
        place = "not committed yet".ljust(len(_DATE)), "", ""
    told = [(printable(words), code) for words, code in zip(place, ("", GREY, BOLD), strict=True) if words]
    margin = sum(cells(words) + len(_GAP) for words, _ in told)
    first, *rest = hanging(printable(version.subject), margin, width)
    yield _GAP.join(filter(None, [*(paint(*one) for one in told), first]))
    yield from rest
    for words, is_alarm in _deeds(event):
        first, *rest = (
            paint(line, ALERT if is_alarm else "") for line in hanging(words, _INDENT, width, further=_FURTHER)
        )
        yield f"{' ' * _INDENT}{first}"
        yield from rest


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


def _is_head(line: str) -> bool:
    return line.startswith(("---", "+++", "@@"))


def _code(line: str) -> str:
    if _is_head(line):
        return BOLD if line[0] != "@" else GREY
    return {"+": _ADDED, "-": ALERT}.get(line[:1], "")
