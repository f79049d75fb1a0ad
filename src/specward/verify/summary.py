"""The one line that a verification ends in: whether it is accepted, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.evidence.judge import State
from specward.finding import Severity
from specward.verify.verification import Verdict
from specward.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.verify.verification import Row, Verification

ACCEPTED = "accepted"
NOT_ACCEPTED = "not accepted"
UNDETERMINED = "undetermined"
NO_RESULTS = "no test results; make some: pytest --spec-evidence"
_OF_PRINCIPLES = "CON007"
"""Violations are counted by principle."""
_FAILING = frozenset({State.FAILED, State.FAILING_PARAMETER})


def word(verification: Verification) -> str:
    """The answer in a word or two."""
    if verification.undecided:
        return UNDETERMINED
    return ACCEPTED if verification.accepted else NOT_ACCEPTED


def closing(verification: Verification) -> str:
    """The answer on one line: `not accepted: 2 of 11 criteria evidenced, 1 principle violated`."""
    return f"{word(verification)}: {', '.join(_counts(verification))}"


def criteria_count(evidenced: int, criteria: int) -> str:
    """How many criteria hold by evidence, with the denominator: `2 of 11 criteria evidenced`."""
    if not criteria:
        return "no criterion"
    return f"{evidenced} of {criteria} {'criterion' if criteria == 1 else 'criteria'} evidenced"


def _counts(verification: Verification) -> Iterator[str]:
    features = verification.features
    if not features:
        yield "the change touches no feature" if verification.by_change else "there is no feature to judge"
    else:
        yield criteria_count(sum(one.evidenced for one in features), sum(len(one.criteria) for one in features))
    empty = [feature.name for feature in features if not feature.criteria]
    if empty and len(features) > 1:
        yield f"{counted(len(empty), 'feature')} without a criterion"
    yield from _principles(verification)
    yield from _direct([row for feature in features for row in feature.direct if row.blocks])
    rows = [row for feature in features for row in (*feature.minimum, *feature.confirmations) if row.blocks]
    if rows:
        yield f"{counted(len(rows), 'acceptance check')} open"
    findings = (*verification.findings, *(finding for feature in features for finding in feature.findings))
    errors = sum(finding.severity is Severity.ERROR and finding.code != _OF_PRINCIPLES for finding in findings)
    if errors:
        yield counted(errors, "error")
    yield from (item.reason.partition(";")[0] for item in verification.undetermined if not item.path)
    unread = sum(bool(item.path) for item in verification.undetermined)
    if unread:
        yield f"{counted(unread, 'file')} undecided"
    if verification.accepted and len(features) > 1:
        yield f"{len(features)} features"


def _direct(rows: Sequence[Row]) -> Iterator[str]:
    """The requirements and stories that tests name and that do not hold: by a test that fails, or for want of proof."""
    failing = sum(any(proof.state in _FAILING for proof in row.proofs) for row in rows)
    if failing:
        yield "1 requirement's test fails" if failing == 1 else f"{failing} requirements' tests fail"
    if len(rows) > failing:
        yield f"{counted(len(rows) - failing, 'requirement')} not evidenced"


def _principles(verification: Verification) -> Iterator[str]:
    required = [row.verdict for row in verification.principles if row.required]
    violated, unknown = required.count(Verdict.FAILS), required.count(Verdict.UNKNOWN)
    decidable = [row for row in verification.principles if row.decidable]
    held = sum(row.verdict is Verdict.HOLDS for row in decidable)
    if violated:
        yield f"{counted(violated, 'principle')} violated"
    if unknown:
        yield f"{counted(unknown, 'principle')} undecided"
    if held and not violated and not unknown:
        yield f"{held} of {counted(len(decidable), 'decidable principle')} {'holds' if held == 1 else 'hold'}"
