"""Two features bear the same number.

## What it does

Reports each number that more than one feature folder bears, beside one another: once, at the document of the one that
was created last, with the others named. The `**Created**` dates of their specifications tell which that is; where they
do not, the finding stands on the last by name. The fix gives all but one a free number, as `spec renumber` does:
folder, records, titles, keys, links, and what cites them in documents, code comments and the marks of tests.

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

## Limits

The fix is never safe: a feature's folder has the name of its branch, and a number may be cited outside of the project.
Of what may mean either feature nothing changes; `spec renumber --dry-run` lists it, and says why which one moves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.kind import FEATURE_KINDS
from specward.features import FeatureName
from specward.finding import Severity
from specward.markdown.document import Place
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.finding import Fix
    from specward.project import Project


@rule("PRJ001", Severity.ERROR, Scope.PROJECT, fixable=True, read=31, right=31)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each number that several folders bear."""
    seen: set[tuple[str, int]] = set()
    for judged in project.judged_features:
        parent, _slash, name = judged.rpartition("/")
        number = FeatureName.parse(name).number
        if number is None or (parent, number) in seen:
            continue
        seen.add((parent, number))
        folders = project.features_numbered(parent, number)
        if len(folders) > 1:
            last = _newest(folders, project) or folders[-1]
            several = "one of the two" if len(folders) == 2 else "all but one"
            yield Fault(
                Place(_document_of(last, project)),
                f"feature number {number:03d} is used by {len(folders)} folders of `{parent}/`",
                help=f"`spec renumber` gives {several} a free number, with all that cites it",
                related=tuple(
                    Place(_document_of(folder, project), label="this one too") for folder in folders if folder != last
                ),
                fix=_fix(last, project) if project.mends else None,
            )


def _fix(folder: str, project: Project) -> Fix | None:
    from specward.renumber.fixes import feature_fixes

    return feature_fixes(project).get(folder)


def _newest(folders: list[str], project: Project) -> str:
    """The feature that was created after all others; empty where that is not known of each, or two are the newest."""
    from specward.renumber.features import created

    days = {folder: created(project, folder) for folder in folders}
    latest = max(days.values())
    newest = [folder for folder, day in days.items() if day == latest]
    return newest[0] if all(days.values()) and len(newest) == 1 else ""


def _document_of(folder: str, project: Project) -> str:
    """The feature's spec, else its plan, else its tasks; the folder itself where it has none of them."""
    paths = project.feature_paths[folder]
    documents = (f"{folder}/{kind.value}.md" for kind in FEATURE_KINDS)
    return next((path for path in documents if path in paths), folder)
