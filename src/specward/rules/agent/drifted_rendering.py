"""A file that was generated from an agent definition no longer says what its source says.

## What it does

Reports each rendering that `spec agent render` has recorded in `.specify/agent-files.json` and

- whose source changed since,
- that somebody edited,
- that is gone, or whose source is.

The fix renders again what nobody has edited. What was edited is never overwritten: `spec agent diff` shows the edits.

## Why is this bad?

Each coding agent reads its own file. Where one of them was changed alone, or was left behind, the agents of one team
work by different instructions, and the next rendering has to leave that file alone.

## Example

The source was changed, and the file that Claude Code reads was not rendered since:

````markdown .specify/agents/reviewer.md
---
name: "reviewer"
description: "Reviews a change."
---

Look for what can break.
````

````markdown .claude/agents/reviewer.md
---
name: "reviewer"
description: "Reviews a change before it is merged."
---

Look for what can break.
````

```json .specify/agent-files.json
{
  "schema": "specward/agent-files/v1",
  "files": {
    ".claude/agents/reviewer.md": {
      "target": "claude",
      "source": ".specify/agents/reviewer.md",
      "source_sha256": "c37b5965191be399cc6e418ab52ea45847ae4da2601078eaa8aebba4a34ec7e2",
      "sha256": "c37b5965191be399cc6e418ab52ea45847ae4da2601078eaa8aebba4a34ec7e2"
    }
  }
}
```

## Use instead

````markdown .specify/agents/reviewer.md
---
name: "reviewer"
description: "Reviews a change before it is merged."
---

Look for what can break.
````

````markdown .claude/agents/reviewer.md
---
name: "reviewer"
description: "Reviews a change before it is merged."
---

Look for what can break.
````

```json .specify/agent-files.json
{
  "schema": "specward/agent-files/v1",
  "files": {
    ".claude/agents/reviewer.md": {
      "target": "claude",
      "source": ".specify/agents/reviewer.md",
      "source_sha256": "c37b5965191be399cc6e418ab52ea45847ae4da2601078eaa8aebba4a34ec7e2",
      "sha256": "c37b5965191be399cc6e418ab52ea45847ae4da2601078eaa8aebba4a34ec7e2"
    }
  }
}
```

## Limits

Only definitions are judged, not the toolkit's own commands, which `spec upgrade` renews. A repository that ignores the
renderings should ignore the manifest too: where only that is committed, every other checkout finds them gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.markdown.document import Place
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.agents.drift import Drift
    from specward.project import Project


@rule("AGT005", Severity.WARNING, Scope.PROJECT, fixable=True, needs=Need.RENDERINGS)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each rendering that has drifted, and one for a manifest that tells nothing."""
    from specward.agents.drift import drifted
    from specward.errors import UsageError

    try:
        found = list(drifted(project))
    except UsageError as error:
        yield Fault(Place(error.where), error.message, error.help)
        return
    for drift in found:
        yield _fault(drift)


def _fault(drift: Drift) -> Fault:
    from specward.agents.drift import Kind
    from specward.agents.manifest import PATH

    record = drift.record
    match drift.kind:
        case Kind.STALE:
            message, help_ = f"{record.source} changed since this was rendered from it", "spec agent render"
        case Kind.EDITED:
            message = f"this was edited since it was rendered from {record.source}"
            what = "this file" if record.lead is None else "the part between the marks"
            help_ = (
                f"bring the edit to the source, remove {what} and run `spec agent render`; `spec agent diff` shows it"
            )
        case Kind.GONE:
            gone = f"{record.path}, rendered for {record.target} from {record.source}, is gone"
            return Fault(Place(PATH), gone, "spec agent render")
        case Kind.ORPHANED:
            message, help_ = f"its source {record.source} is gone", "spec agent render takes it away too"
    return Fault(Place(record.path), message, help_, fix=drift.fix)
