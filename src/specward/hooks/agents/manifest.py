"""What was written into the files of coding agents, so that taking it back removes that and nothing else.

The manifest is a file of the project and is committed with the settings it tells of: whoever has the one has the other.
Places in a file are JSON pointers (RFC 6901).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from specward.digest import digest
from specward.errors import UsageError
from specward.hooks.agents.targets import TARGETS

if TYPE_CHECKING:
    from collections.abc import Mapping

PATH = ".specify/agent-hooks.json"
SCHEMA = "specward/agent-hooks/v1"

_EMPTY = re.compile(r"\{[ \t\r\n]*\}|\[[ \t\r\n]*\]")
_BLANK = re.compile(r"\ufeff?[ \t\r\n]*")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Holder(NamedTuple):
    """An object or a list that holds something because we have put it there, or a member that we have added."""

    at: tuple[str, ...]
    """The keys that lead to it."""
    before: str | None
    """The empty thing that stood there, None where nothing did."""


class Mark(NamedTuple):
    """One entry, or one whole file, that was written."""

    at: tuple[str, ...]
    """The keys that lead to the list that it stands in; none for a whole file."""
    sha256: str
    """Of its JSON with sorted keys and without blanks, or of the file's bytes."""


class FileRecord(NamedTuple):
    """What was written into one file."""

    created: bool
    """Whether there was no such file."""
    holders: tuple[Holder, ...] = ()
    """In the order in which they were made."""
    marks: tuple[Mark, ...] = ()


Manifest = dict[str, dict[str, FileRecord]]
"""By agent and path."""


def value_hash(value: object) -> str:
    """The hash of an entry, however it is written."""
    return digest(json.dumps(value, sort_keys=True, separators=(",", ":")))


def render(manifest: Mapping[str, Mapping[str, FileRecord]]) -> str:
    """The manifest as the text of its file."""
    agents = {agent: {path: _as_json(record) for path, record in files.items()} for agent, files in manifest.items()}
    return json.dumps({"schema": SCHEMA, "agents": agents}, indent=2, ensure_ascii=False) + "\n"


def _as_json(record: FileRecord) -> dict[str, Any]:
    return {
        "created": record.created,
        "holders": {_pointer(holder.at): holder.before for holder in record.holders},
        "entries": [{"at": _pointer(mark.at), "sha256": mark.sha256} for mark in record.marks],
    }


def _pointer(keys: tuple[str, ...]) -> str:
    return "".join("/" + key.replace("~", "~0").replace("/", "~1") for key in keys)


def read(text: str | None) -> Manifest:
    """The manifest that a file's text holds; an empty one where there is no file.

    Raises:
        UsageError: it is not what `render` writes.
    """
    if text is None:
        return {}
    try:
        return _read(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UsageError(
            "this is not the manifest that `spec hook install` writes",
            where=PATH,
            help=f"`git checkout -- {PATH}`, or remove it: what stands in the settings then counts as yours",
        ) from None


def _read(said: Mapping[str, Any]) -> Manifest:
    if said["schema"] != SCHEMA:
        raise ValueError(said["schema"])
    return {agent: _files(agent, files) for agent, files in said["agents"].items()}


def _files(agent: str, files: Mapping[str, Any]) -> dict[str, FileRecord]:
    """The records of an agent, of files that are its own: the manifest leads to no others."""
    known = {part.path for part in TARGETS[agent].parts}
    if not known.issuperset(files):
        raise ValueError(agent)
    return {path: _record(record) for path, record in files.items()}


def _record(said: Mapping[str, Any]) -> FileRecord:
    holders = tuple(_holder(_keys(at), before) for at, before in said["holders"].items())
    marks = tuple(Mark(_keys(mark["at"]), _hash(mark["sha256"])) for mark in said["entries"])
    return FileRecord(bool(said["created"]), holders, marks)


def _keys(pointer: str) -> tuple[str, ...]:
    first, *keys = pointer.split("/")
    if first:
        raise ValueError(pointer)
    return tuple(key.replace("~1", "/").replace("~0", "~") for key in keys)


def _holder(at: tuple[str, ...], before: object) -> Holder:
    """A holder within a file was empty or not there; the file as a whole was empty or blank."""
    if before is None and at:
        return Holder(at, None)
    if isinstance(before, str) and (_EMPTY.fullmatch(before) or (not at and _BLANK.fullmatch(before))):
        return Holder(at, before)
    raise ValueError(before)


def _hash(said: object) -> str:
    if isinstance(said, str) and _SHA256.fullmatch(said):
        return said
    raise ValueError(said)
