"""The lock of a feature: what its links and items said when a person last looked at them.

`specs/<feature>/trace.lock` is text that git merges line by line: one line that names the schema, then sorted lines,
without time or name (`git blame` has both). Words are parted by single blanks; a blank inside a word is `%20`.

    specward trace.lock 1
    FR-001 approved sf1:d3c98b6181814964bfcd86ea6d2897ea
    FR-009 retired sf1:6b01e04da8390b05cb6f03b7dba63478 merged into FR-002
    T003 implements FR-001 sf1:6b01e04da8390b05cb6f03b7dba63478 sf1:7757efc29eb179b49b29494857e58f03

A link has the fingerprint of its parent, then that of its child, then a reason where the review gave one. An approval
has that of the item with its parents, a tombstone that of the item as it last was, or `-` where nobody knows. The items
of the feature itself go by their local ids, so that its folder may be renamed; those of another are `login/FR-001`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.fingerprint import known
from specward.trace.lock_text import CorruptLock, Form, corruption, decoded, fingerprint_fault, read_word, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project

__all__ = ["APPROVED", "RETIRED", "UNKNOWN", "CorruptLock", "Entry", "Identity", "Lock", "empty", "parse", "read_lock"]

FILE = "trace.lock"
SCHEMA = 1
APPROVED, RETIRED = "approved", "retired"
UNKNOWN = "-"
"""Stands for a fingerprint that nobody knows."""
_FORM = Form("specward trace.lock", SCHEMA)

Identity = tuple[str, str, str]
"""Item, kind and parent; the parent of an approval and of a tombstone is empty."""


class Entry(NamedTuple):
    """One line: a link, an approval or a tombstone."""

    item: str
    """Of a link, the child."""
    kind: str
    """`implements`, `verifies` and so on; `approved`; `retired`."""
    parent: str
    of_parent: str
    """The fingerprint of what the parent said."""
    of_item: str
    reason: str = ""

    @property
    def identity(self) -> Identity:
        """What no two lines have in common."""
        return self[:3]


class Lock(NamedTuple):
    """What is remembered of a feature."""

    path: str
    entries: dict[Identity, Entry]
    text: str = ""
    """As it stands in the file; empty where there is none yet."""

    @property
    def links(self) -> Iterator[Entry]:
        """The links."""
        return (entry for entry in self.entries.values() if entry.parent)

    def approval(self, item: str) -> Entry | None:
        """What is remembered of an item's own review."""
        return self.entries.get((item, APPROVED, ""))

    @property
    def tombstones(self) -> Iterator[Entry]:
        """The ids that are not to be used again."""
        return (entry for entry in self.entries.values() if entry.kind == RETIRED)

    def serialised(self) -> str:
        """The file's text. Equal content gives equal bytes."""
        lines = sorted(map(_line, self.entries.values()))
        return "".join(f"{line}\n" for line in (_FORM.first_line, *lines))


def empty(folder: str) -> Lock:
    """The lock of a feature in which nothing was reviewed yet."""
    return Lock(f"{folder}/{FILE}", {})


def read_lock(project: Project, folder: str) -> Lock | CorruptLock | None:
    """The lock of the feature in `folder`; None where it has none.

    Raises:
        UnreadableFile: it is there and cannot be read.
    """
    path = f"{folder}/{FILE}"
    data = project.source.read(path)
    if data is None:
        return None
    text = decoded(path, data)
    return text if isinstance(text, CorruptLock) else parse(path, text)


def parse(path: str, text: str) -> Lock | CorruptLock:
    """Read the text of a lock; lines in any order, since a merge may leave them so."""
    lock = Lock(path, {}, text)
    return corruption(path, text, _FORM, lambda line, _: _take(lock, line)) or lock


def _take(lock: Lock, line: str) -> str:
    """Read one line into the lock; what is wrong with it, or nothing."""
    match = _form().fullmatch(line)
    if not match:
        return "this line is cut off or was edited: it is no link, approval or tombstone"
    stored = match["of_parent"] or "", match["of_item"]
    for fingerprint in stored:
        if fingerprint not in {"", UNKNOWN} and not known(fingerprint):
            return fingerprint_fault(fingerprint)
    kind = match["own"] or match["link"]
    entry = Entry(read_word(match["item"]), kind, read_word(match["parent"] or ""), *stored, match["reason"] or "")
    if lock.entries.setdefault(entry.identity, entry) != entry:
        return "this line contradicts an earlier one about the same link or item"
    return ""


def _line(entry: Entry) -> str:
    words = written(entry.item), entry.kind, written(entry.parent), entry.of_parent, entry.of_item
    return " ".join(filter(None, (*words, *entry.reason.split())))


@cache
def _form() -> re.Pattern[str]:
    stored = r"[a-z0-9]++:[0-9a-f]++"
    return re.compile(
        rf"(?P<item>\S++) (?:(?P<own>{APPROVED}|{RETIRED})|(?P<link>[a-z]++) (?P<parent>\S++) (?P<of_parent>{stored}))"
        rf" (?P<of_item>{stored}|{UNKNOWN})(?: (?P<reason>\S.*))?"
    )
