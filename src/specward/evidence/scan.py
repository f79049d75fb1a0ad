"""The tests of a project as their source tells of them; nothing is imported, nothing is run."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward import globs
from specward.evidence.code import Unparsable
from specward.evidence.mark import Tests
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.evidence.mark import MalformedMark, TestCase
    from specward.sources.source import Source

_WORD = b"verifies"
"""A file without it holds no mark, however that would be written; looking for it costs least."""
_LARGEST = 5_000_000
_NO_CODE = (
    *(".md", ".markdown", ".mdx", ".rst", ".adoc", ".txt", ".json", ".jsonl", ".xml", ".html", ".csv", ".tsv"),
    *(".snap", ".lock", ".log", ".patch", ".diff", ".svg", ".ipynb"),
)
"""Prose and data: what looks like a mark there is an example or a record of one."""


def scan(source: Source, tests: Iterable[str], among: Iterable[str] | None = None) -> Tests:
    """Read every marked test; each file is read once.

    Args:
        source: where the files are read from.
        tests: globs of the files that may hold tests.
        among: the paths that count; all files of the source if left out.

    Raises:
        UndeterminedError: the files cannot be listed.
    """
    cases: list[TestCase] = []
    malformed: list[MalformedMark] = []
    unreadable: list[tuple[str, str]] = []
    for path in _paths(source.files() if among is None else among, tuple(tests)):
        try:
            data = source.read(path)
        except UnreadableFile as error:
            unreadable.append((path, error.reason))
            continue
        if data is None or _WORD not in data or not _claim().search(data):
            continue
        try:
            found, wrong = _read(path, data)
        except Unparsable as error:
            unreadable.append((path, str(error)))
        else:
            cases += found
            malformed += wrong
    return Tests(tuple(cases), tuple(malformed), tuple(unreadable))


def fingerprints(source: Source, path: str) -> dict[str, str]:
    """The fingerprints of the marked tests of one file, by id; of Python only, and none where it cannot be read."""
    if not path.endswith(".py"):
        return {}
    from specward.evidence.python_tests import fingerprints as of_python

    try:
        data = source.read(path)
        return {} if data is None else of_python(path, data)
    except (UnreadableFile, Unparsable):
        return {}


@cache
def _claim() -> re.Pattern[bytes]:
    return re.compile(rb"\.[ \t]*verifies\b|\b[sS]pec[ \t]*:[ \t]*verifies\b")


def _paths(among: Iterable[str], tests: tuple[str, ...]) -> Iterator[str]:
    for path in among:
        if not path.endswith(_NO_CODE) and any(globs.matches(glob, path) for glob in tests):
            yield path


def _read(path: str, data: bytes) -> tuple[list[TestCase], list[MalformedMark]]:
    if len(data) > _LARGEST:
        raise Unparsable(f"it is larger than {_LARGEST // 1_000_000} MB")
    # Most projects have no mark; what reads them is loaded with the first one.
    if path.endswith(".py"):
        from specward.evidence.python_tests import read_python

        return read_python(path, data)
    from specward.evidence.comment_marks import read_comments

    return read_comments(path, data.decode("utf-8", "replace"))
