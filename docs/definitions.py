"""The document of coverage: each statement of the agent definitions with its answers, from the package's table."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from specward.packs.statements import CHECKLIST, DEFINITIONS, NONE, PERSON, WORDS, statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.packs.statements import Statement
    from specward.rule import Rule

PATH = "docs/definitions.md"
_SIGNED = "FA9"
"""What the codes of rules begin with that hold a person to a sign-off."""
_HEAD = """\
<!-- Written by docs/generate.py from src/specward/packs/statements.tsv. -->

# What five agent definitions ask for, and what checks it

The pack for FastAPI and some rules for documents were made from five definitions of coding agents. Each statement of
theirs stands here, in our words, by the line that it has there, with what answers it: rules, a built-in checklist
(`spec new checklist`), a sign-off that goes stale (`FA901` to `FA906`), or a person. Lines that only introduce a list
are left out here; [the table](../src/specward/packs/statements.tsv) has them too, and a test holds it against the
definitions.
"""


def render(rules: Sequence[Rule]) -> str:
    """The document."""
    names = {rule.code: rule.name for rule in rules}
    told = [statement for statement in statements() if statement.answers != (NONE,)]
    parts = [_HEAD, _counts(told)]
    for definition, members in groupby(told, key=attrgetter("definition")):
        rows = "".join(f"| {one.line} | {one.text} | {_answers(one, names)} |\n" for one in members)
        parts.append(f"## {DEFINITIONS[definition]}\n\n| line | statement | answered by |\n| --- | --- | --- |\n{rows}")
    return "\n".join(parts)


def _counts(told: Sequence[Statement]) -> str:
    counts = Counter(map(_kind, told))
    rows = "".join(f"| {kind} | {counts[kind]} |\n" for kind in _KINDS)
    return f"| answered by | statements |\n| --- | --- |\n{rows}| all | {len(told)} |\n"


_KINDS = ("rules alone", "rules and a person's word", "a checklist or a person alone")


def _kind(statement: Statement) -> str:
    human = [word for word in statement.answers if word in {PERSON, CHECKLIST} or word.startswith(_SIGNED)]
    if not human:
        return _KINDS[0]
    return _KINDS[1] if len(human) < len(statement.answers) else _KINDS[2]


def _answers(statement: Statement, names: dict[str, str]) -> str:
    return ", ".join(
        WORDS[word] if word in WORDS else f"[{word}](rules/{names[word]}.md) {names[word]}"
        for word in statement.answers
    )
