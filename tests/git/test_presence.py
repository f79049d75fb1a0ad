from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.git.presence import ignored, paths_ever_added

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository


def test_a_file_that_was_deleted_moved_or_left_on_a_branch_was_added_once(repository: GitRepository) -> None:
    repository.write("src/first.py")
    repository.commit()
    repository.git("mv", "src/first.py", "src/renamed é.py")
    repository.commit()
    repository.git("switch", "-q", "-c", "side")
    repository.write("side.py")
    repository.commit()
    repository.git("switch", "-q", "-")
    (repository.root / "src/renamed é.py").unlink()
    repository.write("untracked.py")
    repository.git("rm", "-q", "src/renamed é.py", check=False)
    repository.git("commit", "-q", "-m", "Drop it")
    paths = paths_ever_added(str(repository.root))
    assert paths is not None
    assert {"src/first.py", "src/renamed é.py", "side.py"} <= paths
    assert "untracked.py" not in paths


def test_a_file_that_only_a_merge_brought_was_added(repository: GitRepository) -> None:
    repository.write("a.py")
    repository.commit()
    repository.git("switch", "-q", "-c", "side")
    repository.write("b.py")
    repository.commit()
    repository.git("switch", "-q", "-")
    repository.write("c.py")
    repository.commit()
    repository.git("merge", "-q", "--no-commit", "--no-ff", "side")
    repository.write("of_the_merge.py")
    repository.commit("Merge")
    repository.git("rm", "-q", "of_the_merge.py")
    repository.commit("Drop it")
    assert "of_the_merge.py" in (paths_ever_added(str(repository.root)) or ())


@pytest.mark.parametrize(
    ("key", "value"), [("log.showRoot", "false"), ("diff.relative", "true"), ("color.ui", "always")]
)
def test_configuration_hides_nothing(key: str, value: str, repository: GitRepository) -> None:
    repository.write("root.py")
    repository.write("inner/a.md")
    repository.commit()
    repository.git("config", key, value)
    assert {"root.py", "inner/a.md"} <= (paths_ever_added(str(repository.root / "inner")) or set())


def test_a_shallow_clone_cannot_tell(repository: GitRepository, tmp_path: Path) -> None:
    for name in ("a.py", "b.py"):
        repository.write(name)
        repository.commit()
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--depth", "1", repository.root.as_uri(), str(clone))
    assert paths_ever_added(str(clone)) is None


def test_a_partial_clone_is_not_asked(repository: GitRepository) -> None:
    repository.write("a.py")
    repository.commit()
    repository.git("config", "remote.origin.promisor", "true")
    assert paths_ever_added(str(repository.root)) is None


def test_neither_a_new_repository_nor_a_plain_folder_can_tell(repository: GitRepository, tmp_path: Path) -> None:
    assert paths_ever_added(str(repository.root)) is None
    plain = tmp_path / "plain"
    plain.mkdir()
    assert paths_ever_added(str(plain)) is None


def test_without_git_nobody_can_tell(repository: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.write("a.py")
    repository.commit()
    monkeypatch.setenv("PATH", str(repository.root))
    assert paths_ever_added(str(repository.root)) is None


def test_what_git_ignores_is_told_whether_it_is_there_or_not(repository: GitRepository) -> None:
    repository.write(".gitignore", "build/\n*.log\n")
    repository.commit()
    found = ignored(str(repository.root), ["build/a.js", "src/a.py", "x.log"])
    assert found - {""} == {"build/a.js", "x.log"}
