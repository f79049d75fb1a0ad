"""What the repository knows of files that are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.git.removals import Removal, removals

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from tests.conftest import GitRepository

TEXT = "one\ntwo\nthree\nfour\n"


def test_the_last_commit_that_removed_a_file_is_told(repository: GitRepository) -> None:
    for _ in range(2):
        repository.write("src/a.py", TEXT)
        repository.commit()
        (repository.root / "src/a.py").unlink()
        last = repository.commit()
    found = removals(str(repository.root), ["src/a.py", "src/never.py"])
    assert found == {"src/a.py": Removal(last, "2025-01-15", "")}


def test_a_move_tells_where_the_content_went(repository: GitRepository) -> None:
    repository.write("src/a.py", TEXT)
    repository.write("b ü.py", TEXT + "five\n")
    repository.commit()
    repository.git("mv", "src/a.py", "a.py")
    repository.git("mv", "b ü.py", "c ü.py")
    commit = repository.commit()
    found = removals(str(repository.root), ["src/a.py", "b ü.py"])
    assert found == {
        path: Removal(commit, "2025-01-15", to) for path, to in {"src/a.py": "a.py", "b ü.py": "c ü.py"}.items()
    }


def test_a_project_below_the_top_counts_from_its_root(repository: GitRepository) -> None:
    repository.write("app/src/a.py", TEXT)
    repository.write("src/b.py", TEXT)
    repository.commit()
    repository.git("rm", "-q", "-r", "app", "src")
    repository.write("app/keep")
    commit = repository.commit()
    found = removals(str(repository.root / "app"), ["src/a.py", "src/b.py"])
    assert found == {"src/a.py": Removal(commit, "2025-01-15", "")}


def test_names_that_git_would_take_for_patterns_are_names(repository: GitRepository) -> None:
    repository.write("src/[id].ts", TEXT)
    repository.write("src/i.ts", "other\n")
    repository.commit()
    repository.git("rm", "-q", "-r", "src")
    repository.commit()
    assert list(removals(str(repository.root), ["src/[id].ts"])) == ["src/[id].ts"]


def test_where_nobody_can_tell_nothing_is_told(
    repository: GitRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert removals(str(repository.root), ["a.py"]) == {}  # no commit yet
    assert removals(str(tmp_path), ["a.py"]) == {}
    assert removals(str(repository.root), []) == {}
    monkeypatch.setenv("PATH", "")
    assert removals(str(repository.root), ["a.py"]) == {}
