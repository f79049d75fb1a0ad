"""Which fixes can be made in one round: no two of them touch the same place."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from typing import TYPE_CHECKING

from specward.sources.edited import above

if TYPE_CHECKING:
    from specward.finding import Fix, Span

_LAST = 1 << 62
"""Past every offset."""


class Claims:
    """What the fixes of a round that were taken so far change."""

    def __init__(self) -> None:
        self._spans: defaultdict[str, list[Span]] = defaultdict(list)
        self._renamed: set[str] = set()
        """What is renamed, and what it becomes."""
        self._touched: set[str] = set()
        """What is edited or renamed, and every folder above."""

    def take(self, fix: Fix) -> bool:
        """Take a fix, unless it is about something that another one changes; then it can wait for the next round."""
        renamed = [path for rename in fix.renames for path in rename]
        edited = {edit.path for edit in fix.edits}
        if any(self._renamed.intersection((path, *above(path))) for path in (*renamed, *edited)):
            return False
        if not self._touched.isdisjoint(renamed):
            return False
        if any(self._meets(edit.path, edit.span) for edit in fix.edits):
            return False
        for edit in fix.edits:
            insort(self._spans[edit.path], edit.span)
        self._renamed.update(renamed)
        for path in (*renamed, *edited):
            self._touched.update((path, *above(path)))
        return True

    def _meets(self, path: str, span: Span) -> bool:
        """Whether a span overlaps one that was taken. Those do not overlap each other, so its neighbours tell."""
        taken = self._spans[path]
        index = bisect_right(taken, (span.start, _LAST))
        return any(overlap(span, other) for other in taken[max(0, index - 1) : index + 1])


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a character, or one is an insertion within the other or at its edge."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end
