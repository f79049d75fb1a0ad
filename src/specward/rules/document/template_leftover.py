"""A placeholder of the template is left in a document.

## What it does

Reports each placeholder of the document's template that is still there: those of spec-kit, SpecKit Plus and MADR, and
the `[TODO: …]` that `spec new` writes. Those of one table are reported once. So is the end of the template where it was
left below what somebody wrote: three or more different placeholders, and one in each section from the first of them
on. Text in code and in comments is left alone, and so is front matter but for that of a decision record.

## Why is this bad?

A reader takes the placeholder for a decision, or the document for unfinished, and both may be wrong.

## Example

```markdown specs/001-login/plan.md
# Implementation Plan: Login

**Branch**: `001-login` | **Date**: 2026-01-02 | **Spec**: [link]
```

## Use instead

```markdown specs/001-login/plan.md
# Implementation Plan: Login

**Branch**: `001-login` | **Date**: 2026-01-02 | **Spec**: [spec.md](spec.md)
```

## Limits

A document in which hardly anything was filled in is reported once, by `unfilled-template`.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from specward.artifacts.template_tokens import OURS, different, leftovers, marked, sections_with, unfilled
from specward.finding import Severity, Span
from specward.markdown.scan import TABLE
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.markdown.document import Document
    from specward.project import Project


_TAIL = 3
"""So many different placeholders, or more, are a piece of the template and no oversight."""


@rule("DOC003", Severity.WARNING, Scope.DOCUMENT)
def check(document: Document, project: Project) -> Iterator[Fault]:
    """Yield a fault for each placeholder, or table of them, of a document that is otherwise filled in."""
    kind = project.kinds.get(document.path)
    if kind is None:
        return
    places = leftovers(document, kind)
    if not places or unfilled(document, places):
        return
    if _is_tail(document, places):
        yield Fault(
            document.place(*marked(document, places[0])),
            "the template's tail is left from here on",
            help="delete these lines, or fill them in where they belong",
        )
        return
    for place, others in _once_a_table(document, places):
        more = f", and {others} more in this table" if others else ""
        yield Fault(
            document.place(*marked(document, place)),
            f"a placeholder is left: {_shown(document.slice(place))}{more}",
            help="write what belongs here, or remove the line where it does not apply",
        )


def _is_tail(document: Document, places: Sequence[Span]) -> bool:
    """Whether the placeholders are the end of the template, below sections that are written."""
    if different(document, places) < _TAIL or any(document.slice(place).startswith(OURS) for place in places):
        return False
    total, held = sections_with(document, places)
    first = min(held)
    return first > 1 and held == set(range(first, total + 1))


def _once_a_table(document: Document, places: Sequence[Span]) -> Iterator[tuple[Span, int]]:
    """The places, of those in one table the first alone, each with the number of others that it stands for."""
    tables = [block for block in document.blocks if block.kind == TABLE]
    starts = [table.start for table in tables]
    held: dict[int, list[Span]] = {}
    for place in places:
        index = bisect_right(starts, place.start) - 1
        in_table = index >= 0 and place.start < tables[index].end
        held.setdefault(starts[index] if in_table else place.start, []).append(place)
    for first, *others in held.values():
        yield first, len(others)


def _shown(words: str) -> str:
    """A placeholder as a message shows it: dots where it goes on after the words that are known."""
    goes_on = words.count("[") > words.count("]") or words.count("{") > words.count("}")
    return f"{words}…" if goes_on else words
