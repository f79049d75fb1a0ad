"""Numbers that are taken, and records that must stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.adr.catalogue.catalogue import catalogue_of
from specward.adr.numbers.taken import free_number, require_free, require_unpublished
from specward.errors import UsageError
from specward.opening import open_project
from specward.project import Project
from specward.sources.memory import MemorySource
from specward.sources.memory_elsewhere import MemoryElsewhere

if TYPE_CHECKING:
    from tests.conftest import GitRepository

FOLDER = "history/adr"
A, B = f"{FOLDER}/0001-a.md", f"{FOLDER}/0001-b.md"


def test_a_number_is_free_where_neither_a_file_nor_a_branch_nor_the_past_of_a_tag_has_it(
    repository: GitRepository,
) -> None:
    root = str(repository.root)
    repository.write(A, "# ADR-0001: A\n")
    repository.commit()
    repository.git("checkout", "-q", "-b", "side")
    repository.write(f"{FOLDER}/0003-c.md")
    repository.commit()
    repository.write(f"{FOLDER}/0004-d.md")
    repository.commit()
    repository.git("tag", "v1")
    repository.git("reset", "-q", "--hard", "HEAD~1")
    repository.git("checkout", "-q", "main")
    project = open_project(root)
    require_free(root, project, FOLDER, 2)
    for number, said in {1: f" by {A}", 3: f": side has {FOLDER}/0003-c.md", 4: ": git knows a file in"}.items():
        with pytest.raises(UsageError, match=f"number {number} is taken{said}"):
            require_free(root, project, FOLDER, number)
    require_free(root, project, FOLDER, 3, force=True)
    with pytest.raises(UsageError, match=f"by {A}"):
        require_free(root, project, FOLDER, 1, force=True)
    assert free_number(root, FOLDER) == 5


@pytest.mark.parametrize(("files", "refused"), [((A,), True), ((A, B), False), ((A, "docs/adr/0001-a.md"), True)])
def test_a_published_record_stays_unless_another_has_its_number(files: tuple[str, ...], refused: bool) -> None:
    project = Project(MemorySource(dict.fromkeys(files, "# A\n")), elsewhere=lambda: MemoryElsewhere({}, main=[A]))
    entry = catalogue_of(project).at[A]
    if not refused:
        require_unpublished(project, entry)
        return
    with pytest.raises(UsageError, match="ADR-0001 is published"):
        require_unpublished(project, entry)


def test_a_record_that_no_remote_has_may_move() -> None:
    project = Project(MemorySource({A: "# A\n"}))
    require_unpublished(project, catalogue_of(project).at[A])
