"""Two states of a project, item by item; what a change reaches; what has been lost."""

from __future__ import annotations

import pytest

from specward.project import Project
from specward.sources.memory import MemorySource
from specward.trace.build import graph_of
from specward.trace.coverage import Level
from specward.trace.diff import Difference, changed_keys, diff
from specward.trace.impact import impact
from specward.trace.node import NodeKind
from specward.trace.ratchet import losses

SPEC, TASKS, TEST = "specs/001-login/spec.md", "specs/001-login/tasks.md", "tests/test_login.py"
BEFORE = {
    SPEC: "# X\n\n- **FR-001**: It MUST open in 2 s.\n- **FR-002**: It MUST close.\n",
    TASKS: "# Tasks\n\n- [ ] T001 Open (FR-001)\n",
    TEST: "import pytest\n\n\n@pytest.mark.verifies('001-login/FR-001')\ndef test_a():\n    assert a()\n",
}


def project(**changed: str) -> Project:
    paths = {"spec": SPEC, "tasks": TASKS, "test": TEST}
    return Project(MemorySource(BEFORE | {paths[name]: text for name, text in changed.items()}))


def compared(**changed: str) -> Difference:
    return diff(project(), project(**changed))


def test_the_same_state_has_no_difference() -> None:
    assert compared().empty


def test_an_editorial_change_is_none() -> None:
    assert compared(spec=BEFORE[SPEC].replace("MUST open", "MUST  open").replace("- **", "* **")).empty


def test_a_change_of_meaning_is_told_with_both_texts() -> None:
    (pair,) = compared(spec=BEFORE[SPEC].replace("2 s", "3 s")).changed
    assert (pair.old.text, pair.new.text) == ("It MUST open in 2 s.", "It MUST open in 3 s.")


def test_items_come_and_go() -> None:
    found = compared(spec=BEFORE[SPEC].replace("- **FR-002**: It MUST close.", "- **FR-003**: It MUST beep."))
    assert [node.id for node in (*found.added, *found.removed)] == ["FR-003", "FR-002"]


def test_an_item_with_the_same_words_under_another_id_has_moved() -> None:
    found = compared(spec=BEFORE[SPEC].replace("FR-002", "FR-007"))
    assert [(pair.old.id, pair.new.id) for pair in found.moved] == [("FR-002", "FR-007")]
    assert not found.added
    assert not found.removed


def test_another_parent_is_told_apart_from_another_text() -> None:
    found = compared(test=BEFORE[TEST].replace("FR-001", "FR-002"))
    ((pair, gained, lost),) = found.relinked
    assert (pair.new.id, gained, lost) == (f"{TEST}::test_a", ("001-login/FR-002",), ("001-login/FR-001",))


def test_a_tick_is_told() -> None:
    (pair,) = compared(tasks=BEFORE[TASKS].replace("[ ]", "[x]")).ticked
    assert (pair.old.done, pair.new.done) == (False, True)


def test_a_renumbered_feature_is_the_same_feature() -> None:
    renamed = {path.replace("001-login", "007-login"): text for path, text in BEFORE.items()}
    renamed = {path: text.replace("001-login", "007-login") for path, text in renamed.items()}
    found = diff(project(), Project(MemorySource(renamed)))
    assert not any((found.added, found.removed, found.changed, found.relinked))


def test_coverage_is_given_for_both_states() -> None:
    found = compared(tasks="# Tasks\n\n- [ ] T001 Open\n", test="")
    before, after = next((old, new) for kind, old, new in found.tallies if kind is NodeKind.REQUIREMENT)
    planned = Level.PLANNED
    assert (before.total, before.reached(planned), after.total, after.reached(planned)) == (2, 1, 2, 0)


def test_a_change_puts_the_links_right_below_it_in_doubt_and_what_is_further_on_apart() -> None:
    criterion = "1. **AC-001** (FR-001): **Given** a, **When** b, **Then** c\n\n"
    graph = graph_of(project(spec=BEFORE[SPEC] + criterion, test=BEFORE[TEST].replace("FR-001", "AC-001")))
    found = impact(graph, {"001-login/FR-001"})
    assert [link.child for link in found.suspect] == ["001-login/AC-001", "001-login/T001"]
    assert [(node.id, distance) for node, distance in found.further] == [(f"{TEST}::test_a", 2)]


def test_what_has_changed_since_a_base_is_what_is_new_or_says_something_else() -> None:
    new = BEFORE[SPEC].replace("2 s", "3 s") + "- **FR-003**: It MUST beep.\n"
    assert changed_keys(project(), project(spec=new)) == {"001-login/FR-001", "001-login/FR-003"}


@pytest.mark.parametrize(
    ("changed", "lost"),
    [
        ({}, []),
        ({"tasks": "# Tasks\n\n- [ ] T001 Open\n"}, [("FR-001", "task", "T001")]),
        ({"test": ""}, [("FR-001", "test", f"{TEST}::test_a")]),
        (
            {"test": BEFORE[TEST].replace("FR-001'", "FR-001', partial=True")},
            [("FR-001", "test of all of it", f"{TEST}::test_a")],
        ),
        ({"spec": BEFORE[SPEC] + "- **FR-003**: It MUST beep.\n"}, []),
        ({"spec": "# X\n\n- **FR-002**: It MUST close.\n"}, []),
        ({"spec": BEFORE[SPEC].replace("It MUST open", "Out of scope: open"), "test": ""}, []),
        ({"spec": BEFORE[SPEC].replace("close.", "close (supersedes FR-001)."), "test": ""}, []),
        ({"tasks": "# Tasks\n\n- [ ] T002 Open (FR-001)\n"}, []),
    ],
)
def test_the_ratchet_holds_what_an_item_had(changed: dict[str, str], lost: list[tuple[str, str, str]]) -> None:
    assert [(loss.node.id, loss.what, loss.was) for loss in losses(project(**changed), project())] == lost
