"""Coverage of a constitution: each principle, how it is held to, and what that last came to.

What is violated is told by findings of the checker: severities, configuration, suppressions and waivers have had their
say in them.
"""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.enforcement_entry import BuiltinRule, Command, Forbid, Override, PlanAnswer, Require
from specward.artifacts.kind import Kind
from specward.constitution.commands import applies
from specward.constitution.enforce import any_matches, examined_of
from specward.constitution.norms import norms_of
from specward.constitution.waivers import waivers_of
from specward.constitution.wording import kind_of
from specward.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from specward.artifacts.enforcement_entry import Entry
    from specward.constitution.norms import Norm
    from specward.finding import Finding, Location
    from specward.project import Project

VIOLATED_RULE = "CON007"
"""The rule that reports what breaks a `forbid` or a `require`."""
UNANSWERED_RULE = "PLN001"
"""The rule that reports a plan which leaves a principle unanswered."""


class Verdict(StrEnum):
    """What holding a project against an entry last came to."""

    HELD = "held"
    VIOLATED = "violated"
    NOT_RUN = "not run"
    """A command of which no result is known."""
    NOT_APPLICABLE = "not applicable"
    """A command that is about no file here, a plan's answer where there is no plan."""
    BY_PEOPLE = "by people"
    """No machine can tell."""
    UNDETERMINED = "undetermined"
    WAIVED = "waived"
    """Somebody answers for its not holding."""
    NOTHING = "nothing holds it"
    """The principle has no entry."""


class Answer(NamedTuple):
    """What one entry came to."""

    verdict: Verdict
    detail: str = ""
    """What speaks against it, or why nobody knows: lower case, one line."""
    location: Location | None = None
    """Where that stands."""
    required: bool = True
    """Whether acceptance depends on it; what is set to a warning is shown only."""


class Covered(NamedTuple):
    """A principle, one of its entries, and what that came to."""

    norm: Norm
    entry: Entry | None
    """None where the principle has none; overrides are no way of holding to anything and are left out."""
    answer: Answer

    @property
    def by(self) -> str:
        """The entry's key: `forbid`, `command`; empty without one."""
        return kind_of(self.entry) if self.entry else ""


def coverage(project: Project, findings: Iterable[Finding], ran: Collection[str]) -> list[Covered]:
    """Every principle that holds in a project with each of its entries; one line for a principle without any.

    Args:
        project: its `evidence`, where it has one, tells how commands ended.
        findings: what the checker found.
        ran: the codes and names of the rules that it ran; what any other rule would have found is not known.

    Raises:
        UnreadableFile: the constitution or the waivers are there and cannot be read.
    """
    held = _Held(project, findings, ran)
    waivers = waivers_of(project)
    lines: list[Covered] = []
    for norm in norms_of(project).principles:
        waiver = waivers.active_for(norm.id, project.today)
        waived = None
        if waiver and not waiver.scope:  # where it has a scope, the findings there are left out already
            waived = Answer(Verdict.WAIVED, f"waived until {waiver.expires}: {waiver.reason}")
        entries = [entry for entry in norm.entries if not isinstance(entry, Override)]
        lines += [Covered(norm, entry, waived or held.answer(norm, entry)) for entry in entries]
        if not entries:
            lines.append(Covered(norm, None, waived or Answer(Verdict.NOTHING)))
    return lines


class _Held:
    """What the checker found, by what it speaks against."""

    def __init__(self, project: Project, findings: Iterable[Finding], ran: Collection[str]) -> None:
        self._project = project
        self._ran = {word.lower() for word in ran}
        self._undetermined = examined_of(project).undetermined if VIOLATED_RULE.lower() in self._ran else []
        self._by_rule: defaultdict[str, list[Finding]] = defaultdict(list)
        self._by_entry: defaultdict[Location, list[Finding]] = defaultdict(list)
        self._by_principle: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            self._by_rule[finding.rule].append(finding)
            self._by_rule[finding.code.lower()].append(finding)
            if finding.code == VIOLATED_RULE:
                for place in {finding.location, *finding.related}:
                    self._by_entry[place].append(finding)
            elif finding.code == UNANSWERED_RULE:
                self._by_principle[finding.message.split(" ", 2)[1]].append(finding)

    def answer(self, norm: Norm, entry: Entry) -> Answer:
        """What one entry came to."""
        match entry:
            case BuiltinRule(rule=rule):
                return self._told(rule, norm, entry, self._within(rule, entry.paths))
            case Forbid() | Require():
                return self._told(VIOLATED_RULE, norm, entry, self._by_entry.get(entry.place.location(), ()))
            case PlanAnswer() if Kind.PLAN not in self._project.kinds.values():
                return Answer(Verdict.NOT_APPLICABLE, "no plan yet")
            case PlanAnswer():
                return self._told(UNANSWERED_RULE, norm, entry, self._by_principle.get(norm.id, ()))
            case Command():
                return _of_command(self._project, entry)
            case _:
                return Answer(Verdict.BY_PEOPLE)

    def _told(self, rule: str, norm: Norm, entry: Entry, findings: Sequence[Finding]) -> Answer:
        """What a rule found; one that did not run has not found that anything holds."""
        if findings:
            return _violated(findings, norm)
        why = ""
        if rule.lower() not in self._ran:  # what the constitution names, no configuration turns off
            named = isinstance(entry, BuiltinRule)
            why = f"there is no rule `{rule}`" if named else f"the configuration turns {rule} off, which would tell"
        if isinstance(entry, Forbid):
            unread = ((path, reason) for path, reason in self._undetermined if any_matches(entry.paths, path))
            why = why or next((f"{path}: {reason}" for path, reason in unread), "")
        return Answer(Verdict.UNDETERMINED, why, required=_is_required(entry)) if why else Answer(Verdict.HELD)

    def _within(self, rule: str, paths: Sequence[str]) -> list[Finding]:
        """What a rule found where an entry asks for it."""
        found = self._by_rule.get(rule.lower(), [])
        return [finding for finding in found if any_matches(paths, finding.location.path)] if paths else found


def _violated(findings: Sequence[Finding], norm: Norm) -> Answer:
    worst = max(findings, key=lambda finding: finding.severity)
    message = worst.message.removeprefix(f"{norm.id} ({norm.name}): ")
    more = f" and {len(findings) - 1} more" if len(findings) > 1 else ""
    return Answer(Verdict.VIOLATED, message + more, worst.location, worst.severity is Severity.ERROR)


def _of_command(project: Project, entry: Command) -> Answer:
    evidence = project.evidence
    result = evidence.commands.get(entry.run) if evidence else None
    required = _is_required(entry)
    if result is None:
        if not applies(entry, project.source.files()):
            return Answer(Verdict.NOT_APPLICABLE, "there is no file that it is about")
        mend = "`spec verify --run` runs it, once it is trusted"
        if evidence is not None:
            mend = "spec verify --run" if entry.run in evidence.trusted else "not trusted: spec trust"
        return Answer(Verdict.NOT_RUN, mend, required=required)
    if result.status == 0:
        return Answer(Verdict.HELD)
    last = next((line for line in reversed(result.output.splitlines()) if line.strip()), "").strip()
    why = result.reason or f"exit code {result.status}"
    return Answer(Verdict.VIOLATED, f"{why}{f': {last[:200]}' if last else ''}", required=required)


def _is_required(entry: Entry) -> bool:
    return entry.severity in {None, Severity.ERROR}
