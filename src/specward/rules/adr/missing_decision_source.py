"""A decision names the feature that it was made for, and there is none.

## What it does

Follows the field `Feature` and the references of a record into the folders of features: a numbered feature that the
field names must exist (`003-login`), and so must a file that a reference names (`specs/003-login/plan.md`).

## Why is this bad?

Nobody can say what the decision was for, and whoever changes the feature does not learn of it. Most often the feature
was renumbered.

## Example

```markdown specs/003-login/spec.md
# Feature Specification: Login
```

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted
- **Feature:** 002-login

## References

- Feature Spec: specs/002-login/spec.md
```

## Use instead

```markdown specs/003-login/spec.md
# Feature Specification: Login
```

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted
- **Feature:** 003-login

## References

- Feature Spec: specs/003-login/spec.md
```

## Limits

A path may count from the record, from the project's root, or from wherever its author has the project: only the
feature's folder and what stands below it matter. Features without a number, paths into other repositories, and projects
without any feature are left alone, and links too, of which `broken-link` speaks. What a record says more than once is
reported once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.adr.chain.sources import Source
    from specward.artifacts.adr import Adr
    from specward.project import Project


@rule("ADR022", Severity.WARNING, Scope.ADR, read=10, right=10)
def check(adr: Adr, project: Project) -> Iterator[Fault]:
    """Yield a fault for each feature, and for each file of a feature, that a record names in vain."""
    if not project.feature_paths or ("specs/" not in adr.document.text and adr.metadatum("feature") is None):
        return
    from specward.adr.chain.sources import sources_of

    said: set[str] = set()
    for source in sources_of(adr, project):
        name = source.folder_name
        if source.path or name in said or source.words in said or _lies_elsewhere(source, project):
            continue
        if _is_link(source, adr):
            continue
        said.add(source.words if source.features else name)
        yield Fault(
            adr.document.place(source.start, source.end),
            f"`{source.words}` does not exist" if "/" in source.words else f"there is no feature `{name}`",
            help="name the file that is there, or take the line out" if source.features else _near(name, project),
        )


def _is_link(source: Source, adr: Adr) -> bool:
    """Whether a path is where a link leads that `broken-link` looks at."""
    from specward.markdown.targets import targets_in

    path = adr.document.path
    return any(
        target.span.start <= source.start < target.span.end
        for target in targets_in(adr.document)
        if not target.text.startswith("/") and not target.path(path).startswith("..")
    )


def _lies_elsewhere(source: Source, project: Project) -> bool:
    """Whether a path begins with a folder that this project does not have: the name of another repository."""
    first, slash, _ = source.words.partition("/")
    return bool(first and slash) and first not in {".", ".."} and not project.source.exists(first)


def _near(name: str, project: Project) -> str:
    """The feature that may be meant: of the same name under another number, or of nearly the same name."""
    from difflib import get_close_matches

    from specward.features import FeatureName

    names = [folder.rpartition("/")[2] for folder in project.feature_paths]
    slug = FeatureName.parse(name).slug
    near = [each for each in names if FeatureName.parse(each).slug == slug] or get_close_matches(name, names, n=1)
    return f"did you mean `{near[0]}`?" if near else "name a feature that is there; `spec status` lists them"
