"""A decision says because, and nothing after it.

## What it does

Reports a chosen option (`Chosen option: "Redis", because …`) whose reason is missing or is a placeholder such as `…`,
`TODO` or `TBD`.

## Why is this bad?

The reason is what the record is for. What was chosen can be seen in the code.

## Example

```markdown history/adr/0001-session-store.md
# Session store

## Considered Options

* Redis
* Memory of the process

## Decision Outcome

Chosen option: "Redis", because
```

## Use instead

```markdown history/adr/0001-session-store.md
# Session store

## Considered Options

* Redis
* Memory of the process

## Decision Outcome

Chosen option: "Redis", because it outlives a restart.
```

## Limits

A record that does not say `because` may give its reasons anywhere, and is left alone. A list below the line is a
reason. Placeholders of a template are `template-leftover`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.adr import Adr
    from specward.project import Project


@rule("ADR029", Severity.WARNING, Scope.ADR)
def check(adr: Adr, project: Project) -> Iterator[Fault]:
    """Yield a fault, at what was chosen, where no reason follows."""
    text = adr.document.text
    if _unfinished().search(text) is None:
        return
    chosen = adr.chosen
    if chosen is None or not chosen.is_stated or chosen.rationale:
        return
    lead = _lead().match(text, chosen.end)
    if lead and _unfinished().match(text, lead.end()):
        yield Fault(
            adr.document.place(chosen.start, chosen.end),
            f"nothing says why it is `{chosen.name}`",
            help="write after `because` what decided it",
        )


@cache
def _lead() -> re.Pattern[str]:
    """What may stand between a name and the word."""
    return re.compile(r"[\"'”’»`*_)\]]{0,4},?[ \t]+")


@cache
def _unfinished() -> re.Pattern[str]:
    """The word and the end of its line, with nothing but a placeholder between."""
    return re.compile(r"because[ \t:.,…_*-]{0,8}(?:TODO|TBD|FIXME|XXX|\?{1,3})?[ \t.…_*]{0,8}(?=\r?\n|\Z)")
