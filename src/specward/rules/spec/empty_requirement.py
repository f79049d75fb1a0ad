"""A requirement has an id and says nothing.

## What it does

Reports a requirement, criterion or success criterion whose id is followed by no words up to the next item or heading.

## Why is this bad?

It is counted, planned and perhaps ticked, and nobody knows what was asked for.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: System MUST accept a password.
- **FR-002**:
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: System MUST accept a password.
- **FR-002**: System MUST lock an account after five wrong passwords.
```

## Limits

Whether the words mean anything is not judged.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from specward.artifacts import link_notes
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.spec import Spec
    from specward.project import Project

_NO_WORDS = " \t\r\n*_`~|:.-–—"


@rule("SPC020", Severity.ERROR, Scope.SPEC)
def check(spec: Spec, project: Project) -> Iterator[Fault]:
    """Yield a fault for each declared item without words."""
    empty = [item for item in spec.declared if not _words(item.text)]
    if not empty:
        return
    starts = sorted([item.start for item in spec.declared] + [heading.start for heading in spec.document.headings])
    text = spec.document.text
    for item in empty:
        following = bisect_right(starts, item.start)
        end = starts[following] if following < len(starts) else len(text)
        line = text[text.rfind("\n", 0, item.start) + 1 : item.start]
        # In a table the words may stand in a column before the id.
        if not _words(text[item.end : end]) and not line.lstrip().startswith("|"):
            place = spec.document.place(item.id_start, item.id_end)
            yield Fault(place, f"{item.id} says nothing", help="say what is required, or remove it")


def _words(text: str) -> str:
    """What a text says beside its link notes."""
    notes = link_notes.notes(text)
    return (text[: notes[0].start] + text[notes[-1].end :] if notes else text).strip(_NO_WORDS)
