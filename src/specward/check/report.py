"""What a run of the checker came to: a value that every output projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.errors import UNDETERMINED
from specward.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.artifacts.kind import Kind


class Undetermined(NamedTuple):
    """Something that could not be read or decided. It is not a pass."""

    path: str
    """The file it is about; empty where it is the project as a whole."""
    reason: str
    rule: str = ""
    """The rule that crashed, by name; empty where the file could not be read."""


class Report(NamedTuple):
    """The result of checking a project."""

    findings: tuple[Finding, ...]
    """Sorted by path, place and code."""
    undetermined: tuple[Undetermined, ...]
    checked: dict[Kind, int]
    """How many documents of each kind were read and checked."""
    suppressed: int
    """How many findings a `spec: ignore` comment silenced."""
    rules: int
    """How many rules were run."""
    waived: int = 0
    """How many findings an active waiver of `.specify/waivers.yml` let pass."""
    known: int = 0
    """How many findings the baseline remembers; they are left out."""
    gone: int = 0
    """How many findings the baseline remembers that are there no more."""
    since: str = ""
    """What alone is told of: what these changes brought, such as `main..HEAD`; empty where it is the whole state."""
    modules: int = 0
    """How many Python files of back ends were read and checked."""
    projects: int = 1
    """How many projects were checked."""
    unshown: int = 0
    """How many findings are not told of, because nobody wants to hear of less than errors."""

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def exit_code(self, threshold: Severity = Severity.ERROR) -> int:
        """3 where anything is undetermined, whatever was found; else 1 with findings from the threshold on, or 0."""
        if self.undetermined:
            return UNDETERMINED
        return int(any(finding.severity >= threshold for finding in self.findings))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings as a report has them: by path, place, code and message."""
    return tuple(sorted(findings, key=lambda finding: (*finding.location[:3], finding.code, finding.message)))
