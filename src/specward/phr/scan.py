"""Secrets in what is already recorded: where they stand, and what takes them out. Nothing of them is in the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.phr import read_record
from specward.changes import Replace
from specward.digest import digest
from specward.errors import UndeterminedError
from specward.markdown.document import UTF8, Document
from specward.markdown.scalar import quote
from specward.redaction import find
from specward.redaction.placeholders import replace
from specward.redaction.secret import merged
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from specward.project import Project
    from specward.redaction.second_opinion import SecondOpinion
    from specward.redaction.secret import Secret


class Leak(NamedTuple):
    """A secret in a document."""

    path: str
    line: int
    column: int
    length: int
    """Its characters."""
    rule: str
    tool: str
    """The scanner that found it; empty where Specward itself did."""


class Leaking(NamedTuple):
    """A document with secrets in it."""

    document: Document
    own: list[Secret]
    others: list[Secret]
    """What only the other scanner found."""

    @property
    def is_rewritable(self) -> bool:
        """Whether it is UTF-8; no other document is ever rewritten."""
        return self.document.encoding == UTF8

    def leaks(self, tool: str) -> list[Leak]:
        """Each of them, in order, without anything of its text."""
        leaks = []
        for secrets, finder in ((self.own, ""), (self.others, tool)):
            for secret in secrets:
                line, column = self.document.position(secret.start)
                leaks.append(Leak(self.document.path, line, column, secret.end - secret.start, secret.rule, finder))
        return sorted(leaks)


class Scan(NamedTuple):
    """What is in the documents of a project."""

    documents: int
    """How many were read."""
    leaking: tuple[Leaking, ...]
    tool: str
    """The other scanner that was asked; empty where none was."""
    undetermined: tuple[tuple[str, str], ...]
    """Path or scanner, and why it told nothing."""

    @property
    def leaks(self) -> list[Leak]:
        """Every secret, by path and place."""
        return [leak for one in self.leaking for leak in one.leaks(self.tool)]

    @property
    def kept(self) -> list[str]:
        """The documents that `redactions` leaves as they are."""
        return [one.document.path for one in self.leaking if not one.is_rewritable]


def scan(
    project: Project,
    paths: Iterable[str],
    known: Iterable[tuple[str, str]] = (),
    opinion: SecondOpinion | None = None,
) -> Scan:
    """Look for secrets in documents of a project.

    Args:
        project: the project.
        paths: the documents that are looked through.
        known: see `specward.redaction.find`.
        opinion: another scanner that is asked too.
    """
    read: list[tuple[Document, list[Secret]]] = []
    undetermined: list[tuple[str, str]] = []
    documents = 0
    for path in paths:
        try:
            document = project.document(path)
        except UnreadableFile as error:
            undetermined.append((path, error.reason))
            continue
        if document:
            documents += 1
            own = find(document.text, known)
            if own or opinion:  # the others need not be kept in memory
                read.append((document, own))
    others: list[list[Secret]] = [[] for _ in read]
    if opinion:
        try:
            others = opinion.ask([document.text for document, _ in read])
        except UndeterminedError as error:
            undetermined.append((opinion.tool, error.message))
    found = [
        Leaking(document, own, _without(theirs, own)) for (document, own), theirs in zip(read, others, strict=True)
    ]
    leaking = tuple(one for one in found if one.own or one.others)
    return Scan(documents, leaking, opinion.tool if opinion else "", tuple(undetermined))


def redactions(found: Scan, key: Callable[[], bytes]) -> list[Replace]:
    """What puts a placeholder in the place of each secret.

    Args:
        found: where they are.
        key: see `specward.redaction.redact`.
    """
    changes = []
    for one in found.leaking:
        if one.is_rewritable:
            text = replace(one.document.text, merged([*one.own, *one.others]), key).text
            changes.append(Replace(one.document.path, _with_new_digest(one.document.path, text), one.document.text))
    return changes


def _with_new_digest(path: str, text: str) -> str:
    """A text with the digest of its prompt as that is now: by the former one, a secret could be found by trial."""
    record = read_record(Document(path, text))
    field = record.header.field("prompt_sha256")
    if not field or not field.value:
        return text
    return f"{text[: field.start]}{quote(digest(record.prompt_text))}{text[field.end :]}"


def _without(theirs: list[Secret], own: list[Secret]) -> list[Secret]:
    """What overlaps none of our own."""
    return [other for other in theirs if not any(one.start < other.end and other.start < one.end for one in own)]
