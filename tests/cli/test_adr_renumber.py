"""`spec adr renumber`, as a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import Spec

if TYPE_CHECKING:
    from tests.conftest import GitRepository

pytestmark = pytest.mark.usefixtures("inside")
FOLDER = "history/adr"
QUEUE, CACHE = f"{FOLDER}/0002-queue.md", f"{FOLDER}/0002-cache.md"


def record(number: int, title: str) -> str:
    return f"# ADR-{number:04d}: {title}\n\n- **Status:** Accepted\n- **Date:** 2026-01-02\n\n## Decision\n\nWords.\n"


@pytest.fixture
def parted(repository: GitRepository) -> GitRepository:
    """Two branches have each a second decision; `cache` is checked out, where code cites its own."""
    repository.write(f"{FOLDER}/0001-first.md", record(1, "First"))
    repository.commit()
    repository.git("checkout", "-q", "-b", "cache")
    repository.write(CACHE, record(2, "Cache"))
    repository.write("src/cache.py", "# ADR-0002\n")
    repository.commit()
    repository.git("checkout", "-q", "main")
    repository.write(QUEUE, record(2, "Queue"))
    repository.write("src/queue.py", "# ADR-0002\n")
    repository.commit()
    repository.git("checkout", "-q", "cache")
    return repository


@pytest.mark.verifies("004-decisions/AC-008")
def test_a_record_moves_before_the_merge_and_a_second_time_there_is_no_such_record(parted: GitRepository) -> None:
    spec = Spec(parted.root)
    before = spec.files()
    assert "ADR016" in spec("check", "--select", "ADR").out
    done = spec("adr", "renumber", "2", "--json")
    moved = f"{FOLDER}/0003-cache.md"
    assert (done.code, done.json["path"], done.json["number"], done.json["left"]) == (0, moved, 3, [])
    after = {**before, moved: before[CACHE].replace(b"0002", b"0003"), "src/cache.py": b"# ADR-0003\n"}
    del after[CACHE]
    assert spec.files() == after
    assert spec("check", "--select", "ADR").code == 0
    again = spec("adr", "renumber", "2")
    assert (again.code, "there is no decision 2" in again.err) == (2, True)


def test_after_the_merge_the_later_one_moves_and_what_is_doubtful_is_left(parted: GitRepository) -> None:
    spec = Spec(parted.root)
    parted.git("merge", "-q", "main")
    parted.write("docs/guide.md", "ADR-0002\n")
    parted.git("add", "-A")
    planned = spec("adr", "renumber", "2", "7", "--dry-run")
    assert "rename to history/adr/0007-cache.md\n" in planned.out
    assert spec.read("src/cache.py") == "# ADR-0002\n"
    done = spec("adr", "renumber", "2", "7")
    assert done.out == "history/adr/0007-cache.md\n"
    assert done.err == (
        f"{CACHE} is now history/adr/0007-cache.md; 2 lines in 2 other files changed\n"
        "left: src/queue.py:1 ADR-0002 (another record bears the number too)\n"
    )
    assert (spec.read("src/queue.py"), spec.read("docs/guide.md")) == ("# ADR-0002\n", "ADR-0007\n")


def test_a_number_that_is_taken_is_refused_with_who_has_it(parted: GitRepository) -> None:
    parted.git("checkout", "-q", "main")
    parted.write(f"{FOLDER}/0004-more.md", record(4, "More"))
    parted.commit()
    parted.git("checkout", "-q", "cache")
    spec = Spec(parted.root)
    here, there = spec("adr", "renumber", "2", "1"), spec("adr", "renumber", "2", "4")
    assert (here.code, f"number 1 is taken by {FOLDER}/0001-first.md" in here.err) == (2, True)
    assert (there.code, f"number 4 is taken: main has {FOLDER}/0004-more.md" in there.err) == (2, True)
    assert spec("adr", "renumber", "2", "4", "--force").out == f"{FOLDER}/0004-cache.md\n"
