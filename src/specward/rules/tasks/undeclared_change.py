"""A change touches files that no task of its feature names.

## What it does

Holds the files of a change against what the task list of its feature names: files, folders and globs, notes below the
tasks included. The change is a range of commits (`spec check --rev A..B`), uncommitted work (`spec check --diff`), or
what `spec verify --base` examines. The feature is the one whose documents the change touches, else the one that the
branch is named after. A commit for several features is held against all their lists together.

## Why is this bad?

The smallest change that does the task is the one that can be reviewed. A file beside it is a task that nobody wrote
down, or an edit that has nothing to do with the feature, and either is found only by who reads every line.

## Example

A commit that adds these files:

```markdown specs/001-login/tasks.md
# Tasks: Login

- [x] T001 Hash passwords in src/passwords.py
```

```python src/passwords.py
def hashed(password: str) -> str: ...
```

```python src/colours.py
ACCENT = "teal"
```

## Use instead

```markdown specs/001-login/tasks.md
# Tasks: Login

- [x] T001 Hash passwords in src/passwords.py
- [x] T002 Take the accent from the style guide in src/colours.py
```

```python src/passwords.py
def hashed(password: str) -> str: ...
```

```python src/colours.py
ACCENT = "teal"
```

## Limits

It is information, and a warning in the profiles `strict` and `safety`: work shows what a list has forgotten, and of 24
findings in real projects four told only of a changelog or a page of the manual. Nothing is said of records, settings,
documents of features, instructions of agents and the locks of package managers, of a change that belongs to no feature
or of which no task names any file, of a feature without tasks or whose tasks name no file. The hooks do not ask: a
commit may be a part of the change. The fourth question of `spec verify` is the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.markdown.document import Place
from specward.rule import Fault, Need, Scope, rule
from specward.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project

_SHOWN = 3
_RELATED = 50


@rule("TSK015", Severity.INFO, Scope.PROJECT, strict=Severity.WARNING, needs=Need.ALTERATION, read=24, right=20)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield one fault for all files that no task names."""
    from specward.acceptance.named_files import Declared
    from specward.acceptance.undeclared import features_in, outside

    paths = {path for _, path in project.altered.paths} if project.altered else set()
    if not outside(project, (), paths).judged:
        return
    lists = [feature.tasks for feature in features_in(project)]
    declared = [Declared(tasks) for tasks in lists if tasks]
    if not declared or len(declared) < len(lists) or not all(declared):
        return
    found = outside(project, declared, paths)
    if 0 < len(found.paths) < found.judged:
        where = listed([tasks.document.path for tasks in lists if tasks], _SHOWN)
        yield Fault(
            Place(found.paths[0]),
            f"no task of {where} names {listed(found.paths, _SHOWN)} "
            f"({len(found.paths)} of {counted(found.judged, 'changed file')})",
            help="write down the task that it belongs to, or leave it to a commit of its own",
            related=tuple(Place(path) for path in found.paths[1 : _RELATED + 1]),
        )
