"""The principles of the constitution, each with what holding the project to it came to."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from specward.artifacts.enforcement_entry import (
    BuiltinRule,
    ChecklistItem,
    Command,
    Forbid,
    Manual,
    PlanAnswer,
    Require,
)
from specward.constitution import coverage
from specward.constitution.adopted import enforces
from specward.verify.verification import Row, Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from specward.constitution.coverage import Covered
    from specward.finding import Finding
    from specward.project import Project

_VERDICTS = {
    coverage.Verdict.HELD: Verdict.HOLDS,
    coverage.Verdict.VIOLATED: Verdict.FAILS,
    coverage.Verdict.NOT_RUN: Verdict.UNKNOWN,
    coverage.Verdict.UNDETERMINED: Verdict.UNKNOWN,
    coverage.Verdict.NOT_APPLICABLE: Verdict.LEFT,
    coverage.Verdict.BY_PEOPLE: Verdict.LEFT,
    coverage.Verdict.WAIVED: Verdict.LEFT,
    coverage.Verdict.NOTHING: Verdict.LEFT,
}
_WORST_FIRST = (Verdict.FAILS, Verdict.UNKNOWN, Verdict.HOLDS, Verdict.LEFT)
_MACHINE = {
    BuiltinRule: "rule",
    Forbid: "pattern",
    Require: "required file",
    Command: "command",
    PlanAnswer: "plan answer",
}
"""The entries that a machine can hold a project against, and what they are called where they are counted."""


def principle_rows(project: Project, findings: Iterable[Finding], ran: Collection[str]) -> list[Row]:
    """A row for each principle that holds here, in the order of the constitution; none where nothing is enforced.

    Args:
        project: the project, with whatever evidence there is of its commands.
        findings: what the rules found where somebody asked.
        ran: the codes and names of the rules that were run.

    Raises:
        UnreadableFile: the constitution or the waivers cannot be read.
    """
    if not enforces(project):
        return []
    lines = coverage.coverage(project, findings, ran)
    return [_row(list(covered)) for _, covered in groupby(lines, key=lambda line: line.norm)]


def _row(lines: list[Covered]) -> Row:
    """The worst that the entries of one principle came to."""
    norm, _, answer = worst = min(lines, key=_badness)
    verdict = _VERDICTS[answer.verdict]
    if verdict is Verdict.HOLDS:
        return Row(
            norm.id,
            norm.name,
            verdict,
            _held_by(line for line in lines if line.answer.verdict is coverage.Verdict.HELD),
        )
    waived = answer.verdict is coverage.Verdict.WAIVED and any(type(line.entry) in _MACHINE for line in lines)
    return Row(
        *(norm.id, norm.name, verdict, _detail(worst), answer.location),
        required=answer.required,
        decidable=verdict is not Verdict.LEFT or waived,
    )


def _badness(line: Covered) -> tuple[bool, bool, int]:
    verdict = _VERDICTS[line.answer.verdict]
    return verdict.passes, not line.answer.required, _WORST_FIRST.index(verdict)


def _detail(line: Covered) -> str:
    """What an entry came to, where the entry itself is not shown beside it."""
    verdict, detail = line.answer[:2]
    if verdict is coverage.Verdict.WAIVED:
        return detail
    match line.entry:
        case None:
            return "nothing says how it is held to"
        case Command(run=run):
            named = f"`{' '.join(run.split())}`"
            return f"not run: {named}; {detail}" if verdict is coverage.Verdict.NOT_RUN else f"{named}: {detail}"
        case ChecklistItem(text=text):
            return f"a person confirms it for each feature: {text}"
        case Manual(reason=reason):
            return f"judged by people: {reason}"
        case _:
            return detail


def _held_by(lines: Iterable[Covered]) -> str:
    """How a principle is held to, counted: `2 rules, 1 command`."""
    kinds = [_MACHINE[type(line.entry)] for line in lines if type(line.entry) in _MACHINE]
    counts = {kind: kinds.count(kind) for kind in kinds}
    return ", ".join(f"{count} {kind}{'s' * (count > 1)}" for kind, count in counts.items())
