"""Two requirements of a specification have the same id.

## What it does

Reports every requirement, success criterion, acceptance criterion or edge case whose id was declared before in the
same document. An id is declared by a bullet, a paragraph, a heading or a table row that begins with it; an id
anywhere else is a citation. Duplicates that follow each other, as a block pasted twice, are one finding.

The fix deletes a list item that repeats the one right above it word for word. Where the two say different things it
gives the later one the next free id, which is not safe.

## Why is this bad?

A plan, task or test that names the id then means one of two things, and nobody can tell which.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: System MUST accept a password.
- **FR-001**: System MUST end a session after 30 minutes.
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: System MUST accept a password.
- **FR-002**: System MUST end a session after 30 minutes.
```

## Limits

`FR-1` and `FR-001` are different ids. What cites the id means one of the two, and a fix cannot know which; citations
are left as they are. A list that repeats ids under a heading of its own, brings no new one and obliges nobody, such as
a summary of what was delivered, is taken for an index and is not reported; neither is a heading that goes on about one
(`### FR-003 in detail`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts.requirement import Requirement, is_copy, words_under
from specward.finding import Edit, Fix, Severity, Span
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.spec import Spec
    from specward.project import Project
    from specward.trace.free_ids import FreeIds

    Pair = tuple[Requirement, Requirement]
    """The first declaration of an id, and a later one."""

_SHOWN = 12
"""Of how many duplicates of a run both places are shown, beside the first."""


@rule("SPC002", Severity.ERROR, Scope.SPEC, fixable=True, read=9, right=9)
def check(spec: Spec, project: Project) -> Iterator[Fault]:
    """Yield a fault for each run of declarations of ids that were declared before."""
    runs = list(_runs(spec))
    free = _free_ids(spec, project) if any(map(_may_be_renumbered, runs)) else None
    for run in runs:
        yield _fault(spec, run, free)


def _runs(spec: Spec) -> Iterator[list[Pair]]:
    first: dict[str, Requirement] = {}
    for items in (spec.requirements, spec.success_criteria, _criteria(spec), spec.edge_cases):
        run: list[Pair] = []
        last: Requirement | None = None
        """The item before the run."""
        for item in items:
            if item.heading and item.id in first and _goes_into_detail(spec, first[item.id], item):
                continue
            before = first.setdefault(item.id, item)
            if before is not item:
                run.append((before, item))
                continue
            if run and not _speaks_of_them_again(spec, run, last, item):
                yield run
            run, last = [], item
        if run and not _speaks_of_them_again(spec, run, last, None):
            yield run


def _goes_into_detail(spec: Spec, before: Requirement, item: Requirement) -> bool:
    """Whether a heading only begins with an id (`### FR-003 in detail`), or is of another level than the first one."""
    if spec.document.text[item.id_end : item.id_end + 2].lstrip(" ")[:1].isalpha():
        return True
    levels = [heading.depth for one in (before, item) if (heading := spec.document.heading_before(one.start + 1))]
    return before.heading and len(set(levels)) > 1


def _speaks_of_them_again(spec: Spec, run: list[Pair], *beside: Requirement | None) -> bool:
    """Whether a run is all that stands under a heading of its own: what became of the items, or who builds which.

    Criteria are numbered anew under each requirement, and then are two of one id. Copies, and what says that something
    must be, are declarations, where they are at least half.

    Args:
        spec: the specification.
        run: the declarations of known ids, without a new one between them.
        beside: the items right before and behind the run.
    """
    (before, first), (_, last) = run[0], run[-1]
    under = spec.document.heading_before
    heading = under(first.start)
    if first.family == "AC" or heading is None or under(last.start) != heading:
        return False
    if any(item and under(item.start) == heading and not _range().search(item.id) for item in (before, *beside)):
        return False
    anew = sum(earlier.text == later.text or _obliges().search(later.text) is not None for earlier, later in run)
    return anew * 2 < len(run)


@cache
def _range() -> re.Pattern[str]:
    """The end of what looks like an id and names several: `FR-11-13`."""
    return re.compile(r"\d-\d{1,4}$", re.ASCII)


@cache
def _obliges() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:must|shall|should)\b|\bDEVEM?\b|\bDEBEN?\b|\bMUSS\b|\bDOIT\b|必须|必須|なければ|해야", re.IGNORECASE
    )


def _criteria(spec: Spec) -> list[Requirement]:
    """The criteria with ids of their own, scenarios included, in source order."""
    text = spec.document.text
    found = list(spec.criteria)
    for scenario in spec.scenarios:
        if scenario.stable:
            words = " ".join(filter(None, scenario[3:6]))
            start = max(scenario.start, text.find(scenario.id, scenario.start, scenario.end))
            span = (scenario.start, scenario.end, start, start + len(scenario.id))
            found.append(Requirement(scenario.id, "AC", words, *span))
    if len(found) > len(spec.criteria):
        found.sort(key=lambda item: item.start)
    return found


def _fault(spec: Spec, run: list[Pair], free: FreeIds | None) -> Fault:
    place = spec.document.place
    (before, item), *others = run
    related = [place(before.id_start, before.id_end, "first declared here")]
    for earlier, later in others[:_SHOWN]:
        related.append(place(earlier.id_start, earlier.id_end, "first declared here"))
        related.append(place(later.id_start, later.id_end, f"{later.id} again"))
    message = f"{item.id} is declared a second time"
    if others:
        message = f"{len(run)} ids, {item.id} to {others[-1][1].id}, are declared a second time"
    copies = all(is_copy(earlier.text, later.text) for earlier, later in run)
    help_ = "delete one copy" if copies else "give one of the two the next free id, and mend what cites it"
    fix = _deletion(spec, run) or (_renumbering(spec, run, free) if free and _may_be_renumbered(run) else None)
    place_ = place(item.id_start, item.id_end)
    return Fault(place_, message, help=help_, related=tuple(related), fix=fix)


def _deletion(spec: Spec, run: list[Pair]) -> Fix | None:
    """Delete the later of two neighbours that are the same word for word: whichever goes, the text is the same."""
    text = spec.document.text
    ((before, item), *others) = run
    start, end = _line(text, before), _line(text, item)
    if others or item.heading or text[start.start : start.end].strip() != text[end.start : end.end].strip():
        return None
    if text[start.end : end.start].strip() or not start.end <= end.start or words_under(spec.document, before).strip():
        return None
    if words_under(spec.document, item).strip() or item.end > end.end or before.end > start.end:
        return None
    return Fix(f"delete the second {item.id}", (Edit(spec.document.path, end, ""),), safe=True)


def _line(text: str, item: Requirement) -> Span:
    """The whole line that an item begins on, its ending included."""
    end = text.find("\n", item.start)
    return Span(text.rfind("\n", 0, item.start) + 1, end + 1 if end >= 0 else len(text))


def _may_be_renumbered(run: list[Pair]) -> bool:
    """Whether none of the later ones is a copy."""
    return not any(is_copy(earlier.text, later.text) for earlier, later in run)


def _free_ids(spec: Spec, project: Project) -> FreeIds:
    from specward.trace.free_ids import FreeIds

    declared = [*(item.id for item in spec.declared), *(one.id for one in spec.scenarios if one.stable)]
    return FreeIds(project, spec.document.path, declared)


def _renumbering(spec: Spec, run: list[Pair], free: FreeIds) -> Fix | None:
    """Give each later one the next free id."""
    new = [free.next(later.id) for _, later in run]
    if not all(new):
        return None
    spans = (Span(later.id_start, later.id_end) for _, later in run)
    edits = tuple(Edit(spec.document.path, span, identity) for span, identity in zip(spans, new, strict=True))
    return Fix(f"renumber it {new[0]}" if len(new) == 1 else f"renumber them {new[0]} to {new[-1]}", edits)
