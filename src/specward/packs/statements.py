"""What five agent definitions for FastAPI state, and what answers each statement.

The rules of the pack, and some for documents, were made from these definitions. The table `statements.tsv` has a row
for each statement: the definition, the line that it stands in there, the first digits of that line's SHA-256, the
statement in our words, and its answers, separated by blanks. An example of code counts as one line.
"""

from __future__ import annotations

import os
from functools import cache
from typing import NamedTuple

DEFINITIONS = {
    "000": "fastapi-backend-architect, the first",
    "001": "fastapi-backend-architect, the second",
    "002": "fastapi-backend-engineer",
    "003": "fastapi-backend-developer",
    "004": "fastapi-backend-expert",
}
"""The names that the definitions give themselves, by the number that they are kept under."""
PERSON, CHECKLIST, NONE = "person", "checklist", "none"
WORDS = {
    PERSON: "a person judges it",
    CHECKLIST: "a built-in checklist asks for it",
    NONE: "it says what the agent is, or introduces a list",
}
"""The answers that are no rules."""


class Statement(NamedTuple):
    """What a definition states in one line, or one of several things that it states there."""

    definition: str
    """A key of `DEFINITIONS`."""
    line: int
    digest: str
    """The first twelve digits of the SHA-256 of the line without the blanks around it."""
    text: str
    answers: tuple[str, ...]
    """Codes of rules, and keys of `WORDS`."""


@cache
def statements() -> tuple[Statement, ...]:
    """Every statement, by definition and line."""
    path = os.path.join(os.path.dirname(__file__), "statements.tsv")
    with open(path, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file][1:]
    return tuple(
        Statement(name, int(line), digest, text, tuple(words.split())) for name, line, digest, text, words in rows
    )


def answered_by(code: str) -> list[Statement]:
    """The statements that a rule answers."""
    return [statement for statement in statements() if code in statement.answers]
