"""A check that is shared out over processes finds what one process finds."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from tests.check.memory import projects

from specward.check.parts import Checker
from specward.check.select import Selection
from specward.check.sharing import Checked, check_each
from specward.finding import Severity
from specward.project import Project
from specward.rule import Fault, Rule, Scope
from specward.rules import RULES
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from specward.artifacts.spec import Spec

pytestmark = [
    pytest.mark.verifies("005-the-whole-checker/AC-019"),
]
FILES = {path: texts[-1] for path, texts in projects.CONTENTS.items()}
FILES |= {f"specs/{number:03d}-more/spec.md": projects.SPECS[number % 4] for number in range(10, 20)}
FILES[".specify/specward.yml"] = ""


def checked(processes: int, rules: Sequence[Rule] = RULES) -> list[Checked]:
    """What is found in each unit."""
    project = Project(MemorySource(FILES))
    selection = Selection.of(project, rules)
    checker = Checker(project, selection)
    units = [*checker.features(), *checker.records(), *checker.wide_rules()]
    return check_each(project, selection, units, processes=processes)


@pytest.mark.parametrize("processes", [2, 3])
def test_processes_find_together_what_one_finds(processes: int) -> None:
    assert checked(processes) == checked(1)


def test_the_share_of_a_process_that_dies_is_done_after_all() -> None:
    here = os.getpid()

    def die(spec: Spec, _: Project) -> Iterator[Fault]:
        if os.getpid() != here:
            os._exit(9)
        yield Fault(spec.document.place(0, 1), "found")

    rules = (*RULES, Rule("XXX001", Severity.ERROR, Scope.SPEC, __name__, function=die))
    found = checked(2, rules)
    assert found == checked(1, rules)
    assert sum(finding.code == "XXX001" for one in found for finding in one.part.findings) == 12


def test_progress_is_told_for_all_documents() -> None:
    told: list[tuple[int, int]] = []
    project = Project(MemorySource(FILES))
    selection = Selection.of(project, RULES)
    units = Checker(project, selection).features()
    check_each(project, selection, units, lambda done, total: told.append((done, total)))
    count = sum(len(unit.paths) for unit in units)
    assert told == [(done, count) for done in range(1, count + 1)]


def test_one_process_alone_tells_of_progress(tmp_path: Path) -> None:
    project, told = Project(MemorySource(FILES)), tmp_path / "told"
    selection = Selection.of(project, RULES)

    def tell(done: int, total: int) -> None:
        with told.open("a") as file:
            file.write(f"{os.getpid()} {done <= total}\n")

    check_each(project, selection, Checker(project, selection).features(), tell, processes=3)
    assert {*told.read_text().splitlines()} == {f"{os.getpid()} True"}
