"""What must hold for every rule that is or ever will be in the catalogue."""

from __future__ import annotations

import pkgutil
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import specward.rules
from specward.artifacts.kind import Kind
from specward.check.manual import EXAMPLE, REQUIRED_SECTIONS, USE_INSTEAD, example, run_example, sections
from specward.check.run import check
from specward.check.select import Selection
from specward.finding import Severity
from specward.project import Project
from specward.rules import RULES
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from specward.rule import Rule

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code}-{rule.name}")

A_PATH_OF_EACH_KIND = {
    Kind.CONSTITUTION: ".specify/memory/constitution.md",
    Kind.SPEC: "specs/001-a/spec.md",
    Kind.PLAN: "specs/001-a/plan.md",
    Kind.TASKS: "specs/001-a/tasks.md",
    Kind.CHECKLIST: "specs/001-a/checklists/requirements.md",
    Kind.PHR: "history/prompts/001-a/0001-a.spec.prompt.md",
    Kind.ADR: "history/adr/0001-a.md",
    Kind.AGENT: ".specify/agents/a.md",
}


@every_rule
def test_the_example_in_the_manual_yields_the_rule(rule: Rule) -> None:
    report = run_example(rule, example(rule, EXAMPLE), RULES)
    assert not report.undetermined
    assert [finding.code for finding in report.findings][:1] == [rule.code]


@every_rule
def test_what_the_manual_says_to_write_instead_yields_nothing(rule: Rule) -> None:
    files = example(rule, USE_INSTEAD)
    report = run_example(rule, files, RULES)
    assert files
    assert not report.undetermined
    assert report.findings == ()


@every_rule
def test_the_manual_has_its_sections_in_order(rule: Rule) -> None:
    found = [title for title in sections(rule) if title in REQUIRED_SECTIONS]
    assert tuple(found) == REQUIRED_SECTIONS


@every_rule
def test_the_summary_is_one_short_sentence(rule: Rule) -> None:
    first_line = rule.manual.partition("\n")[0]
    assert first_line.endswith(".")
    assert len(first_line) <= 100


@every_rule
def test_the_name_says_the_fault_and_not_the_cure(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert not rule.name.startswith(("no-", "use-", "avoid-", "prefer-", "require-"))


@every_rule
def test_messages_have_one_style(rule: Rule) -> None:
    for finding in run_example(rule, example(rule, EXAMPLE), RULES).findings:
        assert not finding.message.endswith(".")
        assert "\n" not in finding.message
        assert finding.message[0].islower() or not finding.message[0].isalpha() or finding.message.split()[0].isupper()


@every_rule
def test_the_rule_is_silent_on_an_empty_project(rule: Rule) -> None:
    assert run_example(rule, {}, RULES).findings == ()


@every_rule
def test_the_rule_is_silent_on_files_that_are_no_artifacts(rule: Rule) -> None:
    files = {"README.md": "# Readme\n\n- [ ] T001 [NEEDS CLARIFICATION: x]\n", "docs/guide.md": "---\na: b: c\n---\n"}
    report = run_example(rule, files, RULES)
    assert not report.undetermined
    assert report.findings == ()


RIGHT_AT_LEAST = {Severity.ERROR: 0.98, Severity.WARNING: 0.95}
"""How many of the findings that were read in real projects must have been right, by severity."""


@pytest.mark.verifies("005-the-whole-checker/AC-021")
@every_rule
def test_what_a_rule_reports_at_its_severity_is_right_often_enough(rule: Rule) -> None:
    assert rule.right >= rule.read * RIGHT_AT_LEAST.get(rule.severity, 0)


def test_codes_are_unique_and_in_order_within_their_group() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    groups: dict[str, list[str]] = {}
    for code in codes:
        assert re.fullmatch(r"[A-Z]{2,3}\d{3}", code)
        groups.setdefault(code[:3], []).append(code)
    assert all(group == sorted(group) for group in groups.values())
    assert codes == [code for group in groups.values() for code in group]


def test_names_are_unique() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)


def test_no_rule_module_is_forgotten() -> None:
    found = pkgutil.walk_packages(specward.rules.__path__, "specward.rules.")
    modules = {module.name for module in found if not module.ispkg and module.name.count(".") > 2}
    assert {rule.module for rule in RULES} == modules


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.sampled_from(sorted(A_PATH_OF_EACH_KIND.values())),
        st.lists(
            st.sampled_from(
                [
                    "---",
                    "id: 0001",
                    "title: a: b",
                    "# Feature Specification: x",
                    "## Requirements",
                    "- **FR-001**: x MUST [NEEDS CLARIFICATION",
                    "### User Story 1 - a (Priority: P1)",
                    "1. **Given** a, **When** b",
                    "- [ ] T001 [P] [US9] do (after T001)",
                    "- [x] **T001**",
                    "| Principle | ok |",
                    "|---|---|",
                    "| a |",
                    "```",
                    "<!-- spec: ignore",
                    "**Version**: 1.0",
                    "## Prompt",
                    "{{ID}}",
                    "- **Status:** Accepted | Rejected",
                    "Superseded by [x](0002-b.md)",
                    "\t- x",
                    "> quote",
                    "",
                ]
            )
            | st.text(max_size=40),
            max_size=25,
        ).map("\n".join),
        max_size=8,
    )
)
def test_no_rule_crashes_on_any_document(files: dict[str, str]) -> None:
    project = Project(MemorySource(files))
    report = check(project, Selection(RULES, project.config))
    assert report.undetermined == ()
