"""A verification as JUnit XML, so that a CI server shows criteria where it shows tests.

A feature is a test suite and each question that is asked of it a test case; principles are a suite of their own. What
could not be decided is an `<error>`, what does not hold a `<failure>`, what nobody asks for `<skipped>`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.output.junit_xml import ERROR, FAILURE, PASSED, SKIPPED, Case, document
from specward.verify.verification import Row, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from specward.finding import Finding
    from specward.verify.verification import Verification

_OUTCOMES = {Verdict.FAILS: FAILURE, Verdict.OPEN: FAILURE, Verdict.UNKNOWN: ERROR, Verdict.LEFT: SKIPPED}
_NO_CRITERION = Row("criteria", "it has acceptance criteria", Verdict.OPEN, "the feature has no acceptance criterion")


def render(verification: Verification) -> str:
    """The verification as one XML document."""
    return document("spec verify", ((name, [_case(row) for row in rows]) for name, rows in _suites(verification)))


def _suites(verification: Verification) -> Iterator[tuple[str, Sequence[Row]]]:
    for feature in verification.features:
        rows = [*(() if feature.criteria else (_NO_CRITERION,)), *feature.rows]
        yield feature.name, [*rows, *_of_findings(feature.findings)]
    if verification.principles:
        yield "constitution", verification.principles
    rest = [*_of_findings(verification.findings), *_of_undetermined(verification)]
    if rest:
        yield "project", rest


def _case(row: Row) -> Case:
    holds = row.verdict is Verdict.HOLDS
    outcome = _OUTCOMES.get(row.verdict, PASSED) if row.required or holds else SKIPPED
    return Case(
        f"{row.id} {row.text}",
        outcome,
        message=row.detail or row.verdict.value,
        kind="" if outcome == SKIPPED else row.verdict.value,
        lines=[f"{proof.case.id}: {proof.detail}" for proof in row.proofs] if outcome else (),
        location=row.location,
    )


def _of_findings(findings: Iterable[Finding]) -> list[Row]:
    """Errors as rows that fail; warnings keep nothing from being accepted, and are left out."""
    errors = (finding for finding in findings if finding.severity is Severity.ERROR)
    return [Row(one.code, one.rule, Verdict.FAILS, one.message, one.location) for one in errors]


def _of_undetermined(verification: Verification) -> list[Row]:
    return [
        Row("undetermined", item.path or "project", Verdict.UNKNOWN, item.reason) for item in verification.undetermined
    ]
