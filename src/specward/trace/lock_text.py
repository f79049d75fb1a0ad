"""What all locks have in common: text that git merges line by line, and that is not relied on where it is broken.

The first line names the kind of lock and its schema. Words are parted by single blanks; a blank inside a word is `%20`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.finding import Location, Position
from specward.fingerprint import ALGORITHMS

if TYPE_CHECKING:
    from collections.abc import Callable

_CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_EXCERPT_LIMIT = 400
_ERRORS = "surrogatepass"
"""Paths that are no UTF-8 reach Python with surrogates in them."""


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


class Form(NamedTuple):
    """What the first line of a kind of lock says."""

    title: str
    schema: int

    @property
    def first_line(self) -> str:
        """The line."""
        return f"{self.title} {self.schema}"


def corruption(path: str, text: str, form: Form, take: Callable[[str, int], str]) -> CorruptLock | None:
    """Read the lines of a lock, in any order, since a merge may leave them so; what is wrong with the first bad one.

    Args:
        path: of the lock.
        text: its text.
        form: the kind of lock that it must be.
        take: reads a line, given with its number, and says what is wrong with it, or nothing.
    """
    *lines, rest = text.replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines, start=1):
        fault = _conflict(line) or (_title_fault(line, form) if number == 1 else take(line, number))
        if fault:
            return CorruptLock(path, number, fault, line[:_EXCERPT_LIMIT])
    if rest or not lines:
        fault = _conflict(rest) or ("it is cut off: its last line has no end" if rest else "it is empty")
        return CorruptLock(path, len(lines) + 1, fault, rest[:_EXCERPT_LIMIT])
    return None


def decoded(path: str, data: bytes) -> str | CorruptLock:
    """The text of a lock."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return CorruptLock(path, data.count(b"\n", 0, error.start) + 1, "it is not UTF-8")


def fingerprint_fault(fingerprint: str) -> str:
    """What is wrong with a fingerprint that is not `known`."""
    tag = fingerprint.partition(":")[0]
    if tag in ALGORITHMS:
        return f"this fingerprint is cut off or was edited: {fingerprint[:60]}"
    return f"this version of spec does not know fingerprints of the kind `{tag[:20]}`: a newer version wrote it"


def written(key: str) -> str:
    """A key as one word. Only what somebody else named can hold what has to be escaped: a path, a test's title."""
    return _unsafe().sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", _ERRORS)), key)


def read_word(word: str) -> str:
    """The key that a word stands for."""
    if "%" not in word:
        return word
    from urllib.parse import unquote

    return unquote(word, errors=_ERRORS)


def _conflict(line: str) -> str:
    return "git left a merge conflict in it" if line.startswith(_CONFLICT) else ""


def _title_fault(line: str, form: Form) -> str:
    """What is wrong with the line that names the schema; empty where nothing is."""
    title, _, schema = line.rpartition(" ")
    if title != form.title or not (schema.isascii() and schema.isdigit()):
        return f"its first line is not `{form.first_line}`"
    if schema == str(form.schema):
        return ""
    return f"its schema is {schema[:20]}, and this version of spec reads schema {form.schema}: a newer version wrote it"


@cache
def _unsafe() -> re.Pattern[str]:
    return re.compile(r"[\s%\x00-\x1f\x7f\ud800-\udfff]")
