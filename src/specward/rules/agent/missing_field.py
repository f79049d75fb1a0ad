"""An agent definition lacks its name or its description.

## What it does

Reports a definition without `name` or `description`, and as a warning a name that holds anything but small letters,
digits and hyphens. Of a file in `.claude/agents/` without any front matter it does so where the text addresses an
agent, with `You are …`, and the file has the name of one: other files there are notes.

## Why is this bad?

The description is what tells an agent when to call another one, and the name is what it is called by. Claude Code
leaves a definition out that lacks one of them, and says so only in its log.

## Example

```markdown .claude/agents/api-reviewer.md
---
description: Use this agent after an endpoint has changed.
---

You review HTTP APIs.
```

## Use instead

```markdown .claude/agents/api-reviewer.md
---
name: api-reviewer
description: Use this agent after an endpoint has changed.
---

You review HTTP APIs.
```

## Limits

The fix writes the name of the file, or the name in small letters and hyphens. It is not safe: a definition that was
never called may be called from then on. Nobody but its author can write a description.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Edit, Fix, Severity, Span
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.agent import Agent
    from specward.project import Project

_BEGINNING = 4000
"""So many characters show whether a text addresses an agent."""


@rule("AGT003", Severity.ERROR, Scope.AGENT, fixable=True, read=51, right=51)
def check(agent: Agent, _: Project) -> Iterator[Fault]:
    """Yield a fault for what is missing, and for a name that is none."""
    document = agent.document
    framed = agent.header.content_start >= 0
    if not framed:
        if agent.is_neutral or _is_meant_for_one(agent):
            place = document.place(agent.header.body_start, agent.header.body_start + 1)
            yield Fault(place, "no front matter: it has no name and no description", help=_HELP)
        return
    opening = document.text.rfind("\n", 0, agent.header.content_start - 1) + 1
    for key in ("name", "description"):
        field = agent.field(key)
        if field is None:
            yield Fault(
                document.place(opening, opening + 3), f"`{key}` is missing", help=_WRITE[key], fix=_fix(agent, key)
            )
        elif not field.text:
            place = document.place(*agent.key_span(field))
            yield Fault(place, f"`{key}` is empty, or no text", help=_WRITE[key], fix=_fix(agent, key))
        elif key == "name" and not _name().fullmatch(field.text):
            message = f"`{field.text[:60]}` is no name that agents take: small letters, digits and hyphens"
            place = document.place(*field.span)
            yield Fault(place, message.replace("\n", " "), fix=_fix(agent, key), severity=Severity.WARNING)


_HELP = "begin with `---`, `name`, `description`, `---`: `spec agent import` writes them"
_WRITE = {"name": "write `name:` and the name of the file", "description": "say when this agent is to be called"}


def _is_meant_for_one(agent: Agent) -> bool:
    """Whether a file without front matter is a definition by its name and its words."""
    beginning = agent.document.text[:_BEGINNING]
    return _name().fullmatch(agent.stem) is not None and _address().search(beginning) is not None


def _fix(agent: Agent, key: str) -> Fix | None:
    """The name that the file has, or that the written one comes nearest to."""
    from specward.agents.neutral import slug

    if key != "name" or not agent.header.closed:
        return None
    field = agent.field("name")
    name = slug(field.text if field and field.text else agent.stem)
    if not name:
        return None
    if field is None:
        at = agent.header.content_start
        newline = "\r\n" if agent.document.text[at - 2 : at] == "\r\n" else "\n"
        edit = Edit(agent.document.path, Span(at, at), f"name: {name}{newline}")
    elif field.node.start == field.node.end:
        edit = Edit(agent.document.path, field.span, f" {name}")
    else:
        edit = Edit(agent.document.path, field.span, name)
    return Fix(f"call it {name}", (edit,))


@cache
def _name() -> re.Pattern[str]:
    return re.compile(r"[a-z0-9-]+")


@cache
def _address() -> re.Pattern[str]:
    return re.compile(r"^(?:You are|You're|Act as|\*\*Name\*\*:) ", re.MULTILINE)
