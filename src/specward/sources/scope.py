"""Which files a source lists: one definition for git and for everything else."""

from __future__ import annotations

KEPT = ("/trace.lock", "/signoffs.yml")
"""What people reviewed and signed, in the folder of the feature that it is about."""
PINS = "/decisions.lock"
"""What accepted decisions said, in the folder of their records."""
_BESIDE = (*KEPT, PINS)
PATHSPECS = ["*.md", ".specify", *(f"*{name}" for name in _BESIDE)]
"""The documents as git pathspecs, where `*` matches across folders."""


def is_document(path: str) -> bool:
    """Whether a source lists this path: Markdown, anything below `.specify/`, reviews, sign-offs and pins."""
    return path.endswith(".md") or path.startswith(".specify/") or path.endswith(_BESIDE)
