"""Reviews: what becomes of links when documents change, and what a review writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward import fingerprint
from specward.changes import Create, Replace
from specward.errors import UndeterminedError
from specward.fingerprint import digest
from specward.project import Project
from specward.sources.memory import MemorySource
from specward.trace.link_state import State, reviews_of, suspects
from specward.trace.lock import Lock, parse
from specward.trace.review import Wanted, plan_is_stale, retire, review

if TYPE_CHECKING:
    from specward.changes import Change

FOLDER = "specs/001-login"
SPEC, TASKS, PLAN, LOCK = (f"{FOLDER}/{name}" for name in ("spec.md", "tasks.md", "plan.md", "trace.lock"))
STORY = "### User Story 1 - Sign in (Priority: P1)\n\n**Acceptance Scenarios**:\n\n"
FIRST = "**Given** a key, **When** it is used, **Then** the door opens"
SECOND = "**Given** a card, **When** it is shown, **Then** the lamp is green"
THIRD = "**Given** a coat, **When** it is worn, **Then** it is warm"


def spec(*requirements: str, scenarios: tuple[str, ...] = ()) -> str:
    listed = "".join(f"{number}. {scenario}\n" for number, scenario in enumerate(scenarios, 1))
    stories = f"{STORY}{listed}\n" if scenarios else ""
    return f"# Feature Specification: Login\n\n{stories}## Requirements\n\n" + "".join(f"- {r}\n" for r in requirements)


def tasks(*lines: str) -> str:
    return "# Tasks: Login\n\n" + "".join(f"- [ ] {line}\n" for line in lines)


TWO = {
    SPEC: spec("**FR-001**: It MUST open.", "**FR-002**: It MUST close. (refines FR-001)"),
    TASKS: tasks("T001 Open (FR-001)", "T002 Close (FR-002)"),
}


def project(files: dict[str, str]) -> Project:
    return Project(MemorySource(files))


def reviewed(files: dict[str, str], *keys: str, reason: str = "") -> dict[str, str]:
    """The files after a review of some items, or of all."""
    opened = project(files)
    items = frozenset(keys) or frozenset(reviews_of(opened).graph.nodes)
    return applied(files, review(opened, Wanted(items=items), reason))


def applied(files: dict[str, str], changes: list[Change]) -> dict[str, str]:
    files = dict(files)
    for change in changes:
        assert isinstance(change, Create | Replace)
        assert isinstance(change, Create) == (change.path not in files)
        if isinstance(change, Replace):
            assert change.old_text == files[change.path]
        files[change.path] = change.text
    return files


def states(files: dict[str, str], folder: str = FOLDER) -> dict[str, State]:
    opened = reviews_of(project(files))
    return {
        f"{s.link.child} {s.link.kind} {s.link.parent}".replace("001-login/", ""): s.state
        for s in opened.states(folder)
    }


def lines(files: dict[str, str], path: str = LOCK) -> list[str]:
    return [line.partition(" sf1:")[0] for line in files[path].splitlines()[1:]]


def lock_of(files: dict[str, str], path: str = LOCK) -> Lock:
    lock = parse(path, files[path])
    assert isinstance(lock, Lock)
    return lock


def test_a_project_that_was_never_reviewed_has_no_link_in_doubt_and_all_unreviewed() -> None:
    assert set(states(TWO).values()) == {State.UNREVIEWED}
    assert suspects(project(TWO)) == frozenset()


def test_a_review_of_everything_remembers_each_link_and_each_item_of_the_specification() -> None:
    assert lines(reviewed(TWO)) == [
        "FR-001 approved",
        "FR-002 approved",
        "FR-002 refines FR-001",
        "T001 implements FR-001",
        "T002 implements FR-002",
    ]
    assert set(states(reviewed(TWO)).values()) == {State.REVIEWED}


def test_the_same_review_again_changes_nothing() -> None:
    files = reviewed(TWO)
    opened = project(files)
    assert review(opened, Wanted(items=frozenset(reviews_of(opened).graph.nodes))) == []


def test_a_review_of_one_item_is_about_it_and_its_links_alone() -> None:
    assert lines(reviewed(TWO, "001-login/T001")) == ["T001 implements FR-001"]
    assert lines(reviewed(TWO, "001-login/FR-002")) == [
        "FR-002 approved",
        "FR-002 refines FR-001",
        "T002 implements FR-002",
    ]


def test_a_review_of_one_link_is_about_that_alone() -> None:
    changes = review(project(TWO), Wanted(links=frozenset({("001-login/T001", "001-login/FR-001")})))
    assert lines(applied(TWO, changes)) == ["T001 implements FR-001"]


def test_a_parent_that_changed_puts_its_own_links_in_doubt_and_no_others() -> None:
    files = reviewed(TWO)
    files[SPEC] = files[SPEC].replace("MUST open", "MUST NOT open")
    assert states(files) == {
        "FR-002 refines FR-001": State.SUSPECT,
        "T001 implements FR-001": State.SUSPECT,
        "T002 implements FR-002": State.REVIEWED,
    }
    assert suspects(project(files)) == {
        ("001-login/FR-002", "001-login/FR-001"),
        ("001-login/T001", "001-login/FR-001"),
    }


def test_a_child_that_changed_puts_nothing_in_doubt() -> None:
    files = reviewed(TWO)
    files[TASKS] = files[TASKS].replace("Open", "Open the door")
    assert set(states(files).values()) == {State.REVIEWED}


def test_a_review_takes_the_doubt_away_and_keeps_its_reason() -> None:
    files = reviewed(TWO)
    files[SPEC] = files[SPEC].replace("MUST open", "must open")
    files = reviewed(files, "001-login/FR-001", reason="a slip  of\nthe pen")
    assert set(states(files).values()) == {State.REVIEWED}
    assert [line for line in files[LOCK].splitlines() if line.endswith(" a slip of the pen")] == [
        line for line in files[LOCK].splitlines() if " FR-001 sf1:" in line
    ]


def test_a_later_change_of_substance_drops_the_old_reason() -> None:
    files = reviewed(TWO)
    for old, new, reason in (("MUST open", "must open", "slip"), ("must open", "must burn", "")):
        files[SPEC] = files[SPEC].replace(old, new)
        files = reviewed(files, "001-login/FR-001", reason=reason)
    assert "slip" not in files[LOCK]


def test_a_renumbered_feature_keeps_its_links() -> None:
    files = {path.replace("001-login", "007-login"): text for path, text in reviewed(TWO).items()}
    assert set(states(files, "specs/007-login").values()) == {State.REVIEWED}


def test_a_renamed_feature_keeps_its_own_links() -> None:
    files = {path.replace("001-login", "001-sign-in"): text for path, text in reviewed(TWO).items()}
    assert set(states(files, "specs/001-sign-in").values()) == {State.REVIEWED}


def test_a_renumbered_feature_keeps_the_links_that_others_have_to_it() -> None:
    other = {"specs/002-audit/spec.md": spec("**FR-001**: It MUST log. (refines login/FR-001)")}
    files = reviewed({**TWO, **other})
    assert lines(files, "specs/002-audit/trace.lock") == ["FR-001 approved", "FR-001 refines login/FR-001"]
    files = {path.replace("001-login", "009-login"): text for path, text in files.items()}
    assert set(states(files, "specs/002-audit").values()) == {State.REVIEWED}
    assert not list(reviews_of(project(files)).changed("specs/002-audit"))


def test_two_features_of_one_slug_are_told_apart_by_their_numbers() -> None:
    twin = {SPEC.replace("001", "005"): TWO[SPEC], "specs/002-audit/tasks.md": tasks("T001 Log (001-login/FR-001)")}
    files = reviewed({**TWO, **twin})
    assert lines(files, "specs/002-audit/trace.lock") == ["T001 implements 001-login/FR-001"]


SCENARIOS = {SPEC: spec(scenarios=(FIRST, SECOND, THIRD)), TASKS: tasks("T001 Lamp (US1.2)", "T002 Coat (US1.3)")}


def test_scenarios_in_another_order_have_moved_and_are_not_in_doubt() -> None:
    files = reviewed(SCENARIOS)
    files[SPEC] = spec(scenarios=(THIRD, FIRST, SECOND))
    found = states(files)
    assert set(found.values()) == {State.MOVED}
    opened = reviews_of(project(files))
    assert {s.link.child: s.moved_to for s in opened.states(FOLDER) if s.moved_to} == {
        "001-login/T001": "001-login/US1.3",
        "001-login/T002": "001-login/US1.1",
    }
    assert suspects(project(files)) == frozenset()


def test_a_scenario_put_in_front_is_the_one_that_was_never_reviewed() -> None:
    files = reviewed(SCENARIOS)
    files[SPEC] = spec(scenarios=("**Given** a, **When** b, **Then** c", FIRST, SECOND, THIRD))
    assert states(files) == {
        "US1.1 refines US1": State.UNREVIEWED,
        "US1.2 refines US1": State.MOVED,
        "US1.3 refines US1": State.MOVED,
        "US1.4 refines US1": State.MOVED,
        "T001 implements US1.2": State.MOVED,
        "T002 implements US1.3": State.MOVED,
    }


def test_a_scenario_that_changed_in_its_place_is_in_doubt() -> None:
    files = reviewed(SCENARIOS)
    files[SPEC] = spec(scenarios=(FIRST, SECOND.replace("green", "red"), THIRD))
    assert [link for link, state in states(files).items() if state is State.SUSPECT] == ["T001 implements US1.2"]


def test_scenarios_that_moved_take_their_lines_with_them() -> None:
    files = reviewed(SCENARIOS)
    files[SPEC] = spec(scenarios=(SECOND, FIRST, THIRD))
    files = reviewed(files, "001-login/US1.1")
    found = states(files)
    assert found["US1.1 refines US1"] is found["US1.2 refines US1"] is State.REVIEWED
    assert found["T001 implements US1.2"] is State.MOVED


def test_an_item_that_is_derived_from_another_one_than_before_has_changed() -> None:
    files = reviewed(TWO)
    files[SPEC] = files[SPEC].replace(" (refines FR-001)", "")
    assert [node.id for node in reviews_of(project(files)).changed(FOLDER)] == ["FR-002"]


def test_links_that_are_in_the_documents_no_more_leave_the_lock_with_the_next_review_of_their_items() -> None:
    files = reviewed(TWO)
    files[TASKS] = tasks("T001 Open (FR-001)", "T002 Close")
    assert "T002 implements FR-002" in lines(reviewed(files, "001-login/T001"))
    assert "T002 implements FR-002" not in lines(reviewed(files, "001-login/FR-002"))


def test_a_lock_with_line_endings_of_windows_keeps_them() -> None:
    files = reviewed(TWO, "001-login/T001")
    files[LOCK] = files[LOCK].replace("\n", "\r\n")
    files = reviewed(files)
    assert files[LOCK].count("\n") == files[LOCK].count("\r\n") == 6


@pytest.mark.parametrize("text", ["", "specward trace.lock 2\n", "specward trace.lock 1\n<<<<<<< HEAD\n"])
def test_a_corrupt_lock_is_never_written_over(text: str) -> None:
    files = {**TWO, LOCK: text}
    opened = project(files)
    everything = Wanted(items=frozenset(reviews_of(opened).graph.nodes))
    with pytest.raises(UndeterminedError) as refused:
        review(opened, everything)
    assert refused.value.where == f"{LOCK}:{2 if '<' in text else 1}"
    with pytest.raises(UndeterminedError):
        retire(opened, FOLDER, "FR-009")
    assert suspects(opened) == frozenset()


class TestANewAlgorithm:
    """What the algorithm of today has written, read by a version that writes another."""

    @pytest.fixture(autouse=True)
    def sf2(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.files = reviewed(TWO)

        def second(fields: fingerprint.Fields) -> str:
            return digest("sf2", [(name, value.upper()) for name, value in fields])

        monkeypatch.setitem(fingerprint.ALGORITHMS, "sf2", second)
        monkeypatch.setattr(fingerprint, "CURRENT", "sf2")

    def test_puts_no_old_link_in_doubt(self) -> None:
        assert set(states(self.files).values()) == {State.REVIEWED}
        assert list(reviews_of(project(self.files)).changed(FOLDER)) == []

    def test_still_sees_what_changes(self) -> None:
        self.files[SPEC] = self.files[SPEC].replace("MUST open", "must open")
        assert states(self.files)["T001 implements FR-001"] is State.SUSPECT

    def test_is_taken_up_by_the_next_review_where_the_old_one_still_holds(self) -> None:
        self.files[SPEC] = self.files[SPEC].replace("MUST open", "must open")
        files = reviewed(self.files, "001-login/T002")
        kinds = {
            f"{e.item} {e.kind}": e.of_item.partition(":")[0] + " " + e.of_parent.partition(":")[0]
            for e in lock_of(files).entries.values()
        }
        assert kinds["T002 implements"] == "sf2 sf2"
        assert kinds["T001 implements"] == kinds["FR-002 refines"] == "sf1 sf1"
        assert states(files)["T001 implements FR-001"] is State.SUSPECT


def test_a_plan_that_was_held_against_another_specification_is_stale() -> None:
    files = {**TWO, PLAN: "# Implementation Plan: Login\n"}
    files = applied(files, review(project(files), Wanted(plans=frozenset({FOLDER}))))
    assert lines(files) == ["plan.md follows spec.md"]
    assert not plan_is_stale(project(files).feature(FOLDER), lock_of(files))
    files[SPEC] = files[SPEC].replace("- **FR", "* **FR")
    assert not plan_is_stale(project(files).feature(FOLDER), lock_of(files))
    files[SPEC] = files[SPEC].replace("MUST open", "must open")
    assert plan_is_stale(project(files).feature(FOLDER), lock_of(files))


def test_the_order_of_a_specification_does_not_make_its_plan_stale() -> None:
    files = {**TWO, SPEC: spec("**FR-001**: A.", "**FR-002**: B.", scenarios=(FIRST, SECOND)), PLAN: "# Plan\n"}
    files = applied(files, review(project(files), Wanted(plans=frozenset({FOLDER}))))
    files[SPEC] = spec("**FR-002**: B.", "**FR-001**: A.", scenarios=(SECOND, FIRST))
    assert not plan_is_stale(project(files).feature(FOLDER), lock_of(files))


class TestRetiring:
    """Tombstones."""

    def test_an_item_keeps_what_it_says_as_its_fingerprint(self) -> None:
        files = reviewed(TWO)
        files = applied(files, retire(project(files), FOLDER, "FR-002", "merged into  FR-001"))
        (buried,) = lock_of(files).tombstones
        assert (buried.item, buried.reason) == ("FR-002", "merged into FR-001")
        assert buried.of_item == lock_of(files).entries["T002", "implements", "FR-002"].of_parent
        assert "FR-002 approved" in lines(files)

    def test_an_item_that_is_gone_keeps_what_was_last_known_of_it_and_loses_its_lines(self) -> None:
        files = reviewed(TWO)
        last = lock_of(files).entries["T002", "implements", "FR-002"].of_parent
        files[SPEC] = spec("**FR-001**: It MUST open.")
        files = applied(files, retire(project(files), FOLDER, "FR-002"))
        assert [entry.of_item for entry in lock_of(files).tombstones] == [last]
        assert lines(files) == ["FR-001 approved", "FR-002 retired", "T001 implements FR-001"]

    def test_of_an_item_that_nobody_knows_nothing_is_known(self) -> None:
        files = applied(TWO, retire(project(TWO), FOLDER, "FR-009"))
        assert files[LOCK].splitlines()[1:] == ["FR-009 retired -"]

    def test_the_same_again_changes_nothing(self) -> None:
        files = applied(TWO, retire(project(TWO), FOLDER, "FR-009"))
        assert retire(project(files), FOLDER, "FR-009") == []
