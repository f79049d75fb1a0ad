"""An agent definition names a tool that there is not.

## What it does

Reports names in `tools` that Claude Code has no tool for, or, in a neutral source, that are no capability either. A
capability is one of `read`, `edit`, `search`, `run`, `web` and `delegate`. Names of tools of MCP servers, `mcp__…`, are
left alone.

## Why is this bad?

A name that nobody knows is passed over without a word, and the agent does without what it was meant to have.

## Example

```markdown .claude/agents/api-reviewer.md
---
name: api-reviewer
description: Use this agent after an endpoint has changed.
tools: Read, grep, file_write
---

You review HTTP APIs.
```

## Use instead

```markdown .claude/agents/api-reviewer.md
---
name: api-reviewer
description: Use this agent after an endpoint has changed.
tools: Read, Grep, Write
---

You review HTTP APIs.
```

## Limits

Claude Code gets new tools: one capitalised word that is not nearly the name of a known tool is left alone.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts.agent_words import CAPABILITIES, CLAUDE_TOOLS, OTHER_CLAUDE_TOOLS
from specward.finding import Severity
from specward.rule import Fault, Scope, rule
from specward.words import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.agent import Agent
    from specward.project import Project

_SHOWN = 60
"""Characters of a name that are shown."""
_MOST = 200
"""So many names of a definition are looked at."""
_NAMED = 3
"""So many unknown names are shown, and looked for among the known ones."""
_SURE = 0.85
"""How much like a known name one must be for a slip of it."""
_NEAR = 0.75
"""How much like a known name one must be for that to be suggested."""


@rule("AGT004", Severity.WARNING, Scope.AGENT, read=41, right=41)
def check(agent: Agent, _: Project) -> Iterator[Fault]:
    """Yield one fault for the unknown names of a definition, at the first of them."""
    known = _known(neutral=agent.is_neutral)
    unknown = [tool for tool in (agent.tool_names or ())[:_MOST] if not _may_be(tool.name, known)]
    if not unknown:
        return
    names = list(dict.fromkeys(" ".join(tool.name[:_SHOWN].split()) for tool in unknown))
    verb, tools = ("is", "tool") if len(names) == 1 else ("are", "tools")
    what = f"no capability, and no {tools}" if agent.is_neutral else f"no {tools}"
    message = f"{listed([f'`{name}`' for name in names], _NAMED)} {verb} {what} of Claude Code"
    place = agent.document.place(unknown[0].start, unknown[0].end)
    yield Fault(place, message, help=_help(names[:_NAMED], known, neutral=agent.is_neutral))


def _known(*, neutral: bool) -> tuple[str, ...]:
    own = tuple(name for names in CLAUDE_TOOLS.values() for name in names)
    return (*(CAPABILITIES if neutral else ()), *own, *OTHER_CLAUDE_TOOLS)


def _may_be(name: str, known: tuple[str, ...]) -> bool:
    """Whether a name is known, belongs to an MCP server, or is that of a tool that has come since."""
    base = name.partition("(")[0].strip()
    if base in known or base.startswith("mcp__"):
        return True
    return _capitalised().fullmatch(base) is not None and not _nearest(base, known, _SURE)


def _nearest(name: str, known: tuple[str, ...], least: float) -> str:
    from difflib import get_close_matches

    folded = {one.casefold(): one for one in reversed(known)}
    near = get_close_matches(name[:_SHOWN].casefold(), folded, n=1, cutoff=least)
    return folded[near[0]] if near else ""


def _help(names: list[str], known: tuple[str, ...], *, neutral: bool) -> str:
    meant = {} if neutral else CLAUDE_TOOLS
    near = [found for name in names for found in meant.get(name, (_nearest(name, known, _NEAR),)) if found]
    if near:
        return f"did you mean {quoted(dict.fromkeys(near))}?"
    if any("mcp" in name.lower() for name in names):
        return "a tool of an MCP server is called mcp__SERVER__TOOL"
    return f"leave it out; known are {quoted(known[:12])} and others, and mcp__SERVER__TOOL"


@cache
def _capitalised() -> re.Pattern[str]:
    return re.compile(r"[A-Z][A-Za-z]+")
