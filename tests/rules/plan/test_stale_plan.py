"""When the specification has changed since the plan was held against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.project import Project
from specward.sources.memory import MemorySource
from specward.trace.review import Wanted, review

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.changes import Create
    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

SPEC, PLAN, LOCK = (f"specs/001-login/{name}" for name in ("spec.md", "plan.md", "trace.lock"))
FILES = {
    SPEC: "# Feature Specification: Login\n\nAll of it.\n\n- **FR-001**: It MUST open.\n- **FR-002**: It MUST close.\n",
    PLAN: "# Implementation Plan: Login\n",
}


def edited(old: str, new: str) -> dict[str, str]:
    """The files after the plan was reviewed and the specification edited."""
    wanted = Wanted(plans=frozenset({"specs/001-login"}))
    changes: list[Create] = review(Project(MemorySource(FILES)), wanted)  # type: ignore[assignment]
    assert old in FILES[SPEC]
    return {**FILES, SPEC: FILES[SPEC].replace(old, new), LOCK: changes[0].text}


@pytest.mark.parametrize(
    ("old", "new"),
    [("MUST open", "MUST NOT open"), ("- **FR-002**: It MUST close.\n", ""), ("FR-002", "FR-003")],
    ids=["changed", "gone", "renamed"],
)
def test_a_changed_specification_makes_the_plan_stale(old: str, new: str, findings: Find) -> None:
    (found,) = findings("PLN009", edited(old, new))
    assert found.message == "the specification has changed since this plan was held against it"
    assert found.location.path == PLAN
    assert [place.path for place in found.related] == [SPEC]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("MUST open", "**MUST** open"),
        ("All of it.", "None of it."),
        (
            "- **FR-001**: It MUST open.\n- **FR-002**: It MUST close.",
            "- **FR-002**: It MUST close.\n- **FR-001**: It MUST open.",
        ),
    ],
    ids=["editorial", "prose around the items", "another order"],
)
def test_layout_order_and_prose_do_not(old: str, new: str, findings: Find) -> None:
    assert findings("PLN009", edited(old, new)) == []


def test_a_plan_that_nobody_reviewed_is_left_alone(findings: Find) -> None:
    assert findings("PLN009", FILES) == []
    assert findings("PLN009", {**FILES, LOCK: "specward trace.lock 1\n"}) == []
