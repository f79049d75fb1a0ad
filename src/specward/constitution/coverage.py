"""Coverage of a constitution: each principle, how it is held to, and what that last came to."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.enforcement import (
    BuiltinRule,
    ChecklistItem,
    Command,
    Forbid,
    Manual,
    Override,
    PlanAnswer,
    Require,
)
from specward.artifacts.gate_answers import names
from specward.artifacts.kind import Kind, base_of
from specward.artifacts.plan import read_plan
from specward.constitution.enforce import examine
from specward.constitution.norms import norms_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specward.artifacts.enforcement import Entry
    from specward.artifacts.plan import Plan
    from specward.constitution.norms import Norm, Norms
    from specward.evidence.result import Evidence
    from specward.project import Project


class Verdict(StrEnum):
    """What holding a project against an entry last came to."""

    HELD = "held"
    VIOLATED = "violated"
    NOT_RUN = "not run"
    """A command of which no result is known."""
    BY_PEOPLE = "by people"
    """No machine can tell."""
    UNDETERMINED = "undetermined"
    NOTHING = "nothing holds it"
    """The principle has no entry."""


class Covered(NamedTuple):
    """One line: a principle and one of its entries."""

    norm: Norm
    entry: Entry | None
    """None where the principle has none; overrides are no way of holding to anything and are left out."""
    verdict: Verdict
    detail: str = ""
    """How many places, what a command said: lower case, one line."""

    @property
    def by(self) -> str:
        """The entry's key: `forbid`, `command`; empty without one."""
        return kind_of(self.entry) if self.entry else ""


_KINDS: dict[type, str] = {
    BuiltinRule: "rule",
    Forbid: "forbid",
    Require: "require",
    Command: "command",
    PlanAnswer: "plan",
    ChecklistItem: "checklist",
    Manual: "manual",
    Override: "override",
}


def kind_of(entry: Entry) -> str:
    """The key that an entry is written under."""
    return _KINDS[type(entry)]


def said(entry: Entry) -> str:  # noqa: PLR0911 -- one answer a kind
    """What an entry holds to, on one line."""
    match entry:
        case BuiltinRule():
            return " ".join((entry.rule, *entry.paths))
        case Forbid():
            return f"{entry.pattern} in {', '.join(entry.paths)}"
        case Require():
            return ", ".join(entry.paths) + (f" when {', '.join(entry.when)}" if entry.when else "")
        case Command():
            return " ".join(entry.run.split())
        case PlanAnswer():
            return "every plan answers it"
        case ChecklistItem():
            return entry.text
        case Manual() | Override():
            return entry.reason


def coverage(project: Project, counts: Mapping[str, int] | None = None) -> list[Covered]:
    """Every principle that holds in a project with each of its entries; one line for a principle without any.

    Args:
        project: its `evidence`, where it has one, tells how commands ended.
        counts: how many findings each rule has, by name, where a check was made; else rules count as not run.

    Raises:
        UnreadableFile: the constitution or a plan is there and cannot be read.
    """
    norms = norms_of(project)
    verdicts = _Verdicts(project, norms, counts)
    lines: list[Covered] = []
    for norm in norms.principles:
        entries = [entry for entry in norm.entries if not isinstance(entry, Override)]
        lines += [Covered(norm, entry, *verdicts.of(entry, norm)) for entry in entries]
        if not entries:
            lines.append(Covered(norm, None, Verdict.NOTHING))
    return lines


class _Verdicts:
    """What is asked for every entry at once, so that no file is read twice."""

    def __init__(self, project: Project, norms: Norms, counts: Mapping[str, int] | None) -> None:
        self._project = project
        self._counts = {name.lower(): count for name, count in counts.items()} if counts is not None else None
        examined = examine(project, (*norms.of_kind(Forbid), *norms.of_kind(Require)))
        self._undetermined = examined.undetermined
        self._violations: dict[int, int] = {}
        for violation in examined.violations:
            self._violations[id(violation.entry)] = self._violations.get(id(violation.entry), 0) + 1
        asked = bool(norms.of_kind(PlanAnswer))
        self._plans = _plans(project) if asked else []

    def of(self, entry: Entry, norm: Norm) -> tuple[Verdict, str]:
        """The verdict on one entry, and what there is to say about it."""
        match entry:
            case Forbid() | Require():
                return self._of_files(entry)
            case BuiltinRule():
                if self._counts is None:
                    return Verdict.NOT_RUN, ""
                return _counted(self._counts.get(entry.rule.lower(), 0), "finding")
            case Command():
                return _of_command(entry, self._project.evidence)
            case PlanAnswer():
                return _counted(sum(not _answers(plan, norm) for plan in self._plans), "silent plan")
            case ChecklistItem() | Manual() | Override():
                return Verdict.BY_PEOPLE, ""

    def _of_files(self, entry: Forbid | Require) -> tuple[Verdict, str]:
        count = self._violations.get(id(entry), 0)
        if not count and self._undetermined and isinstance(entry, Forbid):
            return Verdict.UNDETERMINED, self._undetermined[0][1]
        return _counted(count, "place")


def _plans(project: Project) -> list[Plan]:
    """The plans that answer to this constitution: those of a project within the project have their own."""
    documents = (project.document(path) for path in project.of_kind(Kind.PLAN) if not base_of(path))
    return [read_plan(document) for document in documents if document]


def _answers(plan: Plan, norm: Norm) -> bool:
    return plan.check is not None and names(plan.check, norm.principle, plan.document.text)


def _of_command(entry: Command, evidence: Evidence | None) -> tuple[Verdict, str]:
    result = evidence.commands.get(entry.run) if evidence else None
    if result is None:
        return Verdict.NOT_RUN, "`spec verify --run` runs it, once it is trusted"
    if result.status == 0:
        return Verdict.HELD, ""
    return Verdict.VIOLATED, result.reason or f"it ended with status {result.status}"


def _counted(count: int, what: str) -> tuple[Verdict, str]:
    if not count:
        return Verdict.HELD, ""
    return Verdict.VIOLATED, f"{count} {what}{'s' if count > 1 else ''}"
