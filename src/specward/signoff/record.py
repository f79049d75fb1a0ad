"""The file that sign-offs are kept in: `signoffs.yml` in the feature's folder, `.specify/signoffs.yml` for principles.

It is a YAML list that only grows. Each entry says who signed what, when, and the fingerprint of what it said then:

    - item: "001-login"
      fingerprint: sf1:6b01e04da8390b05cb6f03b7dba63478
      by: Ada Lovelace <ada@example.org>
      on: 2026-01-31
      note: read with the security team
      files:
        src/login.py: sha256:2c26b46b68ffc68ff99b453c1d304134
      signature: |
        -----BEGIN SSH SIGNATURE-----
        …

`note`, `files` (of a whole feature: the files that its tasks name) and `signature` may be absent.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward import fingerprint, yaml_text
from specward.artifacts.calendar_date import is_date
from specward.errors import UsageError
from specward.markdown.document import UTF8, Document
from specward.markdown.scalar import quote
from specward.yaml_text import YamlError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.changes import Change
    from specward.markdown.document import Place
    from specward.yaml_text import Node

FILE = "signoffs.yml"
CONSTITUTION_FILE = ".specify/signoffs.yml"
_FIRST_DAY = "1970-01-01"
"""git counts time from here."""


class Signoff(NamedTuple):
    """One person's word on one text."""

    item: str
    """As written: `001-login/FR-003`, `001-login/spec.md`, `001-login`, `P-05`."""
    fingerprint: str
    by: str
    """`Ada Lovelace <ada@example.org>`."""
    on: str
    """The day, `2026-01-31`."""
    note: str = ""
    files: tuple[tuple[str, str], ...] = ()
    """Of a whole feature: each file that its tasks declared, and the digest of what it held."""
    signature: str = ""
    """What git signed it with, in armour, without a last line break; empty where it is not signed."""

    @property
    def name(self) -> str:
        """The signer's name."""
        return self.by.rpartition(" <")[0]

    @property
    def email(self) -> str:
        """The signer's address, lower case."""
        return self.by.rpartition("<")[2].rstrip(">").lower()


class Recorded(NamedTuple):
    """A sign-off and where it stands."""

    signoff: Signoff
    place: Place


class MalformedSignoff(NamedTuple):
    """An entry, or a whole file, that cannot be read as a sign-off and counts for nothing."""

    place: Place
    reason: str


class Signoffs(NamedTuple):
    """What a file of sign-offs holds, in its order."""

    recorded: tuple[Recorded, ...] = ()
    malformed: tuple[MalformedSignoff, ...] = ()


def read_signoffs(path: str, data: bytes) -> Signoffs:
    """Read a file of sign-offs; whatever it holds, nothing is raised."""
    document = Document.from_bytes(path, data)
    if document.encoding != UTF8:
        return Signoffs(malformed=(MalformedSignoff(document.place(0, 0), "this file is not UTF-8"),))
    try:
        root = yaml_text.read(document.text)
    except YamlError as error:
        conflict = document.text.startswith("<<<<<<< ") or "\n<<<<<<< " in document.text
        reason = "this file holds a merge conflict" if conflict else f"this file is not YAML: {error.message}"
        return Signoffs(malformed=(MalformedSignoff(document.place(error.offset, error.offset), reason),))
    if not isinstance(root.value, list):
        malformed = MalformedSignoff(document.place(root.start, root.start), "this file is no list of sign-offs")
        return Signoffs(malformed=() if root.is_null else (malformed,))
    recorded, malformed_entries = [], []
    for node in root.items:
        place = document.place(node.start, max(node.start, node.entries["item"].end if "item" in node.entries else 0))
        found = _signoff(node)
        if isinstance(found, Signoff):
            recorded.append(Recorded(found, place))
        else:
            malformed_entries.append(MalformedSignoff(place, found))
    return Signoffs(tuple(recorded), tuple(malformed_entries))


