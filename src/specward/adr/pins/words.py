"""The words of a difference, where a state of the record is known that still has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.adr.pins.piece import short
from specward.adr.pins.zones import zones_of
from specward.artifacts.adr import read_adr
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from specward.adr.pins.comparing import Difference
    from specward.markdown.document import Place
    from specward.project import Project

_LONGEST = 160


def former_place(before: Project | None, path: str, difference: Difference) -> Place | None:
    """Where an earlier state of the project has the words that are gone, labelled with them; None where it has not.

    Args:
        before: the earlier state.
        path: of the record there.
        difference: what became of the words.
    """
    if before is None or not difference.former:
        return None
    try:
        document = before.document(path)
    except UnreadableFile:
        return None
    wanted = set(difference.former)
    pieces = [piece for piece in zones_of(read_adr(document)).pieces if short(piece) in wanted] if document else []
    if document is None or not pieces:
        return None
    said = " ".join(" ".join(piece.text.split()) for piece in pieces)
    words = said if len(said) <= _LONGEST else f"{said[:_LONGEST].rsplit(' ', 1)[0]} …"
    return document.place(pieces[0].start, pieces[-1].end, f"it said: {words}")
