"""What became of accepted text, as a diff of words: how the text is laid out does not show in it."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from specward.adr.pins.piece import TITLE, ZONES, short
from specward.adr.pins.zones import zones_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.adr.pins.piece import Piece
    from specward.artifacts.adr import Adr

_FENCES = ("```", "~~~")


def accepted_diff(accepted: Adr, now: Adr, *, former: str = "accepted", current: str = "now") -> list[str]:
    """The lines of a unified diff of the pinned text; none where only the layout differs.

    Args:
        accepted: the record whose text was accepted.
        now: the record as it is.
        former: what stands for the first in the head of the diff.
        current: what stands for the second.
    """
    from difflib import unified_diff

    # What says the same is shown in the words of today, so that wrapping and marks are no difference.
    known = {digest: piece for piece in zones_of(now).pieces if (digest := short(piece))}
    before = [known.get(short(piece), piece)._replace(zone=piece.zone) for piece in zones_of(accepted).pieces]
    lines = unified_diff(list(_lines(before)), list(_lines(zones_of(now).pieces)), former, current, lineterm="")
    return list(lines)


def _lines(pieces: list[Piece]) -> Iterator[str]:
    order = sorted((piece for piece in pieces if short(piece)), key=lambda piece: ZONES.index(piece.zone))
    for zone, found in groupby(order, key=lambda piece: piece.zone):
        if zone != TITLE:
            yield f"## {zone}"
        for piece in found:
            yield from _wrapped(piece)
        yield ""


def _wrapped(piece: Piece) -> Iterator[str]:
    """The lines of a piece: of code those that it has, of prose one for each sentence."""
    text = piece.text.replace("\r\n", "\n")
    if text.lstrip().startswith(_FENCES):
        yield from text.split("\n")
        return
    words = " ".join(text.split())
    yield from _sentence_end().sub("\n", f"# {words}" if piece.zone == TITLE else words).split("\n")


@cache
def _sentence_end() -> re.Pattern[str]:
    return re.compile(r"(?<=[^\d\s.][.!?]) (?=[A-Z\"'`*\[(])")
