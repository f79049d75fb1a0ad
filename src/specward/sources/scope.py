"""Which files a source lists: one definition for git and for everything else."""

from __future__ import annotations

PATHSPECS = ["*.md", ".specify"]
"""The documents as git pathspecs, where `*` matches across folders."""


def is_document(path: str) -> bool:
    """Whether a source lists this path: Markdown, or anything below `.specify/`."""
    return path.endswith(".md") or path.startswith(".specify/")
