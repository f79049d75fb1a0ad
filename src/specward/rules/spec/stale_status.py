"""Every task of a feature is ticked, and its specification still calls itself a draft.

## What it does

Reports a specification whose `**Status**` says Draft while every task of the feature is ticked and no other box of the
list is empty; tasks that were dropped (`[~]`, `[-]`) do not count. The fix writes `Implemented` in place of the word.

## Why is this bad?

Readers take the feature for a plan that may still change, and build or review something else. What the status says and
what `spec status` derives from the documents should be one.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

**Status**: Draft
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [x] T001 Create the form in src/form.py
- [x] T002 Check the password in src/login.py
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

**Status**: Implemented
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [x] T001 Create the form in src/form.py
- [x] T002 Check the password in src/login.py
```

## Limits

Only a status that is the word Draft alone, here or in another language that is known, is judged: `Draft, awaiting
approval` may be true of a feature that is built. An empty box that is no task's (`- [ ] All tests pass`) may be what is
left to do. The fix is offered for the English word. A tick is a claim, and so is the word that the fix writes; whether
the criteria hold is for the acceptance gate. Of the finished features of real projects six of ten call themselves
drafts.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Edit, Fix, Severity, Span
from specward.rule import Fault, Scope, rule
from specward.status.next_task import next_task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.header import Field
    from specward.project import Feature, Project

_DRAFT = "draft"
_DRAFTS = frozenset(
    {_DRAFT, "rascunho", "borrador", "brouillon", "entwurf", "bozza", "черновик", "草案", "草稿", "下書き", "초안"}
)
_IMPLEMENTED = "Implemented"
_EDGES = "*_` \t"


@rule("SPC016", Severity.WARNING, Scope.FEATURE, fixable=True, read=108, right=108)
def check(feature: Feature, project: Project) -> Iterator[Fault]:
    """Yield a fault where nothing is left to do and the status says Draft."""
    spec, tasks = feature.spec, feature.tasks
    status = spec.fields.get("status") if spec else None
    if not spec or not tasks or not status or status.value.strip(_EDGES).lower() not in _DRAFTS:
        return
    if tasks.done and next_task(tasks) is None and not _empty_box().search(tasks.document.text):
        yield Fault(
            spec.document.place(status.start, status.end),
            f"every task is ticked, and the status is still {status.value.strip(_EDGES)}",
            help="say how far the feature has come",
            related=(tasks.document.place(*(tasks.title_span or (0, 0)), "its tasks"),),
            fix=_fix(spec.document.path, status),
        )


def _fix(path: str, status: Field) -> Fix | None:
    """Put the word in place of the other; what stands around it stays."""
    start = status.start + status.value.lower().find(_DRAFT)
    if start < status.start:
        return None
    word = status.value[start - status.start :][: len(_DRAFT)]
    new = _IMPLEMENTED.upper() if word.isupper() else _IMPLEMENTED.lower() if word.islower() else _IMPLEMENTED
    return Fix(f"set the status to {new}", (Edit(path, Span(start, start + len(_DRAFT)), new),), safe=True)


@cache
def _empty_box() -> re.Pattern[str]:
    """An empty box that a list item begins with."""
    return re.compile(r"^[ \t]{0,12}(?:[-*+]|\d{1,4}[.)])[ \t]{1,4}\[ \]", re.MULTILINE)
