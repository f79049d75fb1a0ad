"""An id that was retired is used again for something else.

## What it does

Reports each story, requirement, criterion or task whose id has a tombstone in the feature's `trace.lock`, unless it
says what it said when the id was retired. `spec trace retire 001-login/FR-009` writes a tombstone.

## Why is this bad?

Tests, commits, decisions and people's memories still name the old FR-009. They now vouch for a requirement that
nobody meant.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

## Requirements

- **FR-009**: The system MUST log every sign-in.
```

```text specs/001-login/trace.lock
specward trace.lock 1
FR-009 retired sf1:0c501943fe4ded88a1097b2d34258c73 merged into FR-002
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

## Requirements

- **FR-010**: The system MUST log every sign-in.
```

```text specs/001-login/trace.lock
specward trace.lock 1
FR-009 retired sf1:0c501943fe4ded88a1097b2d34258c73 merged into FR-002
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts import references
from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.markdown.document import Place
    from specward.project import Feature, Project


@rule("TRC013", Severity.ERROR, Scope.FEATURE, needs=Need.REVIEWS)
def check(feature: Feature, project: Project) -> Iterator[Fault]:
    """Yield a fault for each item whose id has a tombstone that is not its own."""
    from specward.fingerprint import matches
    from specward.trace.lock import Lock, read_lock

    lock = read_lock(project, feature.folder)
    retired = {references.key(entry.item): entry for entry in lock.tombstones} if isinstance(lock, Lock) else {}
    if not retired:
        return
    from specward.trace.fingerprints import fields_of

    fields = fields_of(feature)
    for identity, place in _places(feature):
        entry = retired.get(references.key(identity))
        if entry and not matches(entry.of_item, fields[identity]):
            why = f" ({entry.reason[:80]})" if entry.reason else ""
            yield Fault(
                place,
                f"{identity} was retired{why} and is used again for something else",
                help="give it an id that was never used",
            )


def _places(feature: Feature) -> Iterator[tuple[str, Place]]:
    """Each id that a feature gives to an item, and where."""
    if feature.spec:
        document = feature.spec.document
        for story in feature.spec.stories:
            yield story.id, document.place(*story.heading)
        for scenario in feature.spec.scenarios:
            yield scenario.id, document.place(scenario.start, scenario.end)
        for item in feature.spec.declared:
            yield item.id, document.place(item.id_start, item.id_end)
    if feature.tasks:
        document = feature.tasks.document
        for task in feature.tasks.tasks:
            yield task.id, document.place(*task.id_span)
