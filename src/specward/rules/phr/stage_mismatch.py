"""A prompt record's file name and front matter name two different stages.

## What it does

Compares the stage in the file name (`0001-login-form.green.prompt.md`) with the key `stage`. A file name without a
stage is not compared, nor is a `stage` that does not exist (`unknown-stage`).

## Why is this bad?

Lists made from file names and lists made from the records disagree about the same work.

## Example

````markdown history/prompts/001-login/0001-login-form.red.prompt.md
---
id: "0001"
title: Login form
stage: green
date: "2026-01-02"
---

## Prompt

Build the login form.
````

## Use instead

````markdown history/prompts/001-login/0001-login-form.green.prompt.md
---
id: "0001"
title: Login form
stage: green
date: "2026-01-02"
---

## Prompt

Build the login form.
````

## Limits

The fix believes the key and renames the file, with all links to it. It is safe only where the file's name has another
word for the same stage, such as `implement` for `green`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.phr_filing import ROUTES, STAGE_ALIASES
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.phr import Record
    from specward.finding import Fix
    from specward.project import Project


@rule("PHR005", Severity.WARNING, Scope.PHR, fixable=True, read=30, right=30)
def check(record: Record, project: Project) -> Iterator[Fault]:
    """Yield a fault where both stages exist and differ."""
    stage, named = record.stage, record.name.stage
    if stage is None or not named or named == stage.value:
        return
    word = stage.value.lower()
    if word not in ROUTES or named.lower() == word:
        return
    if named.lower() in ROUTES:
        mend = f"rename the file to end in `.{word}.prompt.md`, or write `stage: {named.lower()}`"
    else:
        mend = f"rename the file to end in `.{word}.prompt.md`"
    yield Fault(
        record.document.place(stage.start, stage.end),
        f"the stage is `{stage.value}` here and `{named}` in the file name",
        help=mend,
        fix=_fix(record, word, project),
    )


def _fix(record: Record, stage: str, project: Project) -> Fix | None:
    """The file under the stage that the record names; safe where its name has only another word for that."""
    from specward.phr.refiling import refiled, with_stage

    named = record.name.stage.lower()
    to = with_stage(record, stage, keep=named not in ROUTES and named not in STAGE_ALIASES)
    if not to:
        return None
    safe = STAGE_ALIASES.get(named) == stage
    return refiled(project, f"rename the file to end in `.{stage}.prompt.md`", {record.document.path: to}, safe=safe)
