"""Two decisions of one folder share a number.

## What it does

Reports each number that more than one record of a folder bears in its file name. Numbers are compared as numbers, so
`7` and `0007` are the same. Records that a date identifies have no number. The fix gives all but one a free number, as
`spec renumber` does; records of one title are one decision, and have none.

## Why is this bad?

`ADR-0007` then means two decisions, and whatever cites it means one of them. It happens when two branches count at the
same time; the merge is clean.

## Example

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted
```

```markdown history/adr/0001-password-hash.md
# ADR-0001: Password hash

- **Status:** Accepted
```

## Use instead

```markdown history/adr/0001-password-hash.md
# ADR-0001: Password hash

- **Status:** Accepted
```

```markdown history/adr/0002-session-store.md
# ADR-0002: Session store

- **Status:** Accepted
```

## Limits

The fix is never safe: whoever cites the number outside of the project is not told, and of what may mean either record
nothing changes. `spec renumber --dry-run` lists that, and says why which one moves.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.finding import Severity
from specward.markdown.document import Place
from specward.rule import Fault, Need, Scope, rule
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.finding import Fix
    from specward.project import Project

_MERGE = "delete or merge one of them"
_RENUMBERED = "the later one the next free number, wherever it stands"


@rule("ADR003", Severity.ERROR, Scope.PROJECT, needs=Need.DECISIONS, fixable=True, read=20, right=20)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each number of a folder that is used twice, at the last of its records."""
    from specward.artifacts.adr_identity import AdrIdentity, folder_of

    bearers: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for path in project.beside_judged(Kind.ADR):
        number = AdrIdentity.parse(path).number
        if number is not None:
            bearers[folder_of(path), number].append(path)
    for (folder, number), paths in bearers.items():
        if len(paths) > 1:
            *others, last = paths
            is_one = _have_one_title(paths, project)
            yield Fault(
                Place(last),
                f"number {number} is used by {len(paths)} records of `{folder}/`",
                help=_MERGE if is_one else f"`spec adr renumber {number}` gives {_RENUMBERED}",
                related=tuple(Place(other, label="this one too") for other in others),
                fix=_fix(last, project) if project.mends and not is_one else None,
            )


def _fix(path: str, project: Project) -> Fix | None:
    from specward.renumber.fixes import decision_fixes

    return decision_fixes(project).get(path)


def _have_one_title(paths: list[str], project: Project) -> bool:
    """Whether the records are one decision that was written down more than once."""
    titles = {_title(path, project) for path in paths}
    return len(titles) == 1 and "" not in titles


def _title(path: str, project: Project) -> str:
    """A record's title without its number, lower case; empty where it cannot be read."""
    from specward.artifacts.adr import read_adr

    try:
        document = project.document(path)
    except UnreadableFile:
        return ""
    return read_adr(document).title.lower() if document else ""
