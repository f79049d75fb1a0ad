"""A review of decisions for people at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.output.adr.palette import ALERT, BOLD, GREY, status_code, title_code
from specward.output.adr.review_words import cites, details, heading, status
from specward.output.terminal import cells, hanging, painter, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.adr.review.compare import RecordChange
    from specward.adr.review.whole import Review
    from specward.output.terminal import Painter

_LABEL = 9
_MARGIN = _LABEL + 1
_FURTHER = 3
"""Cells by which a line that goes on is indented: more than a line of the text that was touched."""


def render(review: Review, *, colour: bool = False, width: int = 0) -> str:
    """The whole review, ending in a line break; empty where no decision is touched.

    Args:
        review: what to show.
        colour: whether to use terminal colours.
        width: cells of the terminal; 0 where lines have no edge.
    """
    paint = painter(colour=colour)
    names = max((cells(change.entry.name) for change in review.records), default=0)
    states = max((cells(status(change)) for change in review.records), default=0)
    lines = []
    for change in review.records:
        lines += _head(change, names=names, states=states, width=width, paint=paint)
        for detail in details(change, review.hands.get(change.entry.path)):
            first, *rest = _folded(detail.words, width)
            code = ALERT if detail.urgent else GREY
            lines += [f"{' ' * _MARGIN}{paint(first, code)}", *(paint(line, code) for line in rest)]
    for label, code, words in _others(review):
        first, *rest = _folded(words, width)
        lines += [f"{paint(label, code)}{' ' * (_MARGIN - len(label))}{first}", *rest]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _head(change: RecordChange, *, names: int, states: int, width: int, paint: Painter) -> list[str]:
    """What became of a decision, how it stands, and its title."""
    entry = change.entry
    kind, state, name = heading(change), status(change), printable(entry.name)
    fill_name, fill_state = " " * (names - cells(name)), " " * (states - cells(state))
    lead = f"{kind:<{_LABEL}} {paint(name, BOLD)}{fill_name}  {paint(state, status_code(entry))}{fill_state}  "
    title = printable(entry.title or "untitled")
    first, *rest = (paint(line, title_code(entry)) for line in hanging(title, _MARGIN + names + states + 4, width))
    return [f"{lead}{first}", *rest]


def _others(review: Review) -> Iterator[tuple[str, str, str]]:
    """What is said besides the decisions: a label, its colour, and words."""
    for collision in review.collisions:
        taken = f"is taken on {collision.ref}: {collision.other_path}"
        yield "collision", ALERT, f"number {collision.number} of {collision.path} {taken}"
    for judged in review.dead:
        yield "dead link", ALERT, f"{judged.citation.path}:{judged.citation.line}  {cites(judged)}"
    for claim in review.claims:
        yield "unknown", ALERT, f"commit {claim.commit} cites {claim.cites}: {claim.subject}"
    for finding in review.findings:
        where = f"{finding.location.path}:{finding.location.start.line}"
        yield finding.severity.label, "", f"{where}  {finding.message} [{finding.code}]"


def _folded(words: str, width: int) -> list[str]:
    return hanging(printable(words), _MARGIN, width, further=_FURTHER)
