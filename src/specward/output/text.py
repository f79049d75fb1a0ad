"""A report for people: each finding with its source line and the places that belong to it, then what was checked."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.output.excerpt import Pen, draw, position
from specward.output.summary import mendable, outdated, summary
from specward.output.terminal import hanging, painter, printable
from specward.output.view import PLAIN, View
from specward.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.check.report import Report, Undetermined
    from specward.finding import Finding, Fix, Location

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_BOLD, _BLUE, _GREEN, _PURPLE = "1", "34", "32", "35"
_MOST_ALIKE = 8
"""Findings of one document that say the same and are all drawn; of more, the first is, and the others' lines follow."""
_MOST_LINES = 30
"""Of those, so many lines or stretches of lines are named."""
_MOST_RELATED = 4
"""Places that belong to a finding and are shown; of more, one less is."""
_MARGIN = 8
"""Cells before the words of a help, a fix or a whole file's message."""
_JOINED = "\0"
"""Stands in for a blank at which no line is broken; nothing printable holds it."""


def render(report: Report, view: View = PLAIN) -> str:
    """The whole report as text, ending in a line break."""
    blocks = [[*_finding(first, others, view)] for first, *others in _alike(report.findings)]
    blocks += [[_undetermined(item, view)] for item in report.undetermined]
    blocks.append([*_closing(report, view.elapsed)])
    return "\n".join("".join(f"{line}\n" for line in block) for block in blocks)


def _alike(findings: Sequence[Finding]) -> Iterator[list[Finding]]:
    """The findings, those of one document that say the same and are many together, by the first of them."""
    groups: defaultdict[tuple[str, str, Severity, str, str], list[Finding]] = defaultdict(list)
    for each in findings:
        groups[_kind(each)].append(each)
    for each in findings:
        group = groups[_kind(each)]
        if len(group) <= _MOST_ALIKE:
            yield [each]
        elif each is group[0]:
            yield group


def _kind(finding: Finding) -> tuple[str, str, Severity, str, str]:
    """What findings have in common that are told together."""
    fix = finding.fix.title if finding.fix else ""
    return finding.location.path, finding.code, finding.severity, finding.message, fix


def _finding(finding: Finding, others: Sequence[Finding], view: View) -> Iterator[str]:
    paint = painter(colour=view.colour)
    colour = _COLOURS[finding.severity]
    place = finding.location
    severity = paint(finding.severity.label, colour)
    yield f"{paint(position(place), _BOLD)}  {severity}  {finding.rule} [{finding.code}]"
    if place.excerpt and not _is_whole(place):
        yield from draw(place, finding.message, Pen("^", colour, paint, view.width))
    else:
        yield from _hung("      = ", finding.message, view.width)
    if others:
        yield from _hung("      = ", _same(others), view.width)
    yield from _related(finding, Pen("-", _BLUE, paint, view.width))
    if finding.fix:
        yield from _hung(f"  {paint('fix:', _GREEN)}  ", _offer(finding.fix), view.width)
    said = finding.fix is not None and finding.fix.title.startswith(finding.help)
    hint = f"{finding.help}; " if finding.help and not said else ""
    yield from _hung("  help: ", f"{hint}`spec explain {finding.code}`", view.width)


def _same(others: Sequence[Finding]) -> str:
    """Where the same is found again: `12 more of them, in lines 4-9, 12`."""
    stretches: list[list[int]] = []
    for line in sorted({each.location.start.line for each in others}):
        if stretches and stretches[-1][-1] + 1 == line:
            stretches[-1][1:] = [line]
        else:
            stretches.append([line])
    lines = listed(["-".join(map(str, stretch)) for stretch in stretches], _MOST_LINES)
    return f"{len(others)} more of them, in lines {lines}"


def _is_whole(place: Location) -> bool:
    """Whether the head of a file stands for all of it."""
    return place.start == place.end == (1, 1)


def _offer(fix: Fix) -> str:
    return fix.title if fix.safe else f"{fix.title} (unsafe)"


def _related(finding: Finding, pen: Pen) -> Iterator[str]:
    """The places that belong to a finding: their source lines, or their names where whole files are meant."""
    last = finding.location
    several = len(finding.related) > _MOST_RELATED
    shown = finding.related[: _MOST_RELATED - 1] if several else finding.related
    for place in shown:
        if not place.excerpt:
            label = f": {place.label}" if place.label else ""
            yield from _hung("      = ", f"see {position(place)}{label}", pen.width)
            continue
        same_file = place.path == last.path and bool(last.excerpt)
        same_line = same_file and place.start.line == last.start.line
        if not same_line:
            yield "  ..." if same_file else f"    ::: {pen.paint(position(place), _BOLD)}"
        yield from draw(place, place.label, pen, with_line=not same_line)
        last = place
    if several:
        yield f"      = and {_and_more(finding.related[len(shown) :])}"


def _and_more(places: tuple[Location, ...]) -> str:
    files = {place.path for place in places}
    more = f"{len(places)} more places"
    return f"{more} in {printable(files.pop())}" if len(files) == 1 else f"{more} in {len(files)} files"


def _hung(margin: str, words: str, width: int) -> Iterator[str]:
    """Words behind a margin of eight cells, however it is painted; a command stays on one line, to be copied."""
    pieces = printable(words).split("`")
    whole = (piece.replace(" ", _JOINED) if index % 2 else piece for index, piece in enumerate(pieces))
    for line in hanging("`".join(whole), _MARGIN, width):
        yield margin + line.replace(_JOINED, " ")
        margin = ""


def _undetermined(item: Undetermined, view: View) -> str:
    crashed = f"  rule {item.rule} crashed" if item.rule else ""
    word = painter(colour=view.colour)("undetermined", _PURPLE)
    return f"{printable(item.path) or 'project'}: {word}{crashed}: {printable(item.reason)}"


def _closing(report: Report, elapsed: float | None) -> Iterator[str]:
    """The last lines: what was found and checked, and what can be mended."""
    yield printable(summary(report)) + (f" · {elapsed * 1000:.0f} ms" if elapsed is not None else "")
    yield from filter(None, (mendable(report), outdated(report)))
