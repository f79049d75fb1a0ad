"""A report in one sentence: how much was found, where, and how much of it can be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.finding import Severity
from specward.sources.scope import is_document
from specward.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.check.report import Report
    from specward.finding import Finding

SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)
"""Those that findings have, the worst first."""


class Fixable(NamedTuple):
    """How many findings carry a fix."""

    safe: int
    unsafe: int


def fixable(findings: Iterable[Finding]) -> Fixable:
    """How many of some findings carry a fix."""
    fixes = [finding.fix for finding in findings if finding.fix]
    safe = sum(fix.safe for fix in fixes)
    return Fixable(safe, len(fixes) - safe)


def counts(findings: Iterable[Finding]) -> str:
    """How many findings of each severity there are: `1 error, 2 warnings`; `no findings` where there are none."""
    severities = [finding.severity for finding in findings]
    numbers = ((severity, severities.count(severity)) for severity in SEVERITIES)
    words = [
        f"{count} info" if severity is Severity.INFO else counted(count, severity.label)
        for severity, count in numbers
        if count
    ]
    return ", ".join(words) or "no findings"


def summary(report: Report) -> str:
    """What was found, where, and what was left out: `1 error in 1 of 3 documents · 2 suppressed`."""
    where = _where({finding.location.path for finding in report.findings}, sum(report.checked.values()))
    if report.projects > 1:
        where += f" of {report.projects} projects"
    if report.known:
        where += f" ({report.known} in the baseline)"
    if report.since:
        where += f" · brought by {report.since}"
    left_out = (
        (report.suppressed, "suppressed"),
        (report.waived, "waived"),
        (report.unshown, "not shown"),
        (len(report.undetermined), "undetermined"),
    )
    found = "no errors" if report.unshown and not report.findings else counts(report.findings)
    return " · ".join((found + where, *(f"{count} {word}" for count, word in left_out if count)))


def mendable(report: Report) -> str:
    """How many findings `spec check` can mend, and how; empty where it can mend none."""
    safe, unsafe = fixable(report.findings)
    if safe and unsafe:
        return f"{safe} can be mended with `spec check --fix`, {unsafe} more with `--unsafe-fixes`"
    if safe:
        return f"{safe} can be mended with `spec check --fix`"
    return f"{unsafe} can be mended with `spec check --unsafe-fixes`" if unsafe else ""


def outdated(report: Report) -> str:
    """How much of the baseline is there no more, and what drops it; empty where all of it is."""
    if not report.gone:
        return ""
    verb = "is" if report.gone == 1 else "are"
    said = f"{counted(report.gone, 'finding')} of the baseline {verb} gone: `spec check --baseline` drops "
    said += "it" if report.gone == 1 else "them"
    return f"{said}, and remembers what is reported here" if report.findings else said


def _where(faulty: set[str], documents: int) -> str:
    """In how many documents, and in how many other places (code, folders), something was found."""
    inside = sum(is_document(path) for path in faulty)
    others = len(faulty) - inside
    # A document that is gone has findings too, and is not among those that were checked.
    share = f"{inside} of {counted(documents, 'document')}" if inside <= documents else counted(inside, "document")
    parts = [share] if inside else []
    if others:
        parts.append(f"{others} {'other ' if inside else ''}place{'s' if others > 1 else ''}")
    return f" in {' and '.join(parts)}" if parts else f" in {counted(documents, 'document')}"
