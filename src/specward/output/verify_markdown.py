"""A verification as Markdown: for the summary of a CI job, or a comment on a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.output.markdown_words import code, plain
from specward.output.verify_text import ADVICE, MARKS
from specward.verify.summary import closing, criteria_count
from specward.verify.verification import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.finding import Finding
    from specward.verify.verification import FeatureVerdict, Row, Verification

_HEAD = ("| | id | what | evidence |", "|---|---|---|---|")


def render(verification: Verification) -> str:
    """The verification as one Markdown document."""
    return "\n".join((*_lines(verification), ""))


def _lines(verification: Verification) -> Iterator[str]:
    answer, _, counts = closing(verification).partition(": ")
    yield f"## {answer.capitalize()}"
    yield from ("", f"{counts}.")
    for feature in verification.features:
        yield from ("", *_feature(feature))
    if verification.principles:
        yield from ("", "### Constitution", "", *_table(verification.principles))
    if verification.findings:
        yield from ("", "### Findings", "", *_findings(verification.findings))
    if verification.undetermined:
        yield from ("", "### Undetermined", "")
        for item in verification.undetermined:
            yield f"- {code(item.path) + ': ' if item.path else ''}{plain(item.reason)}"
    if verification.untrusted:
        yield from ("", "### Not trusted, not run", "")
        yield from (f"- {code(command)}" for command in verification.untrusted)
        yield from ("", "Read them, then run `spec trust`.")
    if verification.left_out:
        names = ", ".join(code(folder.rpartition("/")[2]) for folder in verification.left_out)
        yield from ("", f"Left out, drafts that no test names: {names}.")


def _feature(feature: FeatureVerdict) -> Iterator[str]:
    mark = MARKS[Verdict.HOLDS if feature.accepted else Verdict.FAILS]
    yield f"### {mark} {plain(feature.name)}: {criteria_count(feature.evidenced, len(feature.criteria))}"
    if feature.rows:
        yield from ("", *_table(feature.rows))
    if feature.findings:
        yield from ("", *_findings(feature.findings))


def _table(rows: Iterable[Row]) -> Iterator[str]:
    yield from _HEAD
    for row in rows:
        advice = not row.required and row.verdict in {Verdict.FAILS, Verdict.OPEN}
        mark = ADVICE if advice else MARKS[row.verdict]
        yield f"| {mark} | {plain(row.id)} | {plain(row.text)} | {_evidence(row)} |"


def _evidence(row: Row) -> str:
    """What speaks for or against it: each test with what it came to, or the place."""
    if row.proofs:
        return "<br>".join(f"{code(proof.case.id)} {plain(proof.detail)}" for proof in row.proofs)
    where = f"{row.location.path}:{row.location.start.line}" if row.location else ""
    if row.verdict.passes or not where or where in row.detail:
        return plain(row.detail)
    return f"{code(where)} {plain(row.detail)}".rstrip()


def _findings(findings: Iterable[Finding]) -> Iterator[str]:
    for finding in findings:
        place = finding.location
        where = code(f"{place.path}:{place.start.line}")
        yield f"- **{finding.severity.label}** {where} {plain(finding.message)} ({finding.code})"
