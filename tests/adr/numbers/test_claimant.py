"""Which of two records with one number has to move, asked of a real git."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.adr.numbers.claimant import Claim, claimant
from specward.errors import UsageError
from specward.opening import open_project

if TYPE_CHECKING:
    from tests.conftest import GitRepository

FIRST = "history/adr/0001-first.md"
OURS, MAINS = "history/adr/0002-a-cache.md", "history/adr/0002-queue.md"


def record(title: str) -> str:
    return f"# ADR-0002: {title}\n\n- **Status:** Proposed\n"


def claim(repository: GitRepository, reference: str = "2", **options: str) -> Claim:
    root = str(repository.root)
    return claimant(root, open_project(root), reference, **options)


@pytest.fixture
def twins(repository: GitRepository) -> GitRepository:
    """A branch with a second decision of its own has merged the main line, which has got another; `work` is out."""
    repository.write(FIRST, "# ADR-0001: First\n")
    repository.write("docs/a.md", "# A\n")
    repository.commit()
    repository.git("checkout", "-q", "-b", "work")
    repository.write(OURS, record("Cache"))
    repository.write("docs/a.md", "# A\n\nCache by ADR-0002.\n")
    repository.commit("Cache")
    repository.git("checkout", "-q", "main")
    repository.write(MAINS, record("Queue"))
    repository.write("docs/b.md", "Queue by ADR-0002.\n")
    repository.commit("Queue")
    repository.git("checkout", "-q", "work")
    repository.git("merge", "-q", "main")
    return repository


def test_the_one_that_the_main_line_does_not_have_moves_with_the_lines_of_its_branch(twins: GitRepository) -> None:
    found = claim(twins)
    assert found.entry.path == OURS
    assert found.own["docs/a.md"] == {"", "Cache by ADR-0002."}
    assert "docs/b.md" not in found.own


def test_what_is_not_committed_belongs_to_the_branch_too(twins: GitRepository) -> None:
    twins.write("docs/c.md", "Cache, see ADR-0002.\r\n")
    assert "Cache, see ADR-0002." in claim(twins).own["docs/c.md"]


def test_on_the_main_line_the_one_that_came_last_moves_with_all_that_its_merge_brought(twins: GitRepository) -> None:
    twins.git("checkout", "-q", "main")
    twins.git("merge", "-q", "--no-ff", "work", "-m", "Merge")
    twins.git("branch", "-q", "-D", "work")
    found = claim(twins)
    assert found.entry.path == OURS
    assert (sorted(found.own), found.own["docs/a.md"]) == (["docs/a.md", OURS], {"", "Cache by ADR-0002."})


def test_a_merge_brings_the_lines_of_its_whole_branch(repository: GitRepository) -> None:
    repository.write(MAINS, record("Queue"))
    repository.commit()
    repository.git("checkout", "-q", "-b", "work")
    repository.write("src/a.py", "# ADR-0002 to come\n")
    repository.commit()
    repository.write(OURS, record("Cache"))
    repository.commit()
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "--no-ff", "work", "-m", "Merge")
    repository.git("branch", "-q", "-D", "work")
    found = claim(repository)
    assert (found.entry.path, found.own["src/a.py"]) == (OURS, {"# ADR-0002 to come"})


def test_a_branch_that_is_named_keeps_its_record(twins: GitRepository) -> None:
    twins.git("branch", "cache", "work~1")
    assert claim(twins, onto="main").entry.path == OURS
    assert claim(twins, onto="HEAD^1").entry.path == MAINS
    with pytest.raises(UsageError, match="HEAD lacks 0 of 2 records"):
        claim(twins, onto="HEAD")
    with pytest.raises(UsageError, match="knows no commit 'nowhere'"):
        claim(twins, onto="nowhere")


def test_a_path_tells_whatever_git_says(twins: GitRepository) -> None:
    assert claim(twins, file=MAINS).entry.path == MAINS
    assert claim(twins, MAINS).entry.path == MAINS
    with pytest.raises(UsageError, match="does not have the number 2"):
        claim(twins, file=FIRST)


def test_what_is_not_committed_yet_came_last(repository: GitRepository) -> None:
    repository.write(OURS, record("Cache"))
    repository.commit()
    repository.write(MAINS, record("Queue"))
    found = claim(repository)
    assert (found.entry.path, sorted(found.own)) == (MAINS, [MAINS])


def test_of_two_on_one_branch_the_lines_of_the_other_stay(repository: GitRepository) -> None:
    repository.write(FIRST, "# ADR-0001: First\n")
    repository.commit()
    repository.git("checkout", "-q", "-b", "work")
    repository.write(OURS, record("Cache"))
    repository.write("src/a.py", "# cached: ADR-0002\n")
    repository.commit()
    repository.write(MAINS, record("Queue"))
    repository.write("src/b.py", "# queued: ADR-0002\n")
    found = claim(repository)
    assert (found.entry.path, sorted(found.own)) == (MAINS, [MAINS, "src/b.py"])


def test_records_that_came_at_once_have_to_be_named(repository: GitRepository) -> None:
    repository.write(OURS, record("Cache"))
    repository.write(MAINS, record("Queue"))
    with pytest.raises(UsageError, match="came at the same time") as refused:
        claim(repository)
    assert refused.value.help == f"say which one moves: --file {MAINS}"
    repository.commit()
    with pytest.raises(UsageError, match="came at the same time"):
        claim(repository)
    assert claim(repository, file=OURS).own == {}


def test_a_record_that_has_its_number_alone_needs_no_lines(twins: GitRepository) -> None:
    assert claim(twins, "1") == Claim(claim(twins, FIRST).entry, {})
