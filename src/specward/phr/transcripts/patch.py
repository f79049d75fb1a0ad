"""The files that a patch writes, in the form that coding agents are given for it: `*** Update File: path`."""

from __future__ import annotations

import re

_WRITES = re.compile(r"^\*\*\* (?:Add File|Update File|Move to): (.{1,4096})$", re.MULTILINE)
_BEGIN = "*** Begin Patch"


def patched_files(text: str) -> list[str]:
    """The files that a patch adds, updates or moves to; none where the text is no such patch."""
    return [path.strip() for path in _WRITES.findall(text)] if _BEGIN in text else []
