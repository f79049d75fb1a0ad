"""A plan names files that never came into being.

## What it does

Reports, once for a plan, the files that it names in backquotes and that no commit ever held, where the feature is done:
every task is ticked. While tasks are open, what a plan names may still come.

## Why is this bad?

The plan is read long after the feature is built, as the description of how it is built. It sends its readers to files
that do not exist, and the files that came in their place are not mentioned.

## Example

```markdown specs/001-login/plan.md
# Implementation Plan: Login

The form is in `src/form.py`, the password check in `src/checking.py`.
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [x] T001 Build it
```

```python src/form.py
FIELDS = ("name", "password")
```

## Use instead

```markdown specs/001-login/plan.md
# Implementation Plan: Login

The form is in `src/form.py`, and so is the password check.
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [x] T001 Build it
```

```python src/form.py
FIELDS = ("name", "password")
```

## Limits

It is information: a plan also names what was rejected, and what lies in the repository beside. Names are compared, not
folders, as `phantom-completion` compares them: a file that has moved or changed its way of writing is found. Nothing is
said where history cannot tell, of files that git ignores, of kinds of file that the repository never held, of
documents, of names without a folder, and of those with a gap to fill in (`src/<name>.py`). Trees in fences are not
read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Severity, Span
from specward.markdown.scan import CODE, FENCE, HTML
from specward.rule import Fault, Scope, rule
from specward.status.next_task import next_task
from specward.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.plan import Plan
    from specward.project import Feature, Project

_LISTED = 3
_RELATED = 50


@rule("PLN006", Severity.INFO, Scope.FEATURE, read=23, right=20)
def check(feature: Feature, project: Project) -> Iterator[Fault]:
    """Yield one fault for the files of a finished plan that never were."""
    plan, tasks = feature.plan, feature.tasks
    if not plan or not tasks or not tasks.done or next_task(tasks):
        return
    if not (project.touches(plan.document.path) or project.touches(tasks.document.path)):
        return
    named = _named(plan, project)
    if not named:
        return
    from specward.acceptance.known_files import never_there

    never = never_there(project, named)
    gone = [path for path in named if path in never]
    if gone:
        first, *others = (named[path] for path in gone)
        yield Fault(
            plan.document.place(*first),
            f"every task is ticked, and no commit ever held {listed([f'`{path}`' for path in gone], _LISTED)}",
            help="name the files that it became",
            related=tuple(plan.document.place(*span) for span in others[:_RELATED]),
        )


def _named(plan: Plan, project: Project) -> dict[str, Span]:
    """The files that a plan's prose names and that are not where it says, each with the place of its first naming."""
    from specward.acceptance.known_files import kind
    from specward.sources.scope import is_document

    found: dict[str, Span] = {}
    for match in _path().finditer(plan.document.text):
        found.setdefault(match[1], Span(*match.span(1)))
    absent = {
        path: span
        for path, span in found.items()
        if "/" in path
        and kind(path).isalnum()
        and not is_document(path)
        and not _unsure().search(path)
        and not project.source.exists(path)
    }
    if not absent:
        return {}
    blocks = plan.document.blocks
    starts = [block.start for block in blocks]
    kinds = {path: blocks[bisect_right(starts, span.start) - 1].kind for path, span in absent.items()}
    return {path: span for path, span in absent.items() if kinds[path] not in {FENCE, CODE, HTML}}


@cache
def _path() -> re.Pattern[str]:
    """What may be a path, in backquotes."""
    return re.compile(r"`(?:\./)?([\w@+-][\w.@+/-]{2,300})`")


@cache
def _unsure() -> re.Pattern[str]:
    """What makes a path a pattern (`NNN-a.sql`), a setting's (`src/.eslintrc`) or a package (`@scope/name.js`)."""
    return re.compile(r"\.\.|XX|NNN|YYYY|xxx|^path/to/|(?:^|/)\.[^/]*$|^@[\w-]+/[\w.-]+$")
