"""The words of a review: what a change does to a decision, in short lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.output.adr.words import status_of
from specward.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.adr.citations.judge import Judged
    from specward.adr.review.compare import RecordChange, Touched
    from specward.adr.review.hands import Hands

_LINES = 8
"""Lines of text that was touched."""
_MOST = 6
"""Names in one line; more are counted."""


class Detail(NamedTuple):
    """One thing that is said of a decision."""

    words: str
    urgent: bool = False
    """Whether it must be mended."""


def heading(change: RecordChange) -> str:
    """What became of it in a word: `new`, `gone`, `moved` to another status, `renamed`, `changed`."""
    if change.kind == "changed" and change.moved:
        return "moved"
    return "renamed" if change.renamed else change.kind


def status(change: RecordChange) -> str:
    """The status, before and now where it moved."""
    if change.moved:
        return f"{change.moved[0]} → {change.moved[1]}"
    return status_of(change.entry)


def details(change: RecordChange, hands: Hands | None) -> Iterator[Detail]:
    """What is said of a decision besides its title, the most urgent first."""
    told = [*_of_text(change), *_of_relations(change)]
    if not told and change.kind == "changed" and not change.moved:
        told = [Detail("metadata, notes or layout")]
    yield from told
    if hands:
        approved = f"; approved by {listed(hands.approved, _MOST)}" if hands.approved else ""
        yield Detail(f"by {listed(hands.authors, _MOST)}{approved}")


def _of_text(change: RecordChange) -> Iterator[Detail]:
    for touched in change.touched:
        yield Detail(_touched(touched), urgent=not change.amended)
    yield from (Detail(f"  {line}") for line in change.words[:_LINES])
    if len(change.words) > _LINES:
        yield Detail(f"  … {len(change.words) - _LINES} more lines: spec adr log {change.entry.name} --diff")
    if change.edited:
        yield Detail(", ".join(f"{zone} {' and '.join(what)}" for zone, what in change.edited))
    for amendment in change.amended:
        yield Detail(f"recorded: {amendment}")


def _of_relations(change: RecordChange) -> Iterator[Detail]:
    if change.renamed:
        yield Detail(f"was {change.renamed}")
    if change.kind == "new" and change.options:
        yield Detail(_options(change))
    if change.serves:
        yield Detail(f"names {listed(change.serves, _MOST)}")
    if change.gained:
        yield Detail(f"says {listed(change.gained, _MOST)}")
    if change.lost:
        yield Detail(f"no longer says {listed(change.lost, _MOST)}")


def cites(judged: Judged) -> str:
    """What a dead citation names, and what holds in its place."""
    meant = judged.meant[0]
    after = listed([entry.name for entry in judged.successors], _MOST)
    state = meant.status.value if meant.status else "given up"
    return f"cites {meant.name}, {f'superseded by {after}' if after else state}"


def _touched(touched: Touched) -> str:
    since = f" since {touched.since}" if touched.since else ""
    return f"{touched.zone} {' and '.join(touched.what)} (line {touched.line}): frozen{since}"


def _options(change: RecordChange) -> str:
    count = counted(len(change.options), "option")
    if not change.chosen:
        return f"{count}{', not chosen' if change.rejected == change.options else ''}: {listed(change.options, _MOST)}"
    rejected = f"; not {listed(change.rejected, _MOST)}" if change.rejected else ""
    return f"{count}, chosen: {change.chosen}{rejected}"
