"""A decision has nothing but advantages, as its record has it.

## What it does

Reports a record whose section on negative consequences is empty or says `None`, and one whose consequences are all
marked as good (`Good, because …`, below `Positive`).

## Why is this bad?

Every decision costs something. Where the record does not say what, nobody knew, or nobody wanted to say; those who pay
for it find out later.

## Example

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted

## Decision

Sessions are kept in Redis.

## Consequences

### Positive

- Sessions outlive a restart.

### Negative

None.
```

## Use instead

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted

## Decision

Sessions are kept in Redis.

## Consequences

### Positive

- Sessions outlive a restart.

### Negative

- One more service has to run.
```

## Limits

Consequences in prose, and items that are not marked as good or bad, are left alone. So are records without any: their
format may not ask for them. Where nothing has been decided yet it is for information.
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
    from specward.markdown.document import Section
    from specward.project import Project

_TITLES = frozenset({"negative", "negatives", "negative consequences"})
_LONGEST = 40
"""Characters: a longer text says something."""
_MOST = 20
"""Sections that are looked at: what has more is no record."""
_LONGEST_SECTION = 400
"""Characters, with blank lines and comments."""


@rule("ADR010", Severity.WARNING, Scope.ADR)
def check(adr: Adr, project: Project) -> Iterator[Fault]:
    """Yield a fault, at the heading, where nothing bad is told."""
    from specward.artifacts.adr_roles import CONSEQUENCES, NEGATIVE
    from specward.artifacts.adr_status import NOT_YET

    severity = Severity.INFO if adr.status is not None and adr.status.kind in NOT_YET else None
    empty = [section for section in adr.roles.get(NEGATIVE, ())[:_MOST] if _says_nothing(adr, section)]
    empty = [section for section in empty if not _is_of_an_option(adr, section)]
    for section in empty or adr.roles.get(CONSEQUENCES, ())[:1]:
        if empty or _praises(adr, section):
            yield Fault(
                adr.document.place(section.heading.start, section.heading.end),
                "nothing bad follows from this decision",
                help="say what it costs, and whom",
                severity=severity,
            )
            return


def _says_nothing(adr: Adr, section: Section) -> bool:
    """Whether a section on what is bad is there, and says that nothing is, or nothing."""
    from specward.markdown.scan import HTML

    if section.title not in _TITLES or section.end - section.start > _LONGEST_SECTION:
        return False
    blocks = adr.document.blocks_between(section.start, section.end)
    text = " ".join(adr.document.words(block) for block in blocks if block.kind != HTML).strip()
    return len(text) <= _LONGEST and _nothing().fullmatch(text) is not None


def _is_of_an_option(adr: Adr, section: Section) -> bool:
    from specward.artifacts.adr_roles import OPTIONS

    options = adr.roles.get(OPTIONS, ())
    return any(option.start <= section.start < option.end for option in options)


def _praises(adr: Adr, section: Section) -> bool:
    """Whether all consequences are marked as good, and no word in their section is one of price."""
    if _good().search(adr.document.text, section.start, section.end) is None:
        return False
    found = adr.consequences
    if not found.positive or found.negative or found.neutral:
        return False
    return _price().search(adr.document.text, section.start, section.end) is None


@cache
def _nothing() -> re.Pattern[str]:
    return re.compile(
        r"[\W_]*(?:(?:none|nothing)(?: (?:known|identified|yet|so far))?|n/?a|nil|tbd|todo)?[\W_]*", re.IGNORECASE
    )


@cache
def _good() -> re.Pattern[str]:
    return re.compile(r"\b(?:good|positives?|pros|benefits?|advantages?)\b", re.IGNORECASE)


@cache
def _price() -> re.Pattern[str]:
    """Words that tell of a price, under whatever label it stands."""
    words = (
        *(
            "bad",
            "but",
            "cons",
            "complexit(?:y|ies)",
            "constraints?",
            "costs?",
            "disadvantages?",
            "downsides?",
            "drawbacks?",
        ),
        *("although", "however", "limitations?", "limited", "lose", "loss", "mitigat\\w+", "must", "need(?:s|ed)?"),
        *(
            "negatives?",
            "neutral",
            "no longer",
            "require[sd]?",
            "risks?",
            "slower",
            "trade-?offs?",
            "unfortunately",
            "worse",
        ),
    )
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
