"""Who cites what, over every state of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.adr.catalogue.catalogue import catalogue_of
from specward.adr.citations.scan import citations_below, citations_in, citations_of, cited_by
from specward.project import Project
from specward.sources.index import IndexSource
from specward.sources.memory import MemorySource
from specward.sources.revision import RevisionSource
from specward.sources.searched import grep
from specward.sources.worktree import WorkTreeSource

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository

    from specward.sources.source import Source

ONE, TWO = "history/adr/0001-memory.md", "history/adr/0002-redis.md"
FILES = {
    ONE: "# ADR-0001: Memory\n\n- **Status:** Superseded by [Redis](0002-redis.md)\n",
    TWO: "# ADR-0002: Redis\n\n- **Status:** Accepted\n",
    "src/a.py": "import os\n\n# see ADR-0002\n",
    "src/deep/b.go": "// ADR-0001, then ADR-0002\n",
    "docs/c.md": "See [the store](../history/adr/0002-redis.md).\n",
    "docs/d.md": "Nothing.\n",
}


def places(source: Source) -> list[tuple[str, int, str]]:
    found = citations_of(Project(source)).found
    return [(one.path, one.line, one.mention.text) for one in found if one.path not in {ONE, TWO}]


EXPECTED = [
    ("docs/c.md", 1, "[the store](../history/adr/0002-redis.md)"),
    ("src/a.py", 3, "ADR-0002"),
    ("src/deep/b.go", 1, "ADR-0001"),
    ("src/deep/b.go", 1, "ADR-0002"),
]


def write(repository: GitRepository) -> str:
    for path, text in FILES.items():
        repository.write(path, text)
    return str(repository.root)


def test_every_state_tells_the_same_citations(repository: GitRepository) -> None:
    root = write(repository)
    repository.commit()
    states = (WorkTreeSource(root), IndexSource(root), RevisionSource(root, "HEAD"), MemorySource(FILES))
    assert [places(state) for state in states] == [EXPECTED] * 4


def test_a_place_is_told_as_people_count_it() -> None:
    found = citations_of(Project(MemorySource(FILES))).found
    place = next(one for one in found if one.path == "src/a.py").location()
    assert (place.start, place.end, place.excerpt) == ((3, 7), (3, 15), "# see ADR-0002")


def test_a_project_without_records_cites_nothing() -> None:
    assert citations_of(Project(MemorySource({"src/a.py": "# ADR-0002\n"}))).found == []


def test_a_commit_is_judged_by_what_it_touches() -> None:
    project = Project(MemorySource(FILES), touched={"src/a.py", "gone.py"})
    assert [one.path for one in citations_of(project).found] == ["src/a.py"]


def test_one_file_and_one_folder_can_be_looked_at() -> None:
    project = Project(MemorySource(FILES))
    assert [one.line for one in citations_in(project, "src/a.py").found] == [3]
    assert {one.path for one in citations_below(project, "src").found} == {"src/a.py", "src/deep/b.go"}


def test_a_decision_knows_who_cites_it_records_beside_it_included() -> None:
    project = Project(MemorySource(FILES | {"notes.md": "0002-redis.md alone is no citation\n"}))
    catalogue = catalogue_of(project)
    found = cited_by(project, catalogue, catalogue.at[TWO])
    assert [(one.path, one.line) for one in found] == [
        ("docs/c.md", 1), (ONE, 3), ("src/a.py", 3), ("src/deep/b.go", 1),
    ]  # fmt: skip


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A note for each time that all files are looked through."""
    calls: list[str] = []

    def counting(source: Source, pattern: str, below: str = "") -> object:
        calls.append(pattern)
        return grep(source, pattern, below)

    monkeypatch.setattr("specward.adr.citations.cache.grep", counting)
    return calls


def test_the_second_time_only_what_changed_is_read(repository: GitRepository, counted: list[str]) -> None:
    root = write(repository)
    repository.commit()
    assert places(WorkTreeSource(root)) == places(WorkTreeSource(root)) == EXPECTED
    assert len(counted) == 1
    repository.write("src/a.py", "# ADR-0001\n")
    repository.write("new.py", "# ADR-0002\n")
    (repository.root / "docs/c.md").unlink()
    changed = [("new.py", 1, "ADR-0002"), ("src/a.py", 1, "ADR-0001"), *EXPECTED[2:]]
    assert places(WorkTreeSource(root)) == changed
    repository.git("add", "-A")
    assert places(WorkTreeSource(root)) == changed
    repository.commit()
    repository.write("src/a.py", "# ADR-0002 again\n")
    assert places(WorkTreeSource(root))[1] == ("src/a.py", 1, "ADR-0002")
    assert len(counted) == 1


def test_another_branch_is_no_other_cache(repository: GitRepository, counted: list[str]) -> None:
    root = write(repository)
    repository.commit()
    places(WorkTreeSource(root))
    repository.git("checkout", "-q", "-b", "side")
    repository.write("src/a.py", "# nothing\n")
    repository.commit()
    assert places(WorkTreeSource(root)) == [EXPECTED[0], *EXPECTED[2:]]
    repository.git("checkout", "-q", "main")
    assert places(WorkTreeSource(root)) == EXPECTED
    assert len(counted) == 1


def test_what_is_not_committed_is_never_kept(repository: GitRepository, counted: list[str]) -> None:
    root = write(repository)
    assert places(WorkTreeSource(root)) == places(WorkTreeSource(root)) == EXPECTED
    assert len(counted) == 2
    repository.commit()
    repository.write("src/a.py", "# ADR-0001 in hand\n")
    places(WorkTreeSource(root))
    repository.write("src/a.py", FILES["src/a.py"])
    assert places(WorkTreeSource(root)) == EXPECTED


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"0.1.0 00000000 2\n{}", b"\xff\n\xff"])
def test_a_damaged_cache_counts_as_none(damage: bytes, repository: GitRepository, counted: list[str]) -> None:
    root = write(repository)
    repository.commit()
    places(WorkTreeSource(root))
    file: Path = next((repository.root / ".git/specward/citations").iterdir())
    file.write_bytes(damage)
    assert places(WorkTreeSource(root)) == EXPECTED
    assert len(counted) == 2


def test_records_in_another_folder_are_looked_for_anew(repository: GitRepository, counted: list[str]) -> None:
    root = write(repository)
    repository.commit()
    places(WorkTreeSource(root))
    repository.write("docs/decisions/0003-x.md", "# X\n")
    repository.write("e.py", "# docs/decisions/0003-x.md\n")
    assert ("e.py", 1, "docs/decisions/0003-x.md") in places(WorkTreeSource(root))
    assert len(counted) == 2


def test_links_and_repositories_in_a_work_tree_are_never_looked_through(repository: GitRepository) -> None:
    root = write(repository)
    repository.commit()
    type(repository)(repository.root / "vendor/nested").write("a.py", "# ADR-0001\n")
    (repository.root / "link.py").symlink_to("src/a.py")
    (repository.root / "src/deep").rename(repository.root.parent / "deep")
    (repository.root / "src/deep").symlink_to(repository.root.parent / "deep")
    for _ in range(2):
        assert places(WorkTreeSource(root)) == EXPECTED[:2]
        assert citations_of(Project(WorkTreeSource(root))).unread == ()
