"""A verification for people: one line a question, aligned, and a closing line that says what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.evidence.judge import State
from specward.finding import Severity
from specward.output.text import cells, printable
from specward.verify.summary import closing, criteria_count
from specward.verify.verification import Row, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from specward.finding import Finding
    from specward.verify.verification import FeatureVerdict, Verification

    Painter = Callable[[str, str], str]

MARKS = {
    Verdict.HOLDS: "✓",
    Verdict.FAILS: "✗",
    Verdict.OPEN: "○",
    Verdict.UNKNOWN: "?",
    Verdict.LEFT: "–",
}
ADVICE = "!"
"""Before what does not hold and keeps nothing from being accepted."""
_GREEN, _RED, _YELLOW, _DIM, _BOLD = "32", "31", "33", "2", "1"
_COLOURS = {Verdict.HOLDS: _GREEN, Verdict.FAILS: _RED, Verdict.OPEN: _YELLOW, Verdict.UNKNOWN: _YELLOW}
_SEVERITIES = {Severity.ERROR: _RED, Severity.WARNING: _YELLOW, Severity.INFO: "36"}
_WIDEST_TEXT = 48
_MOST_NAMES = 10
_CLOSING = {0: _GREEN, 1: _RED}
_ON_ANOTHER = frozenset({State.STALE, State.NO_EVIDENCE, State.NEVER_RAN})


def render(verification: Verification, *, colour: bool = False) -> str:
    """The whole verification as text, ending in a line break.

    Args:
        verification: what to show.
        colour: whether to use terminal colours.
    """
    paint = _paint if colour else _plain
    return "".join(f"{line.rstrip()}\n" for line in _lines(verification, paint))


def shown_rows(feature: FeatureVerdict) -> list[Row]:
    """What is worth a line: every criterion and confirmation; of the minimum, what does not hold."""
    minimum = [row for row in feature.minimum if row.blocks or row.verdict is Verdict.FAILS]
    return [*feature.criteria, *feature.direct, *minimum, *feature.confirmations]


def _lines(verification: Verification, paint: Painter) -> Iterator[str]:
    features = verification.features
    rows = [row for feature in features for row in shown_rows(feature)]
    columns = _Columns([*rows, *verification.principles])
    for feature in features:
        if len(features) > 1:
            yield _heading(feature, paint)
            if feature.accepted:
                continue
        yield from (columns.line(row, paint) for row in shown_rows(feature))
        if not feature.criteria:
            yield f" {paint(MARKS[Verdict.OPEN], _YELLOW)} {printable(feature.folder)} has no acceptance criterion"
        yield from _findings(feature.findings, paint)
    if len(features) > 1 and verification.principles:
        yield paint("constitution", _BOLD)
    yield from (columns.line(row, paint) for row in verification.principles)
    told = {row.location for row in verification.principles}
    yield from _findings((finding for finding in verification.findings if finding.location not in told), paint)
    for item in verification.undetermined:
        where = f"{printable(item.path)}: " if item.path else ""
        crash = f"rule {item.rule} crashed: " if item.rule else ""
        yield f" {paint('?', _YELLOW)} {where}{crash}{printable(item.reason)}"
    if verification.left_out:
        yield paint(f" – left out, drafts that no test names: {printable(_names(verification.left_out))}", _DIM)
    if not features and not verification.by_change:
        yield "  help: name a feature, or let a test say what it verifies, as in `spec test --help`"
    if verification.untrusted:
        yield from (f" not trusted, not run: {printable(command)}" for command in verification.untrusted)
        yield "  help: read them, then `spec trust`"
    yield paint(closing(verification), _CLOSING.get(verification.exit_code, _YELLOW))


def _heading(feature: FeatureVerdict, paint: Painter) -> str:
    verdict = Verdict.HOLDS if feature.accepted else Verdict.FAILS
    count = criteria_count(feature.evidenced, len(feature.criteria))
    return f"{paint(MARKS[verdict], _COLOURS[verdict])} {paint(printable(feature.name), _BOLD)}  {count}"


class _Columns:
    """The widths that the rows have in common."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._id = max((cells(printable(row.id)) for row in rows), default=0)
        self._text = min(_WIDEST_TEXT, max((cells(_words(row.text)) for row in rows), default=0))

    def line(self, row: Row, paint: Painter) -> str:
        """One row."""
        mark, code = MARKS[row.verdict], _COLOURS.get(row.verdict, _DIM)
        if not row.required and row.verdict in {Verdict.FAILS, Verdict.OPEN}:
            mark, code = ADVICE, _YELLOW
        identity = _padded(printable(row.id), self._id)
        text = _padded(_cut(_words(row.text), self._text), self._text)
        return f" {identity}  {text}  {paint(mark, code)} {_detail(row, paint)}"


def _detail(row: Row, paint: Painter) -> str:
    """What speaks for or against it, then the test, and whether the result is of this tree."""
    if row.proofs and row.verdict is Verdict.HOLDS:
        return f"{printable(row.detail)}  {paint('on this tree', _DIM)}"
    place = row.location
    detail = printable(row.detail)
    if row.proofs:
        proof = next((proof for proof in row.proofs if not proof.holds), row.proofs[0])
        tree = "" if proof.state in _ON_ANOTHER else " on this tree"
        return f"{detail}{tree}  {paint(printable(proof.case.id), _DIM)}"
    if place and row.verdict is Verdict.FAILS:
        where = f"{place.path}:{place.start.line}"
        return detail if where in detail else f"{printable(where)}  {detail}".rstrip()
    return detail


def _findings(findings: Iterable[Finding], paint: Painter) -> Iterator[str]:
    for finding in findings:
        place = finding.location
        where = f"{printable(place.path)}:{place.start.line}:{place.start.column}"
        severity = paint(finding.severity.label, _SEVERITIES[finding.severity])
        yield f" {where}  {severity}  {printable(finding.message)} [{finding.code}]"


def _names(folders: Sequence[str]) -> str:
    more = f" and {len(folders) - _MOST_NAMES} more" if len(folders) > _MOST_NAMES else ""
    return ", ".join(folder.rpartition("/")[2] for folder in folders[:_MOST_NAMES]) + more


def _words(text: str) -> str:
    return printable(" ".join(text[: 4 * _WIDEST_TEXT].split()))


def _cut(text: str, width: int) -> str:
    if cells(text) <= width:
        return text
    while cells(text) > width - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


def _plain(text: str, code: str) -> str:
    del code
    return text


def _paint(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"
