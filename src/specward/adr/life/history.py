"""What a record keeps of its own life: dated items under `## Amendments`, one for each reason that somebody gave.

One place serves all: amendments of accepted text, reasons of a rejection, moves that were forced. It is the section
that pins leave open, and that readers of any format see at the end of the record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.adr.edit.editing import appended_section
from specward.errors import UsageError
from specward.scaffold.title import visible

if TYPE_CHECKING:
    from specward.artifacts.adr import Adr

TITLE = "Amendments"


def remembered(adr: Adr, words: str, *, today: str) -> Adr:
    """The record with one more dated item.

    Raises:
        UsageError: it cannot be edited.
    """
    return appended_section(adr, TITLE, f"- {today}: {words}")


def reason_of(words: str) -> str:
    """A reason on one line, without what would act on a terminal.

    Raises:
        UsageError: it is empty.
    """
    reason = visible(words)
    if not reason:
        raise UsageError("a reason is needed", help='give it in a sentence: --reason "…"')
    return reason
