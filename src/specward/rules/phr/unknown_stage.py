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

## Limits

The fix knows the words that people and agents write for a stage, such as `implementation`. It is not safe for `adr`,
`phr` and `analysis`, which a person may file otherwise, and there is none where the record would lie in a wrong folder.
A word of one's own in a folder of one's own, outside of any `prompts/`, is left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.phr_filing import OLD_STAGES, ROUTES, STAGE_ALIASES, STAGES
from specward.artifacts.phr_name import CURRENT_FORM, OWN_FORM
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.phr import Record
    from specward.artifacts.phr_header import Field
    from specward.finding import Fix
    from specward.project import Project

_DOUBTFUL = frozenset({"adr", "phr", "analyze", "analysis"})
"""Words that the list of aliases files under `misc`, and a person perhaps elsewhere."""


@rule("PHR004", Severity.WARNING, Scope.PHR, fixable=True, read=18, right=18)
def check(record: Record, project: Project) -> Iterator[Fault]:
    """Yield a fault where the front matter's stage is not one of the ten."""
    stage = record.stage
    if stage is None or stage.value in ROUTES or not stage.value or "{{" in stage.value:
        return
    word = stage.value.lower()
    if word in ROUTES or (word in OLD_STAGES and record.place.form != CURRENT_FORM):
        return
    meant = STAGE_ALIASES.get(word)
    if meant is None and record.place.form == OWN_FORM:
        return
    yield Fault(
        record.document.place(stage.start, stage.end),
        f"`{stage.value}` is no stage",
        help=f"write `stage: {meant}`" if meant else f"choose one of {', '.join(STAGES)}",
        fix=_fix(record, stage, meant, project) if meant else None,
    )


def _fix(record: Record, stage: Field, meant: str, project: Project) -> Fix | None:
    """The stage that is meant, in the file's name too where that has the same word; None where it belongs elsewhere."""
    from specward.finding import Fix
    from specward.phr.refiling import belongs_elsewhere, refiled, with_stage, with_value

    edit = with_value(record, stage, meant)
    if edit is None or belongs_elsewhere(record, meant, project):
        return None
    title, safe = f"write `stage: {meant}`", stage.value.lower() not in _DOUBTFUL
    to = with_stage(record, meant) if record.name.stage.lower() == stage.value.lower() else ""
    if not to:
        return Fix(title, (edit,), safe)
    return refiled(project, f"{title}, and rename the file", {record.document.path: to}, [edit], safe=safe)
