"""The programs `adr` and `_adr_autocomplete`, as scripts that hand everything to Specward."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.adr.tools.place import POINTER, USUAL
from specward.changes import Create, Replace
from specward.errors import UsageError
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from specward.changes import Change
    from specward.sources.source import Source

FOLDER = ".specify/bin"
"""A folder of Specward's own: `bin` is the project's."""
_MARK = "# Written by `spec init --adr-tools`; delete the file to be rid of it."
"""By this line every version knows the scripts of any other."""
_PROGRAMS = {"adr": "", "_adr_autocomplete": " --complete"}


class Shims(NamedTuple):
    """What installing the programs comes to."""

    paths: tuple[str, ...]
    """Of the programs, and of the pointer where it is written."""
    changes: list[Change]
    """None where all is in place."""


def shims(source: Source, adr_folder: str) -> Shims:
    """The programs, and the pointer to the project's records where adr-tools would look for them elsewhere.

    Args:
        source: the project's files.
        adr_folder: where its records are kept.

    Raises:
        UsageError: something else stands in the place of a program.
    """
    paths = tuple(f"{FOLDER}/{name}" for name in _PROGRAMS)
    wanted = [
        _placed(source, path, _script(arguments)) for path, arguments in zip(paths, _PROGRAMS.values(), strict=True)
    ]
    changes = [change for change in wanted if change]
    if adr_folder != USUAL and not source.exists(POINTER) and not source.exists(USUAL):
        changes.append(Create(POINTER, f"{adr_folder}\n"))
        paths += (POINTER,)
    return Shims(paths, changes)


def _script(arguments: str) -> str:
    return f'#!/bin/sh\n{_MARK}\nexec spec adr-tools{arguments} "$@"\n'


def _placed(source: Source, path: str, text: str) -> Change | None:
    """What puts a script in its place; nothing where it stands there."""
    try:
        data = source.read(path) if source.exists(path) else None
    except UnreadableFile as error:
        raise UsageError(f"this stands in the way of adr-tools' program: {error.reason}", where=path) from None
    if data is None:
        return Create(path, text, executable=True)
    former = data.decode("utf-8", "replace")
    if former == text:
        return None
    if _MARK not in former:
        raise UsageError(
            "something else stands in the place of adr-tools' program",
            where=path,
            help="move it away, then run: spec init --adr-tools",
        )
    return Replace(path, text, former)
