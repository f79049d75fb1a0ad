"""A checklist has ticked boxes that nobody has signed.

## What it does

Reports a checklist in which boxes are ticked that no person has signed, one by one or with the whole checklist. It
looks only at features in which somebody has signed a checklist or a box of one; in the profiles `strict` and `safety`
it looks at every feature, and what it finds is an error.

## Why is this bad?

A tick is one character, and agents tick what they were told to finish. A sign-off has a name, a day and the words that
were judged.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login
```

```markdown specs/001-login/checklists/requirements.md
# Requirements Checklist: Login

- [x] CHK001 Every error path says what the user sees
- [x] CHK002 No requirement contradicts another
```

```yaml specs/001-login/signoffs.yml
- item: "001-login/checklists/requirements.md#CHK001"
  fingerprint: sf1:bd4f3d036b8a5234b1adb55e9455a477
  by: Grace Hopper <grace@example.org>
  on: 2026-01-31
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login
```

```markdown specs/001-login/checklists/requirements.md
# Requirements Checklist: Login

- [x] CHK001 Every error path says what the user sees
- [x] CHK002 No requirement contradicts another
```

```yaml specs/001-login/signoffs.yml
- item: "001-login/checklists/requirements.md"
  fingerprint: sf1:eff87d924dbcbf8eb1ac8e76c836f881
  by: Grace Hopper <grace@example.org>
  on: 2026-01-31
```

## Limits

A box without an id can be signed with its whole checklist only. `checklists/acceptance.md` is left out: evidence ticks
its boxes. So is a box whose measurement says that it holds (see `tick-against-measurement`). A sign-off that is stale
counts as none here; whose it is, `self-signoff` asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.checklist import CheckItem, Checklist
    from specward.project import Feature, Project

_BY_EVIDENCE = "checklists/acceptance.md"


@rule("CHK002", Severity.WARNING, Scope.FEATURE, strict=Severity.ERROR)
def check(feature: Feature, project: Project) -> Iterator[Fault]:
    """Yield a fault for each checklist with ticks that nobody has signed."""
    if not (project.kept or project.config.is_strict):
        return
    from specward.acceptance.measured import measured_boxes
    from specward.signoff.content import item_key
    from specward.signoff.standing import State, standing

    signed = {item_key(each.item) for each in standing(project, feature) if each.state is not State.STALE}
    if not project.config.is_strict and not any(key.startswith("checklists/") for key in signed):
        return
    for checklist in feature.checklists:
        local = checklist.document.path.removeprefix(f"{feature.folder}/")
        ticked = [item for item in checklist.items if item.ticked]
        open_ = [item for item in ticked if item_key(f"/{local}#{item.id}") not in signed]
        if open_ and local != _BY_EVIDENCE:
            proved = {box.item for box in measured_boxes(project, feature, checklist) if box.answer.holds}
            open_ = [item for item in open_ if item not in proved]
        if local != _BY_EVIDENCE and local not in signed and open_:
            yield Fault(
                checklist.document.place(open_[0].start, open_[0].end),
                f"nobody has signed {_said(open_, ticked)}",
                help=f"read them, then `spec sign {feature.name}/{_wanted(checklist, open_, local)}`",
            )


def _said(unsigned: list[CheckItem], ticked: list[CheckItem]) -> str:
    if len(ticked) == 1:
        return "the one box that is ticked"
    return f"{len(unsigned)} of the {len(ticked)} boxes that are ticked"


def _wanted(checklist: Checklist, unsigned: list[CheckItem], local: str) -> str:
    """What to sign: the only box that is missing, else the whole checklist."""
    alone = len(unsigned) == 1 and len(checklist.items) > 1 and unsigned[0].id
    return f"{local}#{unsigned[0].id}" if alone else local
