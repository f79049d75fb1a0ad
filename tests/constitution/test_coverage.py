"""What each entry of a constitution came to, by what the checker found."""

from __future__ import annotations

import pytest

from specward.check.run import check
from specward.check.select import Selection, held_to_by
from specward.constitution.coverage import Answer, Verdict, coverage
from specward.evidence.result import CommandResult, Evidence
from specward.project import Project
from specward.rules import RULES
from specward.sources.memory import MemorySource

PATH = ".specify/memory/constitution.md"
NO_PRINT = "forbid: {pattern: 'print[(]', in: 'src/**', why: 'use the logger'}"
NO_EXEC = "forbid: {pattern: 'exec[(]', in: 'src/**', why: 'write it out'}"
WAIVER = "- waives: P-01\n  reason: later\n  owner: Ada\n  expires: 2026-12-31\n"


def answers(
    *entries: str, files: dict[str, str] | None = None, evidence: Evidence | None = None, today: str = "2026-06-01"
) -> list[Answer]:
    block = "".join(f"- {entry}\n" for entry in entries)
    text = f"# C\n\n## Core Principles\n\n### I. Order\n\nKeep order.\n\n```yaml enforce\n{block}```\n"
    source = MemorySource({PATH: text, **(files or {})})
    project = Project(source, evidence=evidence, today=today)
    selection = Selection.of(project, RULES, select=[rule.code for rule in held_to_by(project, RULES)])
    ran = {word for rule in selection.rules for word in (rule.code, rule.name)}
    return [line.answer for line in coverage(project, check(project, selection).findings, ran)]


def test_of_two_patterns_only_the_one_that_is_found_is_violated() -> None:
    first, second = answers(NO_PRINT, NO_EXEC, files={"src/a.py": "\nexec(x)\nexec(y)\n"})
    assert first == Answer(Verdict.HELD)
    assert (second.verdict, second.detail, second.required) == (Verdict.VIOLATED, "write it out and 1 more", True)
    assert second.location
    assert (second.location.path, second.location.start.line) == ("src/a.py", 2)


def test_a_duty_is_told_where_it_stands() -> None:
    (found,) = answers("require: {path: 'docs/**', when: 'src/**'}", files={"src/a.py": ""})
    assert found.location
    assert (found.verdict, found.location.path) == (Verdict.VIOLATED, PATH)


def test_what_an_entry_calls_a_warning_is_none_that_acceptance_depends_on() -> None:
    (found,) = answers(f"{{{NO_PRINT}, severity: warning}}", files={"src/a.py": "print(1)\n"})
    assert (found.verdict, found.required) == (Verdict.VIOLATED, False)


@pytest.mark.parametrize(
    ("scope", "today", "verdict"),
    [
        ("", "2026-06-01", Verdict.WAIVED),
        ("  scope: 'src/old/**'\n", "2026-06-01", Verdict.HELD),
        ("  scope: 'src/new/**'\n", "2026-06-01", Verdict.VIOLATED),
        ("", "2027-01-01", Verdict.VIOLATED),
    ],
)
def test_a_waiver_lets_pass_what_it_is_about_until_its_day(scope: str, today: str, verdict: Verdict) -> None:
    files = {"src/old/a.py": "print(1)\n", ".specify/waivers.yml": WAIVER + scope}
    assert [one.verdict for one in answers(NO_PRINT, files=files, today=today)] == [verdict]


def test_a_rule_that_is_turned_off_or_that_nobody_knows_has_found_nothing_to_hold() -> None:
    off = {".specify/specward.yml": "rules: {ignore: [CON007]}\n"}
    pattern, unknown = answers(NO_PRINT, "rule: no-such-rule", files=off)
    assert pattern == Answer(Verdict.UNDETERMINED, "the configuration turns CON007 off, which would tell")
    assert unknown == Answer(Verdict.UNDETERMINED, "there is no rule `no-such-rule`")


@pytest.mark.parametrize(
    ("evidence", "verdict", "detail"),
    [
        (None, Verdict.NOT_RUN, "`spec verify --run` runs it, once it is trusted"),
        (Evidence(), Verdict.NOT_RUN, "not trusted: spec trust"),
        (Evidence(trusted=frozenset({"make"})), Verdict.NOT_RUN, "spec verify --run"),
        (Evidence(commands={"make": CommandResult(0, "")}), Verdict.HELD, ""),
        (Evidence(commands={"make": CommandResult(2, "a\nbad\n")}), Verdict.VIOLATED, "exit code 2: bad"),
    ],
)
def test_a_command_is_told_by_how_it_ended(evidence: Evidence | None, verdict: Verdict, detail: str) -> None:
    assert answers("command: {run: 'make'}", evidence=evidence) == [Answer(verdict, detail)]


def test_a_command_about_no_file_here_is_not_applicable() -> None:
    (found,) = answers("command: {run: 'go vet', when: '**/*.go'}")
    assert found.verdict is Verdict.NOT_APPLICABLE
