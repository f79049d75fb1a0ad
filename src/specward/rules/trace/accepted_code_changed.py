"""The code of an accepted feature has changed since somebody accepted it.

## What it does

Reports a feature that was signed as a whole (`spec sign 001-login`) where files that its tasks named then hold
something else now, or are gone. One finding a feature, at the sign-off.

## Why is this bad?

It need not be. But what was accepted is not what runs now, and whoever answers for the feature should know.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

## Requirements

- **FR-001**: System MUST refuse a wrong password
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [x] T001 Count the attempts in src/login.py
```

```python src/login.py
LIMIT = 50
```

```yaml specs/001-login/signoffs.yml
- item: "001-login"
  fingerprint: sf1:4a5fb433cfc625799d619981a41c8d2a
  by: Grace Hopper <grace@example.org>
  on: 2026-01-31
  files:
    src/login.py: sha256:0f4449febb73dc6a0ba36742449ce043
```

## Use instead

Look at the change, and accept the feature again: `spec sign 001-login` adds an entry.

```markdown specs/001-login/spec.md
# Feature Specification: Login

## Requirements

- **FR-001**: System MUST refuse a wrong password
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [x] T001 Count the attempts in src/login.py
```

```python src/login.py
LIMIT = 5
```

```yaml specs/001-login/signoffs.yml
- item: "001-login"
  fingerprint: sf1:4a5fb433cfc625799d619981a41c8d2a
  by: Grace Hopper <grace@example.org>
  on: 2026-01-31
  files:
    src/login.py: sha256:0f4449febb73dc6a0ba36742449ce043
```

## Limits

Only files that the feature's tasks name, and of those not the ones that another feature's tasks name too: what changes
there is that feature's work. Silent where the spec itself has changed, since then the sign-off is stale as a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule
from specward.sources.source import UnreadableFile
from specward.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Feature, Project
    from specward.signoff.standing import Standing

_SHOWN = 3


@rule("TRC014", Severity.INFO, Scope.PROJECT, needs=Need.REVIEWS)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each accepted feature whose own code has changed."""
    from specward.signoff.content import file_digest
    from specward.signoff.standing import State, all_standings, signed

    for feature, standings in all_standings(project):
        accepted = signed(standings, feature.name) if feature else None
        if feature is None or accepted is None or accepted.state is State.STALE:
            continue
        changed = [path for path, digest in accepted.signoff.files if file_digest(project, path) != digest]
        mine = [path for path in changed if path not in _of_others(project, feature)] if changed else []
        if mine:
            yield _fault(feature, accepted, mine)


def _of_others(project: Project, accepted: Feature) -> set[str]:
    """The files that the tasks of any other feature name."""
    from specward.signoff.content import declared_files

    named: set[str] = set()
    for feature in project.features():
        if feature.folder != accepted.folder:
            try:
                named.update(declared_files(feature))
            except UnreadableFile:  # reported where that feature is checked
                continue
    return named


def _fault(feature: Feature, accepted: Standing, changed: list[str]) -> Fault:
    signoff = accepted.signoff
    return Fault(
        accepted.recorded_at,
        f"{counted(len(changed), 'file')} of {feature.name} changed since {signoff.name} accepted it on {signoff.on}: "
        + listed(changed, _SHOWN),
        help=f"where it still holds, `spec sign {feature.name}` again",
    )
