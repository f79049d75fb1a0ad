"""Which of the fixes that were made together raise the number of findings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from specward.sources.edited import above

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from specward.check.report import Report
    from specward.finding import Finding, Fix
    from specward.sources.edited import EditedSource

_HIDDEN = 1 << 20
"""What a file that cannot be judged weighs, in findings: it hides any number."""


class Wanted(NamedTuple):
    """A finding with its fix."""

    finding: Finding
    fix: Fix
    key: tuple[str, str]
    """The rule's code and the path that the finding's file had at first."""


class Standing:
    """A state of a project with what is found in it.

    Args:
        state: the state.
        report: what fixes are asked for.
        counted: everything that is found, which may be more.
        made: what was done from the first state to this one.
    """

    def __init__(self, state: EditedSource, report: Report, counted: Report, made: tuple[Wanted, ...] = ()) -> None:
        self.state = state
        self.report = report
        self.counted = counted
        self.made = made
        self.weight = _weight(counted)
        """How much each path weighs: its findings, of whichever rule."""


class Blamed(NamedTuple):
    """A fix that raises the number of findings."""

    wanted: Wanted
    rise: int

    @property
    def reason(self) -> str:
        """What the fix would do, in words."""
        if self.rise > _HIDDEN // 2:
            return "what it leaves could not be checked"
        return f"it would bring {self.rise} more than it mends"


class Verdict(NamedTuple):
    """What is known of fixes that were made together. They were good where all are kept."""

    kept: tuple[Wanted, ...]
    """They are to be tried again without the others."""
    blamed: tuple[Blamed, ...] = ()
    """They are not to be made."""
    neutral: frozenset[str] = frozenset()
    """The codes of rules whose fixes bring as much as they mend, as far as is seen."""


def judged(before: Standing, after: Standing, batch: tuple[Wanted, ...], neutral: Collection[str]) -> Verdict:
    """Hold what is found after some fixes against what was found before.

    A fix promises to mend its own finding at least. Where files have not become as much better as the fixes that touch
    them promise, fewer of these are to be tried.

    Args:
        before: the state in which the fixes were made.
        after: the state that they led to.
        batch: the fixes.
        neutral: the codes of rules whose fixes promise nothing.
    """
    rise = _rise(before, after)
    if all(by <= 0 for by in rise.values()) and rise.total() <= -len(batch):
        return Verdict(batch)
    areas = [_area(wanted, before, after) for wanted in batch]
    for path in rise.keys() - set[str]().union(*areas):
        if rise[path] > 0:
            for index in _suspects(path, after, areas):
                areas[index].add(path)
    dropped: set[int] = set()
    blamed: list[Blamed] = []
    brings: set[str] = set()
    for group in _groups(areas):
        by = sum(rise[path] for path in set[str]().union(*(areas[index] for index in group)))
        if by <= -sum(batch[index].finding.code not in neutral for index in group):
            continue
        only = batch[group[0]]
        if len(group) > 1:
            dropped.update(group[len(group) // 2 :])
        elif by > 0:
            dropped.add(group[0])
            blamed.append(Blamed(only, by))
        else:
            brings.add(only.finding.code)
    kept = tuple(wanted for index, wanted in enumerate(batch) if index not in dropped)
    return Verdict(kept, tuple(blamed), frozenset(brings))


def _weight(report: Report) -> Counter[str]:
    weights = Counter(finding.location.path for finding in report.findings)
    for item in report.undetermined:
        weights[item.path] += _HIDDEN
    return weights


def _suspects(path: str, after: Standing, areas: Sequence[set[str]]) -> list[int]:
    """Which fixes may have made a file worse that none of them touches.

    Those whose files what is found there points at; else those in the nearest folder.
    """
    related = {place.path for each in after.counted.findings if each.location.path == path for place in each.related}
    pointed_at = [index for index, area in enumerate(areas) if not area.isdisjoint(related)]
    if pointed_at:
        return pointed_at
    nearness = [max(_common(path, other) for other in area) for area in areas]
    return [index for index, near in enumerate(nearness) if near == max(nearness)]


def _common(path: str, other: str) -> int:
    """In how many folders two paths lie together."""
    return len({*above(path)} & {other, *above(other)})


def _rise(before: Standing, after: Standing) -> Counter[str]:
    """By how much each path weighs more than before, by what it is called after."""
    rise = Counter(after.weight)
    for path, count in before.weight.items():
        rise[_moved(path, before, after)] -= count
    return rise


def _moved(path: str, before: Standing, after: Standing) -> str:
    """What a path is called after; one where nothing stood stays as it is."""
    origin = before.state.origin(path)
    return after.state.now(origin) if origin else path


def _area(wanted: Wanted, before: Standing, after: Standing) -> set[str]:
    """The paths that a fix is about, as they are called after."""
    renamed = (rename.path for rename in wanted.fix.renames)
    paths = {wanted.finding.location.path, *(edit.path for edit in wanted.fix.edits), *renamed}
    return {_moved(path, before, after) for path in paths}


def _groups(areas: Sequence[set[str]]) -> list[list[int]]:
    """Which of some fixes share a path, be it by way of others; each group in order."""
    leader = list(range(len(areas)))

    def lead(index: int) -> int:
        while leader[index] != index:
            leader[index] = index = leader[leader[index]]
        return index

    of_path: dict[str, int] = {}
    for index, area in enumerate(areas):
        for path in area:
            leader[lead(of_path.setdefault(path, index))] = lead(index)
    groups: dict[int, list[int]] = {}
    for index in range(len(areas)):
        groups.setdefault(lead(index), []).append(index)
    return list(groups.values())
