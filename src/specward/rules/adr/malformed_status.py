"""A decision's status is none that anybody can act on.

## What it does

Reports a status that is still the template's list of words to choose from (`Proposed | Accepted | Rejected`) or a
token, and a status that begins with a word of no known meaning. Known are the words of adr-tools, MADR, log4brains,
pyadr, ADG and SpecKit Plus, and their translations; what follows the word, such as a date or a remark, is free.

## Why is this bad?

A reader cannot tell whether the decision holds. Tools guess, and most guess that it does.

## Example

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Proposed | Accepted | Superseded | Rejected
- **Date:** 2026-01-02

## Decision

Sessions are kept in Redis.
```

## Use instead

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted
- **Date:** 2026-01-02

## Decision

Sessions are kept in Redis.
```

## Limits

An unknown word is a warning, for a project may have words of its own; so is a known word in braces.
A status that is told in a sentence is left alone. `Accepted | Superseded by ADR-0007` says two things of one decision
and is no list. A record in which nothing was filled in is `unfilled-template`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.artifacts.template_tokens import leftovers, unfilled
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.adr import Adr
    from specward.project import Project

_HELP = "write one of proposed, accepted, rejected, deprecated, superseded"
_EXCERPT = 40
_SENTENCE = 80
"""Characters: what is longer tells of a status in prose, or is the text of a section that happens to be called so."""


@rule("ADR001", Severity.ERROR, Scope.ADR)
def check(adr: Adr, project: Project) -> Iterator[Fault]:
    """Yield a fault for a status that is a choice, a token or an unknown word."""
    status = adr.status
    if status is None or not status.raw:
        return
    from specward.artifacts.adr_status import StatusClass

    place = adr.document.place(status.start, status.end)
    if status.is_choice or status.is_placeholder:
        if not unfilled(adr.document, leftovers(adr.document, Kind.ADR)):
            what = "chosen: this is the template's list" if status.is_choice else "written: this is a placeholder"
            yield Fault(place, f"no status was {what}", help=_HELP)
    elif status.kind is StatusClass.UNKNOWN:
        if len(status.raw) > _SENTENCE:
            return
        shown = status.raw if len(status.raw) <= _EXCERPT else status.raw[:_EXCERPT].rstrip() + "…"
        yield Fault(place, f"`{shown}` is no known status", help=_HELP, severity=Severity.WARNING)
    elif status.raw.startswith("{"):
        yield Fault(
            place,
            "the status stands in the braces of the template",
            help=f"write `{status.word}`",
            severity=Severity.WARNING,
        )
