"""A report for people: each finding with its source line, then what was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.sources.scope import is_document
from specward.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.check.report import Report
    from specward.finding import Finding, Location

_WIDTH = 120
_MARKS = {"Mn", "Me"}
"""The categories of characters that stand on the one before them."""
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def printable(text: str) -> str:
    """Text from a document made safe for a terminal: control, format and line-breaking characters become `·`."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else " " if character == "\t" else "·" for character in text)


def render(report: Report, *, colour: bool = False, elapsed: float | None = None) -> str:
    """The whole report as text, ending in a line break.

    Args:
        report: what to show.
        colour: whether to use terminal colours.
        elapsed: how many seconds the run took; left out where None.
    """
    paint = _paint if colour else _plain
    parts = ["\n".join(_finding(finding, paint)) + "\n" for finding in report.findings]
    parts += [
        f"{printable(item.path) or 'project'}: {paint('undetermined', '35')}"
        f"{f'  rule {item.rule} crashed' if item.rule else ''}: {printable(item.reason)}\n"
        for item in report.undetermined
    ]
    parts.append(_summary(report, elapsed) + "\n")
    return "\n".join(parts)


def _finding(finding: Finding, paint: Painter) -> Iterator[str]:
    place = finding.location
    severity = paint(finding.severity.label, _COLOURS[finding.severity])
    position = f"{printable(place.path)}:{place.start.line}:{place.start.column}"
    if place.excerpt:
        yield f"{paint(position, '1')}  {severity}  {finding.rule} [{finding.code}]"
        yield from _excerpt(place, finding.message, finding.severity, paint)
    else:
        yield f"{paint(printable(place.path), '1')}  {severity}  {finding.rule} [{finding.code}]"
        yield f"      = {printable(finding.message)}"
    for related in finding.related:
        label = f": {printable(related.label)}" if related.label else ""
        yield f"      = see {printable(related.path)}:{related.start.line}:{related.start.column}{label}"
    hint = f"{printable(finding.help)}; " if finding.help else ""
    yield f"  help: {hint}`spec explain {finding.code}`"


def _excerpt(place: Location, message: str, severity: Severity, paint: Painter) -> Iterator[str]:
    """The source line with carets; a long line is cut around the place."""
    offset = max(0, place.start.column - 1 - _WIDTH // 2) if len(place.excerpt) > _WIDTH else 0
    shown = place.excerpt[offset : offset + _WIDTH]
    first = place.start.column - 1 - offset
    past = place.end.column - 1 - offset if place.end.line == place.start.line else len(shown)
    width = max(1, cells(shown[first : min(past, len(shown))]))
    number = f"{place.start.line:5}"
    yield f"{number} | {'…' if offset else ''}{printable(shown)}"
    indent = " " * (cells(shown[:first]) + bool(offset))
    yield f"      | {indent}{paint('^' * width + ' ' + printable(message), _COLOURS[severity])}"


def cells(text: str) -> int:
    """How many terminal cells a text takes: East Asian wide characters take two, combining marks none."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(0 if category(c) in _MARKS else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def cut(text: str, width: int) -> str:
    """As much of a text as fits into so many cells of a terminal, with `…` where something is missing."""
    if cells(text) <= width:
        return text
    taken = 0
    for index, character in enumerate(text):
        taken += cells(character)
        if taken >= width:
            return f"{text[:index]}…" if width > 0 else ""
    return text


def folded(text: str, width: int) -> list[str]:
    """A text as lines of so many cells, broken between words; one line where the width is 0 or less."""
    lines: list[str] = []
    for word in text.split(" ") if width > 0 else [text]:
        if lines and cells(lines[-1]) + 1 + cells(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _summary(report: Report, elapsed: float | None) -> str:
    counts = [
        f"{count} {severity.label}{'s' if count != 1 and severity is not Severity.INFO else ''}"
        for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
        if (count := report.count(severity))
    ]
    where = _where({finding.location.path for finding in report.findings}, sum(report.checked.values()))
    line = (", ".join(counts) if counts else "no findings") + where
    if report.suppressed:
        line += f" · {report.suppressed} suppressed"
    if report.waived:
        line += f" · {report.waived} waived"
    if report.undetermined:
        line += f" · {len(report.undetermined)} undetermined"
    return line + (f" · {elapsed * 1000:.0f} ms" if elapsed is not None else "")


def _where(faulty: set[str], documents: int) -> str:
    """In how many documents, and in how many other places (code, folders), something was found."""
    inside = sum(is_document(path) for path in faulty)
    others = len(faulty) - inside
    # A document that is gone has findings too, and is not among those that were checked.
    share = f"{inside} of {documents} documents" if inside <= documents else counted(inside, "document")
    parts = [share] if inside else []
    if others:
        parts.append(f"{others} {'other ' if inside else ''}place{'s' if others > 1 else ''}")
    return f" in {' and '.join(parts)}" if parts else f" in {documents} documents"


def _plain(text: str, code: str) -> str:
    del code
    return text


def _paint(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


if TYPE_CHECKING:
    from collections.abc import Callable

    Painter = Callable[[str, str], str]
