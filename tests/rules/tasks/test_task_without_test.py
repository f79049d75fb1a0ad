"""Tasks of a test-first project that write no test, beyond the examples of the manual."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

CONSTITUTION = ".specify/memory/constitution.md"
TASKS = "specs/001-login/tasks.md"


def principle(name: str, entry: str = "") -> str:
    block = f"\n```yaml enforce\n- {entry}\n```\n" if entry else ""
    return f"# Constitution\n\n## Core Principles\n\n### I. {name}\n\nIt MUST hold.\n{block}\n**Version**: 1.0.0\n"


TEST_FIRST = {CONSTITUTION: principle("Test-First (NON-NEGOTIABLE)")}
TWO = "- [ ] T001 [US1] Add src/a.py\n- [ ] T002 [US1] Add src/b.py\n"


@pytest.mark.parametrize("name", ["Test-First", "Tests before Code", "Test-Driven Development", "Quality by TDD"])
def test_the_name_of_a_principle_can_ask_for_tests(name: str, findings: Find) -> None:
    (found,) = findings("TSK010", {CONSTITUTION: principle(name), TASKS: TWO})
    assert found.message == "2 tasks change code for US1, and none writes a test"


@pytest.mark.parametrize("name", ["Automated Testing", "Testable Boundaries", "Test Changes Visually", "Latest First"])
def test_another_principle_about_tests_does_not(name: str, findings: Find) -> None:
    assert findings("TSK010", {CONSTITUTION: principle(name), TASKS: TWO}) == []


def test_without_a_constitution_nobody_asks(findings: Find) -> None:
    assert findings("TSK010", {TASKS: TWO}) == []


def test_an_entry_asks_for_every_story_the_name_not_for_one_of_a_single_task(findings: Find) -> None:
    one = "- [ ] T001 [US1] Add src/a.py\n"
    entry = {CONSTITUTION: principle("Care", "rule: task-without-test")}
    assert findings("TSK010", {**TEST_FIRST, TASKS: one}) == []
    (found,) = findings("TSK010", {**entry, TASKS: one})
    assert found.message == "1 task changes code for US1, and none writes a test"


@pytest.mark.parametrize(
    "more",
    [
        "- [ ] T003 [US1] Write the unit tests\n",
        "- [ ] T003 [US1] Cover both in tests/unit/login_checks.py\n",
        "- [ ] T003 [US1] Wire both\n  - tested by hand and by `login.spec.ts`\n",
        "\n## Polish\n\n- [ ] T003 Cover both in tests/test_login.py\n",
        "- [ ] T003 [US1] 両方のテストを書く\n",
        "\n### Tests for US1\n\n- [ ] T003 [US1] Unit: nothing is registered without a key\n",
    ],
)
def test_one_test_task_is_enough(more: str, findings: Find) -> None:
    assert findings("TSK010", {**TEST_FIRST, TASKS: TWO + more}) == []


def test_a_general_test_task_counts_for_what_comes_after_it(findings: Find) -> None:
    general = "- [ ] T000 Set the test runner up\n"
    assert findings("TSK010", {**TEST_FIRST, TASKS: general + TWO}) == []
    assert len(findings("TSK010", {**TEST_FIRST, TASKS: TWO + general})) == 1


def test_every_story_is_named_once(findings: Find) -> None:
    tasks = TWO + "- [ ] T003 [US2] Add src/c.py\n- [ ] T004 [US2] Add src/d.py\n- [ ] T005 [US3] Test src/e.py\n"
    (found,) = findings("TSK010", {**TEST_FIRST, TASKS: tasks})
    assert found.message == "4 tasks change code for US1, US2, and none writes a test"
    assert [found.location.start.line, *(place.start.line for place in found.related)] == [1, 2, 3, 4]


def test_a_list_without_stories_is_judged_as_a_whole(findings: Find) -> None:
    tasks = "- [ ] T001 Add src/a.py\n- [ ] T002 Add src/b.py\n- [ ] T003 Write docs/guide.md\n"
    (found,) = findings("TSK010", {**TEST_FIRST, TASKS: tasks})
    assert found.message == "2 tasks change code, and none writes a test"
    assert findings("TSK010", {**TEST_FIRST, TASKS: tasks + "- [ ] T004 Run all tests\n"}) == []


@pytest.mark.parametrize("tasks", ["", "# Tasks\n", "- [ ] T001 Write docs/a.md\n- [ ] T002 Set config.yml\n"])
def test_without_code_there_is_nothing_to_test(tasks: str, findings: Find) -> None:
    assert findings("TSK010", {**TEST_FIRST, TASKS: tasks}) == []
