"""A decision was made between one option and nothing.

## What it does

Reports a record whose list of considered options has one entry, and one whose section on alternatives is empty or says
`None`.

## Why is this bad?

Where nothing else was weighed, nothing was decided: a reader learns what is done, and not why it is not done otherwise.
Leaving things as they are is an option too.

## Example

```markdown history/adr/0001-session-store.md
# Session store

## Context and Problem Statement

Where does a session live?

## Considered Options

* Redis

## Decision Outcome

Chosen option: "Redis", because it outlives a restart.
```

## Use instead

```markdown history/adr/0001-session-store.md
# Session store

## Context and Problem Statement

Where does a session live?

## Considered Options

* Redis
* Memory of the process, as today

## Decision Outcome

Chosen option: "Redis", because it outlives a restart.
```

## Limits

Options that are told in prose cannot be counted. One alternative beside what was decided is enough. Records without a
section on options are left alone: their format asks for none. So are proposals, which may still be missing some.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.artifacts.adr import Adr
    from specward.markdown.document import Section
    from specward.project import Project

_HELP = "add what else was weighed; leaving things as they are is an option too"
_LONGEST = 40
"""Characters: a longer text says something."""


@rule("ADR008", Severity.WARNING, Scope.ADR, read=2, right=2)
def check(adr: Adr, project: Project) -> Iterator[Fault]:
    """Yield a fault where one option was weighed, or none."""
    from specward.artifacts.adr_roles import OPTIONS
    from specward.artifacts.adr_status import NOT_YET

    sections = adr.roles.get(OPTIONS, ())
    if not sections or (adr.status is not None and adr.status.kind in NOT_YET) or len(adr.options) > 1:
        return
    heading = sections[0].heading
    if not adr.options and all(_says_nothing(adr, section) for section in sections):
        yield Fault(adr.document.place(heading.start, heading.end), "nothing else was weighed", help=_HELP)
    elif len(adr.options) == 1 and _is_whole_list(adr, sections):
        option = adr.options[0]
        yield Fault(adr.document.place(option.start, option.end), "this is the only option", help=_HELP)


def _says_nothing(adr: Adr, section: Section) -> bool:
    from specward.markdown.scan import HTML

    words = [adr.document.words(block) for block in adr.document.within(section) if block.kind != HTML]
    text = " ".join(words).strip()
    return len(text) <= _LONGEST and _nothing().fullmatch(text) is not None


def _is_whole_list(adr: Adr, sections: Sequence[Section]) -> bool:
    """Whether the one option is the one item of a list, of a section that is not about its alternatives alone.

    A number in its name, `Option 4`, says that there are others, and so does one anywhere in the record.
    """
    from specward.markdown.scan import HEADING, ITEM

    if any("alternative" in section.title for section in sections) or _another().search(adr.document.text):
        return False
    items = 0
    for block in adr.document.within(sections[0]):
        if block.kind == HEADING:
            break
        items += block.kind == ITEM and block.depth == 0
    return items == 1


@cache
def _nothing() -> re.Pattern[str]:
    return re.compile(
        r"[\W_]*(?:none(?: (?:were )?(?:considered|needed|yet))?|n/?a|nil|no alternatives?)?[\W_]*", re.IGNORECASE
    )


@cache
def _another() -> re.Pattern[str]:
    return re.compile(r"\b(?:option|alternative)s? ?#?(?:[2-9]|[B-F])\b", re.IGNORECASE)
