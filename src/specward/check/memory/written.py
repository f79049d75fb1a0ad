"""Findings and reports as plain values for JSON, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specward.check.report import Report
from specward.finding import Edit, Finding, Fix, Location, Position, Rename, Severity, Span

if TYPE_CHECKING:
    from specward.check.parts import Part


def report_as_list(report: Report) -> list[Any]:
    """A report in which nothing is undetermined."""
    checked = {kind.value: count for kind, count in report.checked.items()}
    return [report.findings, checked, report.suppressed, report.rules, report.waived, report.modules]


def report_of(said: list[Any]) -> Report:
    """The report back."""
    from specward.artifacts.kind import Kind

    findings, checked, suppressed, rules, waived, modules = said
    kinds = {Kind(value): count for value, count in checked.items()}
    return Report(tuple(map(_finding, findings)), (), kinds, suppressed, rules, waived, modules=modules)


def part_as_list(part: Part) -> list[Any]:
    """What a unit came to, where nothing of it is undetermined; the kinds of its documents left out."""
    suppressions = [
        [place, rules, reason, [lines.start, lines.stop] if lines else None]
        for place, rules, reason, lines in part.suppressions
    ]
    return [part.findings, suppressions, part.outline]


def part_of(said: list[Any]) -> Part:
    """The part back, without kinds."""
    from specward.check.parts import Part
    from specward.suppression import Suppression

    findings, suppressions, outline = said
    if outline is not None:
        from specward.packs.fastapi.source.outline import outline_from

        outline = outline_from(outline)
    return Part(
        tuple(map(_finding, findings)),
        (),
        tuple(
            Suppression(_location(place), tuple(rules), reason, range(*lines) if lines else None)
            for place, rules, reason, lines in suppressions
        ),
        outline=outline,
    )


def _finding(said: list[Any]) -> Finding:
    code, rule, severity, message, location, related, help_, fix = said
    return Finding(
        code,
        rule,
        Severity(severity),
        message,
        _location(location),
        tuple(map(_location, related)),
        help_,
        _fix(fix) if fix else None,
    )


def _location(said: list[Any]) -> Location:
    path, start, end, label, excerpt = said
    return Location(path, Position(*start), Position(*end), label, excerpt)


def _fix(said: list[Any]) -> Fix:
    title, edits, safe, renames = said
    changed = tuple(Edit(path, Span(*span), text) for path, span, text in edits)
    return Fix(title, changed, safe, tuple(Rename(*rename) for rename in renames))
