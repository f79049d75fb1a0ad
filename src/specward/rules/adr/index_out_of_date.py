"""The index of decisions does not say what the records say.

## What it does

Reports a `README.md` or an `index.md` beside decision records, or the file that `adr.index` names, whose index lacks a
record, lists one that is gone, or gives another title, status or date than the record does. The index is what stands
between the two marks that `spec adr index` writes and fills.

## Why is this bad?

An index that is kept by hand, or not kept, hides decisions: nobody looks for a record that the list does not have, and
a superseded decision is taken for one that holds.

## Example

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted
- **Date:** 2026-01-02
```

```markdown history/adr/README.md
# Decisions

<!-- adr-index:start -->

| Decision | Title | Status | Date |
| --- | --- | --- | --- |
| ADR-0001 | [Session store](0001-session-store.md) | proposed | 2026-01-02 |

<!-- adr-index:end -->
```

## Use instead

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted
- **Date:** 2026-01-02
```

```markdown history/adr/README.md
# Decisions

<!-- adr-index:start -->

| Decision | Title | Status | Date |
| --- | --- | --- | --- |
| ADR-0001 | [Session store](0001-session-store.md) | accepted | 2026-01-02 |

<!-- adr-index:end -->
```

## Limits

A file without the marks is not judged, nor is a list between the marks of adr-log. How the table is set out makes no
difference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.markdown.document import Document
    from specward.project import Project

_SHOWN = 3


@rule("ADR027", Severity.WARNING, Scope.PROJECT, needs=Need.DECISIONS)
def check(subject: Project, project: Project) -> Iterator[Fault]:
    """Yield a fault for each index that is out of date, or whose marks do not pair."""
    from specward.adr.catalogue.index_place import index_paths

    for path in index_paths(project):
        try:
            document = project.document(path)
        except UnreadableFile:
            continue
        if document is not None:
            yield from _faults(document, project)


def _faults(document: Document, project: Project) -> Iterator[Fault]:
    from specward.adr.catalogue.catalogue import catalogue_of
    from specward.adr.catalogue.index_file import differing, region_of, wanted_lines
    from specward.errors import UsageError
    from specward.words import listed

    try:
        region = region_of(document)
    except UsageError as error:
        yield Fault(document.place(0, 0), error.message, error.help)
        return
    if region is None or not region.is_ours:
        return
    wrong = differing(region.lines, wanted_lines(catalogue_of(project), document.path))
    if wrong:
        place = document.place(region.mark, region.start)
        yield Fault(place, f"the index is out of date: {listed(wrong, _SHOWN)}", f"spec adr index {document.path}")
