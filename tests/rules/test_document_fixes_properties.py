"""The fixes of the rules on specifications, plans and tasks, held to any document."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rules.fixes import fixed

from specward.check.run import check
from specward.check.select import Selection
from specward.finding import Fix
from specward.project import Project
from specward.rules import RULES
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from specward.finding import Finding

SPEC = "specs/001-login/spec.md"
TASKS = "specs/001-login/tasks.md"
CONFIG = ".specify/specward.yml"
FIXING = ("SPC002", "SPC011", "SPC016", "SPC017", "TSK001", "TSK002", "TSK006", "TSK012")
every_fixing_rule = pytest.mark.parametrize("code", FIXING)

SPEC_LINES = (
    *("# Feature Specification: a", "## Requirements", "### User Story 1 - a (Priority: P1)", "### User Story 2 - b"),
    *("**Status**: Draft", "**Status:** `draft`  ", "**Feature Branch**: `002-logout`", "- **Status**: DRAFT | x"),
    *("- **FR-001**: a user", "- **FR-001**: a user", "- **FR-001**: no session", "- **FR-002a**: b", "| FR-001 | x |"),
    *("1. **Given** a, **When** b, **Then** c", "2. **AC-001**: **Given** a, **When** b, **Then** c", "  **Then** d"),
    *("- **AC-001**: it works", "- **Given** a", "1. Given a, when b, then c", "**x**: **Given** a **When** b", ""),
)
TASK_LINES = (
    *("# Tasks: a", "## Phase 3: User Story 1 - a", "## Phase 4: Polish", "### T009 x", "```", "<!-- x", "-->"),
    *("- [x] T001 a", "- [x] T001 [US1] a in src/a.py", "- [ ] T002 [P] b", "- [x] **T001**: c (after T002)"),
    *("- [ x] T003 d", "-[ ] T004 e", "- [] T005 f", "- [✓] T006 g", "* [X ] T1.2 h", "T007 [X] i", "- T008 j", ""),
    *("- **T009**: [ ] k", "  - [  ] T010", "T011 l", "| T012 | m |", "- [~] T013 n", "- [?] T014", "- [ ] T9999 o"),
)


def lines(known: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(
        st.sampled_from(known) | st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=12),
        max_size=14,
    )


def documents() -> st.SearchStrategy[dict[str, str]]:
    ends = st.sampled_from(["\n", "\r\n"])
    return st.builds(
        lambda spec, tasks, end, last: {SPEC: end.join(spec) + last * end, TASKS: end.join(tasks) + last * end},
        lines(SPEC_LINES),
        lines(TASK_LINES),
        ends,
        st.booleans(),
    )


def found_in(files: dict[str, str], code: str) -> tuple[Finding, ...]:
    rule = next(rule for rule in RULES if rule.code == code)
    project = Project(MemorySource({**files, CONFIG: "trace:\n  profile: strict\n"}))
    report = check(project, Selection([rule], project.config))
    assert report.undetermined == ()
    return report.findings


def spoiled(before: str, fix: Fix) -> bool:
    """Whether edits of a fix meet each other or cut the end of a line in two."""
    spans = sorted(edit.span for edit in fix.edits)
    meets = any(one.end > other.start or one == other for one, other in pairwise(spans))
    return meets or any(before[at - 1 : at + 1] == "\r\n" for span in spans for at in span)


@pytest.mark.verifies("005-the-whole-checker/AC-003")
@every_fixing_rule
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_fixes_come_to_an_end_and_leave_fewer_findings_each_time(code: str, files: dict[str, str]) -> None:
    before = found_in(files, code)
    for _ in range(60):
        fix = next((finding.fix for finding in before if finding.fix), None)
        if fix is None:
            return
        assert not any(spoiled(files[path], fix) for path in {edit.path for edit in fix.edits})
        files = fixed(files, fix)
        after = found_in(files, code)
        assert weight(after) < weight(before)
        before = after
    raise AssertionError("fixes do not come to an end")


def weight(findings: tuple[Finding, ...]) -> tuple[int, int]:
    """How many findings there are, and how many places of them a fix would mend."""
    return len(findings), sum(len(finding.fix.edits) for finding in findings if finding.fix)


@pytest.mark.verifies("005-the-whole-checker/AC-003")
@every_fixing_rule
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_a_fix_touches_only_lines_that_its_finding_is_about(code: str, files: dict[str, str]) -> None:
    for finding in found_in(files, code):
        for path, span, text in finding.fix.edits if finding.fix else ():
            lines_touched = files[path][: span.start].count("\n") + 1, files[path][: span.end].count("\n") + 1
            assert lines_touched[0] >= finding.location.start.line
            assert lines_touched[1] - lines_touched[0] <= 1
            assert "\n" not in text
            assert "\r" not in text


@pytest.mark.verifies("005-the-whole-checker/AC-003")
@every_fixing_rule
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_the_fixes_of_one_run_go_together(code: str, files: dict[str, str]) -> None:
    findings = found_in(files, code)
    edits = tuple(edit for finding in findings if finding.fix for edit in finding.fix.edits)
    if edits:
        whole = Fix("all of them", edits)
        assert not any(spoiled(files[path], whole) for path in {edit.path for edit in edits})
        assert weight(found_in(fixed(files, whole), code)) < weight(findings)
