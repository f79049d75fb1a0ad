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

A word in the braces of the template and one that is nearly a known word, `acepted`, are warnings. Any other unknown
word is an info: a project may have words of its own.
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
_NEAR = 0.8
"""How much of two words must be the same for one to be a slip of the other."""
_SENTENCE = 80
"""Characters: what is longer tells of a status in prose, or is the text of a section that happens to be called so."""


@rule("ADR001", Severity.ERROR, Scope.ADR, read=9, right=9)
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
        meant = _meant(status.word)
        yield Fault(
            place,
            f"`{shown}` is no known status",
            help=f"did you mean `{meant}`?" if meant else _HELP,
            severity=Severity.WARNING if meant or status.raw.startswith("{") else Severity.INFO,
        )
    elif status.raw.startswith("{"):
        yield Fault(
            place,
            "the status stands in the braces of the template",
            help=f"write `{status.word}`",
            severity=Severity.WARNING,
        )


def _meant(word: str) -> str:
    """The known word that a word is nearly; empty where it is near none."""
    from difflib import get_close_matches

    from specward.artifacts.adr_status import WORDS

    known = [each for words in WORDS.values() for each in words]
    return next(iter(get_close_matches(word, known, n=1, cutoff=_NEAR)), "")
