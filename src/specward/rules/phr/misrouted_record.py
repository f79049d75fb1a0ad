"""A prompt record lies in a folder where records of its stage do not belong.

## What it does

Below `prompts/`, records of stage constitution belong in `constitution/`, those of stage general in
`general/`, and all others in the folder of the feature that they name. Records in the folders of older layouts, and
records of a feature stage in `general/` that name no feature, and general records in a folder that is no feature's, are
left alone, and so are those whose file name has another stage, which belongs where they lie (`stage-mismatch`).

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

## Limits

The fix writes `stage: misc` where a general record names the feature in whose folder it lies, and else moves the file,
with all links to it, where its number is free. It is not safe: a record is named by folder and number too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.phr_filing import FEATURE, GENERAL, ROUTES, STAGE_ALIASES
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.phr import Record
    from specward.artifacts.phr_header import Field
    from specward.finding import Fix
    from specward.project import Project

_OF_A_FEATURE = "misc"
"""The stage of whatever else concerns a feature."""


@rule("PHR006", Severity.WARNING, Scope.PHR, fixable=True, read=16, right=16)
def check(record: Record, project: Project) -> Iterator[Fault]:
    """Yield a fault where the folder is not the one that the stage asks for."""
    stage = record.stage
    wanted = ROUTES.get(stage.value.lower()) if stage else None
    if stage is None or wanted in {None, record.place.context} or _is_named_after_its_folder(record):
        return
    from specward.phr.refiling import belongs_elsewhere, feature_of

    wanted = belongs_elsewhere(record, stage.value, project)
    if not wanted:
        return
    if wanted == FEATURE:
        mend = f"move it to `history/prompts/{feature_of(record)}/` under a number that is free there"
    elif record.place.context == FEATURE and wanted == GENERAL:
        mend = "write `stage: misc` where it concerns the feature, or move it to `history/prompts/general/`"
    else:
        mend = f"move it to `history/prompts/{wanted}/` under a number that is free there"
    yield Fault(
        record.document.place(stage.start, stage.end),
        f"a record of stage `{stage.value}` does not belong in `{record.place.folder or 'prompts'}/`",
        help=mend,
        fix=_fix(record, stage, wanted, project),
    )


def _is_named_after_its_folder(record: Record) -> bool:
    """Whether the stage in the file's name belongs where the record lies: then the key is in doubt, not the folder."""
    named = record.name.stage.lower()
    return ROUTES.get(STAGE_ALIASES.get(named, named)) == record.place.context


def _fix(record: Record, stage: Field, wanted: str, project: Project) -> Fix | None:
    """The stage `misc` for a record of its folder's feature, else the folder that the stage asks for."""
    from specward.finding import Fix
    from specward.phr.refiling import feature_of, numbers_in, refiled, with_stage, with_value

    path, feature = record.document.path, feature_of(record)
    if wanted == GENERAL and feature == record.place.folder and feature:
        edit = with_value(record, stage, _OF_A_FEATURE)
        to = with_stage(record, _OF_A_FEATURE) if record.name.stage.lower() == stage.value.lower() else ""
        title = f"write `stage: {_OF_A_FEATURE}`"
        if edit is None or not to:
            return Fix(title, (edit,)) if edit else None
        return refiled(project, f"{title}, and rename the file", {path: to}, [edit])
    folder, number = _folder(path, feature if wanted == FEATURE else wanted), record.name.number
    known = any(known.rpartition("/")[2] == feature for known in project.feature_paths)
    if not folder or (wanted == FEATURE and not known) or number is None or number in numbers_in(project, folder):
        return None
    return refiled(project, f"move it to `{folder}/`", {path: f"{folder}/{path.rpartition('/')[2]}"})


def _folder(path: str, context: str) -> str:
    """The folder of a context beside the one in which a record lies; empty where there is no telling."""
    head, prompts, tail = path.rpartition("/prompts/")
    return f"{head}{prompts}{context}" if prompts and tail.count("/") == 1 and "/" not in context else ""
