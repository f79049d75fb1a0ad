"""Acceptance scenarios have no id of their own.

## What it does

Under the profile `strict` or `safety`, reports, once for a specification, that acceptance scenarios have no id
(`AC-001`), and how many. The fix writes the next free ids before their first words; it is not safe.

## Why is this bad?

Such a scenario is known by its place alone, `US1.2`. One more scenario above it, and what a test, a sign-off or a
review says of the second is said of the third.

## Example

```yaml .specify/specward.yml
trace:
  profile: strict
```

```markdown specs/001-login/spec.md
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **Given** an account, **When** the right password is sent, **Then** a session starts
2. **Given** an account, **When** a wrong password is sent, **Then** the sign-in is refused
```

## Use instead

```yaml .specify/specward.yml
trace:
  profile: strict
```

```markdown specs/001-login/spec.md
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **AC-001**: **Given** an account, **When** the right password is sent, **Then** a session starts
2. **AC-002**: **Given** an account, **When** a wrong password is sent, **Then** the sign-in is refused
```

## Limits

The profile `story` does without: spec-kit's own template gives scenarios no ids, and a specification that nothing is
traced to needs none. The fix is not safe because marks of tests, links in `trace.lock`, sign-offs and `acceptance.md`
may go by the place, and what they say must then be said anew of the id. It is offered for scenarios that begin with a
bold Given, or a bold label before one; elsewhere the ids must be written by hand.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Edit, Fix, Severity, Span
from specward.rule import Fault, Need, Scope, rule
from specward.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.scenario import Scenario
    from specward.artifacts.spec import Spec
    from specward.project import Project

_COMPARED = 12
"""So many characters of what is given tell that a bold word is its keyword."""


@rule("SPC011", Severity.INFO, Scope.SPEC, needs=Need.STRICTNESS, fixable=True, read=36, right=36)
def check(spec: Spec, project: Project) -> Iterator[Fault]:
    """Yield one fault where scenarios go by their place."""
    nameless = [scenario for scenario in spec.scenarios if not scenario.stable]
    if nameless:
        first = nameless[0]
        verb = "has" if len(nameless) == 1 else "have"
        yield Fault(
            spec.document.place(first.start, first.end),
            f"{counted(len(nameless), 'scenario')} {verb} no id, from {first.id} on",
            help="write an id before the first word: `**AC-001**: **Given** …`",
            fix=_fix(spec, nameless, project),
        )


def _fix(spec: Spec, nameless: list[Scenario], project: Project) -> Fix | None:
    """Write the next free ids, in source order."""
    path, text = spec.document.path, spec.document.text
    starts = {block.start for block in spec.document.blocks}
    places = [place for one in nameless if one.start in starts and (place := _beginning(text, one)) is not None]
    if not places:
        return None
    number = _highest(text, _lock(project, path))
    edits = tuple(Edit(path, Span(place, place), f"**AC-{number + i:03d}**: ") for i, place in enumerate(places, 1))
    title = "write the id" if len(edits) == 1 else "write the ids"
    return Fix(f"{title} AC-{number + 1:03d}{f' to AC-{number + len(edits):03d}' if len(edits) > 1 else ''}", edits)


def _beginning(text: str, scenario: Scenario) -> int | None:
    """Where the words of a scenario begin; None where an id before them would not be read as its own."""
    match = _begins().match(text, scenario.start, scenario.end)
    given = scenario.given[:_COMPARED] if scenario.given else ""
    return match.end("marker") if match and given and text.startswith(given, match.end()) else None


def _highest(*texts: str) -> int:
    """The highest number that an id of a criterion has, wherever it is named or was retired."""
    return max((int(match[1]) for text in texts if "AC" in text for match in _criterion().finditer(text)), default=0)


def _lock(project: Project, path: str) -> str:
    if not project.kept:
        return ""
    from specward.trace.lock import FILE

    data = project.source.read(f"{path.rpartition('/')[0]}/{FILE}")
    return data.decode("utf-8", "replace") if data else ""


@cache
def _begins() -> re.Pattern[str]:
    """A scenario's list marker, a bold label, and its bold Given up to what is given."""
    return re.compile(
        r"(?P<marker>(?:(?:\d{1,4}[.)]|[-*+])[ \t]+)?)(?:\*\*[^*\r\n]{1,80}\*\*[:：]?[ \t]+)?"
        r"\*\*[^*\r\n]{1,16}\*\*[ \t,:：，、]*"
    )


@cache
def _criterion() -> re.Pattern[str]:
    return re.compile(r"AC-?(\d{1,6})", re.ASCII)
