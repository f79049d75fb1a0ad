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

from specward.finding import Location, Position
from specward.fingerprint import ALGORITHMS, known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project

FILE = "trace.lock"
SCHEMA = 1
APPROVED, RETIRED = "approved", "retired"
UNKNOWN = "-"
"""Stands for a fingerprint that nobody knows."""
_TITLE = "specward trace.lock"
_CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_EXCERPT_LIMIT = 400

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
        return "".join(f"{line}\n" for line in (f"{_TITLE} {SCHEMA}", *lines))


class CorruptLock(NamedTuple):
    """A lock that cannot be relied on. It is never written over."""

    path: str
    line: int
    reason: str
    """What is wrong, to follow the words `this lock cannot be relied on`."""
    excerpt: str = ""

    @property
    def location(self) -> Location:
        """Where it is broken."""
        end = Position(self.line, len(self.excerpt) + 1)
        return Location(self.path, Position(self.line, 1), end, excerpt=self.excerpt)


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
    try:
        return parse(path, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return CorruptLock(path, data.count(b"\n", 0, error.start) + 1, "it is not UTF-8")


def parse(path: str, text: str) -> Lock | CorruptLock:
    """Read the text of a lock; lines in any order, since a merge may leave them so."""
    *lines, rest = text.replace("\r\n", "\n").split("\n")
    lock = Lock(path, {}, text)
    for number, line in enumerate(lines, start=1):
        fault = _conflict(line) or (_title_fault(line) if number == 1 else _take(lock, line))
        if fault:
            return CorruptLock(path, number, fault, line[:_EXCERPT_LIMIT])
    if rest or not lines:
        fault = _conflict(rest) or ("it is cut off: its last line has no end" if rest else "it is empty")
        return CorruptLock(path, len(lines) + 1, fault, rest[:_EXCERPT_LIMIT])
    return lock


def _conflict(line: str) -> str:
    return "git left a merge conflict in it" if line.startswith(_CONFLICT) else ""


def _title_fault(line: str) -> str:
    """What is wrong with the line that names the schema; empty where nothing is."""
    title, _, schema = line.rpartition(" ")
    if title != _TITLE or not (schema.isascii() and schema.isdigit()):
        return f"its first line is not `{_TITLE} {SCHEMA}`"
    if schema == str(SCHEMA):
        return ""
    return f"its schema is {schema[:20]}, and this version of spec reads schema {SCHEMA}: a newer version wrote it"


def _take(lock: Lock, line: str) -> str:
    """Read one line into the lock; what is wrong with it, or nothing."""
    match = _form().fullmatch(line)
    if not match:
        return "this line is cut off or was edited: it is no link, approval or tombstone"
    stored = match["of_parent"] or "", match["of_item"]
    for fingerprint in stored:
        if fingerprint not in {"", UNKNOWN} and not known(fingerprint):
            return _fingerprint_fault(fingerprint)
    kind = match["own"] or match["link"]
    entry = Entry(_read(match["item"]), kind, _read(match["parent"] or ""), *stored, match["reason"] or "")
    if lock.entries.setdefault(entry.identity, entry) != entry:
        return "this line contradicts an earlier one about the same link or item"
    return ""


def _fingerprint_fault(fingerprint: str) -> str:
    tag = fingerprint.partition(":")[0]
    if tag in ALGORITHMS:
        return f"this fingerprint is cut off or was edited: {fingerprint[:60]}"
    return f"this version of spec does not know fingerprints of the kind `{tag[:20]}`: a newer version wrote it"


def _line(entry: Entry) -> str:
    words = _written(entry.item), entry.kind, _written(entry.parent), entry.of_parent, entry.of_item
    return " ".join(filter(None, (*words, *entry.reason.split())))


def _written(key: str) -> str:
    """A key as one word. Only a test's path or title can hold what has to be escaped."""
    return _unsafe().sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", _ERRORS)), key)


def _read(word: str) -> str:
    if "%" not in word:
        return word
    from urllib.parse import unquote

    return unquote(word, errors=_ERRORS)


_ERRORS = "surrogatepass"
"""Paths that are no UTF-8 reach Python with surrogates in them."""


@cache
def _unsafe() -> re.Pattern[str]:
    return re.compile(r"[\s%\x00-\x1f\x7f\ud800-\udfff]")


@cache
def _form() -> re.Pattern[str]:
    stored = r"[a-z0-9]++:[0-9a-f]++"
    return re.compile(
        rf"(?P<item>\S++) (?:(?P<own>{APPROVED}|{RETIRED})|(?P<link>[a-z]++) (?P<parent>\S++) (?P<of_parent>{stored}))"
        rf" (?P<of_item>{stored}|{UNKNOWN})(?: (?P<reason>\S.*))?"
    )
