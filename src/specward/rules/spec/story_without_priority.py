"""A user story has no priority.

## What it does

Reports each user story whose heading says no priority (`(Priority: P1)`), where other stories of the specification have
one; and once a specification with two stories or more of which none has any.

## Why is this bad?

Stories are planned, built and delivered in the order of their priorities. Of two stories without one, whoever plans
guesses which comes first, and the first release may hold the wrong one.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **Given** an account, **When** the right password is sent, **Then** a session starts

### User Story 2 - Stay signed in

1. **Given** a session, **When** the page is opened again, **Then** the session goes on
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **Given** an account, **When** the right password is sent, **Then** a session starts

### User Story 2 - Stay signed in (Priority: P2)

1. **Given** a session, **When** the page is opened again, **Then** the session goes on
```

## Limits

A priority that stands in the first lines of the story (`**Priority**: P2`) or in a heading above it counts too. A story
without a number, as in spec-kit's template of before October 2025, an only story, and one whose heading says that it is
out of scope, deferred or withdrawn need none. Whether the priorities are right is not judged.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts.set_aside import is_set_aside
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.spec import Spec, Story
    from specward.markdown.document import Section
    from specward.project import Project

_REACH = 600
"""How many characters below its heading a story's priority is looked for."""
_SHOWN = 50


@rule("SPC006", Severity.WARNING, Scope.SPEC, read=31, right=31)
def check(spec: Spec, project: Project) -> Iterator[Fault]:
    """Yield a fault for each story without a priority, or one where no story has any."""
    if all(story.priority for story in spec.stories):
        return
    stories = [story for story in spec.stories if story.number and not is_set_aside(spec.document.slice(story.heading))]
    groups = [section for section in spec.document.sections if _said().search(section.title)][:_SHOWN]
    without = [story for story in stories if not _has_priority(spec, story, groups)]
    if len(stories) < 2 or not without:
        return
    places = [spec.document.place(story.heading.start, story.heading.end) for story in without]
    if len(without) == len(stories):
        message = f"none of the {len(stories)} stories has a priority"
        yield Fault(places[0], message, help=_HELP, related=tuple(places[1:_SHOWN]))
        return
    for story, place in zip(without, places, strict=True):
        yield Fault(place, f"{story.id} has no priority", help=_HELP)


_HELP = "say in the heading how urgent it is: `(Priority: P2)`"


def _has_priority(spec: Spec, story: Story, groups: list[Section]) -> bool:
    """Whether heading, first lines or a heading above say a priority in any way."""
    if story.priority or _said().search(spec.document.text, story.heading.start, min(story.end, story.start + _REACH)):
        return True
    return any(group.level < story.level and group.start <= story.heading.start < group.end for group in groups)


@cache
def _said() -> re.Pattern[str]:
    return re.compile(
        r"\bP[0-9]\b|\bpriorit(?:y|é)\W{0,6}\w|\bprioridade?\W{0,6}\w|\bpriorität\W{0,6}\w|\brank\W{0,4}\d"
        r"|優先|优先|우선|приоритет|\bmust[ -]have\b|\bnice[ -]to[ -]have\b",
        re.IGNORECASE,
    )
