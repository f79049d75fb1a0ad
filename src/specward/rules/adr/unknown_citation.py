"""Code or a document cites a decision that does not exist.

## What it does

Looks in documents, code and comments for citations of decisions (`ADR-0009`, `@adr 9`, a link or path into a folder of
records) of which no record bears the number. A project without numbered records is left alone, and where most of the
numbers that are cited are no records, that is one finding. In a document, a number shortly above the highest may be
announced: then the finding is an info. `ADR 120`, far above all numbers, may mean something else, and is a warning.

## Why is this bad?

The line refers to a reason that nobody can read. Most often the number changed in a merge, or was made up.

## Example

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted
```

```python src/session.py
def load(token):
    return store[token]  # as ADR-0012 says
```

## Use instead

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted
```

```python src/session.py
def load(token):
    return store[token]  # as ADR-0001 says
```

## Limits

Passed over are citations of other projects (`their ADR-12`, `owner/name ADR-3`, a link that leads elsewhere), names in
quotes and after `for example`, numbers that a heading of some document defines, numbers that lie far above all records,
where they are many (they are told in one warning), numbers in a block of twenty or more that no record bears (a project
has kept its first decisions elsewhere), sentences that say that the decision is missing or, of a number above all
others, yet to be written, and the files that `dead-citation` passes over. The fields of a record are
`missing-target`'s. `adr.cite-exempt` names files that cite the records of something else. Of a commit, only what it
touches is looked through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.adr.citations.faults import Faults
    from specward.adr.citations.judge import Judged
    from specward.project import Project

_RELATED = 5


@rule("ADR014", Severity.ERROR, Scope.PROJECT, needs=Need.DECISIONS, read=6, right=6)
def check(subject: Project, project: Project) -> Iterator[Fault]:
    """Yield a fault for each citation of nothing."""
    from specward.adr.citations.faults import citations_read, faults_of

    faults = faults_of(project)
    unknown = faults.unknown()
    if unknown and not project.judges_all:
        # Whether a number is known elsewhere, and whether most are, only all citations tell.
        faults = faults_of(project.whole)
        unknown = faults.unknown()
    if faults.most_are_elsewhere(unknown):
        first, unknown = unknown, []
        if project.touches(first[0].citation.path):
            yield _elsewhere(first, "most of the decisions that are cited are no records of this project")
    elif foreign := faults.counted_elsewhere(unknown):
        unknown = [judged for judged in unknown if (judged.citation.mention.number or 0) <= faults.highest]
        if project.touches(foreign[0].citation.path):
            yield _elsewhere(foreign, f"many that are cited lie above the highest, ADR-{faults.highest:04d}")
    for judged in unknown:
        if not project.touches(judged.citation.path):
            continue
        announced = faults.is_announced(judged)
        yield Fault(
            judged.citation.location(),
            f"cites {_name(judged)}, which does not exist{' yet' if announced else ''}",
            help=_help(judged, faults, announced=announced),
            severity=Severity.INFO if announced else Severity.WARNING if faults.is_loose(judged) else None,
        )
    citations_read(project)


def _elsewhere(unknown: list[Judged], why: str) -> Fault:
    first, *others = (judged.citation.location() for judged in unknown)
    return Fault(
        first,
        f"cites {_name(unknown[0])}; {why}",
        help="say where the records are kept: `adr.folder`; or who cites those of others: `adr.cite-exempt`",
        related=tuple(others[:_RELATED]),
        severity=Severity.WARNING,
    )


def _name(judged: Judged) -> str:
    number, target = judged.citation.mention.number, judged.citation.mention.target
    return f"ADR-{number:04d}" if number is not None else target.partition("#")[0]


def _help(judged: Judged, faults: Faults, *, announced: bool) -> str:
    if announced:
        return 'write it: spec new adr "Title"'
    renamed = faults.same_slug(judged)
    if renamed:
        return f"{renamed.path} has the rest of the name"
    return f"name the decision that is meant; the highest is ADR-{faults.highest:04d}"
