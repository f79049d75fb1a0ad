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
    where = _where(report)
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


def _where(report: Report) -> str:
    """In how many documents and Python files, and in how many other places (code, folders), something was found."""
    faulty = {finding.location.path for finding in report.findings}
    inside = sum(map(is_document, faulty))
    source = sum(path.endswith(".py") for path in faulty) if report.modules else 0
    others = len(faulty) - inside - source
    documents, modules = sum(report.checked.values()), report.modules
    parts = [_share(inside, documents, "document")] if inside else []
    if source:
        parts.append(_share(source, modules, "Python file"))
    if others:
        parts.append(f"{others} {'other ' if parts else ''}place{'s' if others > 1 else ''}")
    if not parts:
        parts = [counted(count, word) for count, word in ((documents, "document"), (modules, "Python file")) if count]
    return f" in {' and '.join(parts or [counted(0, 'document')])}"


def _share(some: int, all_: int, word: str) -> str:
    # One that is gone has findings too, and is not among those that were checked.
    return f"{some} of {counted(all_, word)}" if some <= all_ else counted(some, word)
