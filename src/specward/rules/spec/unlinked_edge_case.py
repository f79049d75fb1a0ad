"""Nothing says what must happen in an edge case.

## What it does

Under the profile `strict` or `safety`, reports, once for a specification, its edge cases with an id (`EC-001`) which no
requirement, criterion or task of the feature names, and which name none either.

## Why is this bad?

An edge case is a question until somebody answers it. One that nothing refers to was thought of once and is neither
specified, built nor tested.

## Example

```yaml .specify/specward.yml
trace:
  profile: strict
```

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: System MUST accept a password.

### Edge Cases

- **EC-001**: a password of 10,000 characters
```

## Use instead

```yaml .specify/specward.yml
trace:
  profile: strict
```

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: System MUST accept a password of at most 200 characters, and refuse a longer one (EC-001).

### Edge Cases

- **EC-001**: a password of 10,000 characters
```

## Limits

Edge cases without an id, as spec-kit writes them, cannot be named and are not judged. A mark of a test that names the
edge case ties it too, where the whole project is checked. That something names it does not say that it answers it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts import references
from specward.artifacts.named_ids import named_ids
from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule
from specward.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.spec import Spec
    from specward.project import Feature, Project

_SHOWN = 50
_LISTED = 5


@rule("SPC019", Severity.INFO, Scope.FEATURE, needs=Need.STRICTNESS, read=6, right=6)
def check(feature: Feature, project: Project) -> Iterator[Fault]:
    """Yield one fault for the edge cases that nothing is tied to."""
    spec = feature.spec
    if not spec or not spec.edge_cases:
        return
    known = {references.key(item.id) for item in spec.declared}
    loose = [item for item in spec.edge_cases if not (named_ids(item.text) - {references.key(item.id)}) & known]
    if not loose:
        return
    named = named_ids("\n".join(_elsewhere(spec, feature)))
    loose = [item for item in loose if references.key(item.id) not in named]
    if loose:
        marked = _marked(feature, project)
        loose = [item for item in loose if references.key(item.id) not in marked]
    if loose:
        first, *others = [spec.document.place(item.id_start, item.id_end) for item in loose]
        yield Fault(
            first,
            f"no requirement, criterion or task names {listed([item.id for item in loose], _LISTED)}",
            help="name it where it is answered: in a requirement, a criterion or a task",
            related=tuple(others[:_SHOWN]),
        )


def _elsewhere(spec: Spec, feature: Feature) -> Iterator[str]:
    """The text of the feature's documents, without the declarations of the edge cases themselves."""
    text, start = spec.document.text, 0
    for item in spec.edge_cases:
        yield text[start : item.start]
        start = max(start, item.end)
    yield text[start:]
    for artifact in (feature.plan, feature.tasks):
        if artifact:
            yield artifact.document.text


def _marked(feature: Feature, project: Project) -> set[str]:
    """The keys of the edge cases that a mark of a test names, in this feature or with no feature at all."""
    targets = (mark.target.rpartition("/") for case in project.all_tests.cases for mark in case.marks)
    return {
        references.key(local)
        for folder, _, local in targets
        if local.startswith("EC") and (not folder or folder.endswith(feature.name) or feature.name.startswith(folder))
    }
