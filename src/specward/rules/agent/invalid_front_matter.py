"""The front matter of an agent definition is not YAML.

## What it does

Reports a definition, neutral or Claude Code's own, whose front matter YAML refuses, that is never closed, or that has a
key twice. It is read all the same, line by line, as Claude Code reads it. Most often the description is not in quotes
and holds a colon followed by a blank.

## Why is this bad?

Claude Code alone takes it. Other agents, editors and linters read nothing of such a definition, or half of it.

## Example

```markdown .claude/agents/api-reviewer.md
---
name: api-reviewer
description: Use this agent after an endpoint has changed. user: 'I added a route' assistant: 'Let me review it'
---

You review HTTP APIs.
```

## Use instead

```markdown .claude/agents/api-reviewer.md
---
name: api-reviewer
description: "Use this agent after an endpoint has changed. user: 'I added a route' assistant: 'Let me review it'"
---

You review HTTP APIs.
```

## Limits

The fix quotes a value, or writes one of several lines as a block. It is offered where YAML then reads what was read
leniently, and it is not safe where a value has several lines or holds ` #`, or where the block is never closed. Of a
key that stands there twice with two values, somebody has to choose one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Edit, Fix, Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.agent import Agent
    from specward.project import Project

_CLOSE = "write a line `---` where the prompt begins"
_QUOTE = "put the value in quotes, or write `key: |` and the text below it, indented"
_CHOOSE = "delete one of the two values of a key that stands there twice; the first one holds"
_TWICE = "stands here with another value"
"""What the reader says of such a key."""


@rule("AGT001", Severity.ERROR, Scope.AGENT, fixable=True, read=62, right=62)
def check(agent: Agent, _: Project) -> Iterator[Fault]:
    """Yield one fault where anything of the front matter had to be read leniently."""
    faults = [repair for repair in agent.repairs if repair.faulty]
    if not faults:
        return
    document, (first, *others) = agent.document, faults
    yield Fault(
        document.place(first.start, first.end),
        first.message,
        help=_CHOOSE if any(_TWICE in one.message for one in others) else _QUOTE if agent.header.closed else _CLOSE,
        related=tuple(document.place(other.start, other.end, other.message) for other in others[:5]),
        fix=_fix(agent),
    )


def _fix(agent: Agent) -> Fix | None:
    from specward.agents.mending import mended

    found = mended(agent)
    if found is None:
        return None
    edits = tuple(Edit(agent.document.path, span, words) for span, words in found.edits)
    return Fix("write it as every YAML reader takes it", edits, safe=found.sure)
