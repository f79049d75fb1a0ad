"""The project's configuration is not valid.

## What it does

Reports each problem in `.specify/specward.yml`: text that is not YAML, an unknown option, a value of the wrong type. As
long as there is one, nothing else is checked, and `spec check` exits with 2.

## Why is this bad?

A misspelt option would silently check less, or something else, than its author meant.

## Example

```yaml .specify/specward.yml
rules:
  ignored: [SPC003]
```

## Use instead

```yaml .specify/specward.yml
rules:
  ignore: [SPC003]
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Position, Severity
from specward.markdown.document import Place
from specward.rule import Fault, Scope, rule
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.config import Problem
    from specward.project import Project


@rule("PRJ005", Severity.ERROR, Scope.PROJECT)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each problem."""
    for problem in project.config_problems:
        yield Fault(_place(problem, project), problem.message, help=problem.help)


def _place(problem: Problem, project: Project) -> Place:
    try:
        document = project.document(problem.path)
    except UnreadableFile:
        document = None
    if document is None:
        return Place(problem.path)
    start = document.offset(Position(problem.line, problem.column))
    return document.place(start, start + 1)
