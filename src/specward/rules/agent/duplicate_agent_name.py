"""Two agent definitions share a name.

## What it does

Reports a name that more than one definition of a folder has: of `.specify/agents/`, or of one `.claude/agents/` with
all that lies below it. What is rendered from a neutral source has its name, and that is as it must be.

## Why is this bad?

One of the two wins and the other is never called. No agent says so.

## Example

```markdown .claude/agents/backend-architect.md
---
name: backend-architect
description: Designs services.
---

You design services.
```

```markdown .claude/agents/backend/architect.md
---
name: backend-architect
description: Reviews services.
---

You review services.
```

## Use instead

```markdown .claude/agents/backend-architect.md
---
name: backend-architect
description: Designs services.
---

You design services.
```

```markdown .claude/agents/backend/architect.md
---
name: backend-reviewer
description: Reviews services.
---

You review services.
```

## Limits

Definitions of other levels, such as those in a user's own folder, are not seen: they are no part of the project.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from specward.artifacts.kind import NEUTRAL_AGENTS, Kind
from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.agent import Agent
    from specward.markdown.document import Place
    from specward.project import Project


@rule("AGT002", Severity.ERROR, Scope.PROJECT, needs=Need.AGENTS, read=2, right=2)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each definition whose name another one of the folder had before it."""
    first: dict[tuple[str, str], Place] = {}
    later: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for path in project.beside_judged(Kind.AGENT):
        agent: Agent | None = project.artifact(Kind.AGENT, path)
        field = agent.field("name") if agent else None
        if agent and field and field.text:
            key = _level(path), field.text
            place = agent.document.place(*field.span)
            if first.setdefault(key, place) is not place:
                later[key].append(place)
    for (_level_, name), places in later.items():
        for place in places:
            yield Fault(
                place,
                f"`{name[:60]}` is the name of {len(places) + 1} definitions; one hides the others",
                help="give it a name of its own, in its file name too",
                related=(first[_level_, name]._replace(label="this one has it too"),),
            )


def _level(path: str) -> str:
    """The folder whose definitions an agent sees as one list."""
    if path.startswith(f"{NEUTRAL_AGENTS}/"):
        return NEUTRAL_AGENTS
    return path[: path.rindex(".claude/agents/")]
