"""A verification as Markdown: for the summary of a CI job, or a comment on a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.output.text import printable
from specward.output.verify_text import ADVICE, MARKS
from specward.verify.summary import closing, criteria_count
from specward.verify.verification import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.finding import Finding
    from specward.verify.verification import FeatureVerdict, Row, Verification

_SPECIAL = frozenset("\\`*_{}[]<>()#+!|~&@")
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
            yield f"- {_code(item.path) + ': ' if item.path else ''}{_text(item.reason)}"
    if verification.untrusted:
        yield from ("", "### Not trusted, not run", "")
        yield from (f"- {_code(command)}" for command in verification.untrusted)
        yield from ("", "Read them, then run `spec trust`.")
    if verification.left_out:
        names = ", ".join(_code(folder.rpartition("/")[2]) for folder in verification.left_out)
        yield from ("", f"Left out, drafts that no test names: {names}.")


def _feature(feature: FeatureVerdict) -> Iterator[str]:
    mark = MARKS[Verdict.HOLDS if feature.accepted else Verdict.FAILS]
    yield f"### {mark} {_text(feature.name)}: {criteria_count(feature.evidenced, len(feature.criteria))}"
    if feature.rows:
        yield from ("", *_table(feature.rows))
    if feature.findings:
        yield from ("", *_findings(feature.findings))


def _table(rows: Iterable[Row]) -> Iterator[str]:
    yield from _HEAD
    for row in rows:
        advice = not row.required and row.verdict in {Verdict.FAILS, Verdict.OPEN}
        mark = ADVICE if advice else MARKS[row.verdict]
        yield f"| {mark} | {_text(row.id)} | {_text(row.text)} | {_evidence(row)} |"


def _evidence(row: Row) -> str:
    """What speaks for or against it: each test with what it came to, or the place."""
    if row.proofs:
        return "<br>".join(f"{_code(proof.case.id)} {_text(proof.detail)}" for proof in row.proofs)
    where = f"{row.location.path}:{row.location.start.line}" if row.location else ""
    if row.verdict.passes or not where or where in row.detail:
        return _text(row.detail)
    return f"{_code(where)} {_text(row.detail)}".rstrip()


def _findings(findings: Iterable[Finding]) -> Iterator[str]:
    for finding in findings:
        place = finding.location
        where = _code(f"{place.path}:{place.start.line}")
        yield f"- **{finding.severity.label}** {where} {_text(finding.message)} ({finding.code})"


def _text(text: str) -> str:
    """Words as words: nothing in them makes a link, a tag, a mention or another cell."""
    line = " ".join(printable(text).split())
    return "".join(f"&#{ord(sign)};" if sign in _SPECIAL else sign for sign in line)


def _code(text: str) -> str:
    """A code span that also holds inside a table, where a bar would end the cell and a backtick the span."""
    return f"<code>{_text(text)}</code>"
