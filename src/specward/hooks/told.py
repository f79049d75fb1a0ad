"""What a commit under way is told of: a part of what `spec check --staged` tells of the same index, word for word.

It touches documents, what pins decisions, what people reviewed and signed, the baseline, the waivers and the
configuration; and every file besides, where one of them carries a mark, gains a citation of a decision, may be held to
a pattern by the constitution, or is Python that a pack looks at (`asked`). Told is:

1. what is found at a path that the commit touches;
2. what it brings about elsewhere, so that it was not found in the last commit with the same words at the same place:
   in the features that it touches or that tests name which it touches, in the decisions where it touches one or a
   lock, and, by rules that look at the project as a whole, what is related to any of these.

Without what the baseline remembers. Not told, because only a look at every file could tell it:

- which marks, citations of decisions and patterns are wrong in files that the commit leaves alone;
- that no commit ever held the files which finished tasks name, where it leaves the tasks and the plan alone;
- which links between requirements are wrong, where no feature that the commit touches has any;
- what a pack finds in Python files together, or in the interface that they make;
- that a suppression of such findings silences nothing.

Besides, of decisions that are pinned, what the change alone shows is told: that text and pin changed together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.check.run import check
from specward.hooks.asked import CONFIG_PATHS
from specward.sources.scope import BASELINE, KEPT, PINS, WAIVERS

if TYPE_CHECKING:
    from specward.artifacts.kind import Layout
    from specward.check.report import Report
    from specward.check.select import Selection
    from specward.hooks.underway import Underway


_PARTLY = frozenset({"ADR013", "ADR014", "PLN006", "TRC021", "TRC024", "TSK009"})
"""The rules behind the first of what is not told."""
_JUDGED = (BASELINE, WAIVERS, *CONFIG_PATHS)


def counts(path: str, layout: Layout) -> bool:
    """Whether a commit that touches a path is judged for that, whatever the file holds."""
    return path in _JUDGED or path.endswith((PINS, *KEPT)) or layout.kind_of(path) is not None


def told(project: Underway, selection: Selection, touched: set[str]) -> Report:
    """What the commit is told of.

    Args:
        project: the project with what is staged.
        selection: the rules and their severities.
        touched: the paths that the commit touches.
    """
    report = check(project, selection, only=touched | _decisions(touched, project), partly=_PARTLY)
    return _caused(_unknown(report, project, touched), project, touched, selection)


def _decisions(touched: set[str], project: Underway) -> set[str]:
    """All decisions, where the commit touches one, or a lock: each may say something of each other."""
    if any(path.endswith(PINS) or project.layout.kind_of(path) is Kind.ADR for path in touched):
        return set(project.of_kind(Kind.ADR))
    return set()


def _unknown(report: Report, project: Underway, touched: set[str]) -> Report:
    """The report without what the baseline remembers, as it is staged. One that is touched must be sound."""
    if not (report.findings or BASELINE in touched) or not project.lists(BASELINE):
        return report
    from specward.check.baseline import read_baseline

    baseline = read_baseline(project.source)
    return baseline.left_out(report, project.source, lambda _: False) if baseline else report


def _caused(report: Report, project: Underway, touched: set[str], selection: Selection) -> Report:
    """The report without what was wrong before in documents that the commit leaves alone."""
    elsewhere = {finding.location.path for finding in report.findings} - touched
    if not elsewhere or project.before is None:  # without a commit everything is new
        return report
    from specward.check.brought import compare

    return report._replace(findings=tuple(compare(report.findings, project.before, selection, elsewhere).fresh))
