"""A command as agents hand it to a shell, and the exit status as their tools report it in words."""

from __future__ import annotations

import re

from specward.phr.transcripts.fields import find, parsed, text

_SHELLS = frozenset({"bash", "sh", "zsh", "dash", "ksh", "fish"})
_STATUS = re.compile(
    r"^(?:Exit code:? |Exit Code: |Process exited with code |exit_code: )(-?\d{1,10})\b"
    r"|<(?:exited|shellId: \S{1,80} completed) with exit code (-?\d{1,10})>",
    re.MULTILINE,
)
_NEAR = 600


def command_text(value: object) -> str:
    """A command that is given as a text or as a list of arguments; `bash -lc '…'` is the command within."""
    if isinstance(value, str) and value.startswith("["):
        value = parsed(value) or value
    if not isinstance(value, list):
        return text(value)
    words = [text(word) for word in value]
    if len(words) == 3 and words[0].rpartition("/")[2] in _SHELLS and words[1] in {"-c", "-lc", "-ic", "-lic"}:
        return words[2]
    return " ".join(words)


def has_failed(output: object) -> bool | None:
    """Whether a command failed, by what its tool has put out: JSON with an exit code, or words; None if neither."""
    held = parsed(output) if isinstance(output, str) and output[:1] == "{" else output
    for holder in (find(held, "metadata"), held):
        for key in ("exit_code", "exitCode"):
            code = find(holder, key)
            if isinstance(code, int) and not isinstance(code, bool):
                return code != 0
    said = text(held, "output") or text(held, "content") or text(output)
    match = _STATUS.search(said[:_NEAR]) or _STATUS.search(said[-_NEAR:])
    return int(match[1] or match[2]) != 0 if match else None
