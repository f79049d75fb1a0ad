from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Spec

pytestmark = pytest.mark.usefixtures("inside")
PATH = "specs/001-a/tasks.md"
TEXT = "# Tasks: T\r\n\r\n- [x] T001 [P] First\r\n- [ ] T002 [US1] Second (after T003)\r\n- [ ] T003 Third"


def prepared(spec: Spec, text: str = TEXT) -> None:
    spec.write("specs/001-a/spec.md", "# Feature Specification: T\n")
    spec.write(PATH, text)
    spec.write(".specify/feature.json", '{"feature_directory": "specs/001-a"}')


def test_the_tasks_are_listed_in_order(spec: Spec) -> None:
    prepared(spec)
    done = spec("task", "list")
    assert done.out == "[x] T001 [P] First\n[ ] T002 [US1] Second (after T003)\n[ ] T003 Third\n"
    assert done.err == "1 of 3 done\n"
    tasks = spec("task", "list", "001", "--json").json["tasks"]
    assert tasks[1]["after"] == ["T003"]
    assert [task["line"] for task in tasks] == [3, 4, 5]


def test_the_next_task_waits_for_no_other(spec: Spec) -> None:
    prepared(spec)
    assert spec("task", "next").out == "[ ] T003 Third\n"
    assert spec("task", "next", "--json").json["task"]["id"] == "T003"
    prepared(spec, "- [x] T001 a\n")
    done = spec("task", "next")
    assert (done.code, done.out, done.err) == (0, "", "every task of 001-a is done\n")
    assert spec("task", "next", "--json").json["task"] is None


def test_done_changes_one_character(spec: Spec) -> None:
    prepared(spec)
    done = spec("task", "done", "T003")
    assert (done.code, done.out) == (0, f"{PATH}\n")
    assert spec.read(PATH) == TEXT.replace("[ ] T003", "[X] T003")
    assert spec("task", "done", "001-a/T3", "--undo").code == 0
    assert spec.read(PATH) == TEXT


def test_a_dry_run_shows_the_change(spec: Spec) -> None:
    prepared(spec)
    done = spec("task", "done", "T003", "--dry-run")
    assert "-- [ ] T003 Third" in done.out
    assert "+- [X] T003 Third" in done.out
    assert spec.read(PATH) == TEXT


def test_what_cannot_be_ticked_is_refused_politely(spec: Spec) -> None:
    prepared(spec, TEXT + "\r\n- [ ] T003 Again")
    for arguments, said in (
        (("T001",), "T001 is done already"),
        (("T003",), "2 tasks have the id T003"),
        (("T009",), "there is no task T009"),
        (("T002", "--undo"), "T002 is open already"),
        (("001-a/T002", "--feature", "001-a"), "named twice"),
        (("nowhere/T002",), "no feature `nowhere`"),
    ):
        done = spec("task", "done", *arguments)
        assert done.code == 2, arguments
        assert said in done.err
    assert spec.read(PATH) == TEXT + "\r\n- [ ] T003 Again"


def test_a_feature_without_tasks_is_told_how_to_get_them(spec: Spec) -> None:
    spec.write("specs/001-a/spec.md", "# Feature Specification: T\n")
    done = spec("task", "list", "001-a")
    assert done.code == 2
    assert "spec new tasks 001-a" in done.err


def test_ten_ticks_at_once_all_count(spec: Spec) -> None:
    prepared(spec, "".join(f"- [ ] T{number:03d} Task\n" for number in range(1, 11)))
    running = [spec.start("task", "done", f"T{number:03d}") for number in range(1, 11)]
    for process in running:
        _, err = process.communicate()
        assert process.returncode == 0, err.decode()
    assert spec.read(PATH).count("[X]") == 10
