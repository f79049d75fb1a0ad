"""Code or a document cites a decision that no longer holds.

## What it does

Looks in documents, code and comments for citations of decisions that were superseded, deprecated or rejected:
`ADR-0001`, `@adr 1`, links and paths into the folder of records. The decision that holds now is named, and where it is
only one, the fix cites it in the same form. A citation whose own sentence says that the decision is past is left alone.

## Why is this bad?

Who reads the line learns a rule that was given up, and writes the next lines by it.

## Example

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Superseded by ADR-0002
```

```markdown history/adr/0002-stateless-sessions.md
# ADR-0002: Stateless sessions

- **Status:** Accepted
- **Supersedes:** ADR-0001
```

```python src/session.py
def load(token):
    return store[token]  # as ADR-0001 says
```

## Use instead

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Superseded by ADR-0002
```

```markdown history/adr/0002-stateless-sessions.md
# ADR-0002: Stateless sessions

- **Status:** Accepted
- **Supersedes:** ADR-0001
```

```python src/session.py
def load(token):
    return claims_of(token)  # as ADR-0002 says
```

## Limits

Texts that tell what was are not held against today: records, prompt records, change logs, files with a date in their
name, archives and reports; nor are lists of the decisions, data, samples, other people's code, and settings and tests
outside of comments. A number that several records bear, and a decision superseded in part, are left alone.
`adr.cite-exempt` names files that cite the records of something else. Of a commit, only what it touches is looked
through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Fix, Location, Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.adr.catalogue.entry import Entry
    from specward.adr.citations.faults import Faults
    from specward.adr.citations.judge import Judged
    from specward.project import Project


@rule("ADR013", Severity.WARNING, Scope.PROJECT, needs=Need.DECISIONS, fixable=True)
def check(subject: Project, project: Project) -> Iterator[Fault]:
    """Yield a fault for each line that cites a dead decision."""
    from specward.adr.citations.faults import citations_read, faults_of

    faults = faults_of(project)
    lines: dict[tuple[str, int, str], list[Judged]] = {}
    for judged in faults.dead():
        lines.setdefault((judged.citation.path, judged.citation.line, judged.meant[0].path), []).append(judged)
    for citing in lines.values():
        first = citing[0]
        old = first.meant[0]
        yield Fault(
            first.citation.location(),
            f"cites {old.name}, which {_end(old, first.successors)}",
            help=_help(old, first.successors),
            related=(Location(old.path, label="the decision"),),
            fix=_fix(citing, faults),
        )
    citations_read(project)


def _end(old: Entry, successors: tuple[Entry, ...]) -> str:
    """How a decision ended, as the end of a sentence."""
    from specward.words import listed

    if successors:
        return f"{listed([entry.name for entry in successors], 3)} superseded"
    return f"is {old.status.value}" if old.status else "was given up"


def _help(old: Entry, successors: tuple[Entry, ...]) -> str:
    if not successors:
        return f"cite what holds in place of {old.name}, or say that it is past"
    from specward.words import listed

    return f"cite {listed([f'{entry.name} ({entry.path})' for entry in successors], 3)}"


def _fix(citing: list[Judged], faults: Faults) -> Fix | None:
    """Cite the successor, where it is only one: unsafe, for the line may follow the old decision."""
    from specward.adr.citations.replacing import edits_to

    first = citing[0]
    context = faults.context(first.citation.path)
    if len(first.successors) != 1 or context is None:
        return None
    successor = first.successors[0]
    edits = edits_to(successor, first.meant[0], [judged.citation for judged in citing], context.document)
    return Fix(f"cite {successor.name}", edits) if edits else None
