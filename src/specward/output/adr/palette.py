"""How the standing of a decision looks on a terminal, whatever colour its background has.

The colours are of the fixed part of the 256-colour table, with a relative luminance of about 0.18: on black and on
white they have a contrast of four to one or more. The sixteen named colours are the terminal's own: its yellow on white
is read by nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specward.adr.catalogue.entry import Entry

GREY = "38;5;243"
ALERT = "38;5;160"
BOLD = "1"
_STRUCK = "9"
_COLOURS = {"live": "38;5;28", "waiting": "38;5;130", "dead": GREY, "unknown": "38;5;133"}
_NEVER_HELD = "rejected"


def status_code(entry: Entry) -> str:
    """The codes for the word that says how a decision stands."""
    return _COLOURS[entry.standing]


def title_code(entry: Entry) -> str:
    """The codes for its title: grey where it holds no longer, struck out where it never did; else none."""
    if entry.standing != "dead":
        return ""
    return f"{GREY};{_STRUCK}" if entry.status is not None and entry.status.value == _NEVER_HELD else GREY
