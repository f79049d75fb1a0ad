"""A prompt record names a stage that does not exist.

## What it does

Reports a `stage` that is none of constitution, spec, plan, tasks, red, green, refactor, explainer, misc and general.
In the folders of older layouts (`docs/prompts/`, `specs/<feature>/prompts/`) their stages architect, adr-draft and
pr-draft are valid too.

## Why is this bad?

The stage decides where a record belongs and what it is counted as. A made-up stage drops out of every list.

## Example

````markdown history/prompts/001-login/0001-login-form.green.prompt.md
---
id: "0001"
title: Login form
stage: implementation
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
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.phr_filing import OLD_STAGES, ROUTES, STAGE_ALIASES, STAGES
from specward.artifacts.phr_name import CURRENT_FORM
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.phr import Record
    from specward.project import Project


@rule("PHR004", Severity.WARNING, Scope.PHR)
def check(record: Record, project: Project) -> Iterator[Fault]:
    """Yield a fault where the front matter's stage is not one of the ten."""
    stage = record.stage
    if stage is None or stage.value in ROUTES or not stage.value or "{{" in stage.value:
        return
    word = stage.value.lower()
    if word in ROUTES or (word in OLD_STAGES and record.place.form != CURRENT_FORM):
        return
    meant = STAGE_ALIASES.get(word)
    yield Fault(
        record.document.place(stage.start, stage.end),
        f"`{stage.value}` is no stage",
        help=f"write `stage: {meant}`" if meant else f"choose one of {', '.join(STAGES)}",
    )
