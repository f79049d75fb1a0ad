"""A decision record does not say what was decided, or why it had to be.

## What it does

Reports a record whose section on the decision, on the context or on the consequences is there and says nothing, or
nothing but `TODO`, `TBD` and the like. It is an error where the decision is empty and has been accepted, and for
information where nothing has been decided yet.

## Why is this bad?

Whoever follows the decision has to ask its authors, and those will have left.

## Example

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

## Status

Accepted

## Context

A session outlives the process.

## Decision

TBD
```

## Use instead

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

## Status

Accepted

## Context

A session outlives the process.

## Decision

Sessions are kept in Redis.
```

## Limits

What stands under headings of its own, such as the consequences below MADR's `Decision Outcome`, is no decision. A
section that is not there is left alone: formats differ in what they ask for. Placeholders of a template are
`template-leftover`, and a record in which nothing was filled in is `unfilled-template`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.adr import Adr
    from specward.markdown.document import Section
    from specward.project import Project

_LONGEST = 60
"""Characters: a longer text says something."""
_MOST = 20
"""Sections of one purpose that are looked at: what has more is no record."""
_PROSE = frozenset({"paragraph", "item", "quote"})


@rule("ADR019", Severity.WARNING, Scope.ADR, read=7, right=7)
def check(adr: Adr, project: Project) -> Iterator[Fault]:
    """Yield a fault for each section that says nothing."""
    from specward.artifacts.adr_roles import CONSEQUENCES, CONTEXT, DECISION
    from specward.artifacts.template_tokens import leftovers, unfilled

    parts = sorted((part.heading.start, part.level) for sections in adr.roles.values() for part in sections)
    for role in (CONTEXT, DECISION, CONSEQUENCES):
        for section in adr.roles.get(role, ())[:_MOST]:
            words = _words(adr, section, _end_of_own(section, parts) if role == DECISION else section.end)
            if words is None or (words and not _is_nothing(words)):
                continue
            if not unfilled(adr.document, leftovers(adr.document, Kind.ADR)):
                yield Fault(
                    adr.document.place(section.heading.start, section.heading.end),
                    f"the section on the {role} says only `{words}`"
                    if words
                    else f"the section on the {role} is empty",
                    help=f"write the {role} down, or take the heading out",
                    severity=_severity(adr, is_decision=role == DECISION),
                )


def _words(adr: Adr, section: Section, end: int) -> str | None:
    """What a section says up to an offset; None where that is more than a remark."""
    from specward.markdown.scan import HEADING, HTML

    document = adr.document
    if end - section.start > _LONGEST and _plain().match(document.text, section.start, end):
        return None
    found = ""
    for block in document.blocks_between(section.start, end):
        if block.kind not in {HEADING, HTML}:
            found = f"{found} {document.words(block)}".strip()
            if len(found) > _LONGEST or block.kind not in _PROSE:
                return None
    return found


def _end_of_own(section: Section, parts: list[tuple[int, int]]) -> int:
    """Where a section's first part begins that has a role of its own, such as its consequences; else its end."""
    for index in range(bisect_left(parts, (section.start, 0)), len(parts)):
        start, level = parts[index]
        if start >= section.end:
            break
        if level > section.level:
            return start
    return section.end


def _severity(adr: Adr, *, is_decision: bool) -> Severity:
    from specward.artifacts.adr_status import NOT_YET, StatusClass

    kind = adr.status.kind if adr.status else StatusClass.UNKNOWN
    if kind in NOT_YET:
        return Severity.INFO
    in_force = kind in {StatusClass.ACCEPTED, StatusClass.IMPLEMENTED}
    return Severity.ERROR if is_decision and in_force else Severity.WARNING


def _is_nothing(words: str) -> bool:
    return _nothing().fullmatch(words) is not None


@cache
def _plain() -> re.Pattern[str]:
    """A text that begins with a line of words as long as a remark may be: no need to look for blocks in it."""
    return re.compile(rf"\s{{0,20}}\w[^\r\n#<]{{{_LONGEST},}}")


@cache
def _nothing() -> re.Pattern[str]:
    return re.compile(
        r"[\W_]{0,8}(?:todo|tbd|tba|fixme|xxx|wip|pending|none yet|coming soon|lorem ipsum[^.]{0,40}"
        r"|to be (?:added|decided|defined|determined|done|written))?[\W_]{0,8}",
        re.IGNORECASE,
    )
