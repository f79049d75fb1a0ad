"""Which files a source lists: one definition for git and for everything else."""

from __future__ import annotations

KEPT = ("/trace.lock", "/signoffs.yml")
"""What people reviewed and signed, in the folder of the feature that it is about."""
PATHSPECS = ["*.md", ".specify", *(f"*{name}" for name in KEPT)]
"""The documents as git pathspecs, where `*` matches across folders."""


def is_document(path: str) -> bool:
    """Whether a source lists this path: Markdown, anything below `.specify/`, a feature's reviews and sign-offs."""
    return path.endswith(".md") or path.startswith(".specify/") or path.endswith(KEPT)
