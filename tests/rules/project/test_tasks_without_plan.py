"""PRJ004: features that have tasks and no plan, beyond the examples of the manual."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

TASKS = "specs/001-login/tasks.md"


@pytest.mark.parametrize("tasks", ["# Tasks\n", "- [x] T001 a\n- [ ] T002 b\n"])
def test_work_that_is_not_over_needs_a_plan(tasks: str, findings: Find) -> None:
    (found,) = findings("PRJ004", {TASKS: tasks})
    assert found.severity is Severity.WARNING


def test_where_all_is_done_a_plan_would_come_too_late(findings: Find) -> None:
    (found,) = findings("PRJ004", {TASKS: "- [x] T001 a\n- [X] T002 b\n"})
    assert found.severity is Severity.INFO
