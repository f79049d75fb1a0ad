"""What a specification names only to say that it will not be built."""

from __future__ import annotations

_WORDS = ("out of scope", "out-of-scope", "deferred", "withdrawn", "superseded", "not applicable", "~~")


def is_set_aside(text: str) -> bool:
    """Whether a story's heading or a requirement says of itself that it is out of scope, put off or withdrawn."""
    words = text.lower()
    return any(word in words for word in _WORDS)
