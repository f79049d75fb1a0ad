"""What git remembers of one record: each commit that touched it, with its text before and after.

Locks keep fingerprints only; here are the words.
"""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.adr.pins.comparing import compare
from specward.adr.pins.zones import zones_of
from specward.artifacts.adr import Adr, read_adr
from specward.errors import UndeterminedError
from specward.git.objects import Blobs
from specward.git.process import run
from specward.markdown.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.adr.pins.pin import Pin

# NUL occurs in no path, name or subject. The changed paths of the commit follow.
_FORMAT = "%H%x00%aN%x00%as%x00%s"
_FIELDS = 4
# With `--follow` a renamed file keeps its history; `-c` shows a merge that changed the file by itself.
_LOG = ["-c", "log.showRoot=true", "log", "--follow", "-c", "--raw", "-z", "--no-abbrev", "--relative"]
_LOG += ["--no-show-signature", "--no-color", "--no-ext-diff", "--encoding=UTF-8", f"--format={_FORMAT}"]


class Version(NamedTuple):
    """One commit that touched a record."""

    commit: str
    """Its id."""
    author: str
    date: str
    """When it was written, `2026-01-02`."""
    subject: str
    path: str
    """Of the record after it."""
    former_path: str
    """Of the record before it."""
    before: Adr | None
    """None where the record began, or came back."""
    after: Adr | None
    """None where it was deleted."""


class _Touched(NamedTuple):
    head: tuple[str, str, str, str]
    """Commit, author, date and subject."""
    former_path: str
    path: str
    before: str
    after: str


def versions(root: str, path: str) -> list[Version]:
    """The commits that touched a record, the newest first; none before the first commit.

    Args:
        root: the project's root, in a repository.
        path: of the record, as it is called today.

    Raises:
        UndeterminedError: git is missing or refuses.
    """
    listed = run([*_LOG, "--", path], root)
    if listed.status:
        if run(["rev-parse", "--verify", "--quiet", "HEAD"], root).status:
            return []
        raise UndeterminedError(f"git log: {listed.complaint}", where=root)
    touched = list(_touched(os.fsdecode(listed.out).split("\0")))
    ids = dict.fromkeys(blob for one in touched for blob in (one.before, one.after) if blob.strip("0"))
    with Blobs(root) as blobs:
        contents = dict(zip(ids, blobs.read_many(ids), strict=True))

    def read(path: str, blob: str) -> Adr | None:
        data = contents.get(blob)
        return None if data is None else read_adr(Document.from_bytes(path, data))

    return [
        Version(*one.head, one.path, one.former_path, read(one.former_path, one.before), read(one.path, one.after))
        for one in touched
    ]


def pinned_version(pin: Pin, found: Sequence[Version]) -> Version | None:
    """The version that says what was pinned, among some, the newest first; to the word where one does."""
    known = [(one, zones_of(one.after)) for one in found if one.after]
    same = next((one for one, zones in known if pin.is_said_by(zones)), None)
    return same or next((one for one, zones in known if not compare(pin, zones)), None)


def _touched(fields: Sequence[str]) -> Iterator[_Touched]:
    """Read the fields of `_FORMAT`, then `:<modes> <ids> <status> NUL <path> NUL` for each path (git-log(1)).

    A renamed path is followed by its new name. A merge has one more colon, mode and id for each further parent.
    """
    index = 0
    while index + _FIELDS <= len(fields):
        if not _id().fullmatch(fields[index].strip()):
            index += 1
            continue
        commit, author, date, subject = (_readable(field.strip("\n")) for field in fields[index : index + _FIELDS])
        index += _FIELDS
        while index + 1 < len(fields) and not _id().fullmatch(fields[index].strip()):
            entry = fields[index].strip("\n").lstrip(":").split(" ")
            index += 1
            if len(entry) < _FIELDS:
                continue
            renamed = entry[-1][:1] in "RC"
            path = fields[index + renamed]
            yield _Touched((commit, author, date, subject), fields[index], path, entry[len(entry) // 2], entry[-2])
            index += 1 + renamed


def _readable(field: str) -> str:
    """A name or a subject, whose bytes may be no UTF-8 in spite of what git was asked for."""
    return field.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


@cache
def _id() -> re.Pattern[str]:
    return re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
