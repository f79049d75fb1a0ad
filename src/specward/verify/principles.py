"""The principles of the constitution, each with what holding the project to it came to."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.enforcement import BuiltinRule, ChecklistItem, Command, Forbid, Manual, PlanAnswer, Require
from specward.constitution.adopted import enforces
from specward.constitution.commands import applies
from specward.constitution.norms import norms_of
from specward.constitution.waivers import waivers_of
from specward.evidence.result import Evidence
from specward.finding import Severity
from specward.verify.verification import Row, Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from specward.artifacts.enforcement import Entry
    from specward.constitution.norms import Norm
    from specward.finding import Finding, Location
    from specward.project import Project

_UNANSWERED = "PLN001"
_VIOLATED = "CON007"
_WORST_FIRST = (Verdict.FAILS, Verdict.UNKNOWN, Verdict.HOLDS, Verdict.LEFT)
_MACHINE = (BuiltinRule, Forbid, Require, Command, PlanAnswer)


class Answer(NamedTuple):
    """What one entry came to."""

    verdict: Verdict
    detail: str
    location: Location | None = None
    required: bool = True


def principle_rows(project: Project, findings: Iterable[Finding], ran: Collection[str]) -> list[Row]:
    """A row for each principle that holds here, in the order of the constitution; none where nothing is enforced.

    Args:
        project: the project, with whatever evidence there is of its commands.
        findings: what the rules found where somebody asked.
        ran: the codes of the rules that were run.

    Raises:
        UnreadableFile: the constitution or the waivers cannot be read.
    """
    if not enforces(project):
        return []
    held = _Held(project, findings, ran)
    return [_row(project, norm, held) for norm in norms_of(project).principles]


def applying_commands(project: Project) -> list[Command]:
    """The commands of the constitution that have anything to be about, in its order, each text once."""
    commands: dict[str, Command] = {}
    for entry in norms_of(project).of_kind(Command):
        if entry.run not in commands and _applies(project, entry):
            commands[entry.run] = entry
    return list(commands.values())


def _row(project: Project, norm: Norm, held: _Held) -> Row:
    waiver = waivers_of(project).active_for(norm.id, project.today)
    if waiver and not waiver.scope:
        return Row(norm.id, norm.name, Verdict.LEFT, f"waived until {waiver.expires}: {waiver.reason}")
    answers = [held.answer(norm, entry) for entry in norm.entries]
    if not answers:
        return Row(norm.id, norm.name, Verdict.LEFT, "nothing says how it is held to")
    worst = min(answers, key=_badness)
    if worst.verdict is Verdict.HOLDS:
        return Row(norm.id, norm.name, Verdict.HOLDS, _held_by(norm.entries))
    return Row(norm.id, norm.name, *worst[:3], required=worst.required)


def _badness(answer: Answer) -> tuple[bool, bool, int]:
    return answer.verdict.passes, not answer.required, _WORST_FIRST.index(answer.verdict)


class _Held:
    """What was found, by what it says is not held to."""

    def __init__(self, project: Project, findings: Iterable[Finding], ran: Collection[str]) -> None:
        self._project = project
        self._ran = ran
        self._found: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            self._found[finding.rule].append(finding)
            self._found[finding.code.lower()].append(finding)
            if finding.code == _VIOLATED:
                self._found[finding.message.partition(" (")[0]].append(finding)

    def answer(self, norm: Norm, entry: Entry) -> Answer:
        """What one entry came to."""
        match entry:
            case BuiltinRule():
                return _of_findings(self._found.get(entry.rule.lower(), ()), norm)
            case Forbid() | Require():
                return self._unless_off(_VIOLATED, self._found.get(norm.id, ()), norm)
            case PlanAnswer():
                silent = [one for one in self._found.get(_UNANSWERED.lower(), ()) if f" {norm.id} " in one.message]
                return self._unless_off(_UNANSWERED, silent, norm)
            case Command():
                return _of_command(self._project, entry)
            case ChecklistItem():
                return Answer(Verdict.LEFT, f"a person confirms it for each feature: {entry.text}")
            case _:
                return Answer(Verdict.LEFT, f"judged by people: {entry.reason}" if isinstance(entry, Manual) else "")

    def _unless_off(self, code: str, findings: Sequence[Finding], norm: Norm) -> Answer:
        """What a rule found; a rule that the configuration turns off has not found that anything holds."""
        if code not in self._ran:
            return Answer(Verdict.UNKNOWN, f"the configuration turns {code} off, which would tell")
        return _of_findings(findings, norm)


def _of_findings(findings: Sequence[Finding], norm: Norm) -> Answer:
    if not findings:
        return Answer(Verdict.HOLDS, "")
    worst = max(findings, key=lambda finding: finding.severity)
    message = worst.message.removeprefix(f"{norm.id} ({norm.name}): ")
    more = f" and {len(findings) - 1} more" if len(findings) > 1 else ""
    return Answer(Verdict.FAILS, message + more, worst.location, worst.severity is Severity.ERROR)


def _of_command(project: Project, entry: Command) -> Answer:
    evidence = project.evidence or Evidence()
    required = entry.severity in {None, Severity.ERROR}
    result = evidence.commands.get(entry.run)
    if result is None:
        if not _applies(project, entry):
            return Answer(Verdict.LEFT, f"there is no file that `{entry.run}` is about")
        mend = "run it: spec verify --run" if entry.run in evidence.trusted else "not trusted, not run: spec trust"
        return Answer(Verdict.UNKNOWN, f"`{entry.run}` {mend}", required=required)
    if result.status == 0:
        return Answer(Verdict.HOLDS, "")
    last = next((line for line in reversed(result.output.splitlines()) if line.strip()), "").strip()
    why = result.reason or f"exit code {result.status}"
    return Answer(Verdict.FAILS, f"`{entry.run}`: {why}{f': {last[:200]}' if last else ''}", required=required)


def _applies(project: Project, entry: Command) -> bool:
    return applies(entry, project.source.files())


def _held_by(entries: Iterable[Entry]) -> str:
    """How a principle is held to, counted: `2 rules, 1 command`."""
    names = {
        BuiltinRule: "rule",
        Forbid: "pattern",
        Require: "requirement",
        Command: "command",
        PlanAnswer: "plan answer",
    }
    kinds = [names[type(entry)] for entry in entries if isinstance(entry, _MACHINE)]
    counts = {kind: kinds.count(kind) for kind in kinds}
    return ", ".join(f"{count} {kind}{'s' * (count > 1)}" for kind, count in counts.items())
