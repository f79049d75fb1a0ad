"""Two acceptance criteria of a specification say the same.

## What it does

Reports each acceptance scenario or criterion whose words an earlier one of the same specification has already. Letter
case, punctuation and emphasis do not count. Of scenarios that follow each other, as a block pasted twice, the first is
reported, with the others beside it.

## Why is this bad?

Each criterion is tested, ticked and signed. Of two that say the same one is work for nothing, and mostly one of them
was meant to say something else: a copy that nobody has changed.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **Given** an account, **When** the right password is sent, **Then** a session starts
2. **Given** an account, **When** the right password is sent, **Then** a session starts
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **Given** an account, **When** the right password is sent, **Then** a session starts
2. **Given** an account, **When** a wrong password is sent, **Then** the sign-in is refused
```

## Limits

Only the same words are the same: two criteria that mean one thing in other words are not found. Scenarios without a
result are left to `incomplete-scenario`, and those of the template (`[expected outcome]`) to `template-leftover`. No
fix is offered: which of the two was to say something else, a person knows.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.spec import Spec
    from specward.project import Project

    Said = tuple[str, str, int, int]
    """The id of a criterion, what it says, and where it lies."""

_SHOWN = 24
_NO_LETTERS = " \t\r\n*_`.,;:!'\"’“”()-|"
_COMPARED = 4


@rule("SPC009", Severity.WARNING, Scope.SPEC, read=1, right=1)
def check(spec: Spec, project: Project) -> Iterator[Fault]:
    """Yield a fault for each run of criteria that were told before."""
    criteria = _criteria(spec)
    ends = Counter(_end(said) for said in criteria)
    first: dict[str, Said] = {}
    run: list[tuple[Said, Said]] = []
    for said in criteria:
        # To compare whole sentences costs more than to read them; few have their end in common.
        before = first.setdefault(_normal(said[1]), said) if ends[_end(said)] > 1 else said
        if before is not said:
            run.append((before, said))
        elif run:
            yield _fault(spec, run)
            run = []
    if run:
        yield _fault(spec, run)


def _criteria(spec: Spec) -> list[Said]:
    """Every criterion with a result, in source order."""
    found: list[Said] = [
        (one.id, f"{one.given or ''} | {one.when or ''} | {one.then}", one.start, one.end)
        for one in spec.scenarios
        if one.then and (one.given or one.when) and not _is_placeholder(one.then)
    ]
    if spec.criteria:
        found.extend((item.id, item.text, item.start, item.end) for item in spec.criteria if _normal(item.text))
        found.sort(key=lambda said: said[2])
    return found


def _fault(spec: Spec, run: list[tuple[Said, Said]]) -> Fault:
    place = spec.document.place
    (before, said), *others = run
    related = [place(*before[2:], "first told here")]
    for earlier, later in others[:_SHOWN]:
        related.append(place(*earlier[2:], "first told here"))
        related.append(place(*later[2:], f"{later[0]} again"))
    message = f"{said[0]} says the same as {before[0]}"
    if others:
        message = f"{len(run)} criteria from {said[0]} on say the same as others before"
    help_ = "say what this one adds, or delete it"
    return Fault(place(*said[2:]), message, help=help_, related=tuple(dict.fromkeys(related)))


def _is_placeholder(words: str) -> bool:
    """Whether a clause is still the template's: `[expected outcome]`."""
    words = words.strip(_NO_LETTERS)
    return words.startswith("[") and words.endswith("]")


def _end(said: Said) -> str:
    """The last letters, which are the same wherever all words are."""
    return said[1].rstrip(_NO_LETTERS)[-_COMPARED:].casefold()


def _normal(words: str) -> str:
    return _between().sub(" ", words.casefold()).strip()


@cache
def _between() -> re.Pattern[str]:
    """What parts words and says nothing: blanks, emphasis, marks of punctuation. `|` parts the clauses."""
    return re.compile(r"[\s*_`.,;:!'\"’“”()-]+")