def signed_lines(document: Document) -> frozenset[int]:
    """The lines of a file of sign-offs that a signature is over, so that no letter of them may change."""
    try:
        root = yaml_text.read(document.text)
    except YamlError:
        return frozenset()
    signed = [node for node in (root.items if isinstance(root.value, list) else ()) if "signature" in node.entries]
    return frozenset(
        line for node in signed for line in range(document.line(node.start), document.line(_end_of(node)) + 1)
    )


def _end_of(node: Node) -> int:
    return max(entry.end for entry in node.entries.values())


def _signoff(node: Node) -> Signoff | str:
    """What an entry says, or why it says nothing."""
    entries = node.entries
    values = {key: entries[key].text if key in entries else "" for key in ("item", "fingerprint", "by", "on")}
    problem = _problem(entries, values)
    if problem:
        return problem
    files = entries["files"].entries if "files" in entries else {}
    return Signoff(
        **values,
        note=entries["note"].text if "note" in entries else "",
        files=tuple((path, digest.text) for path, digest in files.items()),
        signature=entries["signature"].text.rstrip() if "signature" in entries else "",
    )


def _problem(entries: dict[str, Node], values: dict[str, str]) -> str:
    """Why an entry is no sign-off; empty where it is one."""
    missing = next((key for key, value in values.items() if not value), "")
    unknown = next((key for key in entries if key not in Signoff._fields), "")
    problems = (
        (not entries, "this entry is no sign-off"),
        (missing, f"this sign-off has no `{missing}`"),
        (unknown, f"a sign-off has no key `{unknown[:60]}`"),
        (
            not fingerprint.known(values["fingerprint"]),
            "its fingerprint is malformed, or made by a newer version of Specward",
        ),
        (not _person().fullmatch(values["by"]), "its `by` is not `Name <address>`"),
        (not is_date(values["on"]) or values["on"] < _FIRST_DAY, "its `on` is no day such as 2026-01-31"),
    )
    return next((reason for found, reason in problems if found), "")


def add(path: str, text: str | None, signoffs: Sequence[Signoff]) -> Change:
    """The change that adds sign-offs at the end of a file; every byte before stays as it is.

    Args:
        path: the file.
        text: what it holds; None where it is not there yet.
        signoffs: what to add.

    Raises:
        UsageError: the file is not one that can be added to.
    """
    from specward.changes import Create, Replace

    text_before = text or ""
    newline = "\r\n" if "\r\n" in text_before else "\n"
    joint = "" if not text_before or text_before.endswith("\n") else newline
    added = "".join(line + newline for signoff in signoffs for line in _lines(signoff))
    whole = text_before + joint + added
    before, after = (read_signoffs(path, state.encode("utf-8", "replace")) for state in (text_before, whole))
    expected = [recorded.signoff for recorded in before.recorded] + list(signoffs)
    if before.malformed or after.malformed or [recorded.signoff for recorded in after.recorded] != expected:
        reason = before.malformed[0].reason if before.malformed else "it is not the plain list that is written here"
        raise UsageError(f"nothing can be added to this file: {reason}", where=path, help="mend it first")
    return Create(path, whole) if text is None else Replace(path, whole, text)


def _lines(signoff: Signoff) -> list[str]:
    lines = [f"- item: {quote(signoff.item)}", f"  fingerprint: {signoff.fingerprint}"]
    lines += [f"  by: {quote(signoff.by)}", f"  on: {signoff.on}"]
    if signoff.note:
        lines.append(f"  note: {quote(signoff.note)}")
    if signoff.files:
        lines.append("  files:")
        lines += [f"    {quote(path)}: {digest}" for path, digest in signoff.files]
    if signoff.signature:
        lines.append("  signature: |")
        lines += [f"    {line}" if line else "" for line in signoff.signature.split("\n")]
    return lines


@cache
def _person() -> re.Pattern[str]:
    return re.compile(r"[^<>\r\n]{1,200} <[^<>\s]{1,200}>")
