"""One report of several projects: their paths as seen from where somebody stands."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from specward.check.report import Report, in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.artifacts.kind import Kind
    from specward.finding import Finding, Fix, Location


def placed(report: Report, prefix: str) -> Report:
    """A report whose paths begin with a prefix: the way to its project, such as `apps/web/`, or nothing.

    Paths in the words of messages count from the project still, as those in its documents do: nobody can tell all of
    them from other words, and some but not all would be worse.
    """
    if not prefix:
        return report
    return report._replace(
        findings=tuple(_finding(finding, prefix) for finding in report.findings),
        undetermined=tuple(item._replace(path=prefix + item.path) for item in report.undetermined),
    )


def joined(reports: Sequence[Report]) -> Report:
    """One report of what several came to, each `placed` before."""
    if len(reports) == 1:
        return reports[0]
    checked: Counter[Kind] = Counter()
    for report in reports:
        checked.update(report.checked)
    return Report(
        findings=in_order(finding for report in reports for finding in report.findings),
        undetermined=tuple(sorted({item for report in reports for item in report.undetermined})),
        checked=dict(checked),
        suppressed=sum(report.suppressed for report in reports),
        rules=max((report.rules for report in reports), default=0),
        waived=sum(report.waived for report in reports),
        known=sum(report.known for report in reports),
        gone=sum(report.gone for report in reports),
        since=reports[0].since if reports else "",
        modules=sum(report.modules for report in reports),
        projects=len(reports),
    )


def _finding(finding: Finding, prefix: str) -> Finding:
    return finding._replace(
        location=_location(finding.location, prefix),
        related=tuple(_location(place, prefix) for place in finding.related),
        fix=_fix(finding.fix, prefix) if finding.fix else None,
    )


def _location(place: Location, prefix: str) -> Location:
    return place._replace(path=prefix + place.path)


def _fix(fix: Fix, prefix: str) -> Fix:
    return fix._replace(
        edits=tuple(edit._replace(path=prefix + edit.path) for edit in fix.edits),
        renames=tuple(rename._replace(path=prefix + rename.path, to=prefix + rename.to) for rename in fix.renames),
    )
