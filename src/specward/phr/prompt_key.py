"""How two tellings of one prompt are known to be the same: hook and transcript, one agent's hook and another's."""

from __future__ import annotations

import re

from specward.digest import digest

_PLACEHOLDER = re.compile(r"\[REDACTED:([a-z0-9-]{1,40}):[0-9a-f]{8}\]", re.ASCII)


def fingerprint(prompt: str) -> str:
    """What a prompt says, as 32 hexadecimal digits: blanks do not count, nor do the keys of what was taken out."""
    words = " ".join(_PLACEHOLDER.sub(r"[REDACTED:\1]", prompt).split())
    return digest(words)[:32]
