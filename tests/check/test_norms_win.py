"""What the constitution says goes before the configuration, and a waiver before both, for as long as it holds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from specward import config
from specward.check.run import check
from specward.check.select import Selection
from specward.finding import Severity
from specward.output import json_v1, text
from specward.project import Project
from specward.rules import RULES
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from specward.check.report import Report

SPEC = "specs/001-login/spec.md"
OPEN = "# Feature Specification: a\n\n- **FR-001**: It MUST [NEEDS CLARIFICATION: what?]\n"


def constitution(entry: str) -> str:
    return f"# X\n\n## Core Principles\n\n### I. A\n\nB.\n\n```yaml enforce\n- {entry}\n```\n"


def report(entry: str = "", settings: str = "", waivers: str = "", **choice: list[str]) -> Report:
    files = {SPEC: OPEN, "specs/002-b/spec.md": OPEN, ".specify/waivers.yml": waivers}
    if entry:
        files[".specify/memory/constitution.md"] = constitution(entry)
    project = Project(MemorySource(files), config.parse(settings) if settings else None, today="2026-03-01")
    return check(project, Selection.of(project, RULES, **choice))


def severities(found: Report) -> list[tuple[str, Severity]]:
    return [(f.location.path, f.severity) for f in found.findings if f.code == "SPC001"]


OFF = (
    "rules:\n  ignore: [SPC001]\n",
    "rules:\n  select: [PRJ]\n",
    "rules:\n  severity: {SPC: off}\n",
    'rules:\n  per-path: {"specs/**": {ignore: [SPC001]}}\n',
)


@pytest.mark.parametrize("settings", OFF)
def test_a_rule_that_the_constitution_names_cannot_be_turned_off(settings: str) -> None:
    assert severities(report("", settings)) == []
    assert len(severities(report("rule: unresolved-clarification", settings))) == 2
    assert len(severities(report("rule: SPC001", settings))) == 2


@pytest.mark.parametrize("settings", OFF)
def test_where_it_names_paths_the_configuration_holds_elsewhere(settings: str) -> None:
    found = report("rule: SPC001\n  paths: 'specs/001-login/**'", settings)
    assert [path for path, _ in severities(found)] == [SPEC]


def test_its_severity_goes_before_the_configured_one() -> None:
    settings = "rules:\n  severity: {SPC001: info}\n"
    assert {severity for _, severity in severities(report("rule: SPC001\n  severity: error", settings))} == {
        Severity.ERROR
    }
    assert {severity for _, severity in severities(report("rule: SPC001", settings))} == {Severity.INFO}


def test_what_the_user_asks_for_in_this_run_is_what_is_run() -> None:
    assert severities(report("rule: SPC001", select=["PRJ"])) == []
    assert severities(report("rule: SPC001", ignore=["SPC001"])) == []


WAIVER = "- waives: {}\n  scope: {}\n  reason: r\n  owner: o\n  expires: {}\n"


def test_an_active_waiver_lets_its_findings_pass_and_they_are_counted() -> None:
    found = report("", waivers=WAIVER.format("SPC001", "specs/001-login/**", "2026-03-01"), select=["SPC001"])
    assert [path for path, _ in severities(found)] == ["specs/002-b/spec.md"]
    assert found.waived == 1
    assert "· 1 waived" in text.render(found)
    assert json.loads(json_v1.render(found))["summary"]["waived"] == 1


@pytest.mark.verifies("002-enforced-with-evidence/AC-004")
@pytest.mark.parametrize(
    "waivers",
    [
        WAIVER.format("SPC001", "'**'", "2026-02-28"),
        WAIVER.format("SPC001", "'**'", "soon"),
        WAIVER.format("SPC001", "'**'", "2026-03-01").replace("reason: r", "reason: ''"),
        WAIVER.format("SPC001", "'**'", "2026-03-01").replace("owner: o", "owner:"),
        "not: a list",
    ],
)
def test_a_waiver_that_is_expired_or_lacks_something_lets_nothing_pass(waivers: str) -> None:
    found = report("", waivers=waivers, select=["SPC001"])
    assert (len(severities(found)), found.waived) == (2, 0)


def test_a_waiver_of_a_principle_lets_its_violations_pass() -> None:
    entry = "forbid: {pattern: NEEDS, in: 'specs/**'}"
    assert report(entry, select=["CON007"]).count(Severity.ERROR) == 2
    found = report(entry, waivers=WAIVER.format("P-01", "specs/001-login/**", "2026-03-01"), select=["CON007"])
    assert (found.count(Severity.ERROR), found.waived) == (1, 1)
