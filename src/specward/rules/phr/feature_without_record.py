"""A feature was worked on, and no prompt record is filed under it.

## What it does

Reports a feature with ticked tasks, or whose specification says that it is implemented, that has no record of its own:
none below a folder that bears its name or its number, such as `history/prompts/002-export/`. It speaks only where other
features of the project have records, and not of features that are numbered before the first of those: they may be older
than the custom.

## Why is this bad?

The prompts that led to its code are lost, while those of the features around it are kept: an agent was let loose
without its hooks, or the records went into another folder.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login
```

```markdown history/prompts/001-login/0001-add-the-login.green.prompt.md
---
id: "0001"
title: Add the login
stage: green
date: 2026-01-02
---

## Prompt

Add a login function.
```

```markdown specs/002-export/tasks.md
# Tasks: Export

- [x] T001 Write the file in src/export.py
- [ ] T002 Compress it
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login
```

```markdown history/prompts/001-login/0001-add-the-login.green.prompt.md
---
id: "0001"
title: Add the login
stage: green
date: 2026-01-02
---

## Prompt

Add a login function.
```

```markdown specs/002-export/tasks.md
# Tasks: Export

- [x] T001 Write the file in src/export.py
- [ ] T002 Compress it
```

```markdown history/prompts/002-export/0001-write-the-export.green.prompt.md
---
id: "0001"
title: Write the export
stage: green
date: 2026-01-03
---

## Prompt

Write the orders to a CSV file.
```

## Limits

Folders alone are compared: by name, by number, or by what follows the number. A folder of the feature's name silences
the rule, whatever lies in it. Whether the records are complete, and whether each commit has one, is for the other rules
and for `spec phr coverage`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind, base_of
from specward.artifacts.phr_name import RecordPlace
from specward.features import FeatureName
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.markdown.document import Place
    from specward.project import Feature, Project

_IMPLEMENTED = frozenset({"implemented", "complete", "completed", "done", "shipped"})


@rule("PHR021", Severity.WARNING, Scope.PROJECT, read=1, right=1)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault at the first sign of work in each feature without records."""
    if not (project.judges_all or _may_lack_records(project)):
        return
    contexts = {RecordPlace.parse(path).folder for path in project.of_kind(Kind.PHR)} - {""}
    names = {folder: FeatureName.parse(folder.rpartition("/")[2]) for folder in project.feature_paths}
    recorded = _recorded(names, [FeatureName.parse(context) for context in contexts])
    numbers = [number for folder in recorded if (number := names[folder].number) is not None]
    first = min(numbers, default=0)
    for folder in project.judged_features if recorded else ():
        name = names[folder]
        if folder in recorded or (name.number is not None and name.number < first):
            continue
        place, home = _sign_of_work(project.feature(folder)), _home(folder, project)
        if place and not project.source.exists(home):
            yield Fault(
                place,
                f"{name.name} was worked on, and no prompt record is filed under it",
                help=f"file its records in {home}/, or write one: "
                f'spec new phr "…" --prompt "…" --stage green --feature {name.name}',
            )


def _home(folder: str, project: Project) -> str:
    """Where the records of a feature are kept."""
    name = folder.rpartition("/")[2]
    return f"{base_of(folder + '/')}/{project.config.history}/prompts/{name}".lstrip("/")


def _may_lack_records(project: Project) -> bool:
    """Whether a feature that is judged shows work and has no record in its own folder: else none are looked for."""
    if not project.has(Kind.PHR):
        return False
    folders = (folder for folder in project.judged_features if not project.below(_home(folder, project)))
    return any(_sign_of_work(project.feature(folder)) for folder in folders)


def _recorded(names: dict[str, FeatureName], contexts: Iterable[FeatureName]) -> set[str]:
    """The features that one of the folders of records is named after; see `Limits` above."""
    slugs = {context.slug for context in contexts} - {""}
    numbers = {context.number for context in contexts if not context.slug} - {None}
    return {folder for folder, name in names.items() if name.slug in slugs or name.number in numbers}


def _sign_of_work(feature: Feature) -> Place | None:
    """Where a feature shows that it was worked on: its first ticked task, or the status of its specification."""
    tasks = feature.tasks
    if tasks and tasks.done:
        return tasks.document.place(*tasks.done[0].id_span)
    status = feature.spec.fields.get("status") if feature.spec else None
    word = status.value.strip("*_ ").partition(" ")[0].rstrip(".,;:").lower() if status else ""
    if feature.spec and status and word in _IMPLEMENTED:
        return feature.spec.document.place(status.start, status.end)
    return None
