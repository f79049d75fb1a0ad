"""A review of decisions for people at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.output.adr.palette import BOLD, GREY, painted, status_code, title_code
from specward.output.adr.review_words import cites, details, heading, status
from specward.output.text import cells, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.adr.review.compare import RecordChange
    from specward.adr.review.whole import Review

_WARNING = "38;5;160"
_INDENT = " " * 10


def render(review: Review, *, colour: bool = False) -> str:
    """The whole review, ending in a line break; empty where no decision is touched.

    Args:
        review: what to show.
        colour: whether to use terminal colours.
    """
    names = max((cells(change.entry.name) for change in review.records), default=0)
    states = max((cells(status(change)) for change in review.records), default=0)
    lines = [
        line for change in review.records for line in _record(change, review, names=names, states=states, colour=colour)
    ]
    for collision in review.collisions:
        what = f"number {collision.number} of {collision.path} is taken on {collision.ref}: {collision.other_path}"
        lines.append(f"{_painted('collision', _WARNING, colour=colour)} {printable(what)}")
    for judged in review.dead:
        place = f"{judged.citation.path}:{judged.citation.line}"
        lines.append(f"{_painted('dead link', _WARNING, colour=colour)} {printable(f'{place}  {cites(judged)}')}")
    for finding in review.findings:
        where = f"{finding.location.path}:{finding.location.start.line}"
        label = f"{finding.severity.label:<9}"
        lines.append(f"{label} {printable(where)}  {printable(finding.message)} [{finding.code}]")
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _record(change: RecordChange, review: Review, *, names: int, states: int, colour: bool) -> Iterator[str]:
    entry = change.entry
    kind, state, name = heading(change), status(change), printable(entry.name)
    fill_name, fill_state = " " * (names - cells(name)), " " * (states - cells(state))
    title = _painted(printable(entry.title or "untitled"), title_code(entry), colour=colour)
    yield (
        f"{kind:<9} {_painted(name, BOLD, colour=colour)}{fill_name}  "
        f"{_painted(state, status_code(entry), colour=colour)}{fill_state}  {title}"
    )
    for detail in details(change, review.hands.get(entry.path)):
        code = _WARNING if detail.urgent else GREY
        yield f"{_INDENT}{_painted(printable(detail.words), code, colour=colour)}"


def _painted(text: str, code: str, *, colour: bool) -> str:
    return painted(text, code) if colour else text
