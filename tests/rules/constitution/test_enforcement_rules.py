"""The rules on how principles are held to, beyond the examples of their manuals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.check.run import check
from specward.check.select import Selection
from specward.config import DEFAULTS
from specward.finding import Severity
from specward.project import Project
from specward.rules import RULES
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.check.report import Report
    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

PATH = ".specify/memory/constitution.md"


def constitution(*entries: str, second: str = "") -> str:
    block = "```yaml enforce\n" + "".join(f"- {entry}\n" for entry in entries) + "```\n" if entries else ""
    return f"# X\n\n## Core Principles\n\n### I. Small\n\nKeep it.\n\n{block}\n{second}\n**Version**: 1.0.0\n"


def report(files: dict[str, str], select: str, extends: str = "") -> Report:
    config = DEFAULTS._replace(constitution_extends=(extends,)) if extends else DEFAULTS
    project = Project(MemorySource(files), config)
    return check(project, Selection.of(project, RULES, select=[select]))


QUIET = ("CON002", "CON003", "CON004", "CON006", "CON007", "PRJ007", "PRJ008")


@pytest.mark.parametrize("code", QUIET)
def test_a_project_that_never_adopted_enforcement_hears_nothing(code: str, findings: Find) -> None:
    files = {PATH: constitution(second="### II. Other\n\nTo enforce it, look.\n"), "src/a.py": "print(1)\n"}
    assert findings(code, files) == []


def test_a_principle_whose_only_entry_is_broken_is_told_once(findings: Find) -> None:
    files = {PATH: constitution("plan: answer", second="### II. B\n\nC.\n\n```yaml enforce\n- nope: x\n```\n")}
    assert findings("CON002", files) == []
    assert [finding.message for finding in findings("CON003", files)] == ["P-02: unknown key `nope`"]


def test_a_rule_that_exists_nowhere_holds_nothing(findings: Find) -> None:
    (finding,) = findings("CON003", {PATH: constitution("rule: unresolved-clarificaton", "rule: SPC001")})
    assert finding.message == "P-01: no rule is called `unresolved-clarificaton`"
    assert "unresolved-clarification" in finding.help


def test_a_redefined_principle_names_the_inherited_one() -> None:
    files = {PATH: constitution(), "shared.md": "# Y\n\n## Principles\n\n### I. Safe\n\nLock it.\n"}
    found = report(files, "CON003", extends="shared.md")
    (finding,) = found.findings
    assert finding.message == "P-01 (Small) is another principle than the inherited P-01 (Safe)"
    assert finding.related[0].path == "shared.md"


def test_an_inherited_constitution_that_cannot_be_had_is_undetermined() -> None:
    found = report({PATH: constitution()}, "CON003", extends="gone.md")
    assert [(item.path, item.rule) for item in found.undetermined] == [("gone.md", "")]
    assert found.exit_code() == 3


def test_an_inherited_principle_binds_and_needs_no_entry_here() -> None:
    entry = "```yaml enforce\n- forbid: {pattern: eval, in: '**'}\n```"
    shared = (
        f"# Y\n\n## Principles\n\n### I. Safe {{#P-90}}\n\nLock it.\n\n{entry}\n\n### II. Kind {{#P-91}}\n\nBe it.\n"
    )
    files = {PATH: constitution("plan: answer"), "shared.md": shared, "src/a.py": "eval(x)\n"}
    assert [f.message for f in report(files, "CON007", extends="shared.md").findings] == [
        "P-90 (Safe): this matches `eval`"
    ]
    assert report(files, "CON002", extends="shared.md").findings == ()


def test_the_severity_of_an_entry_is_that_of_its_findings() -> None:
    entry = "forbid: {pattern: print, in: 'src/**'}\n  severity: info"
    (finding,) = report({PATH: constitution(entry), "src/a.py": "print"}, "CON007").findings
    assert finding.severity is Severity.INFO
    assert (finding.location.path, finding.location.start, finding.location.excerpt) == ("src/a.py", (1, 1), "print")


def test_a_file_that_cannot_be_decided_is_undetermined_and_the_others_are_told() -> None:
    bits = "".join(format(number * 2654435761 % 2**32, "032b") for number in range(2_000))
    entry = "forbid: {pattern: '(0|1)*1(0|1){20}2', in: 'src/**'}"
    files = {PATH: constitution(entry, "forbid: {pattern: 01, in: 'src/**'}"), "src/a": f"{bits}2\n{bits}"}
    found = report(files, "CON007")
    assert [item.path for item in found.undetermined] == ["src/a"]
    assert [finding.message for finding in found.findings] == ["P-01 (Small): this matches `01`"] * 2


@pytest.mark.parametrize(
    ("plan", "answered"),
    [
        ("## Constitution Check\n\n- Small: yes\n", True),
        ("## Constitution Check\n\nWe keep it small.\n", True),
        ("## Constitution Check\n\nAll principles are met.\n", True),
        ("## Constitution Check\n\n- P-01: yes\n", True),
        ("## Constitution Check\n\n*GATE: Must pass.*\n", False),
        ("## Constitution Check\n\nLooks good.\n", False),
        ("## Summary\n\nSmall.\n", False),
    ],
)
def test_every_plan_answers_a_principle_that_asks_for_it(plan: str, answered: bool, findings: Find) -> None:
    files = {PATH: constitution("plan: answer"), "specs/001-a/plan.md": f"# Implementation Plan: a\n\n{plan}"}
    found = findings("PLN001", files)
    assert [finding.severity for finding in found] == ([] if answered else [Severity.ERROR])


def moved(before: str, after: str) -> list[str]:
    base = Project(MemorySource({PATH: before}))
    project = Project(MemorySource({PATH: after}), base=base)
    return [finding.message for finding in check(project, Selection.of(project, RULES, select=["CON006"])).findings]


def test_a_version_moves_with_the_text() -> None:
    before = constitution()
    assert moved(before, before) == []
    assert moved(before, before.replace("Keep it.", "Keep it so.")) == [
        "the version is still 1.0.0, and the text has changed: wording"
    ]
    assert moved(before, before.replace("Keep it.", "Keep it so.").replace("1.0.0", "1.0.1")) == []
    assert moved(before, before.replace("# X", "<!-- a note -->\n# X")) == []
    added = before.replace("**Version**", "### II. Fast\n\nIt MUST start.\n\n**Version**")
    assert moved(before, added.replace("1.0.0", "1.0.1")) == [
        "the version only moved from 1.0.0 to 1.0.1, and the text has changed: a principle was added"
    ]
    assert moved(before, added.replace("1.0.0", "1.1.0")) == []


def test_a_constitution_without_a_number_is_left_to_the_rule_on_versions() -> None:
    assert moved(constitution().replace("**Version**: 1.0.0", ""), constitution()) == []


@pytest.mark.parametrize(
    ("row", "complexity", "told"),
    [
        ("| I. Small | FAIL | too big |", "", True),
        ("| I. Small | ❌ | too big |", "", True),
        ("| I. Small | **VIOLATION** | too big |", "", True),
        ("| I. Small | PASS | NO VIOLATION found |", "", False),
        ("| I. Small | PASS | FAIL-CLOSED by design |", "", False),
        ("| I. Small | PASS/FAIL | to be seen |", "", False),
        ("| I. Small | yes | it fails closed |", "", False),
        ("| I. Small | ✅ | it recovers from a `FAILED` cutover |", "", False),
        ("| I. Small | ❌ (now) → ✅ (afterwards) | mends it |", "", False),
        ("| I. Small | FAIL | too big |", "| Small: two modules | needed | none |", False),
        ("| I. Small | FAIL | too big |", "| P-01 | needed | none |", False),
        ("| I. Small | FAIL | too big |", "| a fourth project | needed | none |", False),
    ],
)
def test_a_violation_that_a_plan_admits_is_justified(row: str, complexity: str, told: bool, findings: Find) -> None:
    head = "| Violation | Why Needed | Simpler Alternative Rejected Because |\n|---|---|---|\n"
    tracking = f"\n## Complexity Tracking\n\n{head}{complexity}\n" if complexity else ""
    check_ = f"## Constitution Check\n\n| Principle | Status | How |\n|---|---|---|\n{row}\n"
    files = {PATH: constitution(), "specs/001-a/plan.md": f"# Implementation Plan: a\n\n{check_}{tracking}"}
    assert bool(findings("PLN002", files)) is told


def test_a_justification_of_another_principle_is_none(findings: Find) -> None:
    plan = (
        "# Plan\n\n## Constitution Check\n\n| Principle | Status | How |\n|---|---|---|\n| I. Small | FAIL | big |\n\n"
        "## Complexity Tracking\n\n| Violation | Why |\n|---|---|\n| Fast: slow start | needed |\n"
    )
    files = {PATH: constitution(second="### II. Fast\n\nBe it.\n"), "specs/001-a/plan.md": plan}
    assert [finding.message for finding in findings("PLN002", files)] == [
        "the plan breaks P-01 (Small) and does not say why it must"
    ]


WAIVER = "- waives: P-01\n  reason: r\n  owner: Ada\n  expires: {}\n"


@pytest.mark.verifies("002-enforced-with-evidence/AC-004")
@pytest.mark.parametrize(
    ("waivers", "code", "messages"),
    [
        (WAIVER.format("2020-01-31"), "PRJ007", ["the waiver of P-01 (Ada) expired on 2020-01-31"]),
        (WAIVER.format("2020-01-31"), "PRJ008", []),
        (WAIVER.format("2999-01-31"), "PRJ007", []),
        (WAIVER.format("soon"), "PRJ007", []),
        (WAIVER.format("soon"), "PRJ008", ["the waiver of P-01 has no day in `expires: soon`"]),
        ("- waives: P-01\n", "PRJ008", ["the waiver of P-01 has no reason and no owner and no term"]),
        ("- nonsense\n", "PRJ008", ["a waiver is a mapping"]),
    ],
)
def test_a_waiver_has_reason_owner_and_term(waivers: str, code: str, messages: list[str], findings: Find) -> None:
    assert [finding.message for finding in findings(code, {".specify/waivers.yml": waivers})] == messages
