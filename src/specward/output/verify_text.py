"""A verification for people: one line a question, aligned, and a closing line that says what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.evidence.judge import State
from specward.finding import Severity
from specward.output.terminal import cells, painter, printable
from specward.verify.summary import closing, criteria_count
from specward.verify.verification import Row, Verdict
from specward.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from specward.finding import Finding
    from specward.output.terminal import Painter
    from specward.verify.verification import FeatureVerdict, Verification

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
_NARROWEST_TEXT, _WIDEST_TEXT = 16, 48
_MOST_NAMES = 10
_CLOSING = {0: _GREEN, 1: _RED}
_OF_NO_RUN_HERE = frozenset({State.STALE, State.NO_EVIDENCE, State.NEVER_RAN, State.HOLLOW})
"""States that say nothing about a run on this tree, or whose detail says it all."""


def render(verification: Verification, *, colour: bool = False, width: int = 0) -> str:
    """The whole verification as text, ending in a line break.

    Args:
        verification: what to show.
        colour: whether to use terminal colours.
        width: the terminal's: what is longer goes on under its last column; 0 where lines may be of any length.
    """
    paint = painter(colour=colour)
    return "".join(f"{line.rstrip()}\n" for line in _lines(verification, paint, width))


def shown_rows(feature: FeatureVerdict) -> list[Row]:
    """What is worth a line: every criterion and confirmation; of the minimum, what does not hold."""
    minimum = [row for row in feature.minimum if row.blocks or row.verdict is Verdict.FAILS]
    return [*feature.criteria, *feature.direct, *minimum, *feature.confirmations]


def _lines(verification: Verification, paint: Painter, width: int) -> Iterator[str]:
    features = verification.features
    rows = [row for feature in features for row in shown_rows(feature)]
    columns = _Columns([*rows, *verification.principles], width)
    for feature in features:
        if len(features) > 1:
            yield _heading(feature, paint)
            if feature.accepted:
                continue
        yield from (columns.line(row, paint) for row in shown_rows(feature))
        if not feature.criteria:
            yield f" {paint(MARKS[Verdict.OPEN], _YELLOW)} {printable(feature.folder)} has no acceptance criterion"
        yield from _findings(feature.findings, paint, width)
    if len(features) > 1 and verification.principles:
        yield paint("constitution", _BOLD)
    yield from (columns.line(row, paint) for row in verification.principles)
    told = {row.location for row in verification.principles}
    yield from _findings((finding for finding in verification.findings if finding.location not in told), paint, width)
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
    """The widths that the rows have in common, in a terminal of some width."""

    def __init__(self, rows: Sequence[Row], width: int) -> None:
        self._width = width
        self._id = max((cells(printable(row.id)) for row in rows), default=0)
        widest = min(_WIDEST_TEXT, max(_NARROWEST_TEXT, width // 3)) if width else _WIDEST_TEXT
        self._text = min(widest, max((cells(_words(row.text)) for row in rows), default=0))

    def line(self, row: Row, paint: Painter) -> str:
        """One row."""
        mark, code = MARKS[row.verdict], _COLOURS.get(row.verdict, _DIM)
        if not row.required and row.verdict in {Verdict.FAILS, Verdict.OPEN}:
            mark, code = ADVICE, _YELLOW
        identity = _padded(printable(row.id), self._id)
        text = _padded(_cut(_words(row.text), self._text), self._text)
        head = f" {identity}  {text}  {paint(mark, code)} "
        return _continued(head, _detail(row, paint), self._width, indent=self._id + self._text + 7)


def _detail(row: Row, paint: Painter) -> str:
    """What speaks for or against it, then the test, and whether the result is of this tree."""
    if row.proofs and row.verdict is Verdict.HOLDS:
        return f"{printable(row.detail)}  {paint('on this tree', _DIM)}"
    place = row.location
    detail = printable(row.detail)
    if row.proofs:
        proof = next((proof for proof in row.proofs if not proof.holds), row.proofs[0])
        tree = "" if proof.state in _OF_NO_RUN_HERE else " on this tree"
        return f"{detail}{tree}  {paint(printable(proof.case.id), _DIM)}"
    if place and row.verdict is Verdict.FAILS:
        where = f"{place.path}:{place.start.line}"
        return detail if where in detail else f"{printable(where)}  {detail}".rstrip()
    return detail


def _continued(head: str, rest: str, width: int, *, indent: int) -> str:
    """A line that goes on below, indented, where a terminal would break it within a word."""
    if not width:
        return head + rest
    lines, room = [""], width - _shown(head)
    for word in rest.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and _shown(longer) > room:
            lines.append(word)
            room = width - indent
        else:
            lines[-1] = longer
    return head + f"\n{' ' * indent}".join(map(str.rstrip, lines))


def _shown(text: str) -> int:
    """How many cells a painted text takes."""
    import re

    return cells(re.sub(r"\x1b\[\d+m", "", text))


def _findings(findings: Iterable[Finding], paint: Painter, width: int) -> Iterator[str]:
    for finding in findings:
        place = finding.location
        where = f"{printable(place.path)}:{place.start.line}:{place.start.column}"
        severity = paint(finding.severity.label, _SEVERITIES[finding.severity])
        yield _continued(f" {where}  {severity}  ", f"{printable(finding.message)} [{finding.code}]", width, indent=4)


def _names(folders: Sequence[str]) -> str:
    return listed([folder.rpartition("/")[2] for folder in folders], _MOST_NAMES)


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
