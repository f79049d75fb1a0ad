"""Where a record says something else than what was pinned: block by block, by digests alone."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from specward.adr.pins.piece import ZONES, fields, short
from specward.artifacts.adr_roles import CONSEQUENCES
from specward.finding import Span
from specward.fingerprint import CURRENT, fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.adr.pins.piece import Piece
    from specward.adr.pins.pin import Pin, Pinned
    from specward.adr.pins.zones import Zones

_MOST = 400
"""Blocks that are aligned one by one; where more lie between what is alike, they are one difference."""


class What(StrEnum):
    """What became of text that was pinned."""

    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"
    MOVED = "moved"


class Difference(NamedTuple):
    """Blocks of one zone, next to each other, that are not as they were pinned."""

    zone: str
    what: What
    start: int
    """Of the first block; where blocks are gone, of the one that stood before them."""
    end: int
    size: int
    """How many blocks there are, or were where they are gone."""
    former: tuple[str, ...] = ()
    """The short digests of the blocks that are gone, or that stood here."""


class _Stretch(NamedTuple):
    """Where the blocks of a zone part from those that were pinned."""

    zone: str
    gone: list[str]
    here: list[tuple[str, Piece]]
    place: Span
    """Where what is gone stood."""


def compare(pin: Pin, zones: Zones) -> list[Difference]:
    """The differences between what was pinned and what a record says, in source order; none where none count.

    Consequences may have grown: at their end, at the end of a subsection, or by subsections.
    """
    stretches = [stretch for zone in ZONES for stretch in _stretches(zone, pin.zones.get(zone), zones)]
    gone = Counter(digest for stretch in stretches for digest in stretch.gone)
    here = Counter(digest for stretch in stretches for digest, _ in stretch.here)
    moved = gone & here
    found = [difference for stretch in stretches for difference in _differences(stretch, moved)]
    return sorted(found, key=lambda difference: difference.start)


def _stretches(zone: str, pinned: Pinned | None, zones: Zones) -> Iterator[_Stretch]:
    if pinned is not None and pinned.is_said_by(zones):
        return
    tag = pinned.algorithm if pinned else CURRENT
    pieces = [(digest, piece) for piece in zones.of(zone) if (digest := short(piece, tag))]
    stored = list(pinned.blocks) if pinned else []
    if not (pinned or pieces):
        return
    if zone == CONSEQUENCES and pinned and _has_grown(pinned, pieces):
        return
    digests = [digest for digest, _ in pieces]
    parts = list(_parts(stored, digests))
    for i, k, j, m in parts:
        if zone == CONSEQUENCES and i == k and (k == len(stored) or (m < len(pieces) and pieces[m][1].opens)):
            continue
        yield _Stretch(zone, stored[i:k], pieces[j:m], _beside(zone, pieces, j, zones))
    if not parts:  # the digests of the blocks are short: two texts may share one
        yield _Stretch(zone, ["-"], [("", piece) for _, piece in pieces], _beside(zone, pieces, 0, zones))


def _has_grown(pinned: Pinned, pieces: Sequence[tuple[str, Piece]]) -> bool:
    """Whether all that was pinned is still there in its order, and text was added only where text may be."""
    stored = pinned.blocks
    kept: list[Piece] = []
    added = False
    for digest, piece in pieces:
        if len(kept) < len(stored) and digest == stored[len(kept)] and not (added and not piece.opens):
            kept.append(piece)
            added = False
        else:
            added = True
    if len(kept) < len(stored):
        return False
    return fingerprint(fields(pinned.zone, kept)) == pinned.fingerprint


def _parts(former: Sequence[str], now: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Where two sequences part: from and to in the one, from and to in the other."""
    first = 0
    while first < min(len(former), len(now)) and former[first] == now[first]:
        first += 1
    last = 0
    while last < min(len(former), len(now)) - first and former[-1 - last] == now[-1 - last]:
        last += 1
    i, k, j, m = first, len(former) - last, first, len(now) - last
    if i == k or j == m or max(k - i, m - j) > _MOST:
        if i < k or j < m:
            yield i, k, j, m
        return
    from difflib import SequenceMatcher

    for tag, i1, i2, j1, j2 in SequenceMatcher(None, former[i:k], now[j:m], autojunk=False).get_opcodes():
        if tag != "equal":
            yield i + i1, i + i2, j + j1, j + j2


def _beside(zone: str, pieces: Sequence[tuple[str, Piece]], index: int, zones: Zones) -> Span:
    """Where the block before an index stands, else that behind it, else the zone's heading, else what comes first."""
    near = [piece for _, piece in (*pieces[max(index - 1, 0) : index], *pieces[index : index + 1])]
    if not near and zone in zones.headings:
        return zones.headings[zone]
    first = (near or zones.pieces)[:1]
    return Span(first[0].start, first[0].end) if first else Span(0, 0)


def _differences(stretch: _Stretch, moved: Counter[str]) -> Iterator[Difference]:
    """What one stretch comes to, where the blocks that only `moved` are told as that, in their new place."""
    zone = stretch.zone
    gone = [digest for digest in stretch.gone if not moved[digest]]
    fresh = [piece for digest, piece in stretch.here if not moved[digest]]
    elsewhere = [(digest, piece) for digest, piece in stretch.here if moved[digest]]
    if elsewhere:
        digests = tuple(digest for digest, _ in elsewhere)
        yield Difference(zone, What.MOVED, elsewhere[0][1].start, elsewhere[-1][1].end, len(elsewhere), digests)
    if fresh:
        what = What.CHANGED if gone else What.ADDED
        yield Difference(zone, what, fresh[0].start, fresh[-1].end, len(fresh), tuple(gone))
    elif gone:
        yield Difference(zone, What.REMOVED, *stretch.place, len(gone), tuple(gone))
