"""The levels of coverage: what each needs, what is skipped, what does not count."""

from __future__ import annotations

import pytest

from specward.evidence.result import Evidence, Outcome, Result
from specward.project import Project
from specward.sources.memory import MemorySource
from specward.trace.build import graph_of
from specward.trace.coverage import Coverage, Covered, Level, cover, coverage_of
from specward.trace.node import NodeKind

SPEC, TASKS, TEST = "specs/001-login/spec.md", "specs/001-login/tasks.md", "tests/test_login.py"
CRITERION = "1. **AC-001** (FR-001): **Given** a, **When** b, **Then** c\n\n"
REQUIREMENT = "- **FR-001**: It MUST a.\n"
STORY = "### User Story 1 - A (Priority: P1)\n\n"
OPEN, DONE = "# Tasks\n\n- [ ] T001 Do (FR-001)\n", "# Tasks\n\n- [x] T001 Do (FR-001)\n"
ID = f"{TEST}::test_a"


def coverage(
    spec: str, tasks: str = "", *marks: str, outcome: Outcome | None = None, profile: str = "strict"
) -> Coverage:
    files = {SPEC: f"# X\n\n{spec}", ".specify/specward.yml": f"trace:\n  profile: {profile}\n"}
    if tasks:
        files[TASKS] = tasks
    if marks:
        decorators = "".join(f"@pytest.mark.verifies({mark})\n" for mark in marks)
        files[TEST] = f"import pytest\n\n\n{decorators}def test_a():\n    assert a()\n"
    evidence = Evidence((Result(ID, "", outcome),)) if outcome else None
    return coverage_of(Project(MemorySource(files), evidence=evidence))


def requirement(found: Coverage, identity: str = "FR-001") -> Covered:
    return found.covered[f"001-login/{identity}"]


AC, FR = "'001-login/AC-001'", "'001-login/FR-001'"


@pytest.mark.parametrize(
    ("spec", "tasks", "marks", "outcome", "level", "gap"),
    [
        (REQUIREMENT, "", (), None, Level.NONE, "no task"),
        (REQUIREMENT, OPEN, (), None, Level.PLANNED, "1 of 1 tasks open"),
        (REQUIREMENT, DONE, (), None, Level.DONE, "no criterion"),
        (CRITERION + REQUIREMENT, DONE, (), None, Level.DONE, "no test for AC-001"),
        (CRITERION + REQUIREMENT, DONE, (FR,), None, Level.DONE, "no test for AC-001"),
        (CRITERION + REQUIREMENT, OPEN, (AC,), None, Level.PLANNED, "1 of 1 tasks open"),
        (CRITERION + REQUIREMENT, DONE, (AC,), None, Level.BOUND, "no results"),
        (CRITERION + REQUIREMENT, DONE, (AC,), Outcome.SKIPPED, Level.EVIDENCED, "test_a: skipped"),
        (CRITERION + REQUIREMENT, DONE, (AC,), Outcome.FAILED, Level.EVIDENCED, "test_a: failed"),
        (CRITERION + REQUIREMENT, DONE, (AC,), Outcome.PASSED, Level.VERIFIED, ""),
        (
            *(CRITERION + REQUIREMENT, DONE, (f"{AC}, partial=True",), Outcome.PASSED),
            *(Level.EVIDENCED, "verified in part only: AC-001"),
        ),
    ],
)
def test_a_requirement_under_a_strict_profile_needs_task_criterion_and_test(
    spec: str, tasks: str, marks: tuple[str, ...], outcome: Outcome | None, level: Level, gap: str
) -> None:
    found = requirement(coverage(spec, tasks, *marks, outcome=outcome))
    assert (found.level, found.gap) == (level, gap)


def test_a_bound_test_that_never_ran_is_no_evidence() -> None:
    files = {
        SPEC: f"# X\n\n{REQUIREMENT}",
        TEST: f"import pytest\n\n@pytest.mark.verifies({FR})\ndef test_a():\n    assert a()\n",
    }
    evidence = Evidence((Result("tests/test_other.py::test_b", "", Outcome.PASSED),))
    found = requirement(coverage_of(Project(MemorySource(files), evidence=evidence)))
    assert (found.level, found.gap) == (Level.BOUND, "test_a: not in the results")


def test_under_the_profile_story_a_test_alone_will_do() -> None:
    found = requirement(coverage(REQUIREMENT, "", FR, outcome=Outcome.PASSED, profile="story"))
    assert found.level is Level.VERIFIED


def test_under_the_profile_story_the_tasks_of_its_story_plan_a_requirement() -> None:
    tasks = "# Tasks\n\n- [x] T001 [US1] Do\n"
    assert requirement(coverage(STORY + CRITERION + REQUIREMENT, tasks, profile="story")).level is Level.DONE
    assert requirement(coverage(STORY + CRITERION + REQUIREMENT, tasks)).level is Level.NONE


def test_what_rests_on_a_requirement_pulls_its_deep_level_down() -> None:
    spec = f"{REQUIREMENT}- **FR-002**: It MUST b (refines FR-001).\n"
    found = requirement(coverage(spec, DONE, profile="story"))
    assert (found.level, found.deep) == (Level.DONE, Level.NONE)


def test_a_ring_is_covered_by_nothing() -> None:
    spec = "- **FR-001**: It MUST a (refines FR-002).\n- **FR-002**: It MUST b (refines FR-001).\n"
    found = coverage(spec, DONE, FR, outcome=Outcome.PASSED, profile="story")
    assert [requirement(found, one).level for one in ("FR-001", "FR-002")] == [Level.NONE, Level.NONE]


def test_what_is_put_off_or_superseded_is_in_no_denominator() -> None:
    spec = "- **FR-001**: It MUST a.\n- **FR-002**: It MUST b (supersedes FR-001).\n- **FR-003**: Out of scope: c.\n"
    tally = coverage(spec).tally(NodeKind.REQUIREMENT)
    assert (tally.total, tally.aside, tally.levels) == (1, 2, (1, 0, 0, 0, 0, 0))


def test_what_is_waived_is_counted_as_justified_and_not_as_covered() -> None:
    waiver = "- waives: 001-login/FR-001\n  reason: the old form stays\n  owner: Ada\n  expires: 2026-12-31\n"
    files = {SPEC: f"# X\n\n{REQUIREMENT}", ".specify/waivers.yml": waiver}
    on, after = (coverage_of(Project(MemorySource(files), today=day)) for day in ("2026-12-31", "2027-01-01"))
    assert requirement(on).justified == "the old form stays"
    assert on.tally(NodeKind.REQUIREMENT)[:3] == (1, (0, 0, 0, 0, 0, 0), 1)
    assert after.tally(NodeKind.REQUIREMENT)[:3] == (1, (1, 0, 0, 0, 0, 0), 0)


def test_a_link_in_doubt_keeps_its_parent_from_being_verified() -> None:
    files = {
        SPEC: f"# X\n\n{REQUIREMENT}",
        TEST: f"import pytest\n\n@pytest.mark.verifies({FR})\ndef test_a():\n    assert a()\n",
    }
    project = Project(MemorySource(files), evidence=Evidence((Result(ID, "", Outcome.PASSED),)))
    sound = cover(project, graph_of(project))
    doubtful = cover(project, graph_of(project), {(ID, "001-login/FR-001")})
    assert [requirement(one).level for one in (sound, doubtful)] == [Level.VERIFIED, Level.EVIDENCED]


def test_nothing_is_covered_where_there_is_nothing() -> None:
    tally = coverage("Nothing.\n").tally(NodeKind.REQUIREMENT)
    assert (tally.total, sum(tally.levels)) == (0, 0)
