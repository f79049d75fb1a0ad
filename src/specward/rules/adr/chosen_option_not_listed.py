"""What was chosen is none of the options that were considered.

## What it does

Compares the chosen option of a record (`Chosen option: …`) with the options that it lists, and reports a choice that
neither names nor resembles one of them.

## Why is this bad?

The reasons for and against stand beside the options. Of what was chosen the record then tells none, or it was renamed
in one place and means one of them: the reader has to guess which.

## Example

```markdown history/adr/0001-session-store.md
# Session store

## Considered Options

* Redis
* Memory of the process

## Decision Outcome

Chosen option: "PostgreSQL", because it is there anyway.
```

## Use instead

```markdown history/adr/0001-session-store.md
# Session store

## Considered Options

* Redis
* Memory of the process
* PostgreSQL

## Decision Outcome

Chosen option: "PostgreSQL", because it is there anyway.
```

## Limits

The wording may differ: case, emphasis, numbers, and other words around the same ones are no fault. What was chosen may
also stand within the text on an option, or be marked there as chosen. Sections on alternatives list what was not
chosen, and are left alone; so are choices that are told in a sentence.
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

_ENOUGH = 0.5
"""The share of the words of what was chosen that make it an option, or a part of one."""
_STEM = 5
"""Letters: words that share so many at their beginning are one, as `enable` and `enabled`."""
_SHORTEST = 3
_FEWEST = 2
_LONGEST = 60
"""Characters: a longer choice is a sentence, in words of its own."""
_SHOWN = 4


@rule("ADR009", Severity.WARNING, Scope.ADR)
def check(adr: Adr, project: Project) -> Iterator[Fault]:
    """Yield a fault, at what was chosen, where no option is meant."""
    from specward.artifacts.adr_roles import OPTIONS

    if OPTIONS not in adr.roles:
        return
    chosen = adr.chosen
    options = [option for option in adr.options if not option.is_alternative] if chosen else []
    if chosen is None or not chosen.is_stated or len(options) < _FEWEST:
        return
    from specward.artifacts.adr_option_names import option_named

    if len(chosen.name) > _LONGEST or _label().match(chosen.name) or option_named(options, chosen.name):
        return
    if _is_told_of(chosen.name, adr):
        return
    listed = ", ".join(f"`{option.name}`" for option in options[:_SHOWN])
    more = ", …" if len(options) > _SHOWN else ""
    yield Fault(
        adr.document.place(chosen.start, chosen.end),
        f"`{chosen.name}` is none of the options",
        help=f"name one of {listed}{more}, or list it with what speaks for it and against it",
    )


def _is_told_of(name: str, adr: Adr) -> bool:
    """Whether the sections on options have most of the words of a name, or mark one of them as chosen."""
    from specward.artifacts.adr_roles import OPTIONS

    wanted = _words(name)
    text = " ".join(adr.document.text[section.start : section.end] for section in adr.roles.get(OPTIONS, ()))
    return _marked().search(text) is not None or len(wanted & _words(text)) >= _ENOUGH * len(wanted)


def _words(text: str) -> set[str]:
    return {word[:_STEM] for word in _word().findall(text.casefold()) if len(word) >= _SHORTEST}


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[\w+#]+")


@cache
def _marked() -> re.Pattern[str]:
    """The mark of the option that was chosen: `Redis (chosen)`, `**Selected**`."""
    return re.compile(r"[(*_](?:chosen|selected|preferred)\b", re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    """An option by its letter or number alone: `B`, `Option 3: …`, `A for all questions`."""
    return re.compile(r"(?:option|alternative|variant)?\s*#?(?:\d{1,2}|[A-Za-z])(?:\b(?!['’-])|$)", re.IGNORECASE)
