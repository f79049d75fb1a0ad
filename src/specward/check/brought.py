"""What a change brought: the findings of a state that an earlier one did not have."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.check.run import check

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from specward.check.baseline import Baseline
    from specward.check.report import Report
    from specward.check.select import Selection
    from specward.finding import Finding
    from specward.project import Project


class Change(NamedTuple):
    """What lies between two states."""

    paths: frozenset[str]
    """Every path that differs."""
    gone: frozenset[str]
    """Those at which nothing is any more."""


class Compared(NamedTuple):
    """Two states, held against each other word for word and place for place."""

    fresh: list[Finding]
    """What the later one has and the earlier one has not."""
    former: list[Finding]
    """The same the other way round, at the places that were compared."""


def compare(
    findings: Sequence[Finding],
    before: Project,
    selection: Selection,
    among: Collection[str],
    baseline: Baseline | None = None,
) -> Compared:
    """Hold findings against those of an earlier state. Where a document was not edited, this tells what is new in it.

    Args:
        findings: those of the later state.
        before: the earlier state.
        selection: the rules that found them.
        among: the paths at which they are compared; findings elsewhere count as new.
        baseline: what was left out of the findings, and so is left out of the earlier ones too.
    """
    only = {*among, *(path for folder in among for path in before.feature_paths.get(folder, ()))}
    former = [found for found in check(before, selection, only=only).findings if found.location.path in among]
    if baseline:
        former, _ = baseline.fresh(former, before.source)
    earlier = {finding[:5] for finding in former}
    later = {finding[:5] for finding in findings}
    fresh = [finding for finding in findings if finding.location.path not in among or finding[:5] not in earlier]
    return Compared(fresh, [finding for finding in former if finding[:5] not in later])


def brought(
    report: Report, before: Project, selection: Selection, change: Change, baseline: Baseline | None = None
) -> Report:
    """A report without what was wrong before, wherever its line or its file has gone meanwhile.

    Args:
        report: that of the later state.
        before: the earlier state.
        selection: the rules of the report.
        change: what lies between the two. In documents that it does not touch, what is said anew is new.
        baseline: what was left out of the report.
    """
    if not report.findings:
        return report
    among = change.gone | {finding.location.path for finding in report.findings}
    found = compare(report.findings, before, selection, among, baseline)
    former = [finding for finding in found.former if finding.location.path in change.paths]
    fresh = _moved_left_out(found.fresh, former, change) if found.fresh and former else found.fresh
    return report._replace(findings=tuple(fresh))


def _moved_left_out(fresh: list[Finding], former: list[Finding], change: Change) -> list[Finding]:
    """The findings that are no former ones at another line, or in a file that has moved."""
    from collections import Counter

    from specward.check.identity import fingerprints, pathless

    known = set(fingerprints(former))
    edited = [finding for finding in fresh if finding.location.path in change.paths]
    same = {id(finding) for finding, mark in zip(edited, fingerprints(edited), strict=True) if mark in known}
    moved = Counter(pathless(finding) for finding in former if finding.location.path in change.gone)
    left = []
    for finding in fresh:
        if id(finding) in same:
            continue
        mark = pathless(finding) if moved and finding.location.path in change.paths else ""
        if mark and moved[mark]:
            moved[mark] -= 1
        else:
            left.append(finding)
    return left
