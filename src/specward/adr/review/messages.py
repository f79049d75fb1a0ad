"""What the messages of commits say of decisions that do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.adr.catalogue.catalogue import paths_of
from specward.adr.citations.scan import grammar_of
from specward.errors import UndeterminedError
from specward.git.process import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project


class Claim(NamedTuple):
    """A commit whose message cites a decision that does not exist."""

    commit: str
    """Its short id."""
    subject: str
    cites: str
    """As written: `ADR-0099`."""


def unknown_in_messages(root: str, revisions: str, states: tuple[Project, ...]) -> list[Claim]:
    """The commits of a range whose messages cite numbers that no record bears, the oldest first.

    Args:
        root: the project's root, in a repository.
        revisions: the range.
        states: those in which a record may bear the number, such as before and after a renumbering.

    Raises:
        UndeterminedError: git refuses, or is missing.
    """
    known = [paths_of(state) for state in states]
    if not any(paths.has_numbers for paths in known):
        return []
    result = run(
        ["log", "--reverse", "--no-merges", "--encoding=UTF-8", "--format=%x01%h%x00%B", revisions, "--"], root
    )
    if result.status:
        raise UndeterminedError(f"git log: {result.complaint}", where=root)
    found = []
    for entry in result.out.decode("utf-8", "replace").split("\x01")[1:]:
        commit, _, message = entry.partition("\0")
        subject = message.partition("\n")[0]
        for number, words in _named(message, states[-1]):
            if not any(paths.numbered(number) for paths in known):
                found.append(Claim(commit, subject, words))
    return found


def _named(message: str, project: Project) -> Iterator[tuple[int, str]]:
    """The numbers of decisions that a message names, each once, and how."""
    seen: set[int] = set()
    for line in message.splitlines():
        for mention in grammar_of(project).mentions(line):
            if mention.number is not None and mention.number not in seen:
                seen.add(mention.number)
                yield mention.number, mention.text
