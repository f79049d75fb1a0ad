"""A prompt record lies in a folder where records of its stage do not belong.

## What it does

Below `prompts/`, records of stage constitution belong in `constitution/`, those of stage general in
`general/`, and all others in the folder of the feature that they name. Records in the folders of older layouts, and
records of a feature stage in `general/` that name no feature, and general records in a folder that is no feature's, are
left alone.

## Why is this bad?

Who looks for the history of a feature looks in its folder, and does not find this record.

## Example

````markdown history/prompts/general/0001-login-form.green.prompt.md
---
id: "0001"
title: Login form
stage: green
date: "2026-01-02"
feature: 001-login
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
feature: 001-login
---

## Prompt

Build the login form.
````
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.phr_filing import CONSTITUTION, FEATURE, GENERAL, ROUTES
from specward.artifacts.phr_name import CURRENT_FORM
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.phr import Record
    from specward.project import Project

_NO_FEATURE = {"", "none", "null", "n/a", "na", "general", "constitution", "-", "all"}


@rule("PHR006", Severity.WARNING, Scope.PHR)
def check(record: Record, project: Project) -> Iterator[Fault]:
    """Yield a fault where the folder is not the one that the stage asks for."""
    stage, place = record.stage, record.place
    if stage is None or place.form != CURRENT_FORM:
        return
    wanted = ROUTES.get(stage.value.lower())
    if wanted is None or wanted == place.context:
        return
    feature = record.feature.value if record.feature else ""
    if wanted == FEATURE and feature.lower() in _NO_FEATURE:
        return
    if wanted == GENERAL and not _is_feature(place.folder, project):
        return
    if wanted == FEATURE:
        mend = f"move it to `history/prompts/{feature}/` under a number that is free there"
    elif place.context == FEATURE and wanted == GENERAL:
        mend = "write `stage: misc` where it concerns the feature, or move it to `history/prompts/general/`"
    else:
        mend = f"move it to `history/prompts/{wanted}/` under a number that is free there"
    yield Fault(
        record.document.place(stage.start, stage.end),
        f"a record of stage `{stage.value}` does not belong in `{place.folder or 'prompts'}/`",
        help=mend,
    )


def _is_feature(folder: str, project: Project) -> bool:
    """Whether the folder is that of a feature; any other is the project's own grouping, where general work may lie."""
    return folder in {"", CONSTITUTION} or any(known.rpartition("/")[2] == folder for known in project.feature_paths)
