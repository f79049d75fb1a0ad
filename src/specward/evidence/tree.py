"""The tree that tests are run on: what must be the same for yesterday's results to say something about today."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from specward.globs import matches

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from specward.sources.source import Source

_SPEC = "spec.md"
_BOOKKEEPING = frozenset({"trace.lock", "signoffs.yml", "decisions.lock"})
"""What this tool itself writes beside specs and decisions, after the tests have run too; no test depends on it."""
_CACHES = frozenset({"__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", ".tox", ".nox"})
_DIGITS = 32


def tree_of(source: Source, exempt: Collection[str] = ()) -> dict[str, str]:
    """The digest of each file and folder at the project's root, and of each spec.

    Markdown, everything below `.specify/`, what this tool keeps beside specs and decisions, caches of test runners, and
    reports at the project's root count for nothing, except that every `spec.md` stands for itself: a criterion with
    another text needs another run. Every other file that git does not ignore counts, whoever reads it: nobody can tell
    which of them a test depends on.

    Args:
        source: the project's files.
        exempt: globs of files that count for nothing either.

    Raises:
        UnreadableFile: a file that counts cannot be read.
    """
    from hashlib import sha256

    entries: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for entry, path in _counting(source, exempt):
        data = source.read(path)
        if data is not None and ("/" in path or not _is_report(path, data)):
            entries[entry].append((path, sha256(data).hexdigest()))
    return {
        entry: sha256(
            "".join(f"{digest} {path}\0" for path, digest in files).encode("utf-8", "surrogateescape")
        ).hexdigest()[:_DIGITS]
        for entry, files in sorted(entries.items())
    }


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> tuple[str, ...]:
    """The entries in which two trees differ, sorted."""
    return tuple(sorted(entry for entry in {*one, *other} if one.get(entry) != other.get(entry)))


def is_spec(entry: str) -> bool:
    """Whether an entry is a specification, which nothing but the tests of its own feature is held to."""
    return entry.rpartition("/")[2] == _SPEC


def _counting(source: Source, exempt: Collection[str]) -> Iterator[tuple[str, str]]:
    """Each file that counts, with the entry that it counts to."""
    for path in source.files():
        top, below, _ = path.partition("/")
        name = path.rpartition("/")[2]
        if top == ".specify" or name in _BOOKKEEPING or f"{name}.".startswith(".coverage."):
            continue
        if not _CACHES.isdisjoint(path.split("/")) or any(matches(glob, path) for glob in exempt):
            continue
        if not path.endswith(".md"):
            yield (f"{top}/" if below else top), path
        elif name == _SPEC:
            yield path, path


def _is_report(path: str, data: bytes) -> bool:
    """Whether a file is what a run leaves behind: a JUnit report or evidence."""
    beginning = data[:400]
    return (path.endswith(".xml") and b"<testsuite" in beginning) or beginning.startswith(b'{"specward"')
