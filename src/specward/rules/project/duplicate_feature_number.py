"""Two features bear the same number.

## What it does

Reports each feature folder whose number an earlier folder beside it bears already.

## Why is this bad?

A number is how people, branches, prompts and tasks name a feature. With two bearers, every reference is a guess.

## Example

```markdown specs/006-search/spec.md
# Feature Specification: Search
```

```markdown specs/006-export/spec.md
# Feature Specification: Export
```

## Use instead

```markdown specs/006-export/spec.md
# Feature Specification: Export
```

```markdown specs/007-search/spec.md
# Feature Specification: Search
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.features import FeatureName
from specward.finding import Severity
from specward.markdown.document import Place
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project


@rule("PRJ001", Severity.ERROR, Scope.PROJECT)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each folder whose number is taken by one before it."""
    first: dict[tuple[str, int], str] = {}
    for folder, paths in project.feature_paths.items():
        parent, _slash, name = folder.rpartition("/")
        number = FeatureName.parse(name).number
        if number is None:
            continue
        bearer = first.setdefault((parent, number), folder)
        if bearer != folder:
            yield Fault(
                Place(paths[0]),
                f"feature number {number:03d} is taken by {bearer}",
                help=f"rename the folder {folder} to a free number",
                related=(Place(project.feature_paths[bearer][0], label="the first bearer"),),
            )
