"""What people have reviewed stays reviewed."""

from __future__ import annotations

from tests.renumber.ground import Known

from specward.changes import Create, Replace
from specward.project import Project
from specward.renumber.plan import plan
from specward.sources.edited import EditedSource
from specward.sources.memory import MemorySource
from specward.trace.link_state import State as Link
from specward.trace.link_state import reviews_of
from specward.trace.lock import Lock, read_lock
from specward.trace.review import Wanted, plan_is_stale, review

SPEC = "# Feature Specification: S\n\n**Created**: 2026-02-02\n\n- **FR-001**: Do as 006-search/FR-002 says.\n"
FILES = {
    "specs/006-export/spec.md": "# Feature Specification: E\n\n**Created**: 2026-01-01\n",
    "specs/006-search/spec.md": SPEC + "- **FR-002**: System MUST do it.\n",
    "specs/006-search/plan.md": "# Implementation Plan: S\n\n**Branch**: `006-search`\n",
    "specs/006-search/tasks.md": "# Tasks: S\n\n- [ ] T001 Build what 006-search/FR-001 wants (FR-001)\n",
}


def reviewed(files: dict[str, str]) -> dict[str, str]:
    """The files with a lock by which everything was reviewed."""
    project = Project(MemorySource(files))
    keys = frozenset(reviews_of(project).graph.nodes)
    changes = review(project, Wanted(items=keys, plans=frozenset({"specs/006-search"})))
    return {**files, **{change.path: change.text for change in changes if isinstance(change, Create | Replace)}}


def renumbered(files: dict[str, str], *names: str) -> Project:
    project = Project(MemorySource(files))
    found = plan(project, Known(project), names, today="2026-03-03")
    return Project(EditedSource(project.source, found.texts, found.renames), project.config)


def states(project: Project, folder: str) -> set[Link]:
    return {found.state for found in reviews_of(project).states(folder)}


def test_links_approvals_and_the_plan_of_a_feature_that_moves_stay_reviewed() -> None:
    after = renumbered(reviewed(FILES))
    folder = "specs/007-search"
    lock = read_lock(after, folder)
    assert isinstance(lock, Lock)
    assert states(after, folder) == {Link.REVIEWED}
    assert not plan_is_stale(after.feature(folder), lock)
    approval = lock.approval("FR-001")
    assert approval is not None
    assert reviews_of(after).fingerprints.says_with_parents("007-search/FR-001", approval.of_item)


def test_the_lock_names_an_item_by_its_new_id() -> None:
    after = renumbered(reviewed(FILES), "006-search/FR-001", "006-search/T001")
    lock = read_lock(after, "specs/006-search")
    assert isinstance(lock, Lock)
    assert ("T002", "implements", "FR-003") in lock.entries
    assert states(after, "specs/006-search") == {Link.REVIEWED}


def test_what_was_in_doubt_stays_in_doubt() -> None:
    files = reviewed(FILES)
    files["specs/006-search/spec.md"] = files["specs/006-search/spec.md"].replace("Do as", "Never do as")
    assert Link.SUSPECT in states(renumbered(files), "specs/007-search")


def test_a_signed_entry_of_a_sign_off_stays_and_is_told_and_the_others_go_along() -> None:
    path = "specs/006-search/signoffs.yml"
    entry = '- item: "006-search/FR-001"\n  fingerprint: sf1:6b01\n  by: A <a@b>\n  on: 2026-01-31\n'
    signed = entry + "  signature: |\n    x\n"
    project = Project(MemorySource({**FILES, path: entry + signed}))
    found = plan(project, Known(project), today="2026-03-03")
    assert found.texts[path][1] == entry.replace("006-", "007-") + signed
    assert [(one.path, one.line, one.reason) for one in found.left] == [(path, 5, "it is signed as it stands")]


def test_a_decision_that_names_the_feature_stays_as_pinned() -> None:
    from specward.adr.pins.lock import read_pins
    from specward.adr.pins.zones import zones_of
    from specward.artifacts.adr import read_adr

    path = "history/adr/0001-a.md"
    files = {**FILES, path: "# ADR-0001: A\n\n- **Status:** Accepted\n\n## Decision\n\nFor 006-search.\n"}
    project = Project(MemorySource(files))
    document = project.document(path)
    assert document is not None
    pins = read_pins(project).with_pin(read_adr(document), today="2026-01-01")
    locked = {
        **files,
        **{
            change.path: change.text
            for change in pins.changes(read_pins(project))
            if isinstance(change, Create | Replace)
        },
    }
    after = renumbered(locked)
    moved = after.document(path)
    assert moved is not None
    assert "For 007-search." in moved.text
    assert read_pins(after).at[path].is_said_by(zones_of(read_adr(moved)))
