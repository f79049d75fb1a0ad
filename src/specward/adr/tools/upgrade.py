"""Dates as adr-tools wrote them before its version 2.1, in the form that it writes today."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.adr.edit.editing import require_utf8
from specward.changes import Replace

if TYPE_CHECKING:
    from specward.adr.tools.folder import Folder
    from specward.changes import Change


def upgraded(folder: Folder) -> list[Change]:
    """The changes that make `Date: 31/12/2016` `Date: 2016-12-31`, where it first stands in a line of any record.

    Raises:
        UsageError: such a record is not UTF-8.
    """
    changes: list[Change] = []
    for name in folder.names:
        document = folder.document(name)
        if document is None:
            continue
        text = _former_date().sub(r"\1Date: \4-\3-\2", document.text)
        if text != document.text:
            require_utf8(document)
            changes.append(Replace(document.path, text, document.text))
    return changes


@cache
def _former_date() -> re.Pattern[str]:
    return re.compile(r"^([^\n]*?)Date: (\d\d)/(\d\d)/(\d{4})", re.ASCII | re.MULTILINE)
