"""An accepted decision names a file that is no longer there.

## What it does

Follows the paths that accepted records name, as code or as the target of a link, in the sections that say what was
decided and what follows. A file that once was there and is gone is reported, with the commit that removed it, and with
the place where it may be now.

## Why is this bad?

Who wants to see how the decision was carried out finds nothing. Often the decision no longer holds either.

## Example

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted

## Decision

Sessions are kept by `src/sessions.py`.
```

```python base:src/sessions.py
store = {}
```

```python src/auth/sessions.py
store = {}
```

## Use instead

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted

## Decision

Sessions are kept by `src/auth/sessions.py`.
```

```python base:src/sessions.py
store = {}
```

```python src/auth/sessions.py
store = {}
```

## Limits

A path must have a folder and an ending; patterns and settings of one machine are passed over, and so are sentences that
say that the file goes, and sections on context and options. A path may count from the root, from the record or from a
part of the project. Whether a file ever was, only the repository can tell: without history, and for a file that never
was, nothing is said. A file that an amendment of the record names is settled. Of a commit, only the records that it
touches are looked through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.adr.citations.gone import Gone
    from specward.project import Project

_SHORT = 9
_RELATED = 20


@rule("ADR026", Severity.WARNING, Scope.PROJECT, needs=Need.DECISIONS, read=12, right=12)
def check(subject: Project, project: Project) -> Iterator[Fault]:
    """Yield a fault for each file that an accepted record names and that is gone; one for all that went together."""
    from specward.adr.citations.gone import gone_paths
    from specward.words import counted

    groups: dict[tuple[str, str, str], list[Gone]] = {}
    for gone in gone_paths(project):
        # What has a place now is told by itself.
        alone = gone.named.path if gone.now else ""
        key = (gone.adr.document.path, gone.removal.commit if gone.removal else "", alone)
        groups.setdefault(key, []).append(gone)
    for together in groups.values():
        first = together[0]
        document = first.adr.document
        others = len({gone.named.path for gone in together}) - 1
        more = f" and {counted(others, 'more file')}" if others else ""
        yield Fault(
            document.place(first.named.start, first.named.end),
            f"names `{first.named.path}`{more}, which {_end(first)}",
            help=_help(first),
            related=tuple(document.place(gone.named.start, gone.named.end) for gone in together[1 : _RELATED + 1]),
        )


def _help(gone: Gone) -> str:
    now = f"it may be `{gone.now}` now; " if gone.now else ""
    return f'{now}put it right: spec adr amend {gone.adr.document.path} --reason "…"'


def _end(gone: Gone) -> str:
    """What happened to the file, as the end of a sentence."""
    if gone.removal is None:
        return "this change removes"
    removal = gone.removal
    to = f"moved to `{removal.to}`" if removal.to else "removed"
    return f"commit {removal.commit[:_SHORT]} {to} on {removal.date}"
