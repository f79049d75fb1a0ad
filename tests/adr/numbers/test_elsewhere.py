"""Numbers that two lines of work have given to two decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.adr.numbers.elsewhere import Collision, colliding, collisions, collisions_of, untold
from specward.opening import open_source
from specward.project import Project
from specward.sources.memory import MemorySource
from specward.sources.memory_elsewhere import MemoryElsewhere

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository

A, B, C = "history/adr/0002-a.md", "history/adr/0002-b.md", "history/adr/0003-c.md"
FIRST = "history/adr/0001-first.md"


def record(title: str) -> str:
    return f"# ADR-0002: {title}\n\n- **Status:** Proposed\n"


def found(here: dict[str, str], there: MemoryElsewhere) -> list[tuple[str, str, str]]:
    """Each collision: the record here, the one there, and where that is."""
    return [(one.path, one.other_path, one.ref) for one in colliding(Project(MemorySource(here)), there)]


def test_a_number_that_both_gave_to_something_new_is_a_collision() -> None:
    elsewhere = MemoryElsewhere({"side": {FIRST: "", B: record("B")}}, common=[FIRST])
    project = Project(MemorySource({FIRST: "", A: record("A")}), elsewhere=lambda: elsewhere)
    expected = Collision(2, A, B, "side", "B")
    assert colliding(project, elsewhere) == [expected]
    assert collisions_of(project) == {A: [expected]}


def test_a_project_that_knows_of_no_branches_has_no_collisions() -> None:
    assert collisions_of(Project(MemorySource({A: ""}))) == {}


def test_numbers_are_compared_as_numbers_within_a_folder() -> None:
    there = {"side": {"history/adr/ADR-002-b.md": "", "docs/adr/0002-b.md": "", "history/adr/0003-b.md": ""}}
    assert found({A: ""}, MemoryElsewhere(there)) == [(A, "history/adr/ADR-002-b.md", "side")]


def test_what_is_no_record_takes_no_number() -> None:
    there = {"side": {"history/adr/0002-b.png": "", "history/adr/0000-template.md": ""}}
    assert found({A: "", "history/adr/0000-zero.md": ""}, MemoryElsewhere(there)) == []


def test_a_record_that_both_have_is_no_collision() -> None:
    assert found({A: ""}, MemoryElsewhere({"side": {A: "other words"}})) == []


def test_a_record_that_was_renamed_on_one_side_is_no_collision() -> None:
    assert found({A: ""}, MemoryElsewhere({"side": {B: ""}}, common=[B])) == []
    assert found({A: ""}, MemoryElsewhere({"side": {B: ""}}, common=[A])) == []


def test_a_record_that_was_renamed_on_both_sides_is_no_collision_for_git_reports_it() -> None:
    former = "history/adr/0002-z.md"
    assert found({A: ""}, MemoryElsewhere({"side": {B: ""}}, common=[former])) == []


def test_a_number_that_was_shared_before_keeps_no_new_collision_silent() -> None:
    former = "history/adr/0002-z.md"
    elsewhere = MemoryElsewhere({"side": {B: "b", former: ""}}, common=[former])
    assert found({A: "a", former: ""}, elsewhere) == [(A, B, "side")]


def test_a_record_with_another_number_on_one_side_is_the_same_record() -> None:
    here = {"history/adr/0003-b.md": "", A: ""}
    assert found(here, MemoryElsewhere({"side": {B: ""}})) == []
    assert found({A: ""}, MemoryElsewhere({"side": {B: "", "history/adr/0003-a.md": ""}})) == []


@pytest.mark.parametrize("there", ["the same bytes", record("Use Redis") + "\nMore words.\n"])
def test_a_record_with_another_name_that_says_the_same_is_no_collision(there: str) -> None:
    here = there if "bytes" in there else record("Use Redis")
    assert found({A: here}, MemoryElsewhere({"side": {B: there}})) == []


def test_a_record_that_is_published_stays_and_the_other_one_is_told_on_its_own_branch() -> None:
    assert found({A: "a"}, MemoryElsewhere({"side": {B: "b"}}, main=[A])) == []
    assert found({B: "b"}, MemoryElsewhere({"origin/main": {A: "a"}}, main=[A])) == [(B, A, "origin/main")]


def test_a_record_that_several_lines_have_is_told_once() -> None:
    lines = {"side": {B: "b"}, "origin/side": {B: "b"}, "other": {B: "b", C: "c"}}
    assert found({A: "a", C: "c"}, MemoryElsewhere(lines)) == [(A, B, "side")]


def test_records_without_a_number_ask_nothing() -> None:
    assert (
        found({"history/adr/2026-01-02-a.md": "", "specs/001-a/spec.md": ""}, MemoryElsewhere({"side": {B: ""}})) == []
    )


@pytest.fixture
def two_branches(repository: GitRepository) -> GitRepository:
    """`main` and `side` have each added a second decision; `side` is checked out."""
    repository.write(FIRST, record("First"))
    repository.commit()
    repository.git("branch", "side")
    repository.write(A, record("A"))
    repository.commit()
    repository.git("checkout", "-q", "side")
    repository.write(B, record("B"))
    return repository


def test_branches_of_a_real_repository_are_held_against_the_work_tree(two_branches: GitRepository) -> None:
    root = str(two_branches.root)
    assert collisions(root, Project(open_source(root))) == [Collision(2, B, A, "main", "A")]
    two_branches.commit()
    two_branches.git("checkout", "-q", "main")
    assert collisions(root, Project(open_source(root))) == [Collision(2, A, B, "side", "B")]
    two_branches.git("merge", "-q", "side")
    assert collisions(root, Project(open_source(root))) == []


def test_a_shallow_clone_names_the_lines_of_which_it_cannot_tell(two_branches: GitRepository, tmp_path: Path) -> None:
    two_branches.commit()
    two_branches.git("checkout", "-q", "main")
    root, options = str(tmp_path / "clone"), ("--no-single-branch", "--depth", "1", "-b", "side")
    two_branches.git("clone", "-q", *options, two_branches.root.as_uri(), root)
    project = Project(open_source(root))
    assert (collisions(root, project), untold(root, project, {B})) == ([], ["origin/main"])
    assert untold(root, project, {FIRST}) == []
    two_branches.git("fetch", "-q", "--unshallow", cwd=tmp_path / "clone")
    assert (len(collisions(root, project)), untold(root, project, {B})) == (1, [])


def test_a_branch_that_was_squashed_into_the_main_line_under_another_number_costs_nothing(
    two_branches: GitRepository,
) -> None:
    two_branches.commit()
    two_branches.git("checkout", "-q", "main")
    two_branches.write("history/adr/0003-b.md", record("B").replace("2", "3"))
    two_branches.commit()
    root = str(two_branches.root)
    assert collisions(root, Project(open_source(root))) == []
