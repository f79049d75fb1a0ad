"""The commit that a line comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.git.blame import blamed

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from tests.conftest import GitRepository


def test_a_line_is_told_with_its_commit_and_what_that_changed(repository: GitRepository) -> None:
    repository.write("src/a.py", "one\n")
    repository.commit("First")
    repository.write("src/a.py", "one\ntwo\n")
    repository.write("b ü.md", "")
    commit = repository.commit("Add two\n\nRefs: ADR-0007")
    found = blamed(str(repository.root), "src/a.py", 2)
    assert found is not None
    assert (found.commit, found.subject, found.date) == (commit, "Add two", "2025-01-15")
    assert "ADR-0007" in found.message
    assert sorted(found.paths) == ["b ü.md", "src/a.py"]
    first = blamed(str(repository.root), "src/a.py", 1)
    assert first is not None
    assert first.subject == "First"


def test_paths_count_from_the_project(repository: GitRepository) -> None:
    repository.write("app/a.py", "one\n")
    repository.write("b.py", "one\n")
    repository.commit()
    found = blamed(str(repository.root / "app"), "a.py", 1)
    assert found is not None
    assert found.paths == ("a.py",)


def test_what_is_not_committed_comes_from_no_commit(
    repository: GitRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("a.py", "one\n")
    assert blamed(str(repository.root), "a.py", 1) is None
    repository.commit()
    repository.write("a.py", "one\ntwo\n")
    assert blamed(str(repository.root), "a.py", 2) is None
    assert blamed(str(repository.root), "a.py", 9) is None
    assert blamed(str(tmp_path), "a.py", 1) is None
    monkeypatch.setenv("PATH", "")
    assert blamed(str(repository.root), "a.py", 1) is None
