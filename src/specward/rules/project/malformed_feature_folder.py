"""A feature folder is not named like the others: number, hyphen, slug.

## What it does

Reports a feature folder whose name is not `NNN-slug` (three or more digits) or `YYYYMMDD-HHMMSS-slug`, where at least
half of the features beside it are named so.

## Why is this bad?

Tools that look for numbered folders do not see it, and the next number is counted without it.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login
```

```markdown specs/search/spec.md
# Feature Specification: Search
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login
```

```markdown specs/002-search/spec.md
# Feature Specification: Search
```

## Limits

A project that numbers none or few of its features is left alone, and so is a folder whose name begins with `_`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from specward.features import FeatureName
from specward.finding import Severity
from specward.markdown.document import Place
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project


@rule("PRJ002", Severity.WARNING, Scope.PROJECT)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each odd name among well-formed ones."""
    if all(_is_numbered(folder.rpartition("/")[2]) for folder in project.judged_features):
        return
    siblings: defaultdict[str, list[str]] = defaultdict(list)
    for folder in project.feature_paths:
        siblings[folder.rpartition("/")[0]].append(folder)
    for folders in siblings.values():
        odd = [folder for folder in folders if not _is_numbered(folder.rpartition("/")[2])]
        if len(odd) * 2 > len(folders):
            continue
        for folder in odd:
            yield Fault(
                Place(project.feature_paths[folder][0]),
                f"the folder {folder} is not named NNN-slug",
                help="give it the next free number, as `spec new feature` does",
            )


def _is_numbered(folder: str) -> bool:
    name = FeatureName.parse(folder)
    return name.number is not None or bool(name.timestamp) or folder.startswith("_")
