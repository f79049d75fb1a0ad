"""An agent definition has a key under a name that means nothing in it.

## What it does

Reports keys that skills or other agents have, where a definition has another word for the same: `allowed-tools`, which
is `tools` here, `disallowed-tools`, `colour` and the like. Where the right key is there as well, it is left alone.

## Why is this bad?

The key is passed over. An agent with `allowed-tools: Read` may write, run and delegate: without `tools` it may use all.

## Example

```markdown .claude/agents/api-reviewer.md
---
name: api-reviewer
description: Use this agent after an endpoint has changed.
allowed-tools: Read, Grep
---

You review HTTP APIs.
```

## Use instead

```markdown .claude/agents/api-reviewer.md
---
name: api-reviewer
description: Use this agent after an endpoint has changed.
tools: Read, Grep
---

You review HTTP APIs.
```

## Limits

The fix is not safe: from then on the agent has the tools that it names, and no others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Edit, Fix, Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.agent import Agent
    from specward.project import Project

_MEANT = {
    "allowed-tools": "tools",
    "allowed_tools": "tools",
    "allowedTools": "tools",
    "disallowed-tools": "disallowedTools",
    "disallowed_tools": "disallowedTools",
    "permission-mode": "permissionMode",
    "permission_mode": "permissionMode",
    "colour": "color",
}


@rule("AGT006", Severity.WARNING, Scope.AGENT, fixable=True, read=10, right=10)
def check(agent: Agent, _: Project) -> Iterator[Fault]:
    """Yield a fault for each key that has another name here."""
    for field in agent.extra:
        meant = _MEANT.get(field.key)
        if meant and agent.field(meant) is None:
            span = agent.key_span(field)
            yield Fault(
                agent.document.place(*span),
                f"`{field.key}` means nothing in an agent definition; it is `{meant}` here",
                fix=Fix(f"call it {meant}", (Edit(agent.document.path, span, meant),)),
            )
